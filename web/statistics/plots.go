package statistics

import (
	"hsmp.example/cases/pkg/domain/statistics"
	"hsmp.example/cases/web/page"
)

// mostColumns is how many months stand beside each other on a phone; of a longer period the plot shows the last ones.
const mostColumns = 12

func bar(p page.Page, label string, c statistics.Count) page.Bar {
	return page.Bar{Label: label, Value: c.N, Text: count(p, c)}
}

func plot(p page.Page, id, title string) page.Plot {
	return page.Plot{ID: id, Title: title, Description: p.Say("statistics.plot", "what", title)}
}

func table(id, caption string, columns ...string) page.Table {
	t := page.Table{ID: id, Caption: caption}
	for i, text := range columns {
		t.Columns = append(t.Columns, page.Column{Text: text, Numeric: i > 0})
	}
	return t
}

// columns are the last months of the period; their labels are the months' numbers, for which there is room.
func (v View) columns(p page.Page) []page.Bar {
	months := v.Figures.Months
	if len(months) > mostColumns {
		months = months[len(months)-mostColumns:]
	}
	bars := make([]page.Bar, len(months))
	for i, m := range months {
		text := count(p, m.Applications)
		if m.Applications.Few {
			text = "<" + p.Number(statistics.Least) // the whole word has no room above a column
		}
		bars[i] = page.Bar{Label: string(m.Month[len("2026-"):]), Value: m.Applications.N, Text: text}
	}
	return bars
}

func (v View) months(p page.Page) page.Table {
	t := table("months-table", p.Say("statistics.months"), p.Say("statistics.month"), p.Say("statistics.applications"))
	for _, m := range v.Figures.Months {
		t.Rows = append(t.Rows, page.Cells(p.Month(m.Month.First()), count(p, m.Applications)))
	}
	return t
}

var outcomeKinds = map[statistics.Outcome]page.TagKind{statistics.Recognised: page.Good, statistics.Refused: page.Bad,
	statistics.Withdrawn: page.Neutral, statistics.UnderWay: page.Progress}

func (v View) outcomes(p page.Page) ([]page.Bar, page.Table) {
	t := table("outcomes-table", p.Say("statistics.outcomes"), p.Say("statistics.outcome"), p.Say("statistics.applications"))
	var bars []page.Bar
	for _, o := range v.Figures.Outcomes {
		one := bar(p, p.Of("statistics.outcome-of", string(o.Outcome)), o.Applications)
		one.Kind = outcomeKinds[o.Outcome]
		bars = append(bars, one)
		t.Rows = append(t.Rows, page.Cells(one.Label, one.Text))
	}
	return bars, t
}

func (v View) fields(p page.Page) ([]page.Bar, page.Table) {
	t := table("fields-table", p.Say("statistics.fields"), p.Say("statistics.field"), p.Say("statistics.applications"))
	var bars []page.Bar
	for _, f := range v.Figures.Fields {
		one := bar(p, v.field(p, f.Field), f.Applications)
		bars = append(bars, one)
		t.Rows = append(t.Rows, page.Cells(one.Label, one.Text))
	}
	return bars, t
}

// kept is how the authorities keep the deadline. An authority with too few lanes has a bar without length, and says so.
func (v View) kept(p page.Page) ([]page.Bar, page.Table) {
	t := table("kept-table", p.Say("statistics.kept"), p.Say("statistics.authority"), p.Say("statistics.lanes"),
		p.Say("statistics.kept-short"), p.Say("statistics.days"))
	var bars []page.Bar
	for _, a := range v.Figures.Authorities {
		one := page.Bar{Label: v.authority(p, a.Authority), Whole: 100, Text: percent(p, a.Kept.Percent)}
		if a.Kept.Percent != nil {
			one.Value = *a.Kept.Percent
		} else {
			one.Text = count(p, a.Kept.Of)
		}
		bars = append(bars, one)
		t.Rows = append(t.Rows, page.Cells(one.Label, count(p, a.Kept.Of), percent(p, a.Kept.Percent), measure(p, a.Days.Median)))
	}
	return bars, t
}

// lanes is how points and working days spread over each criterion.
func (v View) lanes(p page.Page) page.Table {
	t := table("lanes-table", p.Say("statistics.criteria"), p.Say("statistics.criterion"), p.Say("statistics.closed"),
		p.Say("statistics.points-lower"), p.Say("statistics.points-median"), p.Say("statistics.points-upper"), p.Say("statistics.most"), p.Say("statistics.days"))
	for _, l := range v.Figures.Lanes {
		most := "–"
		if l.Maximum > 0 {
			most = p.Number(int(l.Maximum))
		}
		t.Rows = append(t.Rows, page.Cells(v.lane(p, l.Lane), count(p, l.Days.Of), measure(p, l.Points.Lower), measure(p, l.Points.Median),
			measure(p, l.Points.Upper), most, measure(p, l.Days.Median)))
	}
	return t
}
