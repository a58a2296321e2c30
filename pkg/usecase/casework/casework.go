// Package casework holds the use cases: what an applicant, an officer or the workflow does with a case, from permission
// through the move to the audit entry. The API, the pages and the workflow's tasks all call these, so that no rule lives in
// any of them.
//
// It must not know HTTP, DynamoDB, S3 or Step Functions: it declares what it needs of them, in interfaces of few methods.
package casework

import (
	"context"
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
	"hsmp.example/cases/pkg/usecase/trial"
)

// Cases keeps cases, each with its audit chain.
type Cases interface {
	// Change loads the case, runs the move on it and stores what the move changed, together with the entry, in one
	// transaction. When somebody else changed the case meanwhile the move is run again on what they left, so it must
	// depend on nothing but the case. A move that changes nothing stores nothing, unless its entry is a read or shows something. It fails with
	// NotFound, with what the move returns, or with Unavailable.
	Change(ctx context.Context, id application.ID, move func(*application.Case) (audit.Entry, error)) (application.Case, error)
	// Peek loads the case for the system's own needs; what it returns goes to no person.
	Peek(ctx context.Context, id application.ID) (application.Case, error)
}

// Rules are the programme and calendar by which cases are handled.
type Rules struct {
	Programme programme.Programme // the version in force, for new submissions
	Version   func(id string) (programme.Programme, error)
	Clock     calendar.Clock
}

// LoadRules reads the built-in programme and calendar. daySeconds is the length of a working day of the accelerated clock;
// 0 is real time.
func LoadRules(daySeconds int) (Rules, error) {
	inForce, err := programme.Load()
	if err != nil {
		return Rules{}, err
	}
	days, err := calendar.Load()
	if err != nil {
		return Rules{}, err
	}
	return Rules{Programme: inForce, Version: programme.ByVersion,
		Clock: calendar.Clock{Calendar: days, DaySeconds: daySeconds, FirstDay: inForce.Clock.FirstDay}}, nil
}

// Of returns the timetable of a case: a submitted case keeps the programme version it was submitted under, and with it the rule
// for day 1. The calendar is the newest for all: which days are worked is not the programme's to say.
func (r Rules) Of(c *application.Case) (application.Timetable, error) {
	t := application.Timetable{Programme: r.Programme, Clock: r.Clock}
	if c.Submission == nil || c.Submission.Versions.Programme == r.Programme.Version {
		return t, nil
	}
	pinned, err := r.Version(c.Submission.Versions.Programme)
	t.Programme, t.Clock.FirstDay = pinned, pinned.Clock.FirstDay
	return t, err
}

// Office is what every use case works with.
type Office struct {
	Cases Cases
	Rules Rules
	Now   func() time.Time
}

// doing is one act by one person on one case.
type doing struct {
	who     identity.Principal
	role    identity.Role // the role acted in
	action  identity.Action
	on      func(*application.Case) (identity.Resource, error)
	subject string // what of the case, for the audit entry
	read    bool
	shows   bool // the answer holds content, also where the act was done before and changes nothing
}

// change checks the permission on the case as it is, makes the move, and writes both into the audit entry. In a trial nothing but
// a reading is written.
func (o Office) change(ctx context.Context, id application.ID, d doing, move func(*application.Case, application.Act) error) (application.Case, error) {
	if err := identity.Ever(d.who, d.action); err != nil {
		return application.Case{}, err
	}
	act := application.Act{By: actor(d.who, d.role), At: o.Now()}
	return o.Cases.Change(ctx, id, func(c *application.Case) (audit.Entry, error) {
		resource, err := d.on(c)
		if err != nil {
			return audit.Entry{}, hidden(d.who, c, err)
		}
		verdict, err := identity.Authorize(d.who, d.action, resource)
		if err != nil {
			return audit.Entry{}, err
		}
		settled, was := settledWaits(c), reckoningOf(c)
		if err := move(c, act); err != nil {
			return audit.Entry{}, err
		}
		if err := trial.Ends(ctx); err != nil && !d.read {
			return audit.Entry{}, err
		}
		return audit.Entry{Case: string(c.ID), At: act.At, Actor: act.By, Action: audit.Action(d.action), Subject: d.subject,
			Policy: verdict.Policy, Settles: newlySettled(c, settled), Read: d.read, Shows: d.shows,
			Details: was.moved(c, details(c))}, nil
	})
}

// hidden keeps a stranger from learning, by the kind of fault, that a case exists.
func hidden(who identity.Principal, c *application.Case, fault error) error {
	if _, err := identity.Authorize(who, identity.ReadCase, caseResource(c)); err != nil {
		return problem.New(problem.NotFound, "not-found")
	}
	return fault
}

// details are the facts of the news: the state the case is in now. They hold nothing personal.
func details(c *application.Case) map[string]string {
	return map[string]string{"state": string(c.State)}
}

func settledWaits(c *application.Case) map[application.Wait]bool {
	settled := map[application.Wait]bool{}
	for _, w := range c.Waits() {
		settled[w] = c.Settled(w)
	}
	return settled
}

// newlySettled names the waits that the move ended: the stream carries them to the workflow. The clock ends with the last
// lane, and after it nothing looks at the lanes again. So every lane is named once more with it, and before it: one whose
// own news was lost is then told after all.
func newlySettled(c *application.Case, before map[application.Wait]bool) []string {
	var ended []string
	last := c.Settled(application.ClockWait) && !before[application.ClockWait]
	for _, w := range c.Waits() {
		_, lane := w.Lane()
		if c.Settled(w) && (!before[w] || lane && last) {
			ended = append(ended, string(w))
		}
	}
	return ended
}

func actor(p identity.Principal, role identity.Role) audit.Actor {
	a := audit.Actor{ID: p.Person(), Role: string(role)}
	if role != identity.Applicant {
		a.Authority = p.Authority
	}
	return a
}

func applicationResource(c *application.Case) identity.Resource {
	return identity.Resource{Kind: identity.ApplicationKind, ID: string(c.ID), Owner: c.Applicant}
}

func caseResource(c *application.Case) identity.Resource {
	r := identity.Resource{Kind: identity.CaseKind, ID: string(c.ID), Owner: c.Applicant, ScoredBy: c.Scorers()}
	for _, l := range c.Lanes {
		r.Authorities = append(r.Authorities, string(l.Authority))
	}
	return r
}

// objectionResource is the case with who raised the objection, and for which authority.
func objectionResource(c *application.Case, o application.Objection) identity.Resource {
	r := caseResource(c)
	r.Authority, r.Initiator = string(o.Authority), o.By
	return r
}

func laneResource(c *application.Case, id programme.LaneID) (identity.Resource, error) {
	lane, err := c.Lane(id)
	if err != nil {
		return identity.Resource{}, err
	}
	r := caseResource(c)
	r.Kind, r.Authority, r.Lane = identity.LaneKind, string(lane.Authority), string(id)
	return r, nil
}
