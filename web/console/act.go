package console

import (
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/points"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/web/page"
)

// LaneActs are the acts on a lane that have a page of their own.
var LaneActs = []string{"objection", "correction", "extension", "route", "reopen"}

// ActView is a form by which something is said from a lane.
type ActView struct {
	Names
	Case        application.ID
	Lane        programme.LaneID
	Act         string // of LaneActs
	Days        int    // that an extension brings
	ReplyDays   int    // that the applicant has for a correction
	Text        string // as typed
	LegalBasis  string
	NeedsBasis  bool // an objection without a legal basis is not taken
	Authority   string
	Authorities []page.Option
	Meanwhile   *Meanwhile
}

// field is the name under which the act's text is posted, as the domain's faults point at it.
func (v ActView) field() string {
	if v.Act == "correction" {
		return "request"
	}
	return "reason"
}

func (v ActView) path() string { return lanePath(v.Case, v.Lane, v.Act) }

// RulingView is a form by which the Service rules on an objection.
type RulingView struct {
	Names
	Case      application.ID
	Objection ObjectionView
	Ruling    string
	Reason    string
	Meanwhile *Meanwhile
}

// WithdrawalView is a form by which an authority withdraws its objection.
type WithdrawalView struct {
	Names
	Case      application.ID
	Objection ObjectionView
	Reason    string
	Meanwhile *Meanwhile
}

// AnswerView is a form by which the Service answers an extension.
type AnswerView struct {
	Names
	Case      application.ID
	Extension ExtensionView
	Term      Term
	Answer    string // granted or refused
	Reason    string
	Meanwhile *Meanwhile
}

// ConfirmView is everything that a decision officer's signature stands under.
type ConfirmView struct {
	Names
	Case        application.ID
	State       application.State
	Term        Term
	Explanation *points.Explanation // nil while nothing is proposed
	Proposed    time.Time
	Versions    application.Versions
	Scored      []Scored
	Objections  []ObjectionView
	Decision    *application.Decision
	May         bool // the reader may confirm
	Own         bool // the reader handled something of the case: four eyes
	Meanwhile   *Meanwhile
}

// Scored is one criterion of the explanation with what it rests on, and what was said of it before.
type Scored struct {
	Lane    programme.LaneID
	Finding Finding
	Earlier []Earlier
}

// ReturnView is a form by which a decision officer returns a proposal to lanes of the case.
type ReturnView struct {
	Names
	Case      application.ID
	Open      bool // the proposal waits for its confirmation
	Lanes     []page.Option
	Reason    string
	Meanwhile *Meanwhile
}

func (v ConfirmView) totals(p page.Page) page.Table {
	e := v.Explanation
	t := page.Table{ID: "explanation", Caption: p.Say("console.explanation"), Columns: []page.Column{
		{Text: p.Say("console.column-lane")}, {Text: p.Say("console.column-authority")},
		{Text: p.Say("console.points"), Numeric: true}, {Text: p.Say("console.most"), Numeric: true}}}
	most := 0
	for _, line := range e.Criteria {
		most += int(line.Maximum)
		t.Rows = append(t.Rows, []page.Cell{{Text: v.Lane(p, line.Criterion), Link: "#" + string(line.Criterion)},
			{Text: v.Authority(p, line.Authority)}, {Text: number(int(line.Points))}, {Text: number(int(line.Maximum))}})
	}
	t.Total = page.Cells(p.Say("console.total"), "", number(int(e.Total)), number(most))
	return t
}

func (v ConfirmView) facts(p page.Page) []page.SummaryRow {
	e := v.Explanation
	rows := []page.SummaryRow{
		{Key: p.Say("console.outcome"), Content: page.Tag(outcomeKind(e.Outcome), p.Of("console.outcome-is", string(e.Outcome)))},
		{Key: p.Say("console.total"), Value: p.Say("console.total-of", "n", number(int(e.Total)), "threshold", number(int(e.Threshold)))},
	}
	if len(e.Grounds) > 0 {
		var grounds []string
		for _, g := range e.Grounds {
			grounds = append(grounds, p.Of("console.ground", string(g)))
		}
		rows = append(rows, page.SummaryRow{Key: p.Say("console.grounds"), Content: plainList(grounds)})
	}
	return append(rows,
		page.SummaryRow{Key: p.Say("console.column-due"), Value: p.Date(v.Term.Due) + " · " + v.Term.left(p)},
		page.SummaryRow{Key: p.Say("console.rule"), Value: e.Rule},
		page.SummaryRow{Key: p.Say("console.rule-hash"), Content: hash(e.RuleHash)},
		page.SummaryRow{Key: p.Say("console.calendar"), Value: v.Versions.Calendar})
}

// Grounds and Outcomes are the words of an explanation.
var (
	Grounds  = []string{string(points.BelowThreshold), string(points.ObjectionUpheld)}
	Outcomes = []string{string(points.Recognised), string(points.Refused)}
)

func outcomeKind(o points.Outcome) page.TagKind {
	if o == points.Recognised {
		return page.Good
	}
	return page.Bad
}
