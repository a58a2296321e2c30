package application

import (
	"slices"
	"time"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/points"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
)

// Proposal is what the stored facts decide, before a decision officer confirms it. Its explanation holds the figures
// alone: the words stand in lanes and objections, which do not change while it stands. Case.Explanation has both.
type Proposal struct {
	Explanation points.Explanation
	At          time.Time
}

// Explanation is the proposal with every reason: the figures as they were worked out, whatever the programme says now,
// and the words from the record.
func (c *Case) Explanation() points.Explanation { return c.Proposal.Explanation.With(c.facts()) }

// Decision is the confirmed outcome. It never changes; an annulment or an appeal is a new, linked decision (invariant
// 3).
type Decision struct {
	Outcome points.Outcome
	Total   programme.Points
	By      string // actor id of the decision officer, or "workflow" where the programme confirms automatically
	At      time.Time

	Measured *Measured
}

// Date is the day of the decision in Baku, as the certificate and the statement of reasons say it.
func (d Decision) Date() calendar.Date { return calendar.DateOf(d.At) }

// Certificate is the issued official electronic document (fact 59).
type Certificate struct {
	Number     string
	Object     string // where the signed PDF lies
	SHA256     string
	Credential string // the compact signed credential of its QR
	IssuedOn   calendar.Date
	ValidUntil calendar.Date
	At         time.Time
}

// Statement is the issued statement of reasons for a refusal.
type Statement struct {
	Object string
	SHA256 string
	At     time.Time
}

// BeginReview closes the assessment once every lane is closed (invariant 3): the objections that stand are ruled on. On
// any other case it changes nothing. A lane may be open again by the time that the workflow comes here, and is then
// waited for.
func (c *Case) BeginReview() {
	if c.State == Assessing && c.AllLanesClosed() {
		c.State = Reviewing
	}
}

// Propose works out the outcome from the stored facts. 69 is a refusal; 70 with no standing objection is a recognition;
// an upheld objection is a refusal at any total (fact 57). Where the programme confirms automatically it is decided at
// once. On a case that is not in review, or in which an objection waits for its ruling, it changes nothing.
func (c *Case) Propose(act Act, t Timetable) error {
	if c.State != Reviewing || c.HasUnresolvedObjection() {
		return nil
	}
	explanation, err := points.Explain(t.Programme, c.facts())
	if err != nil {
		return err
	}
	c.Proposal = &Proposal{Explanation: explanation.Figures(), At: act.At}
	c.State = Confirming
	if t.Programme.Confirmation == programme.Automatic {
		c.decide(act)
	}
	return nil
}

// Confirm signs the proposed outcome. read is the moment of the proposal that the officer has read: one that was worked
// out anew since is another. The zero time stands for the proposal as it is stored. The officer must have handled
// nothing of the case: four eyes.
func (c *Case) Confirm(act Act, read time.Time) error {
	if c.Decision != nil && c.Decision.By == act.By.ID {
		return nil
	}
	if err := c.must(Confirming); err != nil {
		return err
	}
	if slices.Contains(c.Handlers(), act.By.ID) {
		return problem.New(problem.Forbidden, "four-eyes")
	}
	if !read.IsZero() && !read.Equal(c.Proposal.At) {
		return problem.New(problem.Conflict, "proposal-changed")
	}
	c.decide(act)
	return nil
}

func (c *Case) decide(act Act) {
	c.Decision = &Decision{Outcome: c.Proposal.Explanation.Outcome, Total: c.Proposal.Explanation.Total, By: act.By.ID, At: act.At}
	c.State = Issuing
}

// facts are what the points are worked out from: the record alone, so that a decision can be replayed.
func (c *Case) facts() points.Facts {
	f := points.Facts{Rule: c.Submission.Versions.Programme, RuleHash: c.Submission.Versions.Hash}
	for _, l := range c.Lanes {
		lane := points.Lane{ID: l.ID, Kind: l.Kind, Authority: l.Authority, Maximum: l.Maximum}
		lane.Scored = l.spoken()
		if l.Outcome != nil {
			lane.Points = l.Outcome.Points
			lane.Justification, lane.Evidence = l.Outcome.Justification, l.Outcome.Evidence
		}
		for _, s := range l.Superseded {
			lane.Superseded = append(lane.Superseded, points.Superseded{Points: s.Points, Justification: s.Justification, Evidence: s.Evidence,
				Reason: s.Reason, Returned: s.Returned})
		}
		f.Lanes = append(f.Lanes, lane)
	}
	for _, o := range c.Objections {
		objection := points.Objection{Lane: o.Lane, Authority: o.Authority, Reason: o.Reason, LegalBasis: o.LegalBasis}
		if r := o.Resolution; r != nil {
			objection.Ruling, objection.RulingReason = string(r.Ruling), r.Reason
		}
		f.Objections = append(f.Objections, objection)
	}
	return f
}

// Reserve keeps the number and the status index of the certificate that is about to be made. The first ones stay, so
// that an issue that died half-way makes the same certificate again.
func (c *Case) Reserve(number string, index int) error {
	if c.ReservedNumber != "" {
		return nil
	}
	if err := c.must(Issuing); err != nil {
		return err
	}
	c.ReservedNumber, c.ReservedIndex = number, index
	return nil
}

// Recognise closes the case with its certificate. The same certificate again changes nothing.
func (c *Case) Recognise(act Act, certificate Certificate) error {
	if c.State == Recognised && c.Certificate.Number == certificate.Number {
		return nil
	}
	if err := c.must(Issuing); err != nil {
		return err
	}
	if c.Decision.Outcome != points.Recognised || certificate.Number == "" || certificate.Number != c.ReservedNumber {
		return problem.New(problem.Conflict, "wrong-outcome")
	}
	c.Certificate = &certificate
	c.State, c.ClosedAt = Recognised, act.At
	return nil
}

// Refuse closes the case with its statement of reasons.
func (c *Case) Refuse(act Act, statement Statement) error {
	if c.State == Refused {
		return nil
	}
	if err := c.must(Issuing); err != nil {
		return err
	}
	if c.Decision.Outcome != points.Refused {
		return problem.New(problem.Conflict, "wrong-outcome")
	}
	c.Statement = &statement
	c.State, c.ClosedAt = Refused, act.At
	return nil
}

// AgainFrom is the first day on which whoever was refused may apply again: as many calendar days after the day on which
// the case was closed as the programme has them wait (gap G7). It is zero for a case that keeps nobody waiting.
func (c *Case) AgainFrom(p programme.Programme) calendar.Date {
	if c.State != Refused || p.Reapplication.WaitDays == 0 {
		return calendar.Date{}
	}
	return calendar.DateOf(c.ClosedAt).AddDays(p.Reapplication.WaitDays)
}
