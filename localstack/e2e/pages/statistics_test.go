//go:build e2e

package pages

import (
	"bytes"
	"testing"

	"hsmp.example/cases/localstack/browser"
)

// firstMonth is the programme's first month.
var firstMonth = map[string]string{"az": "aprel 2025", "tr": "Nisan 2025", "en": "April 2025", "ru": "апрель 2025"}

func TestTheFiguresAreForEverybody(t *testing.T) {
	t.Parallel()
	for _, way := range []way{withMouse, byKeyboard} {
		t.Run(way.language, func(t *testing.T) {
			t.Parallel()
			p := browser.Start(t, way.options...)
			p.Open("/statistics")
			p.LighterThan(browser.FirstPage)
			p.See(p.Say("statistics.rounding", "n", "5"), p.Say("statistics.kept-text"))
			inspect(p)
			p.Choose(p.Say("statistics.from"), firstMonth[way.language])
			p.Choose(p.Say("statistics.to"), firstMonth[way.language])
			p.Click(p.Say("statistics.show"))
			p.See(p.Say("statistics.period", "from", firstMonth[way.language], "to", firstMonth[way.language]))
			name, content := p.Download(p.Say("statistics.csv"))
			if !bytes.HasPrefix(content, []byte("list,id,measure,at_least,few,")) {
				t.Errorf("want the figures in %s, got %.60q", name, content)
			}
		})
	}
}
