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

// released are the contents of calendar.yaml by the date that each bears. A row is added and never changed: open cases
// name the calendar that their due date was reckoned by, and two of one name would tell nobody apart.
var released = map[string]string{
	"2026-09-28": "c052088e48e6c6fbd52cd0edb3cb8407e83c2600fbeda1df86f73f6b69ee4964",
}

func TestAReleasedCalendarNeverChanges(t *testing.T) {
	t.Parallel()
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if want := released[c.source.Published.String()]; c.hash != want {
		t.Errorf("published %s: released as %q, got %q: a changed calendar bears a new date", c.source.Published, want, c.hash)
	}
}
