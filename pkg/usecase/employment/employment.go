// Package employment holds the use cases between employers and the Service: an employer registers, mends and reads the
// registration; the Service lists those that wait, reads them and rules on them. Talents and offers belong here too when they
// come. The API and the pages both call these, so that no rule lives in either.
//
// It must not know HTTP or DynamoDB, nor anything of a migrant's case: it declares what it needs, in interfaces of few
// methods.
package employment

import (
	"context"
	"errors"
	"time"

	"hsmp.example/cases/pkg/domain/audit"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
	"hsmp.example/cases/pkg/usecase/trial"
)

// Employers keeps registrations, each with its audit chain.
type Employers interface {
	// Create stores a new registration with its first entry. Where another that is not refused has the VÖEN it fails with
	// Conflict "voen-registered".
	Create(ctx context.Context, e employer.Employer, first audit.Entry) error
	// Change loads the registration, runs the move on it and stores what it changed, together with the entry, in one
	// transaction. When somebody else was first the move is run again on what they left. A move that changes nothing stores
	// nothing, unless its entry is a read or shows. It fails with NotFound, with what the move returns, with Conflict
	// "voen-registered", or with Unavailable.
	Change(ctx context.Context, id employer.ID, move func(*employer.Employer) (audit.Entry, error)) (employer.Employer, error)
	// Peek loads the registration for the system's own needs; what it returns goes to no person.
	Peek(ctx context.Context, id employer.ID) (employer.Employer, error)
}

// Lists finds registrations.
type Lists interface {
	// Owned lists the registrations that a person made, the newest first.
	Owned(ctx context.Context, owner string) ([]employer.ID, error)
	// Waiting returns a page of those that wait for the Service, the longest first, and the cursor of the next page or "".
	// A cursor that it did not give is Invalid.
	Waiting(ctx context.Context, cursor string, limit int) ([]Waiting, string, error)
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
	Programme   programme.Programme
	Now         func() time.Time
	NewEmployer func() employer.ID
}

// Register files a registration for the employer for whom the person acts. The same form sent again by the same person is
// the same registration; a VÖEN that another registration holds is Conflict "voen-registered".
func (r Registry) Register(ctx context.Context, p identity.Principal, form employer.Particulars) (employer.Employer, error) {
	verdict, err := identity.Authorize(p, identity.RegisterEmployer, identity.Resource{Kind: identity.EmployerKind, Owner: p.Person()})
	if err != nil {
		return employer.Employer{}, err
	}
	act := employer.Act{By: actor(p, p.Person()), At: r.Now()}
	e, err := employer.Register(act, r.NewEmployer(), form, r.Programme)
	if err != nil {
		return employer.Employer{}, err
	}
	if err := trial.Ends(ctx); err != nil {
		return employer.Employer{}, err
	}
	err = r.Employers.Create(ctx, e, entryOf(&e, act, identity.RegisterEmployer, verdict))
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
	ids, err := r.Lists.Owned(ctx, p.Person())
	if err != nil {
		return employer.Employer{}, err
	}
	for _, id := range ids {
		e, err := r.Employers.Peek(ctx, id)
		if err != nil {
			return employer.Employer{}, err
		}
		if e.Live() && e.Says(form) {
			return e, nil
		}
	}
	return employer.Employer{}, clash
}

