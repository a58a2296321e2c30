// Package runner runs a move on a record of any kind: permission, move, entry in the chain; or permission, look, row
// among the readings. It is the one place where the three meet, so that no use case can forget one of them.
//
// It must not know HTTP, any store, nor what a record is about: whoever opens it says who owns a record, what its news
// are and where it is kept.
package runner

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
	"hsmp.example/cases/pkg/usecase/trial"
)

// Records keeps the records of one kind, each with its chain.
type Records[T any] interface {
	// Load returns a record for reading. It fails with NotFound, with Internal "record-altered" for one that does not fit
	// its chain, or with Unavailable.
	Load(ctx context.Context, id record.ID) (T, error)
	// Look is Load for what may be a moment old, at half the cost.
	Look(ctx context.Context, id record.ID) (T, error)
	// Change loads the record, runs the move on it and stores what the move changed, together with the entry, in one
	// transaction. When somebody else changed the record meanwhile the move is run again on what they left, so it must
	// depend on nothing but the record. A move that changes nothing stores nothing. It fails as Load does, or with what
	// the move returns.
	Change(ctx context.Context, id record.ID, move func(*T) (record.Entry, error)) (after T, changed bool, err error)
}

// Readings keeps who looked at what, and who tried to.
type Readings interface {
	Note(ctx context.Context, id record.ID, r record.Reading) error
	// Know remembers who a member of staff is: chains name actors by opaque keys, and must be understood when an account
	// is gone.
	Know(ctx context.Context, p identity.Principal) error
}

// Runner runs acts on records of one kind. All fields but News and Visible are required.
type Runner[T any] struct {
	Records  Records[T]
	Readings Readings
	Now      func() time.Time
	// Facts are what is told of a record with every act; they hold nothing personal.
	Facts func(*T) map[string]string
	// News chooses among the facts before and after the act; nil tells those after it.
	News func(before, after map[string]string) map[string]string
	// Visible reports whether the person may know that the record exists; nil says nothing of it to anybody who is
	// refused.
	Visible func(identity.Principal, *T) bool
}

// Act is one act by one person on one record.
type Act[T any] struct {
	Who      identity.Principal
	Actor    func(*T) record.Actor // who acts, as the chain names them; nil is As
	As       identity.Role         // the role acted in
	Action   identity.Action
	On       func(*T) (identity.Resource, error) // what the policies are asked about
	Subject  string                              // what of the record, for the entry
	Shows    bool                                // the answer holds content, also where the act was done before and changes nothing
	Decisive bool                                // others will rely on what is decided
	Lasting  bool                                // what is shown does not change from one moment to the next
}

// Do checks the permission on the record as it is, makes the move, and writes both into the chain. Where the act had
// been done before and its answer shows content, it is noted as a reading. In a trial nothing is written. A refusal
// leaves a row too.
func (r Runner[T]) Do(ctx context.Context, id record.ID, a Act[T], move func(*T, record.Act) error) (T, error) {
	var none T
	if err := r.preauthorize(ctx, id, a); err != nil {
		return none, err
	}
	if err := r.know(ctx, a); err != nil {
		return none, err
	}
	at := r.Now()
	var verdict identity.Decision
	var by record.Actor
	refused, moved := false, false
	after, changed, err := r.Records.Change(ctx, id, func(c *T) (record.Entry, error) {
		var err error
		if verdict, err = r.authorize(a, c); err != nil {
			refused, moved = true, false
			return record.Entry{}, err
		}
		refused, moved, by = false, true, a.actor(c)
		entry, err := r.entry(c, record.Act{By: by, At: at}, move)
		if err == nil {
			err = trial.Ends(ctx)
		}
		entry.Action, entry.Subject, entry.Policy, entry.Decisive = record.Action(a.Action), a.Subject, verdict.Policy, a.Decisive
		return entry, err
	})
	switch {
	case err != nil && (refused || moved && denies(err)):
		r.trace(ctx, id, a, verdict)
	case err == nil && !changed && a.Shows:
		err = r.Readings.Note(ctx, id, a.reading(by, at, verdict))
	}
	if err != nil {
		return none, err
	}
	return after, nil
}

// Read checks the permission and what else is asked of the record, and shows it once the reading is kept.
func (r Runner[T]) Read(ctx context.Context, id record.ID, a Act[T], check func(*T) error) (T, error) {
	c, verdict, err := r.look(ctx, id, a)
	if err == nil {
		err = r.know(ctx, a)
	}
	if err == nil && check != nil {
		if err = check(&c); denies(err) {
			r.trace(ctx, id, a, verdict)
		}
	}
	if err == nil {
		err = r.Readings.Note(ctx, id, a.reading(a.actor(&c), r.Now(), verdict))
	}
	if err != nil {
		var none T
		return none, err
	}
	return c, nil
}

// denies reports whether a move or a check itself refused access, by what it knows beyond the policies.
func denies(err error) bool {
	var p *problem.Error
	return errors.As(err, &p) && (p.Kind == problem.Forbidden || p.Kind == problem.NotFound && p.Code == "not-found")
}

// Lists shows where records stand.
type Lists interface {
	List(ctx context.Context, q record.Query) ([]record.Line, string, error)
}

