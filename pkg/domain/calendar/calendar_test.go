package calendar_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/locale"
)

// Cabinet Decision No. 362 of 2 December 2025 and the Ministry's calendar (domain 2.5).
func TestOfficialListOf2026ComesOutOfTheRules(t *testing.T) {
	t.Parallel()
	c := load(t)
	wantHolidays := []string{
		"2026-01-01", "2026-01-02", "2026-01-20", "2026-03-08",
		"2026-03-20", "2026-03-21", "2026-03-22", "2026-03-23", "2026-03-24",
		"2026-05-09", "2026-05-27", "2026-05-28", "2026-06-15", "2026-06-26",
		"2026-11-08", "2026-11-09", "2026-12-31",
	}
	if diff := cmp.Diff(wantHolidays, daysOf(t, c, 2026, calendar.Holiday)); diff != "" {
		t.Errorf("holidays (-want +got):\n%s", diff)
	}
	wantMoved := []string{
		"2026-03-09", "2026-03-25", "2026-03-26", "2026-03-27", "2026-03-30", "2026-05-11", "2026-05-29", "2026-11-10",
	}
	if diff := cmp.Diff(wantMoved, daysOf(t, c, 2026, calendar.Transferred)); diff != "" {
		t.Errorf("transferred days off (-want +got):\n%s", diff)
	}
}

