//go:build e2e

package pages

import (
	"bytes"
	"testing"

	"hsmp.example/cases/localstack/browser"
)

func TestTheFiguresAreForEverybodyInEveryMannerAndLanguage(t *testing.T) {
	t.Parallel()
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := browser.Start(t, way.options...)
			p.Open("/statistics")
			p.LighterThan(browser.FirstPage)
			p.See(p.Say("statistics.rounding", "n", "5"), p.Say("statistics.kept-text"))
			p.Inspect()
			p.Choose(p.Say("statistics.from"), month(way.language, "04", "2025"))
			p.Choose(p.Say("statistics.to"), month(way.language, "04", "2025"))
			p.Click(p.Say("statistics.show"))
			p.See(p.Say("statistics.period", "from", month(way.language, "04", "2025"), "to", month(way.language, "04", "2025")))
			name, content := p.Download(p.Say("statistics.csv"))
			if !bytes.HasPrefix(content, []byte("list,id,measure,at_least,few,")) {
				t.Errorf("want the figures in %s, got %.60q", name, content)
			}
		})
	}
}

func month(language, number, year string) string {
	if language == "en" {
		return number + "/" + year
	}
	return number + "." + year
}

func TestShotsOfStatistics(t *testing.T) {
	p := browser.Start(t, browser.In("az"))
	p.Open("/statistics")
	p.Shot("statistics")
}
