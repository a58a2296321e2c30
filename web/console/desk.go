package console

import (
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/web/page"
)

// DeskView is the first page of whoever works on cases.
type DeskView struct {
	Names
	Work     *WorkView // nil for those who have no work list
	Duties   []DutyView
	Searches bool   // may open the history of a case by its number
	Number   string // that was looked for
}

// WorkView is an authority's work list.
type WorkView struct {
	Authority programme.AuthorityID
	Open      int
	Near      int
	Late      int
	Filter    Filter
	Jobs      []Job
	First     string // address of the first page, on any other
	Next      string // address of the next page, or ""
}

// Filter is what is chosen, and what may be.
type Filter struct {
	Authority, Lane, Field, Claim, Due       string
	Authorities, Lanes, Fields, Claims, Dues []page.Option
}

func (f Filter) narrow() bool { return f.Lane != "" || f.Field != "" || f.Claim != "" || f.Due != "" }

// Job is one open lane.
type Job struct {
	Case      application.ID
	Lane      programme.LaneID
	Field     string
	Term      Term
	Claim     string // of Claims
	Reminders int
	Escalated bool
}

// DutyView is what waits for a duty of the Service.
type DutyView struct {
	Duty  string // of Duties
	Items []DutyItem
	First string
	Next  string
}

// DutyItem is one thing that waits.
type DutyItem struct {
	Case   application.ID
	Lane   programme.LaneID
	Number int
	Field  string
	Since  time.Time
	Term   Term
}

// path is where the duty is done.
func (d DutyView) path(i DutyItem) string {
	switch d.Duty {
	case "objection":
		return objectionPath(i.Case, i.Number)
	case "extension":
		return extensionPath(i.Case, i.Number)
	}
	return casePath(i.Case) + "/" + d.Duty
}

func (v WorkView) figures(p page.Page) []page.Figure {
	return []page.Figure{
		{Value: p.Number(v.Open), Label: p.Say("console.tally-open")},
		{Value: p.Number(v.Near), Label: p.Say("console.tally-near"), Note: p.Say("console.tally-near-note")},
		{Value: p.Number(v.Late), Label: p.Say("console.tally-late")},
	}
}

func (v DeskView) jobs(p page.Page) page.Table {
	t := page.Table{ID: "work", Caption: p.Say("console.work-caption"), QuietCaption: true, Dense: true, Columns: []page.Column{
		{Text: p.Say("console.column-case")}, {Text: p.Say("console.column-lane")}, {Text: p.Say("console.column-field")},
		{Text: p.Say("console.column-due")}, {Text: p.Say("console.column-left")}, {Text: p.Say("console.column-claim")},
		{Text: p.Say("console.column-reminders")}}}
	for _, j := range v.Work.Jobs {
		lane := v.Lane(p, j.Lane)
		t.Rows = append(t.Rows, []page.Cell{
			{Content: caseLink(p.To(casePath(j.Case)+"#"+string(j.Lane)), string(j.Case), lane)},
			{Text: lane}, {Text: v.Field(p, j.Field)}, {Text: p.Date(j.Term.Due)},
			{Content: page.Tag(j.Term.tag(), j.Term.left(p))}, {Text: p.Of("console.claim", j.Claim)}, {Content: reminders(p, j)},
		})
	}
	return t
}

func (v DeskView) duties(p page.Page, d DutyView) page.Table {
	t := page.Table{ID: "duty-" + d.Duty, Caption: p.Of("console.duty", d.Duty), QuietCaption: true, Dense: true, Columns: []page.Column{
		{Text: p.Say("console.column-case")}, {Text: p.Say("console.column-from")}, {Text: p.Say("console.column-field")},
		{Text: p.Say("console.column-since")}, {Text: p.Say("console.column-due")}, {Text: p.Say("console.column-left")}}}
	for _, i := range d.Items {
		from := p.Say("console.from-all")
		if i.Lane != "" {
			from = v.Lane(p, i.Lane)
		}
		t.Rows = append(t.Rows, []page.Cell{
			{Content: caseLink(p.To(d.path(i)), string(i.Case), from)},
			{Text: from}, {Text: v.Field(p, i.Field)}, {Text: p.Time(i.Since)}, {Text: p.Date(i.Term.Due)},
			{Content: page.Tag(i.Term.tag(), i.Term.left(p))},
		})
	}
	return t
}

func control(id, label, value string) page.Control {
	return page.Control{ID: id, Label: label, Value: value}
}
