package application

import (
	"time"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
)

// Timetable is what time is reckoned by: the programme's clocks, the calendar, and the clock that maps a civil deadline
// to an instant.
type Timetable struct {
	Programme programme.Programme
	Clock     calendar.Clock
}

// Reminder is one nudge of a silent authority: at a checkpoint before the due date, or an escalation past it.
type Reminder struct {
	Day       int // the working day of the term whose end had passed; days on which the clock stood still are not counted
	Escalated bool
	At        time.Time
}

// DueDay is the working day of the clock by whose end the case is to be decided: 20, and 10 more when extended, and the
// days the clock stood still (Decision 99; fact 58).
func (c *Case) DueDay(t Timetable) int { return c.term(t) + c.pausedFor() }

// term is how many working days the authorities have: 20, and 10 more when extended.
func (c *Case) term(t Timetable) int {
	return t.Programme.Clock.WorkingDays + c.Extended()
}

// termOver reports whether the due day has ended at that moment.
func (c *Case) termOver(t Timetable, now time.Time) bool { return c.WorkingDay(t, now) >= c.DueDay(t) }

// elapsed is how many working days of the term have fully ended: none of them is one on which the clock stood still.
func (c *Case) elapsed(t Timetable, now time.Time) int { return c.WorkingDay(t, now) - c.pausedFor() }

// Lateness is by how many whole working days the case is past its due day at that moment; 0 before.
func (c *Case) Lateness(t Timetable, now time.Time) int {
	return max(c.WorkingDay(t, now)-c.DueDay(t), 0)
}

// checkpoints lists the working days of the term on which a silent authority is reminded: the programme's percentages
// of it, rounded up to whole days, its last day being the last (gap G5).
func (c *Case) checkpoints(t Timetable) []int {
	term := c.term(t)
	days := make([]int, 0, len(t.Programme.Clock.Checkpoints))
	for _, percent := range t.Programme.Clock.Checkpoints {
		days = append(days, calendar.CheckpointDay(percent, term))
	}
	return days
}

// NextCheckpoint is the instant at which the workflow looks at the case again: the next checkpoint of the clock or,
// past the due day, the end of the next working day. A clock that stands still is taken to run on from now; if it has
// not, the look finds nothing to remind of and there is another.
func (c *Case) NextCheckpoint(t Timetable, now time.Time) time.Time {
	anchor := c.Submission.Anchor()
	reached := c.elapsed(t, now)
	still := t.Clock.WorkingDay(anchor, now) - reached
	for _, day := range c.checkpoints(t) {
		if day > reached {
			return t.Clock.Deadline(anchor, still+day).At
		}
	}
	term, every := c.term(t), t.Programme.Clock.PastDueEvery
	return t.Clock.Deadline(anchor, still+term+((reached-term)/every+1)*every).At
}

// Nudge records a reminder of whoever is silent when a checkpoint has passed that they were not yet reminded of, and
// returns it; nil says that there is nothing to remind of. From the due day on each one is an escalation. It never
// scores and never refuses: silence does not count against the applicant (gap G5). The clock itself is nobody's: it is
// the lanes it watches that are reminded, each for itself.
func (c *Case) Nudge(act Act, t Timetable, w Wait) (*Reminder, error) {
	reminders, err := c.remindersOf(w)
	if err != nil {
		return nil, err
	}
	if w == ClockWait || c.Settled(w) {
		return nil, nil
	}
	passed := c.passedCheckpoint(t, act.At)
	if passed == 0 || (len(*reminders) > 0 && (*reminders)[len(*reminders)-1].Day >= passed) {
		return nil, nil
	}
	reminder := Reminder{Day: passed, Escalated: passed >= c.term(t), At: act.At}
	*reminders = append(*reminders, reminder)
	return &reminder, nil
}

// remindersOf finds where the reminders of a wait are kept: with the lane, or with the case for the Service's own
// steps.
func (c *Case) remindersOf(w Wait) (*[]Reminder, error) {
	id, ok := WaitedLane(w)
	if !ok {
		return &c.ServiceReminders, nil
	}
	lane, err := c.Lane(id)
	if err != nil {
		return nil, err
	}
	return &lane.Reminders, nil
}

// passedCheckpoint is the latest checkpoint whose day has ended; past the due day there is one every so many working
// days. 0 is none.
func (c *Case) passedCheckpoint(t Timetable, now time.Time) int {
	reached, term := c.elapsed(t, now), c.term(t)
	if every := t.Programme.Clock.PastDueEvery; reached > term {
		return term + (reached-term)/every*every
	}
	passed := 0
	for _, day := range c.checkpoints(t) {
		if day <= reached {
			passed = day
		}
	}
	return passed
}

// Anchor is the moment from which the case's clock runs, with the rule for day 1 that the case was submitted under.
func (s *Submission) Anchor() calendar.Anchor {
	return calendar.Anchor{At: s.At, Date: s.Date, Rule: s.Due.Rule}
}

// Submission is the frozen content of the case and the clock that began with it.
type Submission struct {
	At       time.Time
	Date     calendar.Date // the civil day in Baku; the next day is day 1 (gap G4)
	Due      calendar.Due
	Term     *Term  // of Due, in instants
	FormHash string // SHA-256 of the form's JSON
	Content  []Sealed
	Versions Versions
}

// Sealed names one document of the submission by its content.
type Sealed struct {
	Document string
	SHA256   string
}

// Versions pins the rules under which the case is assessed, whatever changes later. The calendar alone follows what the
// Cabinet publishes: it is the one by which the due date was last reckoned.
type Versions struct {
	Programme string
	Hash      string
	Calendar  string
}

// Withdraw ends the case at the applicant's wish, at any time before the decision. Open lanes are closed without
// points.
func (c *Case) Withdraw(act Act) error {
	if c.State == Withdrawn {
		return nil
	}
	if err := c.must(Assessing, Reviewing, Confirming); err != nil {
		return err
	}
	if c.Decision != nil {
		return problem.New(problem.Conflict, "wrong-state", "state", string(c.State))
	}
	for i := range c.Lanes {
		c.Lanes[i].Withdrawn = !c.Lanes[i].spoken()
	}
	c.State, c.ClosedAt = Withdrawn, act.At
	return nil
}
