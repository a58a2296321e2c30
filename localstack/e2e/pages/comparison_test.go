//go:build e2e

package pages

import (
	"testing"

	"hsmp.example/cases/localstack/browser"
)

// ourCountry is what the country is called; programmes keep their published names.
var ourCountry = map[string]string{"az": "Azərbaycan", "en": "Azerbaijan"}

func TestProgrammesAreCompared(t *testing.T) {
	t.Parallel()
	for _, way := range []way{withMouse, withoutScripts} {
		t.Run(way.language, func(t *testing.T) {
			t.Parallel()
			p := browser.Start(t, way.options...)
			p.Open("/comparison")
			p.Choose(p.Say("comparison.country"), ourCountry[way.language])
			p.Click(p.Say("comparison.filter"))
			p.See("Highly Skilled Migrant Programme")
			inspect(p)
			p.Click(p.Say("comparison.compare"))
			p.See(p.Say("comparison.none-chosen"))
			p.Check("Highly Skilled Migrant Programme")
			p.Check("Investor Temporary Residence Permit")
			p.Click(p.Say("comparison.compare"))
			p.IsAt("/comparison/side-by-side")
			p.See("AZN 100,000 one-time", "3 years — 5 years")
			inspect(p)
		})
	}
}
