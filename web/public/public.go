// Package public is the pages that need no account: what the programme is, what it asks for and brings, the
// self-assessment, the due-date calculator, and the small print.
//
// It must know no use case and no rule: criteria, documents, clocks and names come with the programme and the calendar,
// and what was worked out comes ready in a view.
package public

import (
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/web/page"
)

// in puts a page in its room of the navigation, under its title.
func in(p page.Page, room page.Room, title string) page.Page {
	p.Room = room
	return p.Titled(title)
}

// part is one page about the programme.
type part struct{ title, path string }

// parts lists the pages about the programme in the order in which they are read.
func parts(p page.Page) []part {
	return []part{
		{p.Say("public.programme.title"), "/programme"},
		{p.Say("public.criteria.title"), "/programme/criteria"},
		{p.Say("public.benefits.title"), "/programme/benefits"},
		{p.Say("public.documents.title"), "/programme/documents"},
		{p.Say("public.fees.title"), "/programme/fees-and-times"},
		{p.Say("public.decision.title"), "/programme/decision"},
	}
}

func number(p page.Page, n programme.Points) string { return p.Number(int(n)) }

// authority names who scores: for the criterion that the field's authority scores there is no single name (fact 14).
func authority(p page.Page, prog programme.Programme, id programme.AuthorityID) string {
	if a, ok := prog.Authority(id); ok {
		return p.Text(a.Names)
	}
	return p.Say("public.field-authority")
}

// weights are the criteria as bars, in the order of the act.
func weights(p page.Page, prog programme.Programme) []page.Bar {
	bars := make([]page.Bar, len(prog.Criteria))
	for i, c := range prog.Criteria {
		bars[i] = page.Bar{Label: p.Text(c.Names), Value: int(c.Maximum)}
	}
	return bars
}

func weightsPlot(p page.Page, prog programme.Programme) page.Plot {
	first := prog.Criteria[0]
	for _, c := range prog.Criteria {
		if c.Maximum > first.Maximum {
			first = c
		}
	}
	return page.Plot{ID: "weights", Title: p.Say("public.weights"),
		Description: p.Say("public.weights-seen", "criterion", p.Text(first.Names), "points", number(p, first.Maximum), "total", number(p, prog.TotalMaximum()))}
}

// weightsTable is the plot's numbers, with who gives them.
func weightsTable(p page.Page, prog programme.Programme) page.Table {
	t := page.Table{ID: "weights-table", Caption: p.Say("public.weights-table"), QuietCaption: true,
		Columns: []page.Column{{Text: p.Say("public.criterion")}, {Text: p.Say("public.scored-by")}, {Text: p.Say("public.up-to"), Numeric: true}},
		Total:   page.Cells(p.Say("public.total"), "", number(p, prog.TotalMaximum()))}
	for _, c := range prog.Criteria {
		t.Rows = append(t.Rows, page.Cells(p.Text(c.Names), authority(p, prog, c.Authority), number(p, c.Maximum)))
	}
	return t
}

// fieldsTable is which authority answers for which field.
func fieldsTable(p page.Page, prog programme.Programme) page.Table {
	t := page.Table{ID: "fields", Caption: p.Say("public.criteria.fields-table"), QuietCaption: true,
		Columns: []page.Column{{Text: p.Say("public.field")}, {Text: p.Say("public.authority")}}}
	for _, f := range prog.Fields {
		t.Rows = append(t.Rows, page.Cells(p.Text(f.Names), authority(p, prog, f.Authority)))
	}
	return t
}

// sectionNames are the titles of parts of the form.
func sectionNames(p page.Page, prog programme.Programme, ids []programme.SectionID) []string {
	var names []string
	for _, id := range ids {
		for _, s := range prog.Sections {
			if s.ID == id {
				names = append(names, p.Text(s.Names))
			}
		}
	}
	return names
}
