//go:build e2e

package pages

import (
	"testing"

	"hsmp.example/cases/localstack/browser"
)

// The act of 2020 has ended, but stays on the page: what was once told is not taken away.
func TestTheNoticesAreForEverybody(t *testing.T) {
	t.Parallel()
	for _, language := range languages {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			p := browser.Start(t, browser.In(language))
			p.Open("/verify")
			p.Click(p.Say("kit.notices"))
			p.IsAt("/notices")
			p.LighterThan(browser.FirstPage)
			p.See(p.Say("notices.standing.past"), p.Say("notices.kind.force-majeure"), p.Say("notices.scope"))
			inspect(p)
		})
	}
}
