package application

import (
	"fmt"
	"slices"
	"time"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/characters"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
)

// Objection is an authority's word against the recognition (fact 57). Who may object and with what effect is not said
// in the decision: it is a typed event with reason and legal basis, and blocks recognition until the authority
// withdraws it or the Service rules (gap G1).
type Objection struct {
	Number     int // 1 is the first of the case
	Lane       programme.LaneID
	Authority  programme.AuthorityID
	Reason     string
	LegalBasis string // "" only where the programme asks for none
	By         string
	At         time.Time
	RuleBy     calendar.Date // a term of its own, not beyond the due date; no gate: a late ruling is still taken
	RuleDay    int           // the working day of the case's clock that RuleBy is
	Resolution *Resolution
}

// HasUnresolvedObjection reports whether an objection was neither ruled on nor withdrawn. An upheld one is resolved.
func (c *Case) HasUnresolvedObjection() bool {
	return slices.ContainsFunc(c.Objections, func(o Objection) bool { return o.Resolution == nil })
}

// Objection finds an objection by its number.
func (c *Case) Objection(number int) (*Objection, error) {
	if number < 1 || number > len(c.Objections) {
		return nil, problem.New(problem.NotFound, "no-such-objection", "number", fmt.Sprint(number))
	}
	return &c.Objections[number-1], nil
}

// MayObject reports whether the programme lets an authority object in this case (gap G1).
func (c *Case) MayObject(t Timetable, authority programme.AuthorityID) bool {
	holders := make([]programme.AuthorityID, 0, len(c.Lanes))
	for _, l := range c.Lanes {
		holders = append(holders, l.Authority)
	}
	return t.Programme.MayObject(authority, holders)
}

// Objectable reports whether objections can be raised: from the submission until the decision.
func (c *Case) Objectable() bool {
	return c.State == Assessing || c.State == Reviewing || c.State == Confirming
}

// Object raises an objection from a lane. The right to object ends with the decision and not with the lane (fact 57,
// gap G1): an outcome that was proposed already is worked out anew. In an open clearance lane the objection closes the
// lane, which no colleague may be working on; a criterion's lane still waits for its points. The same objection sent
// again changes nothing while it waits for a ruling; after that it is another one.
func (c *Case) Object(act Act, t Timetable, id programme.LaneID, reason, legalBasis string) error {
	if !c.Objectable() {
		return problem.New(problem.Conflict, "wrong-state", "state", string(c.State))
	}
	lane, err := c.Lane(id)
	if err != nil {
		return err
	}
	o := Objection{Number: len(c.Objections) + 1, Lane: id, Authority: lane.Authority, Reason: characters.Trim(reason),
		LegalBasis: characters.Trim(legalBasis), By: act.By.ID, At: act.At}
	if slices.ContainsFunc(c.Objections, o.repeats) {
		return nil
	}
	if !c.MayObject(t, lane.Authority) {
		return problem.New(problem.Forbidden, "may-not-object")
	}
	if err := c.mayObjectAgain(lane.Authority); err != nil {
		return err
	}
	closes := lane.Kind == programme.ClearanceLane && !lane.Closed()
	if closes {
		if lane, err = c.workableLane(act, id); err != nil {
			return err
		}
	}
	if err := problem.Of(o.faults(t.Programme.Objections.LegalBasisRequired)); err != nil {
		return err
	}
	o.RuleBy, o.RuleDay = c.ruleBy(t, act.At)
	c.Objections = append(c.Objections, o)
	if closes {
		lane.hold(act)
		lane.Objection = o.Number
	}
	if c.State == Confirming {
		c.State, c.Proposal = Reviewing, nil
	}
	return nil
}

// ruleBy is the term to rule on an objection that is raised at an instant, inside the case's own (gap G1). Where the
// case is late already there is nothing left to stay inside of, and the term runs in full.
func (c *Case) ruleBy(t Timetable, at time.Time) (calendar.Date, int) {
	anchor := c.Submission.Anchor()
	by := t.Clock.Term(anchor, at, t.Programme.Objections.WorkingDaysToRule)
	if due := c.Submission.Due.Date; due.Before(by) && !t.Clock.Late(anchor, c.DueDay(t), at) {
		by = due
	}
	return by, t.Clock.DayOf(anchor, by)
}

// repeats reports whether the same officer raised the same objection before and it still waits: of what was ruled on or
// withdrawn nothing stands.
func (o Objection) repeats(before Objection) bool {
	return before.Resolution == nil && o.Lane == before.Lane && o.By == before.By && o.Reason == before.Reason && o.LegalBasis == before.LegalBasis
}

func (o Objection) faults(legalBasisRequired bool) []problem.Fault {
	faults := reasonFaults("/reason", o.Reason)
	switch {
	case o.LegalBasis == "" && legalBasisRequired:
		faults = append(faults, problem.At("/legal_basis", "required"))
	case characters.Longer(o.LegalBasis, 500):
		faults = append(faults, problem.At("/legal_basis", "too-long", "max", "500"))
	}
	return faults
}
