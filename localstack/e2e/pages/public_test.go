//go:build e2e

package pages

import (
	"testing"

	"hsmp.example/cases/localstack/browser"
)

// publicPages are those that need no account.
var publicPages = []string{"/", "/programme", "/programme/criteria", "/programme/benefits", "/programme/documents", "/programme/fees-and-times",
	"/programme/decision", "/self-assessment", "/due-date", "/terms", "/privacy", "/accessibility", "/sources"}

func TestThePublicPagesAreForEverybody(t *testing.T) {
	t.Parallel()
	for _, language := range languages {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			p := browser.Start(t, browser.In(language))
			p.Open("/")
			p.LighterThan(browser.FirstPage)
			for _, path := range publicPages {
				p.Open(path)
				if got := p.Language(); got != language {
					t.Errorf("%s: want a page in %s, got %q", path, language, got)
				}
				inspect(p)
			}
		})
	}
}

// Somebody wonders whether to apply: the programme, the documents, the self-assessment, and, signed out, the way into
// an application, which keeps the answers until they have signed in.
func TestAVisitorFindsOutWhetherToApply(t *testing.T) {
	t.Parallel()
	for _, way := range []way{withMouse, byKeyboard, withoutScripts, withMouseToo} {
		t.Run(way.language, func(t *testing.T) {
			t.Parallel()
			p := browser.Start(t, way.options...)
			p.Open("/")
			p.Click(p.Say("public.home.read"))
			p.IsAt("/programme")
			p.Within(p.Say("public.siblings")).Click(p.Say("public.documents.title"))
			listDocuments(p)
			p.Click(p.Say("kit.assessment"))
			assess(p)
			p.Expects("401")
			p.Click(p.Say("public.result.carry"))
			p.See(p.Say("failure.kept-title"))
		})
	}
}

func listDocuments(p *browser.Page) {
	p.IsAt("/programme/documents")
	p.Choose(p.Say("public.documents.papers"), p.Say("public.papers.passport"))
	p.Check(p.Say("public.fact.claims-degree"))
	p.Check(p.Say("public.language.tr"))
	p.Click(p.Say("public.documents.show"))
	p.See(p.Say("public.documents.yours"), p.Say("public.documents.authenticated"))
}

// assess shows the faults of an empty form first, then leaves all but the field unanswered and one question answered.
func assess(p *browser.Page) {
	p.IsAt("/self-assessment")
	p.Click(p.Say("public.assessment.show"))
	p.See(p.Say("kit.error-summary"))
	question, answer := degree[p.Language()][0], degree[p.Language()][1]
	p.Choose(question, answer)
	p.Click(p.Say("public.assessment.show"))
	p.See(p.Say("public.result.title"), p.Say("public.result.promise"), answer)
}

// degree is one question of the programme's and one of its answers: those are the programme file's words, not the
// catalogue's.
var degree = map[string][2]string{
	"az": {"Ən yüksək təhsil səviyyəniz hansıdır?", "Magistr"},
	"tr": {"En yüksek öğrenim düzeyiniz nedir?", "Yüksek lisans"},
	"en": {"What is your highest level of education?", "Master's degree"},
	"ru": {"Каков ваш высший уровень образования?", "Магистр"},
}

func TestADueDateIsExplained(t *testing.T) {
	t.Parallel()
	p := browser.Start(t, withoutScripts.options...)
	p.Open("/due-date")
	p.Fill(p.Say("public.due.submitted"), "2026-03-02")
	p.Click(p.Say("public.due.show"))
	p.See("Thursday, 9 April 2026")
	p.See("transferred day off: Women's Day", "Labour Code, article 105", "Cabinet of Ministers Decision No. 362")
}
