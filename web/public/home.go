package public

import (
	"strconv"

	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/web/page"
)

func ordinal(i int) string { return strconv.Itoa(i + 1) }

// doors are the three ways on from the home page.
func doors(p page.Page) []page.Card {
	return []page.Card{
		{Title: p.Say("public.home.qualify"), Text: p.Say("public.home.qualify-text"), Link: p.To("/self-assessment")},
		{Title: p.Say("public.home.apply"), Text: p.Say("public.home.apply-text"), Link: p.To("/applications")},
		{Title: p.Say("public.home.verify"), Text: p.Say("public.home.verify-text"), Link: p.To("/verify")},
	}
}

// rest are ways for those who want to know more.
func rest(p page.Page) []page.Card {
	return []page.Card{
		{Title: p.Say("public.benefits.title"), Text: p.Say("public.home.benefits-text"), Link: p.To("/programme/benefits")},
		{Title: p.Say("public.documents.title"), Text: p.Say("public.home.documents-text"), Link: p.To("/programme/documents")},
		{Title: p.Say("public.due.title"), Text: p.Say("public.home.due-text"), Link: p.To("/due-date")},
	}
}

func figures(p page.Page, prog programme.Programme) []page.Figure {
	longer := ""
	if prog.Clock.Extension.Max > 0 {
		longer = p.Say("public.home.days-note", "n", p.Number(prog.Clock.Extension.WorkingDays))
	}
	return []page.Figure{
		{Value: p.Say("public.of", "n", number(p, prog.Threshold), "total", number(p, prog.TotalMaximum())), Label: p.Say("public.home.threshold")},
		{Value: p.Number(prog.Clock.WorkingDays), Label: p.Say("public.home.days"), Note: longer},
		{Value: p.Number(len(prog.Criteria)), Label: p.Say("public.home.six")},
		{Value: p.Number(prog.Certificate.ValidityYears), Label: p.Say("public.home.years")},
	}
}

// stepsOf is the way from the first question to the certificate.
func stepsOf(p page.Page, prog programme.Programme) []page.Step {
	return []page.Step{
		{Title: p.Say("public.step.assess"), Text: p.Say("public.step.assess-text")},
		{Title: p.Say("public.step.apply"), Text: p.Say("public.step.apply-text")},
		{Title: p.Say("public.step.score"), Text: p.Say("public.step.score-text", "days", p.Number(prog.Clock.WorkingDays))},
		{Title: p.Say("public.step.decide"), Text: p.Say("public.step.decide-text", "n", number(p, prog.Threshold))},
		{Title: p.Say("public.step.after"), Text: p.Say("public.step.after-text", "years", p.Number(prog.Certificate.ValidityYears))},
	}
}
