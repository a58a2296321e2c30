package statistics

import (
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/points"
	"hsmp.example/cases/pkg/domain/programme"
)

// FactOf returns what statistics know of a case, and false for a draft, which they do not know. It depends on nothing
// but the case, so that the same case always gives the same fact.
func FactOf(c *application.Case) (Fact, bool) {
	if c.Submission == nil || c.Submission.Term == nil {
		return Fact{}, false
	}
	term := c.Submission.Term
	f := Fact{Month: MonthOf(c.Submission.Date), Field: programme.FieldID(c.Form.Expertise.Field), Outcome: UnderWay,
		Due: term.Date, DueDay: term.Day, NearAt: term.Near, DueAt: term.End, Corrections: len(c.Corrections), Extended: c.Extended() > 0}
	switch {
	case c.Decision != nil:
		f.Outcome, f.Total, f.Days = outcomes[c.Decision.Outcome], c.Decision.Total, dayOf(c.Decision.Measured)
	case c.State == application.Withdrawn:
		f.Outcome, f.Days = Withdrawn, dayOf(c.Withdrew)
	}
	for _, l := range c.Lanes {
		f.Lanes = append(f.Lanes, laneFact(l))
	}
	return f, true
}

var outcomes = map[points.Outcome]Outcome{points.Recognised: Recognised, points.Refused: Refused}

func laneFact(l application.Lane) LaneFact {
	f := LaneFact{Lane: l.ID, Kind: l.Kind, Authority: l.Authority, State: LaneOpen, Claimed: l.Claim != nil}
	if n := len(l.Routings); n > 0 {
		f.Opened = dayOf(l.Routings[n-1].Measured)
	}
	switch {
	case l.Withdrawn:
		f.State = LaneWithdrawn
	case l.Closed():
		f.Closed, f.State = dayOf(l.Ended), LaneInTime
		if l.Outcome != nil {
			f.Points = l.Outcome.Points
		}
		if l.Ended != nil && l.Ended.Late {
			f.State = LaneLate
		}
	}
	return f
}

func dayOf(m *application.Measured) int {
	if m == nil {
		return 0
	}
	return m.Day
}
