package notify

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hsmp.example/cases/pkg/domain/application"
)

// Read checks that the four languages have the same keys and arguments; this, that each key is said and none is
// missing.
func TestEveryTextExistsAndIsUsed(t *testing.T) {
	t.Parallel()
	catalogue, err := texts()
	if err != nil {
		t.Fatal(err)
	}
	code := source(t)
	for _, key := range catalogue.Keys() {
		said := strings.TrimSuffix(strings.TrimSuffix(key, "-subject"), "-body")
		if wait, ok := strings.CutPrefix(key, "step-"); ok {
			if w := application.Wait(wait); w != application.ReviewWait && w != application.ConfirmationWait {
				t.Errorf("%s is the text of no wait", key)
			}
			continue
		}
		if !strings.Contains(code, `"`+said+`"`) {
			t.Errorf("the text %s is said nowhere", key)
		}
	}
	for _, wanted := range []string{"step-review", "step-confirmation", "submitted-subject", "correction-body", "extended-body", "decided-body",
		"withdrawn-body", "remind-body", "escalate-body", "greeting", "greeting-nameless", "greeting-office"} {
		if _, ok := catalogue.Text("en", wanted, nil); !ok {
			t.Errorf("there is no text %s", wanted)
		}
	}
}

func source(t *testing.T) string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(raw)
	}
	return all.String()
}

func TestATextThatIsMissingShowsItsKey(t *testing.T) {
	t.Parallel()
	if got := wording("en").Say("no-such-text"); got != "no-such-text" {
		t.Errorf("want the key, got %q", got)
	}
}
