package application

import (
	"time"

	"hsmp.example/cases/pkg/calendar"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/programme"
)

// Timetable is what time is reckoned by: the programme's clocks, the calendar, and the clock that maps a civil deadline to
// an instant.
type Timetable struct {
	Programme programme.Programme
	Clock     calendar.Clock
}

// Reminder is one nudge of a silent authority: at a checkpoint before the due date, or an escalation past it.
type Reminder struct {
	Day       int // the working day of the clock whose end had passed
	Escalated bool
	At        time.Time
}

// DueDay is the working day of the clock by whose end the case is to be decided: 20, and 10 more when extended, and the
// days the clock stood still (Decision 99; fact 58).
func (c *Case) DueDay(t Timetable) int {
	day := t.Programme.Clock.WorkingDays
	if c.Extension.Granted() {
		day += c.Extension.WorkingDays
	}
	for _, k := range c.Corrections {
		day += k.PausedFor
	}
	return day
}

// due reckons the due date and its explanation anew.
func (c *Case) due(t Timetable) calendar.Due {
	return t.Clock.Calendar.DueFrom(c.Submission.Date, c.DueDay(t), t.Programme.Clock.FirstDay)
}

// Lateness is by how many whole working days the case is past its due day at that moment; 0 before.
func (c *Case) Lateness(t Timetable, now time.Time) int {
	if c.Submission == nil {
		return 0
	}
	if !c.ClosedAt.IsZero() {
		now = c.ClosedAt
	}
	return t.Clock.Lateness(c.Submission.anchor(), c.DueDay(t), now)
}

// checkpoints lists the working days on which a silent authority is reminded: the programme's percentages of the clock,
// rounded up to whole days, the due day being the last (gap G5).
func (c *Case) checkpoints(t Timetable) []int {
	due := c.DueDay(t)
	days := make([]int, 0, len(t.Programme.Clock.Checkpoints))
	for _, percent := range t.Programme.Clock.Checkpoints {
		days = append(days, calendar.CheckpointDay(percent, due))
	}
	return days
}

// NextCheckpoint is the instant at which the workflow looks at the case again: the next checkpoint of the clock or, past
// the due day, the end of the next working day.
func (c *Case) NextCheckpoint(t Timetable, now time.Time) time.Time {
	anchor := c.Submission.anchor()
	reached := t.Clock.WorkingDay(anchor, now)
	for _, day := range c.checkpoints(t) {
		if day > reached {
			return t.Clock.Deadline(anchor, day).At
		}
	}
	due, every := c.DueDay(t), t.Programme.Clock.PastDueEvery
	return t.Clock.Deadline(anchor, due+((reached-due)/every+1)*every).At
}

// Nudge records a reminder of whoever is silent when a checkpoint has passed that they were not yet reminded of, and
// returns it; nil says that there is nothing to remind of. From the due day on each one is an escalation. It never scores
// and never refuses: silence does not count against the applicant (gap G5). The clock itself is nobody's: it is the lanes
// it watches that are reminded, each for itself.
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
	reminder := Reminder{Day: passed, Escalated: passed >= c.DueDay(t), At: act.At}
	*reminders = append(*reminders, reminder)
	return &reminder, nil
}

// remindersOf finds where the reminders of a wait are kept: with the lane, or with the case for the Service's own steps.
func (c *Case) remindersOf(w Wait) (*[]Reminder, error) {
	id, ok := w.Lane()
	if !ok {
		return &c.ServiceReminders, nil
	}
	lane, err := c.Lane(id)
	if err != nil {
		return nil, err
	}
	return &lane.Reminders, nil
}

// passedCheckpoint is the latest checkpoint whose day has ended; past the due day there is one every so many working days.
// 0 is none.
func (c *Case) passedCheckpoint(t Timetable, now time.Time) int {
	reached, due := t.Clock.WorkingDay(c.Submission.anchor(), now), c.DueDay(t)
	if every := t.Programme.Clock.PastDueEvery; reached > due {
		return due + (reached-due)/every*every
	}
	passed := 0
	for _, day := range c.checkpoints(t) {
		if day <= reached {
			passed = day
		}
	}
	return passed
}

// anchor is the moment from which the case's clock runs.
func (s *Submission) anchor() calendar.Anchor { return calendar.Anchor{At: s.At, Date: s.Date} }

// Submission is the frozen content of the case and the clock that began with it.
type Submission struct {
	At       time.Time
	Date     calendar.Date // the civil day in Baku; the next day is day 1 (gap G4)
	Due      calendar.Due
	FormHash string // SHA-256 of the form's JSON
	Content  []Sealed
	Versions Versions
}

// Sealed names one document of the submission by its content.
type Sealed struct {
	Document string
	SHA256   string
}

// Versions pins the rules under which the case is assessed, whatever changes later.
type Versions struct {
	Programme string
	Hash      string
	Calendar  string
}

// Withdraw ends the case at the applicant's wish, at any time before the decision. Open lanes are closed without points.
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
		c.Lanes[i].Withdrawn = c.Lanes[i].Outcome == nil
	}
	c.State, c.ClosedAt = Withdrawn, act.At
	return nil
}
