package public

import (
	"strconv"
	"time"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/web/page"
)

// DueView is what was asked of the calculator and what came of it.
type DueView struct {
	Submitted     string        // as it was typed
	Extension     string        // "yes" or "no"
	WorkingDays   int           // of the term without an extension
	ExtensionDays int           // 0 where the programme has no extension
	Due           *calendar.Due // nil while nothing was asked, or something is wrong
	Calendar      calendar.Calendar
}

// dayState is what one day of the grid is.
type dayState string

const (
	plain     dayState = "plain"     // before or after the term
	submitted dayState = "submitted" // the day of the submission
	counted   dayState = "counted"
	weekend   dayState = "weekend"
	skipped   dayState = "skipped" // a holiday, or a day that an act took out
	last      dayState = "last"    // the due date
)

var legendStates = []dayState{submitted, counted, weekend, skipped, last}

// weekdays are the columns of the grid, named by their number.
var weekdays = []string{"1", "2", "3", "4", "5", "6", "7"}

// day is one cell of the grid; number 0 is a cell outside the month.
type day struct {
	number int
	state  dayState
	count  int // which day of the term, for those that count
	reason calendar.Day
}

// month is one month of the grid in weeks from Monday on.
type month struct {
	year  int
	month time.Month
	weeks [][]day
}

func year(n int) string { return strconv.Itoa(n) }

// sample stands in for a day's number in the legend.
func sample(s dayState) string {
	if s == counted || s == last {
		return "1"
	}
	return "–"
}

func (m month) title(p page.Page) string { return p.Language.Month(m.year, m.month) }

// said is what a screen reader says of the day after its number.
func (d day) said(p page.Page) string {
	switch d.state {
	case counted, last:
		return p.Of("public.day", string(d.state)) + ", " + p.Say("public.day-number", "n", p.Number(d.count))
	case skipped:
		return p.Text(d.reason.Names)
	}
	return p.Of("public.day", string(d.state))
}

func (v DueView) endText(p page.Page) string {
	return p.Of("public.weekday", isoWeekday(v.Due.Date)) + ", " + p.Date(v.Due.Date)
}

// isoWeekday numbers the days of a week from Monday on.
func isoWeekday(d calendar.Date) string {
	return strconv.Itoa((int(d.Weekday())+6)%7 + 1)
}

// months lays out every month from the submission to the due date.
func (v DueView) months() []month {
	var all []month
	count := 0
	first := calendar.Date{Year: v.Due.From.Year, Month: v.Due.From.Month, Day: 1}
	for !first.After(v.Due.Date) {
		m := month{year: first.Year, month: first.Month}
		week := make([]day, (int(first.Weekday())+6)%7, 7)
		for d := first; d.Month == first.Month; d = d.AddDays(1) {
			week = append(week, v.day(d, &count))
			if len(week) == 7 {
				m.weeks = append(m.weeks, week)
				week = make([]day, 0, 7)
			}
		}
		if len(week) > 0 {
			m.weeks = append(m.weeks, append(week, make([]day, 7-len(week))...))
		}
		all = append(all, m)
		first = first.AddMonths(1)
	}
	return all
}

// day says what a date is to the term, and counts those that count.
func (v DueView) day(d calendar.Date, count *int) day {
	one := day{number: d.Day, state: plain, reason: v.Calendar.Day(d)}
	started := d.After(v.Due.From) || d == v.Due.From && v.Due.Rule == calendar.SameDay
	switch {
	case !started && d == v.Due.From:
		one.state = submitted
	case !started || d.After(v.Due.Date):
	case one.reason.Working:
		*count++
		one.state, one.count = counted, *count
		if d == v.Due.Date {
			one.state = last
		}
	case one.reason.Reason == calendar.Weekend:
		one.state = weekend
	default:
		one.state = skipped
	}
	return one
}

// skippedTable is each day that did not count, with its reason and the act that says so.
func (v DueView) skippedTable(p page.Page) page.Table {
	t := page.Table{ID: "skipped", Caption: p.Count("public.due.skipped-count", len(v.Due.Skipped)), QuietCaption: true, Dense: true,
		Columns: []page.Column{{Text: p.Say("public.due.date")}, {Text: p.Say("public.due.weekday")}, {Text: p.Say("public.due.reason")}, {Text: p.Say("public.due.act")}}}
	for _, s := range v.Due.Skipped {
		act := "–"
		if s.Act != nil {
			act = p.Text(s.Act)
		}
		t.Rows = append(t.Rows, page.Cells(p.Date(s.Date), p.Of("public.weekday", isoWeekday(s.Date)), p.Text(s.Names), act))
	}
	return t
}
