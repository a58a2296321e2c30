package console

import (
	"strings"

	"github.com/a-h/templ"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/web/page"
)

// HistoryView is the audit chain of a case.
type HistoryView struct {
	Names
	Case  application.ID
	Lines []HistoryLine
	Whole bool // all that is kept of the case fits the chain
	First string
	Next  string
	Open  bool // the reader may open the case itself
}

// HistoryLine is one thing that was done or read, or that was refused.
type HistoryLine struct {
	record.Reading
	Sequence int    // of a change; 0 for a reading
	Name     string // of the member of staff, where the reader may know it
}

func (l HistoryLine) kind() string {
	switch {
	case l.Sequence > 0:
		return "changed"
	case l.Refused:
		return "refused"
	}
	return "read"
}

// way leads back to the case, for those who may open it.
func (v HistoryView) way(p page.Page) templ.Component {
	if v.Open {
		return way(p, v.Case, p.Title)
	}
	return page.Breadcrumbs(p, page.Crumb{Text: p.Say("console.title"), Path: "/console"}, page.Crumb{Text: p.Title})
}

// Roles are the roles that entries of a chain may have.
var Roles = []string{"applicant", "officer", "supervisor", "decision-officer", "objection-reviewer", "employer", "auditor", "administrator", "workflow"}

func (v HistoryView) table(p page.Page) page.Table {
	t := page.Table{ID: "history", Caption: p.Say("console.history-caption"), QuietCaption: true, Dense: true, Columns: []page.Column{
		{Text: p.Say("console.history-number")}, {Text: p.Say("console.history-time")}, {Text: p.Say("console.history-who")},
		{Text: p.Say("console.history-what")}, {Text: p.Say("console.history-subject")}, {Text: p.Say("console.history-kind")},
		{Text: p.Say("console.history-policy")}}}
	for _, e := range v.Lines {
		sequence := ""
		if e.Sequence > 0 {
			sequence = number(e.Sequence)
		}
		t.Rows = append(t.Rows, page.Cells(dash(sequence), p.Time(e.At), v.who(p, e), p.Of("console.action", string(e.Action)),
			v.subject(p, e.Subject), p.Of("console.history-is", e.kind()), dash(strings.ReplaceAll(e.Policy, ",", ", "))))
	}
	return t
}

func (v HistoryView) who(p page.Page, e HistoryLine) string {
	who := p.Of("console.role", e.Actor.Role)
	if e.Actor.Authority != "" {
		who += ", " + v.Authority(p, programme.AuthorityID(e.Actor.Authority))
	}
	if e.Name != "" {
		who += " – " + e.Name
	}
	return who
}

// subject names a lane; a wait of the workflow by what it waits for; anything else stands as it is.
func (v HistoryView) subject(p page.Page, subject string) string {
	if w, ok := application.WaitedLane(application.Wait(subject)); ok {
		return v.Lane(p, w)
	}
	return dash(v.Lane(p, programme.LaneID(subject)))
}

func dash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}
