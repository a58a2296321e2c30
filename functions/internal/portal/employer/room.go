// Package employer answers the employers' pages: who can register, the form, how a registration stands, its correction;
// and the Service's pages on which registrations wait and are ruled on.
//
// It must hold no rule: what a registration needs, who may read it and who may rule on it, the use cases say. Pages of
// talents and offers belong beside these.
package employer

import (
	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/employment"
	"hsmp.example/cases/pkg/usecase/identity"
	view "hsmp.example/cases/web/employer"
	"hsmp.example/cases/web/page"
)

// Room holds the use cases between employers and the Service.
type Room struct {
	Registry employment.Registry
}

// Routes adds the pages of both sides.
func (r Room) Routes(s *portal.Site) {
	s.Open("GET", "/employer", r.home)
	s.Closed("GET", "/employer/register", identity.RegisterEmployer, r.ask)
	s.Closed("POST", "/employer/register", identity.RegisterEmployer, r.register)
	s.Closed("GET", "/employer/{id}", identity.ReadEmployer, r.own)
	s.Closed("GET", "/employer/{id}/correction", identity.CorrectEmployer, r.askAgain)
	s.Closed("POST", "/employer/{id}/correction", identity.CorrectEmployer, r.correct)
	s.Closed("GET", "/console/registrations", identity.ListRegistrations, r.waiting)
	s.Closed("GET", "/console/registrations/{id}", identity.ListRegistrations, r.service)
	s.Closed("POST", "/console/registrations/{id}", identity.DecideEmployer, r.decide)
}

func idOf(v *portal.Visit) employer.ID { return employer.ID(v.Path("id")) }

func path(id employer.ID) string        { return "/employer/" + string(id) }
func servicePath(id employer.ID) string { return "/console/registrations/" + string(id) }

// furnish gives a page its room and its title.
func furnish(v *portal.Visit, room page.Room, title string) page.Page {
	v.Page.Room = room
	return v.Page.Titled(title)
}

// done thanks for what was just done, if that is still how things stand.
func done(v *portal.Visit, what string, stands bool) {
	if what != "" && v.Asked("done") == what && stands {
		v.Page.Notices = append(v.Page.Notices, page.Notice{Kind: page.Success, Title: v.Page.Of("employer.done", what)})
	}
}

// is reports whether err is the problem of that code.
func is(err error, code string) bool { return err != nil && problem.From(err).Code == code }

// blame puts what is wrong at the fields, each with its name, because a summary of ten lines "please fill this in"
// helps nobody. It reports whether err was of that kind.
func blame(v *portal.Visit, err error) bool {
	p := problem.From(err)
	if err == nil || p.Kind != problem.Invalid {
		return false
	}
	for _, f := range p.Faults {
		field, text := page.FieldID(f.Pointer), v.Page.Fault(f.Code, f.Args)
		if f.Code == "not-listed" {
			text = v.Say("employer.choose") // the options stand below, in words
		}
		if field == "parent" {
			field = "parent-name"
		}
		if f.Code != "declaration-missing" {
			text = v.Say("employer.fault", "field", view.Label(v.Page, field), "text", text)
		}
		v.Page.Faults = append(v.Page.Faults, page.Fault{Field: field, Text: text})
	}
	return true
}
