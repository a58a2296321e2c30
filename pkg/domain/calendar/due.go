package calendar

import "hsmp.example/cases/pkg/locale"

// FirstDay says which day of a term is day 1. The procedure does not say it (gap G4), so the programme does.
type FirstDay string

// The rules for day 1.
const (
	NextDay FirstDay = "next" // the first working day after the day of submission; the usual rule
	SameDay FirstDay = "same" // the day of submission itself where it is a working day
)

// Due is the end of a term, with what was passed over on the way, so that it can explain itself.
type Due struct {
	From        Date
	Date        Date // the last working day of the term
	WorkingDays int
	Rule        FirstDay
	Skipped     []Skipped
	Provisional bool // a year that is not published lies on the way
}

// Skipped is a day that did not count.
type Skipped struct {
	Date   Date
	Reason Reason
	Names  locale.Texts
	Act    locale.Texts
}

// Due counts workingDays from the day after from. For 0 or fewer days the term ends on from itself.
func (c Calendar) Due(from Date, workingDays int) Due { return c.DueFrom(from, workingDays, NextDay) }

// DueFrom counts workingDays by the given rule for day 1.
func (c Calendar) DueFrom(from Date, workingDays int, rule FirstDay) Due {
	due := Due{From: from, Date: from, WorkingDays: max(workingDays, 0), Rule: rule}
	if workingDays <= 0 {
		return due
	}
	due.Skipped = make([]Skipped, 0, workingDays/2+8)
	at, last := c.walk(from, rule), 0
	for left := workingDays; left > 0; at.next() {
		is := &at.in.days[at.index]
		due.Provisional = due.Provisional || at.in.provisional
		if is.working {
			left--
			last = at.in.first + at.index
			continue
		}
		due.Skipped = append(due.Skipped, Skipped{dateOf(at.in.first + at.index), is.reason, is.names, is.act})
	}
	due.Date = dateOf(last)
	return due
}

// WorkingDaysBetween counts the working days after a up to and with b; it is 0 where b is not after a. It undoes Due.
func (c Calendar) WorkingDaysBetween(a, b Date) int { return c.workingDays(a, b, NextDay) }

func (c Calendar) workingDays(a, b Date, rule FirstDay) int {
	count, last := 0, b.number()
	for at := c.walk(a, rule); at.in.first+at.index <= last; at.next() {
		if at.in.days[at.index].working {
			count++
		}
	}
	return count
}

// walker goes from day to day without reckoning each date anew.
type walker struct {
	calendar Calendar
	in       *year
	of       int
	index    int
}

func (c Calendar) walk(from Date, rule FirstDay) walker {
	if rule != SameDay {
		from = from.AddDays(1)
	}
	in := c.year(from.Year)
	return walker{c, in, from.Year, from.number() - in.first}
}

func (w *walker) next() {
	w.index++
	if w.index == len(w.in.days) {
		w.of++
		w.in, w.index = w.calendar.year(w.of), 0
	}
}
