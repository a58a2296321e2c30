package calendar_test

import (
	"testing"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/locale"
)

func order(t *testing.T, of string, rest, working []calendar.Date) calendar.Order {
	t.Helper()
	named := locale.Texts{}
	for _, l := range locale.All {
		named[l] = "storm"
	}
	return calendar.Order{Act: named, Date: day(t, of), Names: named, Rest: rest, Working: working}
}

func TestAnOrderMovesTheDueDateAndTheVersion(t *testing.T) {
	t.Parallel()
	c := load(t)
	closed := c.With(order(t, "2026-06-01", []calendar.Date{day(t, "2026-06-03")}, nil))
	from := day(t, "2026-06-01")
	if want, got := c.Due(from, 3).Date, day(t, "2026-06-04"); want != got {
		t.Fatalf("before the order: want %s, got %s", want, got)
	}
	due := closed.Due(from, 3)
	if want := day(t, "2026-06-05"); due.Date != want {
		t.Errorf("want %s, got %s", want, due.Date)
	}
	if got := due.Skipped[0]; got.Reason != calendar.Ordered || got.Names.In(locale.English) != "storm" {
		t.Errorf("want the order as the reason, got %+v", got)
	}
	if c.Version() == closed.Version() {
		t.Error("want another version, got the same")
	}
	if !c.Day(day(t, "2026-06-03")).Working {
		t.Error("want the calendar before the order to stay as it was")
	}
}

func TestALaterOrderWinsInWhateverSequenceTheyCome(t *testing.T) {
	t.Parallel()
	that := []calendar.Date{day(t, "2026-06-03")}
	closes, opens := order(t, "2026-06-01", that, nil), order(t, "2026-06-02", nil, that)
	c := load(t)
	for name, merged := range map[string]calendar.Calendar{
		"in order":       c.With(closes, opens),
		"in disorder":    c.With(opens, closes),
		"one at a time":  c.With(opens).With(closes),
		"no more orders": c.With(closes, opens).With(),
	} {
		if !merged.Day(that[0]).Working {
			t.Errorf("%s: want a working day", name)
		}
	}
	if a, b := c.With(closes, opens).Version(), c.With(opens, closes).Version(); a != b {
		t.Errorf("want one version for the same orders, got %s and %s", a, b)
	}
}