// Newest loads the records of a list, at most so many, the last made first: ids sort in the order of their making.
func (r Runner[T]) Newest(ctx context.Context, lists Lists, list string, most int) ([]T, error) {
	lines, _, err := lists.List(ctx, record.Query{List: list, Latest: true, Limit: most})
	if err != nil {
		return nil, err
	}
	all := make([]T, 0, len(lines))
	for _, line := range lines {
		one, err := r.Records.Load(ctx, line.Record)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

// Glance checks the permission and shows the record without a row, for what holds nothing personal.
func (r Runner[T]) Glance(ctx context.Context, id record.ID, a Act[T]) (T, error) {
	c, _, err := r.look(ctx, id, a)
	return c, err
}

func (r Runner[T]) look(ctx context.Context, id record.ID, a Act[T]) (T, identity.Decision, error) {
	var none T
	if err := r.preauthorize(ctx, id, a); err != nil {
		return none, identity.Decision{}, err
	}
	load := r.Records.Load
	if a.Lasting {
		load = r.Records.Look
	}
	c, err := load(ctx, id)
	if err != nil {
		return none, identity.Decision{}, err
	}
	verdict, err := r.authorize(a, &c)
	if err != nil {
		r.trace(ctx, id, a, verdict)
		return none, verdict, err
	}
	return c, verdict, nil
}

// Step is a change made by the system itself. as says what is done, to what of the record, and whether it is decisive.
func (r Runner[T]) Step(ctx context.Context, id record.ID, as record.Entry, move func(*T, record.Act) error) (T, error) {
	after, _, err := r.Records.Change(ctx, id, func(c *T) (record.Entry, error) {
		entry, err := r.entry(c, record.Act{By: record.Workflow, At: r.Now()}, move)
		entry.Action, entry.Subject, entry.Decisive = as.Action, as.Subject, as.Decisive
		return entry, err
	})
	return after, err
}

// entry makes the move and tells of it: the facts, and the waits that it ended.
func (r Runner[T]) entry(c *T, act record.Act, move func(*T, record.Act) error) (record.Entry, error) {
	before, settled := r.Facts(c), record.Settled(c)
	if err := move(c, act); err != nil {
		return record.Entry{}, err
	}
	facts := r.Facts(c)
	if r.News != nil {
		facts = r.News(before, facts)
	}
	return record.Entry{At: act.At, Actor: act.By, Details: facts, Settles: record.NewlySettled(c, settled)}, nil
}

// authorize asks the policies. A stranger does not learn, by the kind of fault, that a record exists.
func (r Runner[T]) authorize(a Act[T], c *T) (identity.Decision, error) {
	resource, err := a.On(c)
	if err != nil {
		if r.Visible != nil && r.Visible(a.Who, c) {
			return identity.Decision{Policy: identity.DefaultDeny}, err
		}
		return identity.Decision{Policy: identity.DefaultDeny}, problem.New(problem.NotFound, "not-found")
	}
	return identity.Authorize(a.Who, a.Action, resource)
}

// preauthorize refuses whom no record lets do this, before one is read; the attempt is traced all the same.
func (r Runner[T]) preauthorize(ctx context.Context, id record.ID, a Act[T]) error {
	err := identity.Preauthorize(a.Who, a.Action)
	if err == nil {
		return nil
	}
	if _, there := r.Records.Load(ctx, id); there == nil {
		r.trace(ctx, id, a, identity.Decision{Policy: identity.DefaultDeny})
	}
	return err
}

// know remembers officers by name. Who acts for themselves is known by their record.
func (r Runner[T]) know(ctx context.Context, a Act[T]) error {
	if a.As == identity.Applicant || a.As == identity.Employer || a.Who.Authority == "" && !a.Who.Has(identity.Auditor) {
		return nil
	}
	return r.Readings.Know(ctx, a.Who)
}

// trace keeps that somebody was refused. That it cannot be kept changes nothing of the refusal.
func (r Runner[T]) trace(ctx context.Context, id record.ID, a Act[T], verdict identity.Decision) {
	reading := a.reading(a.role(), r.Now(), verdict)
	reading.Refused = true
	slog.WarnContext(ctx, "refused", "record", string(id), "action", string(a.Action), "actor", reading.Actor.ID, "policy", verdict.Policy)
	if err := r.Readings.Note(ctx, id, reading); err != nil {
		slog.ErrorContext(ctx, "refusal not kept", "record", string(id), "error", err.Error())
	}
}

func (a Act[T]) reading(by record.Actor, at time.Time, verdict identity.Decision) record.Reading {
	return record.Reading{At: at, Actor: by, Action: record.Action(a.Action), Subject: a.Subject, Policy: verdict.Policy}
}

func (a Act[T]) actor(c *T) record.Actor {
	if a.Actor != nil {
		return a.Actor(c)
	}
	return a.role()
}

func (a Act[T]) role() record.Actor { return ActorOf(a.Who, a.As) }

// ActorOf names a person in a role, as chains do. Officers act for their authority.
func ActorOf(p identity.Principal, role identity.Role) record.Actor {
	by := record.Actor{ID: p.Person(), Role: string(role)}
	if role != identity.Applicant && role != identity.Employer {
		by.Authority = p.Authority
	}
	return by
}
