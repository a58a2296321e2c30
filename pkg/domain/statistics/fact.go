package statistics

import (
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/points"
	"hsmp.example/cases/pkg/domain/programme"
)

// FactOf returns what statistics know of a case, and false for a draft, which they do not know. It depends on nothing but
// the case and the calendar, so that the same case always gives the same fact.
func FactOf(c *application.Case, clock calendar.Clock) (Fact, bool) {
	if c.Submission == nil {
		return Fact{}, false
	}
	m := measure{clock, calendar.Anchor{At: c.Submission.At, Date: c.Submission.Date}, c.Submission.Due.WorkingDays}
	f := Fact{Month: MonthOf(c.Submission.Date), Field: programme.FieldID(c.Form.Expertise.Field), Outcome: UnderWay, DueDay: m.dueDay,
		DueAt: clock.Deadline(m.anchor, m.dueDay).At.UTC(), Corrections: len(c.Corrections), Extended: c.Extension.Granted()}
	switch {
	case c.Decision != nil:
		f.Outcome, f.Total, f.Days = outcomes[c.Decision.Outcome], c.Decision.Total, m.day(c.Decision.At)
	case c.State == application.Withdrawn:
		f.Outcome, f.Days = Withdrawn, m.day(c.ClosedAt)
	}
	for _, l := range c.Lanes {
		f.Lanes = append(f.Lanes, m.lane(l))
	}
	return f, true
}

var outcomes = map[points.Outcome]Outcome{points.Recognised: Recognised, points.Refused: Refused}

// measure counts the working days of one case.
type measure struct {
	clock  calendar.Clock
	anchor calendar.Anchor
	dueDay int
}

func (m measure) day(at time.Time) int { return m.clock.WorkingDay(m.anchor, at) }

func (m measure) lane(l application.Lane) LaneFact {
	f := LaneFact{Lane: l.ID, Kind: l.Kind, Authority: l.Authority, State: LaneOpen}
	if n := len(l.Routings); n > 0 {
		f.Opened = m.day(l.Routings[n-1].At)
	}
	switch {
	case l.Withdrawn:
		f.State = LaneWithdrawn
	case l.Outcome != nil:
		f.Points, f.Closed, f.State = l.Outcome.Points, m.day(l.Outcome.At), LaneInTime
		if m.clock.Late(m.anchor, m.dueDay, l.Outcome.At) {
			f.State = LaneLate
		}
	}
	return f
}
