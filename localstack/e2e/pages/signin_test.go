//go:build e2e

package pages

import (
	"testing"

	"hsmp.example/cases/localstack/browser"
)

func TestAPersonSignsInInEveryMannerAndLanguage(t *testing.T) {
	t.Parallel()
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := browser.Start(t, way.options...)
			p.SignIn("aynur")
			if got := p.Language(); got != way.language {
				t.Errorf("want a page in %s, got %q", way.language, got)
			}
		})
	}
}
