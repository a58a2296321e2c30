package calendar_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/domain/calendar"
)

var first = calendar.Date{Year: 2018, Month: time.January, Day: 1}

func anyDate(t *rapid.T) calendar.Date {
	return first.AddDays(rapid.IntRange(0, 365*14).Draw(t, "day"))
}

func anyRule(t *rapid.T) calendar.FirstDay {
	return rapid.SampledFrom([]calendar.FirstDay{calendar.NextDay, calendar.SameDay}).Draw(t, "rule")
}

func TestEveryDueDateIsAWorkingDayAndTheNextIsLater(t *testing.T) {
	t.Parallel()
	c := load(t)
	rapid.Check(t, func(t *rapid.T) {
		from, days, rule := anyDate(t), rapid.IntRange(1, 60).Draw(t, "days"), anyRule(t)
		due, next := c.DueFrom(from, days, rule), c.DueFrom(from, days+1, rule)
		if !c.Day(due.Date).Working {
			t.Fatalf("want a working day, got %s", due.Date)
		}
		if !next.Date.After(due.Date) {
			t.Fatalf("want day %d after %s, got %s", days+1, due.Date, next.Date)
		}
	})
}

func TestALaterSubmissionIsNeverDueEarlier(t *testing.T) {
	t.Parallel()
	c := load(t)
	rapid.Check(t, func(t *rapid.T) {
		from, days, rule := anyDate(t), rapid.IntRange(1, 60).Draw(t, "days"), anyRule(t)
		later := from.AddDays(rapid.IntRange(0, 40).Draw(t, "later"))
		if c.DueFrom(later, days, rule).Date.Before(c.DueFrom(from, days, rule).Date) {
			t.Fatalf("submitted %s is due before submitted %s", later, from)
		}
	})
}

func TestWorkingDaysBetweenUndoesDue(t *testing.T) {
	t.Parallel()
	c := load(t)
	rapid.Check(t, func(t *rapid.T) {
		from, days := anyDate(t), rapid.IntRange(0, 60).Draw(t, "days")
		due := c.Due(from, days)
		if got := c.WorkingDaysBetween(from, due.Date); got != days {
			t.Fatalf("want %d, got %d", days, got)
		}
		if got, want := len(due.Skipped)+days, from.DaysUntil(due.Date); got != want {
			t.Fatalf("want every one of %d days counted or explained, got %d", want, got)
		}
		if got := c.WorkingDaysBetween(due.Date, from); got != 0 && days > 0 {
			t.Fatalf("backwards: want 0, got %d", got)
		}
	})
}

func TestDeadlineAndWorkingDayAgreeOnBothSidesOfTheInstant(t *testing.T) {
	t.Parallel()
	c := load(t)
	rapid.Check(t, func(t *rapid.T) {
		clock := calendar.Clock{Calendar: c, DaySeconds: rapid.IntRange(0, 5).Draw(t, "seconds"), FirstDay: anyRule(t)}
		at := anyDate(t).Start().Add(time.Duration(rapid.Int64Range(0, int64(24*time.Hour)-1).Draw(t, "time")))
		anchor, n := calendar.AnchorAt(at), rapid.IntRange(1, 40).Draw(t, "n")
		end := clock.Deadline(anchor, n).At
		if got := clock.WorkingDay(anchor, end); got != n {
			t.Fatalf("at the end of day %d: got %d", n, got)
		}
		if got := clock.WorkingDay(anchor, end.Add(-time.Nanosecond)); got != n-1 {
			t.Fatalf("a moment before the end of day %d: got %d", n, got)
		}
	})
}

func TestDatesAgreeWithTheStandardLibrary(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.IntRange(-400*366, 400*366).Draw(t, "days")
		want := time.Date(2000, 3, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, days)
		got := calendar.Date{Year: 2000, Month: 3, Day: 1}.AddDays(days)
		if got.String() != want.Format(time.DateOnly) || got.Weekday() != want.Weekday() {
			t.Fatalf("want %s %s, got %s %s", want.Format(time.DateOnly), want.Weekday(), got, got.Weekday())
		}
	})
}
