// Package employer holds the employers' pages: who can register, the form, how a registration stands, and the Service's
// pages on which registrations are read and ruled on.
//
// It must hold no rule and know no use case: what is asked, what is wrong and what the reader may do comes in.
package employer

import (
	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/web/page"
)

// HomeView is the first page of employers. Without Employer it is the page for everybody.
type HomeView struct {
	Employer      bool // the reader has an account of an employer
	SignedIn      bool
	Registrations []Listed
}

// Listed is one registration in the list of one's own: nothing in it was written by anybody.
type Listed struct {
	ID        employer.ID
	Kind      employer.Kind
	State     employer.State
	Sector    string // its name
	Created   string
	Submitted string
}

// FormView is the form, empty or filled.
type FormView struct {
	Title     string
	Path      string // it posts to
	Back      string // a path
	Form      employer.Particulars
	Version   int // of the registration that is corrected; 0 for a new one
	Asked     string
	Sectors   []page.Option
	Countries []page.Option
	Languages []page.Option
	Send      string
}

// RegistrationView is one registration with what the Service said.
type RegistrationView struct {
	Employer  employer.Employer
	Programme programme.Programme
	Decision  *DecisionView
}

// DecisionView is the Service's form: what was chosen and written stays.
type DecisionView struct {
	Outcome, Reason string
	Version         int
}

// WaitingView is a page of the registrations that wait for the Service.
type WaitingView struct {
	Items       []Waiting
	First, Next string // whole addresses, or ""
}

// Waiting is one of them; it names nobody.
type Waiting struct {
	ID      employer.ID
	Kind    employer.Kind
	Sector  string
	Since   string
	Version int
}

// ConflictView shows what was typed beside what was stored meanwhile.
type ConflictView struct {
	ID          employer.ID
	Version     int // that is stored now
	Differences []Difference
	Mine        []page.Field
}

// Difference is one field that has two values.
type Difference struct{ Label, Mine, Theirs string }

// Families of texts, one for each value.
var (
	Kinds    = employer.Kinds
	States   = employer.States
	Outcomes = employer.Outcomes
	Sections = []string{"who", "address", "contact", "representative"}
)

func path(id employer.ID) string        { return "/employer/" + string(id) }
func servicePath(id employer.ID) string { return "/console/registrations/" + string(id) }

// tag is the colour of a state for the employer; waiting is what waits for them.
func tag(s employer.State) page.TagKind {
	switch s {
	case employer.Registered:
		return page.Good
	case employer.Refused:
		return page.Bad
	case employer.Returned:
		return page.Waiting
	}
	return page.Progress
}

// mendable reports whether the form can still be changed by the employer.
func mendable(e employer.Employer) bool {
	return e.State == employer.Submitted || e.State == employer.Returned
}

// asked is what the Service last wanted to have mended, or "".
func asked(e employer.Employer) string {
	if last := len(e.Rulings) - 1; e.State == employer.Returned && last >= 0 {
		return e.Rulings[last].Reason
	}
	return ""
}

// events tell what happened, the newest first. Officers are not named.
func (v RegistrationView) events(p page.Page) []page.Event {
	e := v.Employer
	var all []page.Event
	if e.Version > 1 {
		all = append(all, event(p, e.SubmittedAt, p.Say("employer.event-corrected"), "", page.Progress))
	}
	for _, r := range e.Rulings {
		all = append(all, event(p, r.At, p.Of("employer.event", string(r.Outcome)), r.Reason, tag(r.Outcome)))
	}
	return append(sorted(all), event(p, e.CreatedAt, p.Say("employer.event-created"), "", page.Progress))
}
