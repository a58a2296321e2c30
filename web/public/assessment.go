package public

import (
	"slices"

	"hsmp.example/cases/pkg/domain/points"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/web/page"
)

// AssessmentView is the questions with what was answered so far, by question.
type AssessmentView struct {
	Programme programme.Programme
	Field     programme.FieldID // "" when it was left out
	Answers   map[string]string
}

// ResultView is what the answers suggest.
type ResultView struct {
	Programme  programme.Programme
	Field      programme.FieldID
	Answers    map[string]string
	Assessment points.Assessment
}

// AnswerName is the name under which the answer to a question is posted, here and to the applications.
func AnswerName(question string) string { return "answer-" + question }

// answerID is the id of a question's first radio button, the same that a fault of the answer links to.
func answerID(question string) string { return page.FieldID("/answers/" + question) }

// options are a question's answers and, last, none: somebody who chose one can go back to leaving it out.
func (v AssessmentView) options(p page.Page, q programme.Question) []page.Option {
	options := make([]page.Option, 0, len(q.Answers)+1)
	for _, a := range q.Answers {
		options = append(options, page.Option{Value: a.ID, Label: p.Text(a.Names), Chosen: v.Answers[q.ID] == a.ID})
	}
	return append(options, page.Option{Label: p.Say("public.assessment.skip"), Or: p.Say("public.or"), Chosen: v.Answers[q.ID] == ""})
}

// between writes a range of points; a range of one is one number.
func between(p page.Page, r points.Range) string {
	if r.Min == r.Max {
		return number(p, r.Min)
	}
	return p.Say("public.range", "low", number(p, r.Min), "high", number(p, r.Max))
}

// verdict says how the range lies to the threshold, and promises nothing.
func (v ResultView) verdict(p page.Page) string {
	a := v.Assessment
	position := "across"
	switch {
	case a.Total.Max < a.Threshold:
		position = "below"
	case a.Total.Min >= a.Threshold:
		position = "above"
	}
	return p.Of("public.verdict", position, "range", between(p, a.Total), "n", number(p, a.Threshold))
}

func (v ResultView) plot(p page.Page) page.Plot {
	return page.Plot{ID: "range", Title: p.Say("public.result.plot"), Description: v.verdict(p)}
}

func (v ResultView) span(p page.Page) page.Span {
	a := v.Assessment
	return page.Span{Low: int(a.Total.Min), High: int(a.Total.Max), Max: int(v.Programme.TotalMaximum()),
		Text: p.Say("public.result.points", "range", between(p, a.Total)),
		Mark: int(a.Threshold), MarkText: p.Say("public.result.mark", "n", number(p, a.Threshold))}
}

func (v ResultView) table(p page.Page) page.Table {
	t := page.Table{ID: "ranges", Caption: p.Say("public.result.criteria"), QuietCaption: true,
		Columns: []page.Column{{Text: p.Say("public.criterion")}, {Text: p.Say("public.result.range"), Numeric: true}, {Text: p.Say("public.up-to"), Numeric: true}, {Text: p.Say("public.scored-by")}},
		Total:   page.Cells(p.Say("public.total"), between(p, v.Assessment.Total), number(p, v.Programme.TotalMaximum()), "")}
	for _, e := range v.Assessment.Estimates {
		c, _ := v.Programme.Criterion(e.Criterion)
		t.Rows = append(t.Rows, page.Cells(p.Text(c.Names), between(p, e.Range), number(p, e.Maximum), authority(p, v.Programme, v.scorer(c))))
	}
	return t
}

// scorer is who would score the criterion, in the field if one was chosen.
func (v ResultView) scorer(c programme.Criterion) programme.AuthorityID {
	if c.Authority == programme.FieldAuthority && v.Field != "" {
		return v.Programme.AuthorityFor(v.Field)
	}
	return c.Authority
}

// open are the criteria whose range can still be narrowed, the widest first: there it helps most.
func (v ResultView) open() []points.Estimate {
	var open []points.Estimate
	for _, e := range v.Assessment.Estimates {
		if e.Range.Max > e.Range.Min {
			open = append(open, e)
		}
	}
	slices.SortStableFunc(open, func(a, b points.Estimate) int {
		return int((b.Range.Max - b.Range.Min) - (a.Range.Max - a.Range.Min))
	})
	return open
}

func (v ResultView) boxTitle(p page.Page, e points.Estimate) string {
	c, _ := v.Programme.Criterion(e.Criterion)
	return p.Say("public.result.box", "criterion", p.Text(c.Names), "range", between(p, e.Range), "maximum", number(p, e.Maximum))
}

func (v ResultView) questionNames(p page.Page, ids []string) []string {
	var names []string
	for _, q := range v.Programme.Indicative.Questions {
		if slices.Contains(ids, q.ID) {
			names = append(names, p.Text(q.Names))
		}
	}
	return names
}

func (v ResultView) documentNames(p page.Page, kinds []programme.DocumentKind) []string {
	var names []string
	for _, d := range v.Programme.Documents {
		if slices.Contains(kinds, d.Kind) {
			names = append(names, p.Text(d.Names))
		}
	}
	return names
}

// said lists the answers as questions with what was chosen, so that a printed result shows what it rests on.
func (v ResultView) said(p page.Page) []page.SummaryRow {
	var rows []page.SummaryRow
	if f, ok := v.Programme.Field(v.Field); ok {
		rows = append(rows, page.SummaryRow{Key: p.Say("public.assessment.field"), Value: p.Text(f.Names)})
	}
	for _, q := range v.Programme.Indicative.Questions {
		text := p.Say("public.result.skipped")
		if a, ok := q.Answer(v.Answers[q.ID]); ok {
			text = p.Text(a.Names)
		}
		rows = append(rows, page.SummaryRow{Key: p.Text(q.Names), Value: text})
	}
	return rows
}

// fields are the answers as a form posts them, in the order of the questions.
func (v ResultView) fields() []page.Field {
	var fields []page.Field
	if v.Field != "" {
		fields = append(fields, page.Field{Name: "field", Value: string(v.Field)})
	}
	for _, q := range v.Programme.Indicative.Questions {
		if answer := v.Answers[q.ID]; answer != "" {
			fields = append(fields, page.Field{Name: AnswerName(q.ID), Value: answer})
		}
	}
	return fields
}
