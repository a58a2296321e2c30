package calendar

import (
	"encoding/json"
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write calendar.json anew from calendar.yaml")

func TestTwinHoldsExactlyWhatTheYAMLFileHolds(t *testing.T) {
	raw, err := os.ReadFile("calendar.yaml")
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := Parse(raw)
	if err != nil {
		t.Fatalf("calendar.yaml:\n%v", err)
	}
	want, err := json.Marshal(twin{Hash: digest(raw), Source: parsed.source})
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("calendar.json", append(want, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile("calendar.json")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want)+"\n", string(got)); diff != "" {
		t.Errorf("run go generate ./pkg/domain/calendar (-want +got):\n%s", diff)
	}
}
