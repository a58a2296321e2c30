package public_test

import (
	"testing"

	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/localstack/browser"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/web/page"
)

// Every page fits in every language; axe looks at each in one of them, in turn, since what it looks for is the same in
// all.
func TestEveryPageCanBeUsedByEverybody(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	for turn, language := range visitor.Languages {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			p := visit(t, v, browser.In(language))
			for n, path := range pages {
				p.Open(path)
				p.Fits()
				if n%len(visitor.Languages) == turn {
					p.Axe()
				}
			}
		})
	}
}

func TestTheSelfAssessmentWorksInEveryManner(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	for name, options := range map[string][]browser.Option{
		"with the mouse":  {browser.In("az")},
		"by keyboard":     {browser.In("ru"), browser.ByKeyboard()},
		"without scripts": {browser.In("tr"), browser.WithoutJavaScript()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := visit(t, v, options...)
			questions := v.Rules.Programme.Indicative.Questions
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
			language := p.Language()
			shownIn(p, "English", "en")
			shownIn(p, ownName[language], language)
			p.Click(p.Say("public.result.change"))
			p.See(p.Say("public.assessment.lead"))
		})
	}
}

// shownIn goes to the result in another language by the switch that every page has.
func shownIn(p *browser.Page, name, language string) {
	p.Click(name)
	words := page.Page{Language: locale.Language(language)}
	p.See(words.Say("public.result.title"), words.Say("public.result.promise"))
}

var ownName = map[string]string{"az": "Azərbaycanca", "tr": "Türkçe", "ru": "Русский"}

func TestTheResultCanBePrinted(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	p := visit(t, v, browser.In("en"))
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
	v := visitor.New(t)
	p := visit(t, v, browser.In("en"), browser.ByKeyboard())
	p.Open("/due-date")
	p.Fill(p.Say("public.due.submitted"), "2026-03-02")
	p.Click(p.Say("public.due.show"))
	p.See("Thursday, 9 April 2026")
}
