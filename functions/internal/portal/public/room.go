// Package public answers for the pages that need no account: the programme, its checklist, the self-assessment, the
// due-date calculator and the small print.
//
// Nothing of what visitors answer is stored or put in an address: the self-assessment's result is the answer to its
// form.
package public

import (
	"time"

	"github.com/a-h/templ"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/web/page"
	"hsmp.example/cases/web/public"
)

// Room holds the programme in force and the calendar by which its terms are counted.
type Room struct {
	Rules         casework.Rules
	Announcements func(l locale.Language, now time.Time) []page.Notice // in force, for the first page alone
}

// Routes adds the pages.
func (r Room) Routes(s *portal.Site) {
	s.Open("GET", "/", r.home)
	s.Open("GET", "/programme", r.about(public.ProgrammePage))
	s.Open("GET", "/programme/criteria", r.about(public.CriteriaPage))
	s.Open("GET", "/programme/benefits", r.about(public.BenefitsPage))
	s.Open("GET", "/programme/decision", r.about(public.DecisionPage))
	s.Open("GET", "/programme/fees-and-times", r.about(public.FeesPage))
	s.Open("GET", "/programme/documents", r.documents)
	s.Open("GET", "/self-assessment", r.ask)
	s.Open("POST", "/self-assessment", r.assess)
	s.Open("GET", "/due-date", r.dueDate)
	s.Open("GET", "/terms", plain(public.TermsPage))
	s.Open("GET", "/privacy", r.about(public.PrivacyPage))
	s.Open("GET", "/accessibility", plain(public.AccessibilityPage))
	s.Open("GET", "/sources", r.sources)
}

func (r Room) home(v *portal.Visit) (portal.Answer, error) {
	v.Page.Notices = append(v.Page.Notices, r.Announcements(v.Language(), v.Now)...)
	return portal.Show(public.HomePage(v.Page, r.Rules.Latest().Programme)), nil
}

// about shows a page that says something about the programme.
func (r Room) about(view func(page.Page, programme.Programme) templ.Component) portal.Handler {
	return func(v *portal.Visit) (portal.Answer, error) {
		return portal.Show(view(v.Page, r.Rules.Latest().Programme)), nil
	}
}

func plain(view func(page.Page) templ.Component) portal.Handler {
	return func(v *portal.Visit) (portal.Answer, error) { return portal.Show(view(v.Page)), nil }
}

func (r Room) sources(v *portal.Visit) (portal.Answer, error) {
	return portal.Show(public.SourcesPage(v.Page, public.SourcesView{Programme: r.Rules.Latest().Programme, Calendar: r.Rules.Latest().Clock.Calendar.Version()})), nil
}

// listed is a fault unless the value is one of the options.
func listed(pointer, value string, options []string) []problem.Fault {
	for _, option := range options {
		if value == option {
			return nil
		}
	}
	return []problem.Fault{problem.At(pointer, "choose-from-list")}
}
