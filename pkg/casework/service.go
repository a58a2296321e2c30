package casework

import (
	"context"

	"hsmp.example/cases/pkg/application"
	"hsmp.example/cases/pkg/audit"
	"hsmp.example/cases/pkg/identity"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/programme"
)

// onCase is a doing of an officer on the whole case.
func onCase(p identity.Principal, role identity.Role, action identity.Action) doing {
	return doing{who: p, role: role, action: action, on: func(c *application.Case) (identity.Resource, error) {
		return caseResource(c), nil
	}}
}

// Object raises an objection from a lane of the officer's own authority (fact 57, gap G1).
func (s Scoring) Object(ctx context.Context, p identity.Principal, id application.ID, lane programme.LaneID, reason, legalBasis string) (application.Case, error) {
	d := onCase(p, identity.Officer, identity.Object)
	d.subject = string(lane)
	return s.change(ctx, id, d, func(c *application.Case, act application.Act) error {
		l, err := c.Lane(lane)
		if err != nil {
			return err
		}
		if string(l.Authority) != p.Authority {
			return problem.New(problem.Forbidden, "forbidden")
		}
		return c.Object(act, lane, reason, legalBasis)
	})
}

// ResolveObjection lifts or upholds an objection, with reasons.
func (s Scoring) ResolveObjection(ctx context.Context, p identity.Principal, id application.ID, number int, ruling application.Ruling, reason string) (application.Case, error) {
	d := onCase(p, identity.ObjectionReviewer, identity.ResolveObjection)
	d.on = func(c *application.Case) (identity.Resource, error) {
		r := caseResource(c)
		if number >= 1 && number <= len(c.Objections) {
			r.Initiator = c.Objections[number-1].By
		}
		return r, nil
	}
	return s.change(ctx, id, d, func(c *application.Case, act application.Act) error {
		return c.ResolveObjection(act, number, ruling, reason)
	})
}

// AnswerExtension grants or refuses the extension that was asked for.
func (s Scoring) AnswerExtension(ctx context.Context, p identity.Principal, id application.ID, granted bool, reason string) (application.Case, error) {
	d := onCase(p, identity.Supervisor, identity.ApproveExtension)
	d.on = func(c *application.Case) (identity.Resource, error) {
		r := caseResource(c)
		if c.Extension != nil {
			r.Initiator = c.Extension.By
		}
		return r, nil
	}
	return s.change(ctx, id, d, func(c *application.Case, act application.Act) error {
		t, err := s.Rules.Of(c)
		if err != nil {
			return err
		}
		return c.AnswerExtension(act, t, granted, reason)
	})
}

// Route gives an open lane to another authority of the programme.
func (s Scoring) Route(ctx context.Context, p identity.Principal, id application.ID, lane programme.LaneID, to programme.AuthorityID, reason string) (application.Case, error) {
	d := onLane(p, identity.RouteLane, lane)
	d.role = identity.Supervisor
	return s.change(ctx, id, d, func(c *application.Case, act application.Act) error {
		t, err := s.Rules.Of(c)
		if err != nil {
			return err
		}
		if _, ok := t.Programme.Authority(to); !ok {
			return problem.Of([]problem.Fault{problem.At("/authority", "not-listed", "options", authorities(t.Programme))})
		}
		return c.RouteLane(act, lane, to, reason)
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

// Confirm signs the proposed decision; four eyes.
func (s Scoring) Confirm(ctx context.Context, p identity.Principal, id application.ID) (application.Case, error) {
	return s.change(ctx, id, onCase(p, identity.DecisionOfficer, identity.ConfirmDecision), func(c *application.Case, act application.Act) error {
		t, err := s.Rules.Of(c)
		if err != nil {
			return err
		}
		return c.Confirm(act, t)
	})
}

// Chain returns everything that was done to and read of the case, to those who may see its history.
func (s Scoring) Chain(ctx context.Context, p identity.Principal, id application.ID) ([]audit.Entry, error) {
	d := onCase(p, roleOf(p), identity.ReadHistory)
	d.read = true
	if _, err := s.change(ctx, id, d, func(*application.Case, application.Act) error { return nil }); err != nil {
		return nil, err
	}
	return s.History.Chain(ctx, id)
}
