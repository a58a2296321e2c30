package public_test

import (
	"os"
	"path/filepath"
	"testing"

	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/localstack/browser"
)

func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }

// pages are all of the room that a link leads to.
var pages = []string{"/", "/programme", "/programme/criteria", "/programme/benefits", "/programme/documents",
	"/programme/documents?asked=yes&papers=passport&claims=claims-degree&languages=tr&field=it", "/programme/fees-and-times", "/programme/decision",
	"/self-assessment", "/due-date", "/due-date?submitted=2026-03-02&extension=yes", "/terms", "/privacy", "/accessibility", "/sources"}

// visit opens a window on the rehearsal's pages.
func visit(t testing.TB, v visitor.Visitor, options ...browser.Option) *browser.Page {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", "..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	return browser.Start(t, append([]browser.Option{browser.At(browser.Site{URL: v.URL, Root: root})}, options...)...)
}
