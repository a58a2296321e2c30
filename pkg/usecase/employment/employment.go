// Package employment holds the use cases between employers and the Service: an employer registers, mends and reads the
// registration; the Service lists those that wait, reads them and rules on them. Talents and offers belong here too
// when they come. The API and the pages both call these, so that no rule lives in either.
//
// It must not know HTTP or DynamoDB, nor anything of a migrant's case: it declares what it needs, in interfaces of few
// methods.
package employment

import (
	"context"
	"errors"
	"time"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
	"hsmp.example/cases/pkg/usecase/runner"
	"hsmp.example/cases/pkg/usecase/trial"
)

// Employers keeps registrations, each with its chain.
type Employers interface {
	runner.Records[employer.Employer]
	// Create stores a new registration with its first entry. Where another that is not refused has the VÖEN it fails with
	// Conflict "voen-registered".
	Create(ctx context.Context, id employer.ID, e employer.Employer, first record.Entry) error
}

// Lists shows registrations by what they project.
type Lists interface {
	List(ctx context.Context, q record.Query) ([]record.Line, string, error)
}

// EmployerType says how registrations are kept.
var EmployerType = record.Type[employer.Employer]{Kind: employer.RecordKind, Format: 1, Project: project}

// The lists that registrations stand in, and the names they hold.
const (
	waitingList = "registrations"
	voenSpace   = "voen"
)

func ownerList(owner string) string { return "owner/" + owner }

// instant has a fixed width, so that places sort as text in the order of time.
const instant = "2006-01-02T15:04:05.000Z"

// project says what a registration is found by. One that is not refused holds its VÖEN, which is personal where the
// employer is a person.
func project(e *employer.Employer) record.Projection {
	p := record.Projection{Places: []record.Place{{List: ownerList(e.Owner), At: string(e.ID)}}}
	if e.Live() {
		p.Reservations = []record.Reservation{{Space: voenSpace, Secret: e.Form.VOEN, Taken: problem.New(problem.Conflict, "voen-registered")}}
	}
	if e.Waits() {
		p.Places = append(p.Places, record.Place{List: waitingList, At: e.SubmittedAt.UTC().Format(instant),
			Shows: Waiting{ID: e.ID, Kind: e.Form.Kind, Sector: e.Form.Sector, SubmittedOn: calendar.DateOf(e.SubmittedAt),
				SubmittedAt: e.SubmittedAt, Version: e.Version}})
	}
	return p
}

// Waiting is one registration that waits for the Service. It names nobody.
type Waiting struct {
	ID          employer.ID
	Kind        employer.Kind
	Sector      string
	SubmittedOn calendar.Date
	SubmittedAt time.Time
	Version     int // above 1 it was mended
}

// Registry is what the use cases work with. All fields are required; NewEmployer only to register.
type Registry struct {
	Employers   Employers
	Lists       Lists
	Readings    runner.Readings
	Programme   programme.Programme
	Now         func() time.Time
	NewEmployer func() employer.ID
}

// Register files a registration for the employer for whom the person acts. The same form sent again by the same person
// is the same registration; a VÖEN that another registration holds is Conflict "voen-registered".
func (r Registry) Register(ctx context.Context, p identity.Principal, form employer.Particulars) (employer.Employer, error) {
	verdict, err := identity.Authorize(p, identity.RegisterEmployer, identity.Resource{Kind: identity.EmployerKind, Owner: p.Person()})
	if err != nil {
		return employer.Employer{}, err
	}
	act := employer.Act{By: runner.ActorOf(p, identity.Employer), At: r.Now()}
	e, err := employer.Register(act, r.NewEmployer(), form, r.Programme)
	if err != nil {
		return employer.Employer{}, err
	}
	if err := trial.Ends(ctx); err != nil {
		return employer.Employer{}, err
	}
	err = r.Employers.Create(ctx, e.ID, e, record.Entry{At: act.At, Actor: act.By, Action: record.Action(identity.RegisterEmployer),
		Policy: verdict.Policy, Details: facts(&e)})
	if errors.Is(err, problem.Conflict) {
		return r.again(ctx, p, form, err)
	}
	if err != nil {
		return employer.Employer{}, err
	}
	return e, nil
}

// again finds the registration that the person made with the same form before, perhaps without hearing the answer.
func (r Registry) again(ctx context.Context, p identity.Principal, form employer.Particulars, clash error) (employer.Employer, error) {
	all, err := r.owned(ctx, p)
	if err != nil {
		return employer.Employer{}, err
	}
	for _, e := range all {
		if e.Live() && e.Says(form) {
			return e, nil
		}
	}
	return employer.Employer{}, clash
}

