package notice

import (
	"encoding/json"
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write notices.json anew from notices.yaml")

func TestTwinHoldsExactlyWhatTheYAMLFileHolds(t *testing.T) {
	raw, err := os.ReadFile("notices.yaml")
	if err != nil {
		t.Fatal(err)
	}
	notices, err := read(raw)
	if err != nil {
		t.Fatalf("notices.yaml:\n%v", err)
	}
	want, err := json.Marshal(twin{Hash: digest(raw), Notices: notices})
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("notices.json", append(want, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile("notices.json")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want)+"\n", string(got)); diff != "" {
		t.Errorf("run go generate ./pkg/domain/notice (-want +got):\n%s", diff)
	}
}
