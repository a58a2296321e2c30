package calendar_test

import (
	"testing"
	"time"

	"hsmp.example/cases/pkg/domain/calendar"
)

var noon = time.Date(2026, 6, 1, 8, 0, 0, 0, time.UTC) // Monday, 12:00 in Baku

func instant(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestACivilDayEndsAtMidnightInBaku(t *testing.T) {
	t.Parallel()
	clock := calendar.Clock{Calendar: load(t)}
	got := clock.Deadline(calendar.AnchorAt(noon), 4)
	if want := day(t, "2026-06-05"); got.Date != want {
		t.Errorf("want the end of %s, got %s", want, got.Date)
	}
	if want := instant(t, "2026-06-05T20:00:00Z"); !got.At.Equal(want) {
		t.Errorf("want %s, got %s", want, got.At.UTC())
	}
}

func TestSubmissionJustBeforeAndAfterMidnightInBaku(t *testing.T) {
	t.Parallel()
	clock := calendar.Clock{Calendar: load(t)}
	for at, want := range map[string]string{
		"2026-06-01T19:59:59Z": "2026-06-02", // still Monday in Baku
		"2026-06-01T20:00:00Z": "2026-06-03", // Tuesday already
	} {
		if got := clock.Deadline(calendar.AnchorAt(instant(t, at)), 1).Date; got != day(t, want) {
			t.Errorf("submitted %s: want day 1 on %s, got %s", at, want, got)
		}
	}
}

func TestWorkingDaysThatHaveFullyEnded(t *testing.T) {
	t.Parallel()
	clock, anchor := calendar.Clock{Calendar: load(t)}, calendar.AnchorAt(noon)
	for _, moment := range []struct {
		name, now string
		want      int
	}{
		{"before the submission", "2026-05-31T08:00:00Z", 0},
		{"on the day of submission", "2026-06-01T09:00:00Z", 0},
		{"a moment before day 1 ends", "2026-06-02T19:59:59Z", 0},
		{"when day 1 ends", "2026-06-02T20:00:00Z", 1},
		{"when Friday ends", "2026-06-05T20:00:00Z", 4},
		{"on Sunday", "2026-06-07T12:00:00Z", 4},
		{"a moment before Monday ends", "2026-06-08T19:59:59Z", 4},
		{"when Monday ends", "2026-06-08T20:00:00Z", 5},
	} {
		t.Run(moment.name, func(t *testing.T) {
			t.Parallel()
			if got := clock.WorkingDay(anchor, instant(t, moment.now)); got != moment.want {
				t.Errorf("want %d, got %d", moment.want, got)
			}
		})
	}
}

// DayOf reads a deadline's date back, whatever the rule for day 1 and wherever the submission falls; a rest day counts
// as the working day before it.
func TestADateIsAWorkingDayOfTheCase(t *testing.T) {
	t.Parallel()
	days := load(t)
	for _, submitted := range []string{"2026-01-05T06:00:00Z", "2026-01-10T06:00:00Z", "2026-03-19T06:00:00Z", "2026-12-30T06:00:00Z"} {
		anchor := calendar.AnchorAt(instant(t, submitted))
		for _, rule := range []calendar.FirstDay{calendar.NextDay, calendar.SameDay} {
			clock := calendar.Clock{Calendar: days, FirstDay: rule}
			for n := 1; n <= 60; n++ {
				due := clock.Deadline(anchor, n).Date
				if got := clock.DayOf(anchor, due); got != n {
					t.Errorf("%s, %s: want %s to be day %d, got %d", submitted, rule, due, n, got)
				}
				for rest := due.AddDays(1); rest.Before(clock.Deadline(anchor, n+1).Date); rest = rest.AddDays(1) {
					if got := clock.DayOf(anchor, rest); got != n {
						t.Errorf("%s, %s: want the rest day %s within day %d, got %d", submitted, rule, rest, n, got)
					}
				}
			}
		}
	}
}

// A term within a case is counted as the case's own: with NextDay from the working day after, with SameDay from the day
// itself where it is worked.
func TestATermWithinACaseIsCountedByTheRuleForDayOne(t *testing.T) {
	t.Parallel()
	days, submitted := load(t), calendar.AnchorAt(instant(t, "2026-01-05T06:00:00Z"))
	for _, v := range []struct{ name, from, next, same string }{
		{"the day of submission, a Monday", "2026-01-05T13:00:00Z", "2026-01-12", "2026-01-09"},
		{"a Tuesday afternoon", "2026-01-06T13:00:00Z", "2026-01-13", "2026-01-12"},
		{"the last moment of a Tuesday in Baku", "2026-01-06T19:59:59Z", "2026-01-13", "2026-01-12"},
		{"the first moment of a Wednesday in Baku", "2026-01-06T20:00:00Z", "2026-01-14", "2026-01-13"},
		{"a Friday", "2026-01-09T08:00:00Z", "2026-01-16", "2026-01-15"},
		{"a Saturday", "2026-01-10T08:00:00Z", "2026-01-16", "2026-01-16"},
		{"a Sunday", "2026-01-11T08:00:00Z", "2026-01-16", "2026-01-16"},
		{"the day of mourning", "2026-01-20T08:00:00Z", "2026-01-27", "2026-01-27"},
		{"the eve of the day of mourning", "2026-01-19T08:00:00Z", "2026-01-27", "2026-01-26"},
	} {
		t.Run(v.name, func(t *testing.T) {
			t.Parallel()
			for rule, want := range map[calendar.FirstDay]string{calendar.NextDay: v.next, calendar.SameDay: v.same} {
				clock := calendar.Clock{Calendar: days, FirstDay: rule}
				if got := clock.Term(submitted, instant(t, v.from), 5); got != day(t, want) {
					t.Errorf("%s: want %s, got %s", rule, want, got)
				}
			}
		})
	}
}

func TestATermWithinACaseOfTheAcceleratedClockBeginsOnTheRunningDay(t *testing.T) {
	t.Parallel()
	days, submitted := load(t), calendar.AnchorAt(instant(t, "2026-01-05T06:00:00Z"))
	for _, v := range []struct {
		name       string
		after      time.Duration
		next, same string
	}{
		{"at the submission", 0, "2026-01-13", "2026-01-09"},
		{"a moment before the first day ends", 3*time.Second - 1, "2026-01-13", "2026-01-09"},
		{"when the second begins", 3 * time.Second, "2026-01-14", "2026-01-12"},
		{"within the fourth", 10 * time.Second, "2026-01-16", "2026-01-14"},
		{"within the fifth, the weekend taking no time", 13 * time.Second, "2026-01-19", "2026-01-15"},
	} {
		t.Run(v.name, func(t *testing.T) {
			t.Parallel()
			for rule, want := range map[calendar.FirstDay]string{calendar.NextDay: v.next, calendar.SameDay: v.same} {
				clock := calendar.Clock{Calendar: days, DaySeconds: 3, FirstDay: rule}
				if got := clock.Term(submitted, submitted.At.Add(v.after), 5); got != day(t, want) {
					t.Errorf("%s: want %s, got %s", rule, want, got)
				}
			}
		})
	}
}

func TestLatenessCountsWholeWorkingDaysPastTheDueDay(t *testing.T) {
	t.Parallel()
	clock, anchor := calendar.Clock{Calendar: load(t)}, calendar.AnchorAt(noon)
	for _, moment := range []struct {
		name, now string
		late      bool
		lateness  int
	}{
		{"a moment before the end of day 4", "2026-06-05T19:59:59Z", false, 0},
		{"at the end of day 4", "2026-06-05T20:00:00Z", true, 0},
		{"over the weekend", "2026-06-07T12:00:00Z", true, 0},
		{"after one whole working day", "2026-06-08T20:00:00Z", true, 1},
		{"after two", "2026-06-09T20:00:00Z", true, 2},
	} {
		t.Run(moment.name, func(t *testing.T) {
			t.Parallel()
			now := instant(t, moment.now)
			if got := clock.Late(anchor, 4, now); got != moment.late {
				t.Errorf("late: want %t, got %t", moment.late, got)
			}
			if got := clock.Lateness(anchor, 4, now); got != moment.lateness {
				t.Errorf("lateness: want %d, got %d", moment.lateness, got)
			}
		})
	}
}

func TestCheckpointsRoundUpToWholeWorkingDays(t *testing.T) {
	t.Parallel()
	for _, share := range []struct{ percent, of, want int }{
		{50, 20, 10}, {75, 20, 15}, {90, 20, 18}, {100, 20, 20},
		{50, 30, 15}, {75, 30, 23}, {90, 30, 27}, {100, 30, 30},
		{1, 20, 1}, {0, 20, 0}, {50, 1, 1},
	} {
		if got := calendar.CheckpointDay(share.percent, share.of); got != share.want {
			t.Errorf("%d %% of %d: want day %d, got %d", share.percent, share.of, share.want, got)
		}
	}
	clock, anchor := calendar.Clock{Calendar: load(t)}, calendar.AnchorAt(noon)
	if want, got := clock.Deadline(anchor, 10), clock.Checkpoint(anchor, 50, 20); want != got {
		t.Errorf("want %+v, got %+v", want, got)
	}
}

func TestAcceleratedClockGivesAWorkingDayItsSeconds(t *testing.T) {
	t.Parallel()
	clock, anchor := calendar.Clock{Calendar: load(t), DaySeconds: 3}, calendar.AnchorAt(noon)
	due := clock.Deadline(anchor, 20)
	if want := noon.Add(time.Minute); !due.At.Equal(want) {
		t.Errorf("want the end of day 20 a minute later, got %s", due.At.Sub(noon))
	}
	if want := clock.Calendar.Due(anchor.Date, 20).Date; due.Date != want {
		t.Errorf("want the same civil date as in real time, %s, got %s", want, due.Date)
	}
	before, after := due.At.Add(-time.Nanosecond), due.At
	if got := clock.WorkingDay(anchor, before); got != 19 {
		t.Errorf("a moment before: want 19 days, got %d", got)
	}
	if got := clock.WorkingDay(anchor, after); got != 20 {
		t.Errorf("at the end: want 20 days, got %d", got)
	}
	if got := clock.Lateness(anchor, 20, after.Add(6*time.Second)); got != 2 {
		t.Errorf("six seconds later: want 2 days late, got %d", got)
	}
}

// Programmes may differ in the rule for day 1: a case is counted by its own, whatever the clock that looks at it was
// made for.
func TestACaseIsCountedByItsOwnRuleForDayOne(t *testing.T) {
	t.Parallel()
	days, now := load(t), instant(t, "2026-01-14T08:00:00Z")
	for _, own := range []calendar.FirstDay{calendar.NextDay, calendar.SameDay} {
		anchor := calendar.AnchorAt(instant(t, "2026-01-05T06:00:00Z"))
		want := calendar.Clock{Calendar: days, FirstDay: own}
		plain := anchor
		anchor.Rule = own
		for _, others := range []calendar.FirstDay{calendar.NextDay, calendar.SameDay} {
			clock := calendar.Clock{Calendar: days, FirstDay: others}
			if got := clock.Deadline(anchor, 5); got != want.Deadline(plain, 5) {
				t.Errorf("%s looked at by %s: want day 5 to end as %v, got %v", own, others, want.Deadline(plain, 5), got)
			}
			if clock.WorkingDay(anchor, now) != want.WorkingDay(plain, now) || clock.Term(anchor, now, 5) != want.Term(plain, now, 5) ||
				clock.DayOf(anchor, day(t, "2026-01-12")) != want.DayOf(plain, day(t, "2026-01-12")) {
				t.Errorf("%s looked at by %s: want the same days", own, others)
			}
		}
	}
}