// List returns the person's own registrations, the newest first, without a row in any chain: whoever shows it must show
// kinds, states and dates, and nothing that somebody wrote.
func (r Registry) List(ctx context.Context, p identity.Principal) ([]employer.Employer, error) {
	if err := identity.Preauthorize(p, identity.RegisterEmployer); err != nil {
		return nil, err
	}
	return r.owned(ctx, p)
}

// mostOwned bounds how many registrations of one person are shown.
const mostOwned = 100

// owned loads the person's registrations, the newest first; ids sort in the order of their making.
func (r Registry) owned(ctx context.Context, p identity.Principal) ([]employer.Employer, error) {
	return r.runner().Newest(ctx, r.Lists, ownerList(p.Person()), mostOwned)
}

// Read returns a registration to its owner or to the Service, and records that it was read.
func (r Registry) Read(ctx context.Context, p identity.Principal, id employer.ID) (employer.Employer, error) {
	return r.runner().Read(ctx, id, on(p, identity.ReadEmployer), nil)
}

// Correct replaces the form of the owner's registration, if version is still the one stored, and has it wait anew.
func (r Registry) Correct(ctx context.Context, p identity.Principal, id employer.ID, version int, form employer.Particulars) (employer.Employer, error) {
	return r.runner().Do(ctx, id, on(p, identity.CorrectEmployer), func(e *employer.Employer, act employer.Act) error {
		return e.Correct(act, version, form, r.Programme)
	})
}

// Waiting lists registrations that wait for the Service, the longest first.
func (r Registry) Waiting(ctx context.Context, p identity.Principal, cursor string, limit int) ([]Waiting, string, error) {
	service := identity.Resource{Kind: identity.AuthorityKind, ID: identity.Service, Authority: identity.Service}
	if _, err := identity.Authorize(p, identity.ListRegistrations, service); err != nil {
		return nil, "", err
	}
	lines, next, err := r.Lists.List(ctx, record.Query{List: waitingList, Cursor: cursor, Limit: limit})
	if err != nil {
		return nil, "", err
	}
	all := make([]Waiting, len(lines))
	for i, l := range lines {
		if err := l.Read(&all[i]); err != nil {
			return nil, "", err
		}
	}
	return all, next, nil
}

// Deciding is the Service's word on one version of a registration.
type Deciding struct {
	Version int // of the form that was read
	Outcome employer.State
	Reason  string
}

// Decide registers the employer, refuses, or returns the form to be mended.
func (r Registry) Decide(ctx context.Context, p identity.Principal, id employer.ID, d Deciding) (employer.Employer, error) {
	return r.runner().Do(ctx, id, on(p, identity.DecideEmployer), func(e *employer.Employer, act employer.Act) error {
		return e.Rule(act, d.Version, d.Outcome, d.Reason)
	})
}

// Decides reports whether the person may rule on the registration, so that nobody is offered what would be refused.
func (r Registry) Decides(p identity.Principal, e employer.Employer) bool {
	_, err := identity.Authorize(p, identity.DecideEmployer, identity.Resource{Kind: identity.EmployerKind, ID: string(e.ID), Owner: e.Owner})
	return err == nil && e.Waits()
}

func (r Registry) runner() runner.Runner[employer.Employer] {
	return runner.Runner[employer.Employer]{Records: r.Employers, Readings: r.Readings, Now: r.Now, Facts: facts}
}

// on is an act on a registration. Every answer shows the form: where nothing changed it is a reading all the same.
func on(p identity.Principal, action identity.Action) runner.Act[employer.Employer] {
	return runner.Act[employer.Employer]{Who: p, As: identity.Officer, Action: action, Shows: true,
		Actor: func(e *employer.Employer) record.Actor { return actor(p, e.Owner) },
		On: func(e *employer.Employer) (identity.Resource, error) {
			return identity.Resource{Kind: identity.EmployerKind, ID: string(e.ID), Owner: e.Owner}, nil
		}}
}

// facts hold nothing personal: the state that an act left is the news.
func facts(e *employer.Employer) map[string]string {
	return map[string]string{"state": string(e.State)}
}

// actor says who acts, in which role: with their own registration people act as employers, with others' for the
// Service.
func actor(p identity.Principal, owner string) record.Actor {
	role := identity.Officer
	switch {
	case p.Person() == owner:
		role = identity.Employer
	case p.Has(identity.Supervisor):
		role = identity.Supervisor
	}
	return runner.ActorOf(p, role)
}
