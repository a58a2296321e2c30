package calendar_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/domain/calendar"
)

// plainDue is the definition of a term, one day at a time; the package's own way goes through year tables.
func plainDue(c calendar.Calendar, from calendar.Date, days int) (due calendar.Date, skipped int) {
	for due = from; days > 0; {
		due = due.AddDays(1)
		if c.Day(due).Working {
			days--
			continue
		}
		skipped++
	}
	return due, skipped
}

func TestDueAgreesWithCountingDayByDay(t *testing.T) {
	t.Parallel()
	c := load(t)
	rapid.Check(t, func(t *rapid.T) {
		from, days := anyDate(t), rapid.IntRange(0, 80).Draw(t, "days")
		want, skipped := plainDue(c, from, days)
		got := c.Due(from, days)
		if got.Date != want || len(got.Skipped) != skipped {
			t.Fatalf("want %s and %d skipped, got %s and %d", want, skipped, got.Date, len(got.Skipped))
		}
		for _, s := range got.Skipped {
			if is := c.Day(s.Date); is.Working || is.Reason != s.Reason {
				t.Fatalf("%s: skipped as %s, but is %s", s.Date, s.Reason, is.Reason)
			}
		}
	})
}

func TestTermsRunOnAcrossTheYearsThatAreKeptAndThoseThatAreNot(t *testing.T) {
	t.Parallel()
	c := load(t)
	for _, from := range []string{"1999-12-20", "2127-12-20", "2030-12-20"} {
		want, _ := plainDue(c, day(t, from), 30)
		if got := c.Due(day(t, from), 30).Date; got != want {
			t.Errorf("from %s: want %s, got %s", from, want, got)
		}
	}
}

func TestAnOrderChangesOnlyTheDaysItNames(t *testing.T) {
	t.Parallel()
	c := load(t)
	rapid.Check(t, func(t *rapid.T) {
		rest := rapid.SliceOfNDistinct(rapid.Custom(anyDate), 1, 5, func(d calendar.Date) calendar.Date { return d }).Draw(t, "rest")
		closed := c.With(calendar.Order{Date: first, Rest: rest})
		named := map[calendar.Date]bool{}
		for _, d := range rest {
			named[d] = true
			if closed.Day(d).Working {
				t.Fatalf("%s: want a rest day", d)
			}
		}
		if other := anyDate(t); !named[other] && closed.Day(other).Working != c.Day(other).Working {
			t.Fatalf("%s: want it unchanged", other)
		}
	})
}

func TestLatenessGrowsByOneEachWorkingDay(t *testing.T) {
	t.Parallel()
	c := load(t)
	rapid.Check(t, func(t *rapid.T) {
		clock := calendar.Clock{Calendar: c, DaySeconds: rapid.IntRange(0, 3).Draw(t, "seconds")}
		anchor := calendar.AnchorAt(anyDate(t).Start().Add(time.Hour))
		due, past := rapid.IntRange(1, 30).Draw(t, "due"), rapid.IntRange(0, 20).Draw(t, "past")
		at := clock.Deadline(anchor, due+past).At
		if got := clock.Lateness(anchor, due, at); got != past {
			t.Fatalf("want %d, got %d", past, got)
		}
		if !clock.Late(anchor, due, at) || clock.Late(anchor, due+past, at.Add(-time.Nanosecond)) {
			t.Fatalf("want late from the deadline on, and not a moment before")
		}
	})
}