// List returns the person's own registrations, the newest first, without a row in any chain: whoever shows it must show
// kinds, states and dates, and nothing that somebody wrote.
func (r Registry) List(ctx context.Context, p identity.Principal) ([]employer.Employer, error) {
	if err := identity.Ever(p, identity.RegisterEmployer); err != nil {
		return nil, err
	}
	ids, err := r.Lists.Owned(ctx, p.Person())
	if err != nil {
		return nil, err
	}
	all := make([]employer.Employer, 0, len(ids))
	for _, id := range ids {
		e, err := r.Employers.Peek(ctx, id)
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, nil
}

// Read returns a registration to its owner or to the Service, and records that it was read.
func (r Registry) Read(ctx context.Context, p identity.Principal, id employer.ID) (employer.Employer, error) {
	return r.change(ctx, p, id, doing{action: identity.ReadEmployer, read: true}, func(*employer.Employer, employer.Act) error { return nil })
}

// Correct replaces the form of the owner's registration, if version is still the one stored, and has it wait anew.
func (r Registry) Correct(ctx context.Context, p identity.Principal, id employer.ID, version int, form employer.Particulars) (employer.Employer, error) {
	return r.change(ctx, p, id, doing{action: identity.CorrectEmployer}, func(e *employer.Employer, act employer.Act) error {
		return e.Correct(act, version, form, r.Programme)
	})
}

// Waiting lists registrations that wait for the Service, the longest first.
func (r Registry) Waiting(ctx context.Context, p identity.Principal, cursor string, limit int) ([]Waiting, string, error) {
	service := identity.Resource{Kind: identity.AuthorityKind, ID: identity.Service, Authority: identity.Service}
	if _, err := identity.Authorize(p, identity.ListRegistrations, service); err != nil {
		return nil, "", err
	}
	return r.Lists.Waiting(ctx, cursor, limit)
}

// Deciding is the Service's word on one version of a registration.
type Deciding struct {
	Version int // of the form that was read
	Outcome employer.State
	Reason  string
}

// Decide registers the employer, refuses, or returns the form to be mended.
func (r Registry) Decide(ctx context.Context, p identity.Principal, id employer.ID, d Deciding) (employer.Employer, error) {
	return r.change(ctx, p, id, doing{action: identity.DecideEmployer}, func(e *employer.Employer, act employer.Act) error {
		return e.Rule(act, d.Version, d.Outcome, d.Reason)
	})
}

// Decides reports whether the person may rule on the registration, so that nobody is offered what would be refused.
func (r Registry) Decides(p identity.Principal, e employer.Employer) bool {
	_, err := identity.Authorize(p, identity.DecideEmployer, identity.Resource{Kind: identity.EmployerKind, ID: string(e.ID), Owner: e.Owner})
	return err == nil && e.Waits()
}

// doing is one act on one registration. Every answer shows the form: where nothing changed it is a reading all the same.
type doing struct {
	action identity.Action
	read   bool
}

// change checks the permission on the registration as it is, makes the move, and writes both into the audit entry. In a trial
// nothing but a reading is written.
func (r Registry) change(ctx context.Context, p identity.Principal, id employer.ID, d doing, move func(*employer.Employer, employer.Act) error) (employer.Employer, error) {
	if err := identity.Ever(p, d.action); err != nil {
		return employer.Employer{}, err
	}
	now := r.Now()
	return r.Employers.Change(ctx, id, func(e *employer.Employer) (audit.Entry, error) {
		verdict, err := identity.Authorize(p, d.action, identity.Resource{Kind: identity.EmployerKind, ID: string(e.ID), Owner: e.Owner})
		if err != nil {
			return audit.Entry{}, err
		}
		act := employer.Act{By: actor(p, e.Owner), At: now}
		if err := move(e, act); err != nil {
			return audit.Entry{}, err
		}
		if err := trial.Ends(ctx); err != nil && !d.read {
			return audit.Entry{}, err
		}
		entry := entryOf(e, act, d.action, verdict)
		entry.Read, entry.Shows = d.read, true
		return entry, nil
	})
}

// entryOf holds nothing personal: the state that the act left is the news.
func entryOf(e *employer.Employer, act employer.Act, action identity.Action, verdict identity.Decision) audit.Entry {
	return audit.Entry{Case: string(e.ID), At: act.At, Actor: act.By, Action: audit.Action(action), Policy: verdict.Policy,
		Details: map[string]string{"state": string(e.State)}}
}

// actor says who acts, in which role: with their own registration people act as employers, with others' for the Service.
func actor(p identity.Principal, owner string) audit.Actor {
	a := audit.Actor{ID: p.Person(), Role: string(identity.Employer)}
	if p.Person() == owner {
		return a
	}
	a.Role, a.Authority = string(identity.Officer), p.Authority
	if p.Has(identity.Supervisor) {
		a.Role = string(identity.Supervisor)
	}
	return a
}
