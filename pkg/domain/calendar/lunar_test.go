package calendar

import "testing"

func TestReckonedLunarHolidaysAreWithinADayOfThePublishedOnes(t *testing.T) {
	t.Parallel()
	c := built(t)
	for _, y := range c.source.Years {
		for _, h := range c.source.Holidays {
			if h.Lunar.Month == 0 {
				continue
			}
			want, got := y.Starts[h.ID], dateOf(lunar(y.Year, h.Lunar)[0])
			if far := want.DaysUntil(got); far < -1 || far > 1 {
				t.Errorf("%s %d: want %s, got %s", h.ID, y.Year, want, got)
			}
		}
	}
}

func TestAYearMayHoldRamazanTwice(t *testing.T) {
	t.Parallel()
	// 2033: early January and late December.
	if got := lunar(2033, lunarDay{Month: 10, Day: 1}); len(got) != 2 {
		t.Errorf("want two days, got %d", len(got))
	}
}

func built(t testing.TB) Calendar {
	t.Helper()
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func date(t testing.TB, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
