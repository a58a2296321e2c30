//go:build e2e

package pages

import (
	"testing"

	"hsmp.example/cases/localstack/browser"
)

func TestAPersonSignsInInEveryMannerAndLanguage(t *testing.T) {
	t.Parallel()
	for name, options := range manners {
		for _, language := range languages {
			t.Run(name+" in "+language, func(t *testing.T) {
				t.Parallel()
				p := browser.Start(t, append([]browser.Option{browser.In(language)}, options...)...)
				p.SignIn("aynur")
				if got := p.Language(); got != language {
					t.Errorf("want a page in %s, got %q", language, got)
				}
			})
		}
	}
}
