package status

import (
	"slices"
	"strconv"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/points"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/web/page"
)

// explanation is what was decided then: it is told as it was, whatever the programme says now.
func (c Case) explanation() points.Explanation { return c.Case.Explanation() }

func (c Case) recognised() bool { return c.Decision.Outcome == points.Recognised }

func (c Case) decisionFigures(p page.Page) []page.Figure {
	e := c.explanation()
	return []page.Figure{
		{Label: p.Say("status.total"), Value: p.Number(int(e.Total)), Note: p.Say("status.threshold", "n", p.Number(int(e.Threshold)), "max", p.Number(int(c.programme().TotalMaximum())))},
		{Label: p.Say("status.decided-on"), Value: p.Date(c.Decision.Date())},
	}
}

func (c Case) pointBars(p page.Page) []page.Bar {
	var bars []page.Bar
	for _, l := range c.explanation().Criteria {
		bars = append(bars, page.Bar{Label: c.LaneName(p, l.Criterion), Value: int(l.Points), Whole: int(l.Maximum),
			Text: p.Say("status.points-short", "n", p.Number(int(l.Points)), "max", p.Number(int(l.Maximum)))})
	}
	return bars
}

func (c Case) pointsOf(p page.Page, l points.Line) string {
	return p.Say("status.points-of", "n", p.Number(int(l.Points)), "max", p.Number(int(l.Maximum)))
}

func (c Case) pointsTable(p page.Page) page.Table {
	t := page.Table{ID: "points", Caption: p.Say("status.points"), Columns: []page.Column{{Text: p.Say("status.criterion")},
		{Text: p.Say("status.authority")}, {Text: p.Say("status.points"), Numeric: true}, {Text: p.Say("status.maximum"), Numeric: true}}}
	most := 0
	for _, l := range c.explanation().Criteria {
		most += int(l.Maximum)
		t.Rows = append(t.Rows, page.Cells(c.LaneName(p, l.Criterion), c.AuthorityName(p, l.Authority), p.Number(int(l.Points)), p.Number(int(l.Maximum))))
	}
	t.Total = page.Cells(p.Say("status.total"), "", p.Number(int(c.explanation().Total)), p.Number(most))
	return t
}

// considerations is what the act says that the criterion looks at; "" where the programme no longer has the criterion.
func (c Case) considerations(p page.Page, id programme.LaneID) string {
	criterion, ok := c.programme().Criterion(programme.CriterionID(id))
	if !ok {
		return ""
	}
	return p.Text(criterion.Considerations)
}

// unused names the kinds of documents by which the criterion could have been shown better and of which none was handed
// in. It binds nobody: the points inside a criterion are the authority's (gap G2).
func (c Case) unused(p page.Page, id programme.LaneID) []string {
	criterion, _ := c.programme().Criterion(programme.CriterionID(id))
	var names []string
	for _, kind := range criterion.Documents {
		d, ok := c.programme().Document(kind)
		if ok && !d.FollowsOriginal && !slices.ContainsFunc(c.Documents, func(has evidence.Document) bool { return has.Kind == string(kind) }) {
			names = append(names, p.Text(d.Names))
		}
	}
	return names
}

func (c Case) ruleRows(p page.Page) []page.SummaryRow {
	e := c.explanation()
	return []page.SummaryRow{{Key: p.Say("status.act"), Value: p.Text(c.programme().Act.Names)}, {Key: p.Say("status.rule"), Value: e.Rule},
		{Key: p.Say("status.rule-hash"), Content: hash(e.RuleHash)}, {Key: p.Say("status.calendar"), Value: c.Submission.Versions.Calendar}}
}

func (c Case) certificateRows(p page.Page) []page.SummaryRow {
	return []page.SummaryRow{{Key: p.Say("status.number"), Content: number(c.Certificate.Number)},
		{Key: p.Say("status.issued-on"), Value: p.Date(c.Certificate.IssuedOn)},
		{Key: p.Say("status.valid-until"), Value: p.Date(c.Certificate.ValidUntil)},
		{Key: p.Say("status.paper-hash"), Content: hash(c.Certificate.SHA256)}}
}

func (c Case) objectionRows(p page.Page, o points.Objection) []page.SummaryRow {
	rows := []page.SummaryRow{{Key: p.Say("status.authority"), Value: c.AuthorityName(p, o.Authority)},
		{Key: p.Say("status.objection-reason"), Content: letter(o.Reason)}}
	if o.LegalBasis != "" {
		rows = append(rows, page.SummaryRow{Key: p.Say("status.legal-basis"), Content: letter(o.LegalBasis)})
	}
	if o.Ruling != "" {
		why := p.Say("status.ruling-reason")
		if o.Ruling == string(application.TakenBack) {
			why = p.Say("status.withdrawal-reason")
		}
		rows = append(rows, page.SummaryRow{Key: p.Say("status.ruling"), Value: p.Of("status.ruled", o.Ruling)},
			page.SummaryRow{Key: why, Content: letter(o.RulingReason)})
	}
	return rows
}

func (c Case) appeal(p page.Page) string {
	a := c.programme().Appeal
	return p.Say("status.appeal-text", "days", strconv.Itoa(a.Days), "authority", c.AuthorityName(p, c.programme().Clearance.Authority))
}
