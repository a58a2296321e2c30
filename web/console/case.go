package console

import (
	"slices"
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/web/dossier"
	"hsmp.example/cases/web/page"
)

// CaseView is a case as one officer may see it.
type CaseView struct {
	Names
	ID          application.ID
	State       application.State
	Field       string
	SubmittedAt time.Time
	Due         calendar.Due
	Term        Term
	Rule        string // version of the programme
	Lanes       []LaneRow
	Works       []LaneWork // lanes whose content the reader sees
	Clashes     []application.Clash
	Objections  []ObjectionView
	Extensions  []ExtensionView
	Corrections []application.Correction // of the lanes in Works
	Form        application.Form
	Documents   []evidence.Document
	Opens       bool // the reader may open documents
	Viewer      *Viewer
	Confirm     bool // may open the page of the confirmation
	History     bool
	Meanwhile   *Meanwhile
}

// LaneRow is what everybody with the case sees of a lane.
type LaneRow struct {
	ID        programme.LaneID
	Authority programme.AuthorityID
	State     string // of States
	Claim     string // of Claims
	Shown     bool   // among the works
	Route     bool   // the reader may give it to another authority
}

// LaneWork is a lane that the reader reads: what the programme asks, what there is, and what the reader may do.
type LaneWork struct {
	Spec      programme.LaneSpec
	Criterion programme.Criterion
	Questions []programme.Question
	State     string
	Claim     string
	ClaimedAt time.Time
	Outcome   *Finding
	Earlier   []Earlier // outcomes that were taken back
	Close     bool      // the reader may score or clear it now
	Take      bool      // a colleague has claimed it, and the reader may take it over
	Hold      bool      // nobody has claimed it, and the reader may
	Acts      []string  // of LaneActs
	Typed     Typed
	Evidence  []page.Option
}

// Typed is what stands in the form that closes a lane.
type Typed struct{ Points, Justification string }

// Finding is what a lane ended with, by whom only as far as an authority.
type Finding struct {
	Points        int
	Maximum       int
	Justification string
	Evidence      []string // names of documents
	Authority     programme.AuthorityID
	Mine          bool
	At            time.Time
}

// Earlier is what a lane ended with before it was opened again, and why it counts no more.
type Earlier struct {
	Finding
	Reason   string
	Returned bool // by the decision officer, with the proposal
	Reopened time.Time
}

// ObjectionView is an objection as its reader may see it.
type ObjectionView struct {
	application.Objection
	Readable bool // reasons may be shown
	Rule     bool // the reader may rule on it
	Withdraw bool // the reader may withdraw it
	Own      bool // the reader raised it
}

// ExtensionView is the extension as its reader may see it.
type ExtensionView struct {
	application.Extension
	Answer bool // the reader may answer it
	Own    bool // the reader asked for it
}

// Viewer shows one document.
type Viewer struct {
	Document evidence.Document
	Link     string // short-lived, on the documents' own origin
	Until    time.Time
	Fault    string // why it cannot be shown
}

// image reports whether the document is a picture and no PDF.
func (v Viewer) image() bool { return v.Document.Report.Kind != evidence.PDF }

// Meanwhile is what somebody else did between the reading of a page and the sending of its form.
type Meanwhile struct {
	Text  string // what the act was refused with
	Facts []string
	Typed []page.SummaryRow // what was typed and has no form any more
}

func (v CaseView) path() string { return casePath(v.ID) }

// file is the dossier of what the reader sees; documents stand beside it and not within.
func (v CaseView) file() dossier.File {
	return dossier.File{Programme: v.Programme, Form: v.Form}
}

// evidenceFile lists documents that open in the viewer.
func (v CaseView) evidenceFile(p page.Page) dossier.File {
	return dossier.File{Programme: v.Programme, Documents: v.Documents,
		Open: func(d evidence.Document) string {
			if d.State != evidence.Accepted || !v.Opens {
				return ""
			}
			return p.To(v.path()+"?document="+d.ID) + "#viewer"
		},
		Say: func(p page.Page, d evidence.Document) string {
			if v.Viewer != nil && v.Viewer.Document.ID == d.ID {
				return p.Say("console.shown-now")
			}
			return ""
		}}
}

// sections lists what the lanes that are read need of the form, in the programme's order.
func (v CaseView) sections() []programme.SectionID {
	var ids []programme.SectionID
	for _, s := range v.Programme.Sections {
		if slices.ContainsFunc(v.Works, func(w LaneWork) bool { return slices.Contains(w.Spec.Sections, s.ID) }) {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

func stateKind(state string) page.TagKind {
	switch state {
	case "scored", "cleared":
		return page.Good
	case "objected":
		return page.Bad
	case "claimed":
		return page.Progress
	}
	return page.Neutral
}

func (v CaseView) facts(p page.Page) []page.SummaryRow {
	rows := []page.SummaryRow{
		{Key: p.Say("console.state"), Value: p.Of("console.case-state", string(v.State))},
		{Key: p.Say("console.submitted"), Value: p.Time(v.SubmittedAt)},
		{Key: p.Say("console.column-due"), Content: dueCell(p, v)},
		{Key: p.Say("console.rule"), Value: v.Rule},
	}
	for _, e := range v.Extensions {
		rows = append(rows, page.SummaryRow{Key: p.Say("console.extension"), Content: extensionCell(p, v, e)})
	}
	return rows
}

func (v CaseView) lanes(p page.Page) page.Table {
	t := page.Table{ID: "lanes", Caption: p.Say("console.lanes"), Dense: true, Columns: []page.Column{
		{Text: p.Say("console.column-lane")}, {Text: p.Say("console.column-authority")}, {Text: p.Say("console.state")}, {Text: p.Say("console.column-claim")}}}
	routes := slices.ContainsFunc(v.Lanes, func(l LaneRow) bool { return l.Route })
	if routes {
		t.Columns = append(t.Columns, page.Column{Text: p.Say("console.column-act")})
	}
	for _, l := range v.Lanes {
		name := page.Cell{Text: v.Lane(p, l.ID)}
		if l.Shown {
			name.Link = "#" + string(l.ID)
		}
		row := []page.Cell{name, {Text: v.Authority(p, l.Authority)}, {Content: page.Tag(stateKind(l.State), p.Of("console.lane-state", l.State))},
			{Text: p.Of("console.claim", l.Claim)}}
		switch {
		case l.Route:
			row = append(row, page.Cell{Content: actLink(p.To(lanePath(v.ID, l.ID, "route")), p.Of("console.act", "route"), v.Lane(p, l.ID))})
		case routes:
			row = append(row, page.Cell{Text: "–"})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// bands lists the indicative sub-scores of a criterion: they are nobody's text but the self-assessment's (gap G2).
func (w LaneWork) bands(p page.Page) page.Table {
	t := page.Table{ID: string(w.Spec.ID) + "-bands", Caption: p.Say("console.bands"), Dense: true,
		Columns: []page.Column{{Text: p.Say("console.band-question")}, {Text: p.Say("console.band-answer")}, {Text: p.Say("console.band-points"), Numeric: true}}}
	for _, q := range w.Questions {
		for i, a := range q.Answers {
			question := ""
			if i == 0 {
				question = p.Text(q.Names)
			}
			t.Rows = append(t.Rows, page.Cells(question, p.Text(a.Names), number(int(a.Min))+"–"+number(int(a.Max))))
		}
	}
	t.PlainFirst = true
	return t
}
