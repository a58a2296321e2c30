package calendar

import (
	"cmp"
	"time"
)

// Clock is the only place that maps civil deadlines to instants. With DaySeconds 0 it is real time: a civil day ends at
// midnight in Baku. With DaySeconds N > 0 it is the accelerated clock of the local stage: a working day takes N
// seconds, counted from the submission, and rest days take none.
type Clock struct {
	Calendar   Calendar
	DaySeconds int
	FirstDay   FirstDay // of cases whose anchor has no rule of its own; "" is NextDay
}

// Anchor is the submission from which the days of a case are counted.
type Anchor struct {
	At   time.Time `json:"at"`
	Date Date      `json:"date"`           // civil date of At in Baku
	Rule FirstDay  `json:"rule,omitempty"` // for day 1, by the programme that the case keeps; "" is the clock's
}

// rule is that for day 1 of one case: programmes may differ, and each case keeps its own.
func (c Clock) rule(a Anchor) FirstDay { return cmp.Or(a.Rule, c.FirstDay) }

// Deadline is the end of a working day.
type Deadline struct {
	Date       Date      // the civil date whose end it is
	WorkingDay int       // which working day after the submission
	At         time.Time // the first instant that is too late
}

// Deadline is the end of the nth working day after the submission; for 0 the end of the day of submission.
func (c Clock) Deadline(a Anchor, workingDay int) Deadline {
	workingDay = max(workingDay, 0)
	date := c.Calendar.DueFrom(a.Date, workingDay, c.rule(a)).Date
	end := date.AddDays(1).Start()
	if c.accelerated() {
		end = a.At.Add(time.Duration(workingDay) * c.day())
	}
	return Deadline{Date: date, WorkingDay: workingDay, At: end}
}

// Checkpoint is the deadline at a share of a term, rounded up to whole working days: 50 % of 20 is the end of day 10.
func (c Clock) Checkpoint(a Anchor, percent, workingDays int) Deadline {
	return c.Deadline(a, CheckpointDay(percent, workingDays))
}

// CheckpointDay is the working day on which a share of a term is reached.
func CheckpointDay(percent, workingDays int) int { return (percent*workingDays + 99) / 100 }

// WorkingDay says how many working days since the submission have fully ended.
func (c Clock) WorkingDay(a Anchor, now time.Time) int {
	if !now.After(a.At) {
		return 0
	}
	if c.accelerated() {
		return int(now.Sub(a.At) / c.day())
	}
	return c.Calendar.workingDays(a.Date, DateOf(now).AddDays(-1), c.rule(a))
}

// Term is the last day of a term of working days that begins at an instant within the case, by the same rule for day 1.
// By the accelerated clock it begins on the working day that is running, since rest days take no time.
func (c Clock) Term(a Anchor, from time.Time, workingDays int) Date {
	begins := DateOf(from)
	if c.accelerated() {
		begins = c.Deadline(a, c.WorkingDay(a, from)+1).Date
	}
	return c.Calendar.DueFrom(begins, workingDays, c.rule(a)).Date
}

// DayOf is which working day after the submission ends with a date, or last ended before it.
func (c Clock) DayOf(a Anchor, date Date) int {
	return c.Calendar.workingDays(a.Date, date, c.rule(a))
}

// Late reports whether the deadline of a working day has passed.
func (c Clock) Late(a Anchor, dueDay int, now time.Time) bool {
	return !now.Before(c.Deadline(a, dueDay).At)
}

// Lateness is how many whole working days have ended since the end of the due day; 0 before and on the first day after.
func (c Clock) Lateness(a Anchor, dueDay int, now time.Time) int {
	return max(c.WorkingDay(a, now)-dueDay, 0)
}

func (c Clock) accelerated() bool { return c.DaySeconds > 0 }

func (c Clock) day() time.Duration { return time.Duration(c.DaySeconds) * time.Second }
