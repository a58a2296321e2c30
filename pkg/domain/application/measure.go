package application

import (
	"time"

	"hsmp.example/cases/pkg/domain/calendar"
)

// Measured is when something was done, by the case's own clock as it ran then. It is kept, so that figures and lists
// follow from the record alone: a calendar that moves later moves nothing that has been done.
type Measured struct {
	Day  int  // working days that had fully ended since the submission
	Late bool // the due day had passed
}

// Term is the clock of a case in instants: when it becomes urgent and when it runs out, for the due day that it was
// worked out for.
type Term struct {
	Date calendar.Date
	Day  int
	Near time.Time // the last checkpoint before the due day: from then on the case is near due
	End  time.Time // the first instant past the due day
}

// Measure pins when what has just been done was done, and the instants of a due day that has moved. It is called after
// every move; what is measured stays.
func (c *Case) Measure(t Timetable) {
	if c.Submission == nil {
		return
	}
	c.pinTerm(t)
	for i := range c.Lanes {
		c.measureLane(&c.Lanes[i], t)
	}
	if c.Decision != nil {
		c.measure(&c.Decision.Measured, t, c.Decision.At)
	}
	if c.State == Withdrawn {
		c.measure(&c.Withdrew, t, c.ClosedAt)
	}
}

// measureLane pins when the lane came and when it ended. One that is open again has not ended.
func (c *Case) measureLane(l *Lane, t Timetable) {
	for i := range l.Routings {
		c.measure(&l.Routings[i].Measured, t, l.Routings[i].At)
	}
	switch {
	case !l.Closed():
		l.Ended = nil
	case !l.Withdrawn:
		c.measure(&l.Ended, t, c.EndedAt(*l))
	}
}

func (c *Case) measure(m **Measured, t Timetable, at time.Time) {
	if *m == nil {
		anchor := c.Submission.Anchor()
		*m = &Measured{Day: t.Clock.WorkingDay(anchor, at), Late: t.Clock.Late(anchor, c.Submission.Due.WorkingDays, at)}
	}
}

func (c *Case) pinTerm(t Timetable) {
	due := c.Submission.Due
	if pinned := c.Submission.Term; pinned != nil && pinned.Date == due.Date && pinned.Day == due.WorkingDays {
		return
	}
	anchor := c.Submission.Anchor()
	c.Submission.Term = &Term{Date: due.Date, Day: due.WorkingDays,
		Near: t.Clock.Deadline(anchor, calendar.CheckpointDay(t.Programme.Clock.LastWarning(), due.WorkingDays)).At.UTC(),
		End:  t.Clock.Deadline(anchor, due.WorkingDays).At.UTC()}
}
