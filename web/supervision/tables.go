package supervision

import (
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/statistics"
	"hsmp.example/cases/web/page"
)

func (v View) figures(p page.Page) []page.Figure {
	n := v.Total()
	return []page.Figure{
		{Value: p.Number(n.Open), Label: p.Say("supervision.open")},
		{Value: p.Number(n.Near), Label: p.Say("supervision.near"), Note: p.Say("supervision.near-note", "percent", p.Number(v.Rule.Percent))},
		{Value: p.Number(n.Late), Label: p.Say("supervision.late"), Note: p.Say("supervision.late-note")},
		{Value: p.Number(n.free()), Label: p.Say("supervision.free")},
	}
}

// loads lists the authorities; where the reader may open a work list, each count leads to those lanes.
func (v View) loads(p page.Page) page.Table {
	t := page.Table{ID: "loads", Caption: p.Say("supervision.loads-caption"), Dense: true, Columns: numeric(p.Say("supervision.authority"),
		p.Say("supervision.open"), p.Say("supervision.free"), p.Say("supervision.near"), p.Say("supervision.late"))}
	for _, l := range v.Loads {
		name := v.authority(p, l.Authority)
		list := p.To("/console?authority=" + string(l.Authority))
		row := []page.Cell{{Text: name}, {Text: p.Number(l.Lanes.Open)}, {Text: p.Number(l.Lanes.free())}, {Text: p.Number(l.Lanes.Near)}, {Text: p.Number(l.Lanes.Late)}}
		if l.Listed {
			row[0].Link = list
			row[2].Content = counted(p, l.Lanes.free(), list+"&claim=free", p.Say("supervision.free")+", "+name)
			row[3].Content = counted(p, l.Lanes.Near, list+"&due=near", p.Say("supervision.near")+", "+name)
			row[4].Content = counted(p, l.Lanes.Late, list+"&due=late", p.Say("supervision.late")+", "+name)
		}
		t.Rows = append(t.Rows, row)
	}
	if n := v.Total(); len(v.Loads) > 1 {
		t.Total = page.Cells(p.Say("supervision.total"), p.Number(n.Open), p.Number(n.free()), p.Number(n.Near), p.Number(n.Late))
	}
	return t
}

func (v View) weeks(p page.Page) page.Table {
	t := page.Table{ID: "weeks", Caption: p.Say("supervision.weeks-caption"), Dense: true, Columns: numeric(p.Say("supervision.week"),
		p.Say("supervision.open"), p.Say("supervision.free"), p.Say("supervision.near"), p.Say("supervision.late"))}
	for _, w := range v.Weeks {
		name := p.Date(w.Monday)
		if w.Earlier {
			name = p.Say("supervision.and-earlier", "date", name)
		}
		t.Rows = append(t.Rows, page.Cells(name, p.Number(w.Lanes.Open), p.Number(w.Lanes.free()), p.Number(w.Lanes.Near), p.Number(w.Lanes.Late)))
	}
	return t
}

func (v View) outcomes(p page.Page) []page.Figure {
	f := v.Figures
	return []page.Figure{
		{Value: p.Number(f.Applications.N), Label: p.Say("supervision.applications")},
		{Value: known(p, f.Decision.Median), Label: p.Say("supervision.decision"), Note: p.Count("supervision.decided", f.Decision.Of.N)},
		{Value: p.Number(f.Corrected.N), Label: p.Say("supervision.corrected")},
		{Value: p.Number(f.Extended.N), Label: p.Say("supervision.extended")},
	}
}

// criteria are the lanes that are scored.
func (v View) criteria() []statistics.LaneLine {
	var lines []statistics.LaneLine
	for _, l := range v.Figures.Lanes {
		if l.Kind == programme.CriterionLane {
			lines = append(lines, l)
		}
	}
	return lines
}

func (v View) scores(p page.Page) page.Table {
	t := page.Table{ID: "scores", Caption: p.Say("supervision.scores-caption"), Dense: true, Columns: append(spreadColumns(p, p.Say("supervision.criterion")),
		page.Column{Text: p.Say("supervision.maximum"), Numeric: true})}
	for _, l := range v.criteria() {
		t.Rows = append(t.Rows, append(spreadRow(p, v.lane(p, l.Lane), l.Points), page.Cell{Text: p.Number(int(l.Maximum))}))
	}
	return t
}

func (v View) times(p page.Page) page.Table {
	t := page.Table{ID: "times", Caption: p.Say("supervision.times-caption"), Dense: true, Columns: spreadColumns(p, p.Say("supervision.lane"))}
	for _, l := range v.Figures.Lanes {
		t.Rows = append(t.Rows, spreadRow(p, v.lane(p, l.Lane), l.Days))
	}
	return t
}

func (v View) kept(p page.Page) page.Table {
	t := page.Table{ID: "kept", Caption: p.Say("supervision.kept-caption"), Dense: true, Columns: numeric(p.Say("supervision.authority"),
		p.Say("supervision.due"), p.Say("supervision.kept"), p.Say("supervision.median-days"))}
	for _, a := range v.Figures.Authorities {
		share := "–"
		if a.Kept.Percent != nil {
			share = p.Say("supervision.percent", "n", p.Number(*a.Kept.Percent))
		}
		t.Rows = append(t.Rows, page.Cells(v.authority(p, a.Authority), p.Number(a.Kept.Of.N), share, known(p, a.Days.Median)))
	}
	return t
}

func numeric(first string, others ...string) []page.Column {
	columns := []page.Column{{Text: first}}
	for _, text := range others {
		columns = append(columns, page.Column{Text: text, Numeric: true})
	}
	return columns
}

func spreadColumns(p page.Page, first string) []page.Column {
	return numeric(first, p.Say("supervision.closed"), p.Say("supervision.least"), p.Say("supervision.lower"), p.Say("supervision.median"),
		p.Say("supervision.upper"), p.Say("supervision.most"))
}

func spreadRow(p page.Page, name string, s statistics.Spread) []page.Cell {
	return page.Cells(name, p.Number(s.Of.N), known(p, s.Least), known(p, s.Lower), known(p, s.Median), known(p, s.Upper), known(p, s.Most))
}
