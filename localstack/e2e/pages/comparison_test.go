//go:build e2e

package pages

import (
	"testing"

	"hsmp.example/cases/localstack/browser"
)

// ourCountry is what the country is called; programmes keep their published names.
var ourCountry = map[string]string{"az": "Azərbaycan", "tr": "Azerbaycan", "en": "Azerbaijan", "ru": "Азербайджан"}

func TestProgrammesAreComparedInEveryMannerAndLanguage(t *testing.T) {
	t.Parallel()
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := browser.Start(t, way.options...)
			p.Open("/comparison")
			p.Choose(p.Say("comparison.country"), ourCountry[way.language])
			p.Click(p.Say("comparison.filter"))
			p.See("Highly Skilled Migrant Programme")
			p.Inspect()
			p.Click(p.Say("comparison.compare"))
			p.See(p.Say("comparison.none-chosen"))
			p.Check("Highly Skilled Migrant Programme")
			p.Check("Investor Temporary Residence Permit")
			p.Click(p.Say("comparison.compare"))
			p.IsAt("/comparison/side-by-side")
			p.See("AZN 100,000 one-time", "3 years — 5 years")
			p.Inspect()
		})
	}
}

func TestShotsOfTheComparison(t *testing.T) {
	p := browser.Start(t, browser.In("en"))
	p.Open("/comparison?words=talent")
	p.Shot("comparison")
	p.Open("/comparison/side-by-side?compare=az-highly-skilled-migrant-programme&compare=az-investor-temporary-residence-permit")
	p.Shot("side-by-side")
}
