package credential

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
)

// source is this package's own code, without its tests.
func source(t *testing.T) string {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, name := range names {
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

func TestEveryTextIsUsedAndEveryUsedTextExists(t *testing.T) {
	t.Parallel()
	catalogue, err := texts()
	if err != nil {
		t.Fatal(err)
	}
	code := source(t)
	known := map[string]bool{}
	for _, key := range catalogue.Keys() {
		known[key] = true
		if !strings.Contains(code, `"`+key+`"`) && !strings.HasPrefix(key, "resolution.") {
			t.Errorf("want text %q used, got no use", key)
		}
	}
	used := regexp.MustCompile(`"((?:certificate|label|value|verify|document|footer|reasons)\.[a-z_]+)"`)
	for _, found := range used.FindAllStringSubmatch(code, -1) {
		if !known[found[1]] {
			t.Errorf("want a text for %q, got none", found[1])
		}
	}
	for _, r := range []Resolution{Upheld, Lifted, Withdrawn} {
		if !known["resolution."+string(r)] {
			t.Errorf("want a text for resolution %q, got none", r)
		}
	}
}

func TestEveryProblemCodeHasItsWords(t *testing.T) {
	t.Parallel()
	catalogue, err := problem.Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	codes := regexp.MustCompile(`"((?:certificate|credential|document|statement)-[a-z-]+)"`).FindAllStringSubmatch(source(t), -1)
	if len(codes) < 10 {
		t.Fatalf("want the package's codes found, got %d", len(codes))
	}
	for _, code := range codes {
		for _, l := range locale.All {
			if _, ok := catalogue.Text(l, code[1], nil); !ok {
				t.Errorf("want words for %s in %s, got none", code[1], l)
			}
		}
	}
}

func TestAKeyThatIsMissingShowsAsItself(t *testing.T) {
	t.Parallel()
	w, err := wordsIn(locale.English)
	if err != nil {
		t.Fatal(err)
	}
	if want, got := "no.such.text", w.Say("no.such.text"); want != got {
		t.Errorf("want %s, got %s", want, got)
	}
}
