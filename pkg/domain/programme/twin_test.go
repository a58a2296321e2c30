package programme

import (
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the JSON twins anew from the YAML files")

func TestTwinsHoldExactlyWhatTheYAMLFilesHold(t *testing.T) {
	for _, h := range history {
		raw, err := os.ReadFile(h.file + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := Parse(raw)
		if err != nil {
			t.Fatalf("%s.yaml:\n%v", h.file, err)
		}
		if parsed.Version != h.version {
			t.Errorf("%s.yaml: want version %s, got %s", h.file, h.version, parsed.Version)
		}
		want, err := parsed.Twin()
		if err != nil {
			t.Fatal(err)
		}
		if *update {
			if err := os.WriteFile(h.file+".json", append(want, '\n'), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		got, err := os.ReadFile(h.file + ".json")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want)+"\n", string(got)); diff != "" {
			t.Errorf("run go generate ./pkg/domain/programme (-want +got):\n%s", diff)
		}
	}
}