func TestWorkingDaysByMonthOf2026(t *testing.T) {
	t.Parallel()
	c := load(t)
	want := []int{19, 20, 14, 22, 17, 20, 23, 21, 22, 22, 19, 22}
	var got []int
	for month := range 12 {
		before := calendar.Date{Year: 2026, Month: 1, Day: 1}.AddMonths(month).AddDays(-1)
		got = append(got, c.WorkingDaysBetween(before, before.AddDays(1).AddMonths(1).AddDays(-1)))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTransfersOf2018AsReported(t *testing.T) {
	t.Parallel()
	got := daysOf(t, load(t), 2018, calendar.Transferred)
	for _, want := range []string{"2018-06-18", "2018-06-19"} {
		if !slices.Contains(got, want) {
			t.Errorf("want %s among the transferred days, got %v", want, got)
		}
	}
}

// The Cabinet used 27 and 28 March instead of 10 March and 1 April 2025 (domain 2.5, "Checked").
func TestExchangedDaysOf2025StandOverTheRule(t *testing.T) {
	t.Parallel()
	c := load(t)
	want := []string{"2025-03-25", "2025-03-26", "2025-06-09", "2025-06-16", "2025-11-10", "2025-11-11"}
	if diff := cmp.Diff(want, daysOf(t, c, 2025, calendar.Transferred)); diff != "" {
		t.Errorf("transferred (-want +got):\n%s", diff)
	}
	exchanged := []string{"2025-01-03", "2025-03-10 works", "2025-03-27", "2025-03-28", "2025-04-01 works", "2025-06-21 works", "2025-06-27"}
	if diff := cmp.Diff(exchanged, daysOf(t, c, 2025, calendar.Swap)); diff != "" {
		t.Errorf("exchanged (-want +got):\n%s", diff)
	}
}

func TestExchangedAndVotingDaysAsPublished(t *testing.T) {
	t.Parallel()
	c := load(t)
	for _, published := range []struct {
		date    string
		working bool
		reason  calendar.Reason
	}{
		{"2018-04-11", false, calendar.Voting},
		{"2019-12-27", false, calendar.Voting},
		{"2023-06-24", true, calendar.Swap},
		{"2023-06-25", true, calendar.Swap},
		{"2023-06-27", false, calendar.Swap},
		{"2023-06-30", false, calendar.Swap},
		{"2023-11-04", true, calendar.Swap},
		{"2023-11-10", false, calendar.Swap},
		{"2024-02-07", false, calendar.Voting},
		{"2024-12-28", true, calendar.Swap},
		{"2024-12-29", true, calendar.Swap},
		{"2024-12-30", false, calendar.Swap},
		{"2025-01-29", false, calendar.Voting},
	} {
		t.Run(published.date, func(t *testing.T) {
			t.Parallel()
			got := c.Day(day(t, published.date))
			if got.Working != published.working || got.Reason != published.reason {
				t.Errorf("want working %t by %s, got %t by %s", published.working, published.reason, got.Working, got.Reason)
			}
			if got.Act.In(locale.Azerbaijani) == "" {
				t.Error("want the act that says so, got none")
			}
		})
	}
}

func TestARestDayOfDecemberMayMoveIntoJanuary(t *testing.T) {
	t.Parallel()
	// 31 December 2023 was a Sunday; 1 and 2 January are holidays, so 3 January was the day off.
	if got := load(t).Day(day(t, "2024-01-03")); got.Reason != calendar.Transferred {
		t.Errorf("want transferred, got %q", got.Reason)
	}
}

func TestDayOfMourningIsNeverTransferred(t *testing.T) {
	t.Parallel()
	c := load(t)
	// 20 January 2024 was a Saturday.
	if got := c.Day(day(t, "2024-01-20")); got.Working || got.Reason != calendar.Holiday {
		t.Errorf("want a holiday, got %+v", got)
	}
	if got := c.Day(day(t, "2024-01-22")); !got.Working {
		t.Errorf("want the Monday to be a working day, got %s", got.Reason)
	}
}

func TestHolidaysHoldFromTheYearOfTheirLaw(t *testing.T) {
	t.Parallel()
	c := load(t)
	for _, at := range []struct {
		name, date string
		want       calendar.Reason
	}{
		{"Victory Day did not exist in 2019", "2019-11-08", ""},
		{"the first Victory Day off was in 2021", "2021-11-08", calendar.Holiday},
		{"18 October is official and works", "2023-10-18", ""},
		{"12 November is official and works", "2025-11-12", ""},
		{"17 November is official and works", "2025-11-17", ""},
	} {
		t.Run(at.name, func(t *testing.T) {
			t.Parallel()
			if got := c.Day(day(t, at.date)).Reason; got != at.want {
				t.Errorf("want %q, got %q", at.want, got)
			}
		})
	}
	if got := c.Day(day(t, "2021-05-28")).Names.In(locale.English); got != "Republic Day" {
		t.Errorf("want Republic Day in 2021, got %s", got)
	}
	if got := c.Day(day(t, "2024-05-28")).Names.In(locale.English); got != "Independence Day" {
		t.Errorf("want Independence Day in 2024, got %s", got)
	}
}

func TestYearsAfterThePublishedOnesAreReckonedAndProvisional(t *testing.T) {
	t.Parallel()
	c := load(t)
	if got := c.PublishedThrough(); got != 2026 {
		t.Errorf("want 2026, got %d", got)
	}
	for _, at := range []struct {
		date        string
		provisional bool
		want        calendar.Reason
	}{
		{"2026-12-31", false, calendar.Holiday},
		{"2027-01-01", true, calendar.Holiday},
		{"2027-03-10", true, calendar.Holiday}, // Ramazan, reckoned
		{"2027-03-20", true, calendar.Holiday}, // Novruz, by custom
		{"2028-02-28", true, calendar.Holiday}, // Ramazan, reckoned
		{"2199-01-01", true, calendar.Holiday}, // beyond what is kept
		{"1999-01-01", true, calendar.Holiday},
	} {
		got := c.Day(day(t, at.date))
		if got.Provisional != at.provisional || got.Reason != at.want {
			t.Errorf("%s: want %q, provisional %t; got %q, %t", at.date, at.want, at.provisional, got.Reason, got.Provisional)
		}
	}
}

func TestVersionNamesDateAndContent(t *testing.T) {
	t.Parallel()
	c := load(t)
	if got := c.Version(); len(got) != len("2026-09-28+0123456789ab") || got[:11] != "2026-09-28+" {
		t.Errorf("want a date and twelve digits, got %s", got)
	}
}

func daysOf(t *testing.T, c calendar.Calendar, year int, reason calendar.Reason) []string {
	t.Helper()
	var found []string
	for d := (calendar.Date{Year: year, Month: 1, Day: 1}); d.Year == year; d = d.AddDays(1) {
		is := c.Day(d)
		if is.Reason != reason {
			continue
		}
		text := d.String()
		if is.Working {
			text = fmt.Sprint(d, " works")
		}
		found = append(found, text)
	}
	return found
}
