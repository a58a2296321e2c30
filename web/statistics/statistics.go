// Package statistics is the page of the programme's figures for everybody: plots with the tables behind them (fact 73).
//
// It must not round, hide or add up: figures come as the public may see them, and are only written down here.
package statistics

import (
	"math"
	"strconv"
	"strings"

	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/statistics"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/web/page"
)

// View is the figures of a period, with the names of what they count.
type View struct {
	Figures   statistics.Figures
	Programme programme.Programme
	Months    []statistics.Month // that may be chosen, the newest first
	From, To  string             // as they were asked for
	Bare      bool               // there are no figures, because the period is none
}

// csv is the address of the same figures as a file.
func (v View) csv(p page.Page) string {
	return p.To("/statistics/figures.csv?from=" + string(v.Figures.From) + "&to=" + string(v.Figures.To))
}

func (v View) options(p page.Page) []page.Option {
	all := make([]page.Option, len(v.Months))
	for i, m := range v.Months {
		all[i] = page.Option{Value: string(m), Label: p.Month(m.First())}
	}
	return all
}

// count writes a count as it is held: at least so many, or fewer than five.
func count(p page.Page, c statistics.Count) string {
	if c.Few {
		return p.Say("statistics.few", "n", p.Number(statistics.Least))
	}
	return p.Number(c.N) + "+"
}

// measure writes a median or a quartile: 12 or 12,5. What is not shown is a dash that is explained above.
func measure(p page.Page, value *float64) string {
	if value == nil {
		return "–"
	}
	text := strconv.FormatFloat(math.Round(*value*10)/10, 'f', -1, 64)
	if p.Language != locale.English {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text
}

func percent(p page.Page, value *int) string {
	if value == nil {
		return "–"
	}
	return p.Say("statistics.percent", "n", p.Number(*value))
}

func (v View) field(p page.Page, id programme.FieldID) string {
	return p.Text(v.Programme.FieldNames(id))
}

func (v View) authority(p page.Page, id programme.AuthorityID) string {
	return p.Text(v.Programme.AuthorityNames(id))
}

func (v View) lane(p page.Page, id programme.LaneID) string {
	return p.Text(v.Programme.LaneNames(id))
}

func (v View) figures(p page.Page) []page.Figure {
	f := v.Figures
	return []page.Figure{
		{Value: count(p, f.Applications), Label: p.Say("statistics.applications")},
		{Value: count(p, f.Decision.Of), Label: p.Say("statistics.decided")},
		{Value: measure(p, f.Decision.Median), Label: p.Say("statistics.median-days"), Note: p.Say("statistics.median-note")},
		{Value: count(p, f.Corrected), Label: p.Say("statistics.corrected")},
		{Value: count(p, f.Extended), Label: p.Say("statistics.extended")},
	}
}
