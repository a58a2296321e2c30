package casework

import (
	"context"
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

// onCase is an act of an officer on the whole case. Its answer repeats reasons that others wrote.
func onCase(p identity.Principal, role identity.Role, action identity.Action) act {
	return act{Who: p, As: role, Action: action, Shows: true, On: func(c *application.Case) (identity.Resource, error) {
		return caseResource(c), nil
	}}
}

// Objecting is what an officer says to object.
type Objecting struct {
	Lane       programme.LaneID
	Reason     string
	LegalBasis string
}

// Object raises an objection from a lane of the officer's own authority, as far as the programme lets that one object
// (fact 57, gap G1).
func (s Scoring) Object(ctx context.Context, p identity.Principal, id application.ID, o Objecting) (application.Case, error) {
	d := onCase(p, identity.Officer, identity.Object)
	d.Subject = string(o.Lane)
	return s.change(ctx, id, d, func(c *application.Case, act application.Act) error {
		l, err := c.Lane(o.Lane)
		if err != nil {
			return err
		}
		if string(l.Authority) != p.Authority {
			return problem.New(problem.Forbidden, "forbidden")
		}
		t, err := s.Rules.Of(c)
		if err != nil {
			return err
		}
		return c.Object(act, t, o.Lane, o.Reason, o.LegalBasis)
	})
}

// Resolving is what a reviewer says of an objection.
type Resolving struct {
	Number int // of the objection; 1 is the first of the case
	Ruling application.Ruling
	Reason string
}

// onObjection is an act of an officer on one objection of the case.
func onObjection(p identity.Principal, role identity.Role, action identity.Action, number int) act {
	d := onCase(p, role, action)
	d.On = func(c *application.Case) (identity.Resource, error) {
		o, err := c.Objection(number)
		if err != nil {
			return identity.Resource{}, err
		}
		return objectionResource(c, *o), nil
	}
	return d
}

// ResolveObjection lifts or upholds an objection, with reasons, by the authority that the programme has decide.
func (s Scoring) ResolveObjection(ctx context.Context, p identity.Principal, id application.ID, r Resolving) (application.Case, error) {
	d := onObjection(p, identity.ObjectionReviewer, identity.ResolveObjection, r.Number)
	return s.change(ctx, id, d, func(c *application.Case, act application.Act) error {
		t, err := s.Rules.Of(c)
		if err != nil {
			return err
		}
		if !decides(t, p) {
			return problem.New(problem.Forbidden, "forbidden")
		}
		return c.ResolveObjection(act, r.Number, r.Ruling, r.Reason)
	})
}

// decides reports whether the person is of the authority that the programme has decide about objections.
func decides(t application.Timetable, p identity.Principal) bool {
	return string(t.Programme.Objections.DecidedBy.Authority) == p.Authority
}

// WithdrawObjection takes back what the officer's authority objected, with the reason (gap G1). number is the
// objection's; 1 is the first of the case.
func (s Scoring) WithdrawObjection(ctx context.Context, p identity.Principal, id application.ID, number int, reason string) (application.Case, error) {
	d := onObjection(p, identity.Officer, identity.WithdrawObjection, number)
	return s.change(ctx, id, d, func(c *application.Case, act application.Act) error {
		return c.WithdrawObjection(act, number, reason)
	})
}

// Approving is what a supervisor says of an extension.
type Approving struct {
	Number  int // of the extension; 1 is the first of the case
	Granted bool
	Reason  string
}

// AnswerExtension grants or refuses an extension that was asked for.
func (s Scoring) AnswerExtension(ctx context.Context, p identity.Principal, id application.ID, a Approving) (application.Case, error) {
	d := onCase(p, identity.Supervisor, identity.ApproveExtension)
	d.On = func(c *application.Case) (identity.Resource, error) {
		e, err := c.Extension(a.Number)
		if err != nil {
			return identity.Resource{}, err
		}
		r := caseResource(c)
		r.Initiator = e.By
		return r, nil
	}
	return s.change(ctx, id, d, func(c *application.Case, act application.Act) error {
		t, err := s.Rules.Of(c)
		if err != nil {
			return err
		}
		return c.AnswerExtension(act, t, a.Number, a.Granted, a.Reason)
	})
}

// Routing is what a supervisor says to route a lane.
type Routing struct {
	Lane   programme.LaneID
	To     programme.AuthorityID
	Reason string
}

// Route gives the lane of the field's authority to another that a field has.
func (s Scoring) Route(ctx context.Context, p identity.Principal, id application.ID, r Routing) (application.Case, error) {
	d := onLane(p, identity.RouteLane, r.Lane)
	d.As = identity.Supervisor
	return s.change(ctx, id, d, func(c *application.Case, act application.Act) error {
		t, err := s.Rules.Of(c)
		if err != nil {
			return err
		}
		return c.RouteLane(act, t, r.Lane, r.To, r.Reason)
	})
}

func authorities(p programme.Programme) string {
	var names string
	for i, a := range p.Authorities {
		if i > 0 {
			names += ", "
		}
		names += string(a.ID)
	}
	return names
}

// Confirm signs the proposed decision, read as it was proposed at that moment; four eyes.
func (s Scoring) Confirm(ctx context.Context, p identity.Principal, id application.ID, read time.Time) (application.Case, error) {
	d := onCase(p, identity.DecisionOfficer, identity.ConfirmDecision)
	d.Decisive = true
	return s.change(ctx, id, d, func(c *application.Case, act application.Act) error { return c.Confirm(act, read) })
}
