package cases

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// What a comment, a text or a decision cites by number can be read in docs/domain.md.
func TestWhatIsCitedCanBeRead(t *testing.T) {
	t.Parallel()
	known := register(t)
	if len(known) < 120 {
		t.Fatalf("want the whole register read, got %d lines of it", len(known))
	}
	cited := 0
	for _, name := range texts(t) {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, number := range citations(string(raw)) {
			cited++
			if !known[number] {
				t.Errorf("%s cites %s, which docs/domain.md does not have", name, number)
			}
		}
	}
	if cited < 300 {
		t.Errorf("want every citation looked at, got %d", cited)
	}
}

// register lists what docs/domain.md numbers: "fact 57", "C14", "G5", "domain 2.5", "invariant 3".
func register(t *testing.T) map[string]bool {
	t.Helper()
	raw, err := os.ReadFile("docs/domain.md")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	kind := ""
	for line := range strings.Lines(string(raw)) {
		switch {
		case strings.HasPrefix(line, "## 1. Facts"):
			kind = "fact "
		case strings.HasPrefix(line, "## Invariants"):
			kind = "invariant "
		case strings.HasPrefix(line, "## "):
			kind = ""
		}
		if found := numbered.FindStringSubmatch(line); found != nil && kind != "" {
			known[kind+found[1]] = true
		}
		if found := lettered.FindStringSubmatch(line); found != nil {
			known[found[1]] = true
		}
		if found := sectioned.FindStringSubmatch(line); found != nil {
			known["domain "+found[1]] = true
		}
	}
	return known
}

var (
	numbered  = regexp.MustCompile(`^(\d+)\. `)
	lettered  = regexp.MustCompile(`^- \*\*([CG]\d+)\*\* `)
	sectioned = regexp.MustCompile(`^- \*\*(2\.\d+)\*\* `)
)

var (
	facts     = regexp.MustCompile(`[Ff]acts?((?: |, | and | to |\n// )\d+(?:(?:, | and | to )\d+)*)`)
	number    = regexp.MustCompile(`\d+`)
	letters   = regexp.MustCompile(`\b[CG](?:1\d|[1-9])\b`)
	sections  = regexp.MustCompile(`domain (2\.\d+)`)
	invariant = regexp.MustCompile(`invariant (\d+)`)
)

// citations lists what a text cites, as register names it.
func citations(text string) []string {
	var all []string
	for _, found := range facts.FindAllStringSubmatch(text, -1) {
		for _, n := range number.FindAllString(found[1], -1) {
			all = append(all, "fact "+n)
		}
	}
	for _, found := range sections.FindAllStringSubmatch(text, -1) {
		all = append(all, "domain "+found[1])
	}
	for _, found := range invariant.FindAllStringSubmatch(text, -1) {
		all = append(all, "invariant "+found[1])
	}
	return append(all, letters.FindAllString(text, -1)...)
}

// texts lists the files that cite: code, the programme's and the calendar's data, decisions and other documents.
func texts(t *testing.T) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (slices.Contains([]string{"build", ".tools", ".git", "node_modules", "testdata"}, entry.Name())):
			return fs.SkipDir
		case path == "docs/domain.md" || path == "domain_test.go":
			return nil
		case slices.Contains([]string{".go", ".yaml", ".md", ".cedar", ".templ"}, filepath.Ext(path)):
			all = append(all, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
