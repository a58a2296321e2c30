package console

import "hsmp.example/cases/web/page"

func (v AnswerView) rows(p page.Page) []page.SummaryRow {
	e := v.Extension
	rows := []page.SummaryRow{
		{Key: p.Say("console.column-from"), Value: v.Lane(p, e.Lane)},
		{Key: p.Say("console.since"), Value: p.Time(e.At)},
		{Key: p.Say("console.reason"), Content: textLines(e.Reason)},
		{Key: p.Say("console.column-due"), Value: p.Date(v.Term.Due) + " · " + v.Term.left(p)},
		{Key: p.Say("console.state"), Value: p.Of("console.extension-state", e.Word())},
	}
	if e.Approval != nil {
		rows = append(rows, page.SummaryRow{Key: p.Say("console.answer-reason"), Content: textLines(e.Approval.Reason)})
	}
	if e.Own && e.Approval == nil {
		rows = append(rows, page.SummaryRow{Key: p.Say("console.four-eyes"), Value: p.Say("console.own-extension")})
	}
	return rows
}
