package console

import (
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/web/dossier"
	"hsmp.example/cases/web/page"
)

// id is that of a field of the lane's form: several such forms stand on one page.
func (w LaneWork) id(field string) string { return FieldOf(string(w.Spec.ID), field) }

// FieldOf is the id of a field of one lane's form.
func FieldOf(lane, field string) string { return lane + "-" + field }

func (f Finding) rows(p page.Page, n Names) []page.SummaryRow {
	var rows []page.SummaryRow
	if f.Maximum > 0 {
		rows = append(rows, page.SummaryRow{Key: p.Say("console.points"), Value: p.Say("console.of", "n", number(f.Points), "max", number(f.Maximum))})
	}
	rows = append(rows, page.SummaryRow{Key: p.Say("console.justification"), Content: textLines(f.Justification)})
	if len(f.Evidence) > 0 {
		rows = append(rows, page.SummaryRow{Key: p.Say("console.rests-on"), Content: plainList(f.Evidence)})
	}
	by := p.Say("console.by-officer", "authority", n.Authority(p, f.Authority))
	if f.Mine {
		by = p.Say("console.by-you")
	}
	return append(rows, page.SummaryRow{Key: p.Say("console.by"), Value: by + " · " + p.Time(f.At)})
}

func (e Earlier) rows(p page.Page, n Names) []page.SummaryRow {
	why := p.Say("console.reopened")
	if e.Returned {
		why = p.Say("console.returned")
	}
	return append(e.Finding.rows(p, n), page.SummaryRow{Key: why, Value: p.Time(e.Reopened)},
		page.SummaryRow{Key: p.Say("console.reason"), Content: textLines(e.Reason)})
}

func (o ObjectionView) rows(p page.Page, n Names) []page.SummaryRow {
	rows := []page.SummaryRow{
		{Key: p.Say("console.column-from"), Value: n.Lane(p, o.Lane) + " · " + n.Authority(p, o.Objection.Authority)},
		{Key: p.Say("console.since"), Value: p.Time(o.At)},
	}
	if o.Readable {
		rows = append(rows, page.SummaryRow{Key: p.Say("console.reason"), Content: textLines(o.Reason)})
		if o.LegalBasis != "" {
			rows = append(rows, page.SummaryRow{Key: p.Say("console.legal-basis"), Content: textLines(o.LegalBasis)})
		}
	}
	if o.Resolution == nil {
		rows = append(rows, page.SummaryRow{Key: p.Say("console.rule-by"), Value: p.Date(o.RuleBy)})
	}
	state := page.SummaryRow{Key: p.Say("console.ruling"), Value: p.Of("console.ruling-is", o.ruling())}
	if o.Resolution != nil {
		state.Value += " · " + p.Time(o.Resolution.At)
	}
	rows = append(rows, state)
	if o.Resolution != nil && o.Readable {
		why := p.Say("console.ruling-reason")
		if o.Resolution.Ruling == application.TakenBack {
			why = p.Say("console.withdrawal-reason")
		}
		rows = append(rows, page.SummaryRow{Key: why, Content: textLines(o.Resolution.Reason)})
	}
	if o.Own && o.Resolution == nil {
		rows = append(rows, page.SummaryRow{Key: p.Say("console.four-eyes"), Value: p.Say("console.own-objection")})
	}
	return rows
}

// Rulings are what an objection can be.
var Rulings = []string{"waits", string(application.Lifted), string(application.Upheld), string(application.TakenBack)}

func (o ObjectionView) ruling() string {
	if o.Resolution == nil {
		return "waits"
	}
	return string(o.Resolution.Ruling)
}

func (o ObjectionView) actions(p page.Page, id application.ID) []page.Action {
	var acts []page.Action
	if o.Rule {
		acts = append(acts, page.Action{Text: p.Say("console.rule-on-it"), About: number(o.Number), Link: p.To(objectionPath(id, o.Number))})
	}
	if o.Withdraw {
		acts = append(acts, page.Action{Text: p.Say("console.withdraw-it"), About: number(o.Number), Link: p.To(withdrawalPath(id, o.Number))})
	}
	return acts
}

func correctionRows(p page.Page, v CaseView, k application.Correction) []page.SummaryRow {
	rows := []page.SummaryRow{
		{Key: p.Say("console.correction-asked"), Value: p.Time(k.At)},
		{Key: p.Say("console.correction-request"), Content: textLines(k.Request)},
	}
	if k.Reply == nil {
		return append(rows, page.SummaryRow{Key: p.Say("console.correction-reply"), Value: p.Say("console.correction-waits", "date", p.Date(k.ReplyBy))})
	}
	rows = append(rows, page.SummaryRow{Key: p.Say("console.correction-reply"), Content: textLines(k.Reply.Text)})
	if len(k.Reply.Documents) > 0 {
		rows = append(rows, page.SummaryRow{Key: p.Say("console.correction-documents"), Content: plainList(FileNames(v.Documents, k.Reply.Documents))})
	}
	return rows
}

// FileNames names documents by their ids; one that is not among them keeps its id.
func FileNames(documents []evidence.Document, ids []string) []string {
	names := make([]string, 0, len(ids))
	for _, id := range ids {
		name := id
		for _, d := range documents {
			if d.ID == id {
				name = d.FileName
			}
		}
		names = append(names, name)
	}
	return names
}

// EvidenceOptions offers documents as evidence, by file name and kind.
func EvidenceOptions(p page.Page, n Names, documents []evidence.Document, chosen func(id string) bool) []page.Option {
	f := dossier.File{Programme: n.Programme}
	var options []page.Option
	for _, d := range documents {
		options = append(options, page.Option{Value: d.ID, Label: d.FileName, Hint: f.Kind(p, d.Kind), Chosen: chosen(d.ID)})
	}
	return options
}
