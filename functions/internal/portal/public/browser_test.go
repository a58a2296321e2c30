package public_test

import (
	"testing"

	"hsmp.example/cases/localstack/browser"
	"hsmp.example/cases/pkg/locale"
)

func TestEveryPageCanBeUsedByEverybody(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for _, language := range languages {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			p := visit(t, s, browser.In(language))
			for _, path := range pages {
				p.Open(path)
				p.Inspect()
			}
		})
	}
}

func TestTheSelfAssessmentWorksInEveryManner(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for name, options := range map[string][]browser.Option{
		"with the mouse":  {browser.In("az")},
		"by keyboard":     {browser.In("ru"), browser.ByKeyboard()},
		"without scripts": {browser.In("tr"), browser.WithoutJavaScript()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := visit(t, s, options...)
			questions := s.Rules.Programme.Indicative.Questions
			p.Open("/self-assessment")
			p.Click(p.Say("public.assessment.show"))
			p.See(p.Say("kit.error-summary"))
			for _, q := range questions {
				l := locale.Language(p.Language())
				p.Choose(q.Names.In(l), q.Answers[len(q.Answers)-1].Names.In(l))
			}
			p.Click(p.Say("public.assessment.show"))
			p.See(p.Say("public.result.title"), p.Say("public.result.promise"))
			if name != "without scripts" {
				p.Inspect()
			}
			shownIn(p, "English")
			p.Click(p.Say("public.result.change"))
			p.See(p.Say("public.assessment.lead"))
		})
	}
}

// shownIn goes to the result in another language by the switch that every page has.
func shownIn(p *browser.Page, language string) {
	p.Click(language)
	p.See(p.Say("public.result.promise"), p.Say("public.result.title"))
}

func TestTheResultCanBePrinted(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	p := visit(t, s, browser.In("en"))
	p.Open("/self-assessment")
	p.Choose("What is your highest level of education?", "Master's degree")
	p.Click(p.Say("public.assessment.show"))
	p.InPrint(func() {
		p.See(p.Say("public.result.answers"), "Master's degree")
		p.DoNotSee(p.Say("public.result.carry"), "Türkçe")
	})
	if len(p.PDF()) == 0 {
		t.Error("want a PDF")
	}
}

func TestADueDateIsWorkedOutByKeyboard(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	p := visit(t, s, browser.In("en"), browser.ByKeyboard())
	p.Open("/due-date")
	p.Fill(p.Say("public.due.submitted"), "2026-03-02")
	p.Click(p.Say("public.due.show"))
	p.See("Thursday, 9 April 2026")
}
