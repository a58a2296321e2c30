package public_test

import (
	"bytes"
	"compress/gzip"
	"regexp"
	"strings"
	"testing"

	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/localstack/browser"
	"hsmp.example/cases/web/assets"
)

var parts = regexp.MustCompile(`(?:href|src)="(/assets/[^"]+)"`)

// The rehearsal compresses nothing, the gateway does; so what a first visit takes is reckoned here. The journeys
// measure it.
func TestTheFirstPageIsLight(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	for _, language := range visitor.Languages {
		home := v.Get("/" + language + "/")
		weight := len(zipped(t, home.Body))
		at := map[string]bool{}
		// Both alphabets, though most pages need one: names of languages stand on all of them.
		for _, name := range []string{"noto-core-400.woff2", "noto-core-700.woff2", "noto-cyrillic-400.woff2", "noto-cyrillic-700.woff2", "ornament.svg"} {
			at[assets.URL(name)] = true
		}
		for _, found := range parts.FindAllStringSubmatch(home.Body, -1) {
			at[found[1]] = true
		}
		if len(at) < 8 {
			t.Fatalf("want a style sheet, a script and fonts, got %v", at)
		}
		for asset := range at {
			content := v.Get(asset).Body
			if !strings.HasSuffix(asset, ".woff2") {
				content = zipped(t, content)
			}
			weight += len(content)
		}
		t.Logf("%s: %d bytes", language, weight)
		if weight > browser.FirstPage<<10 {
			t.Errorf("%s: want %d KB at most, got %d bytes", language, browser.FirstPage, weight)
		}
	}
}

func zipped(t *testing.T, text string) string {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
