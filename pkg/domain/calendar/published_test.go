package calendar_test

import (
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/locale"
)

// Worked out by hand from the weekdays of each year and checked against what was reported.
func TestTransferredDaysOfThePublishedYears(t *testing.T) {
	t.Parallel()
	for year, want := range map[int][]string{
		// 31 December 2017 a Sunday; Novruz to a Saturday; Ramazan on 15-16 June meets National Salvation Day and a Saturday.
		2018: {"2018-01-03", "2018-03-26", "2018-06-18", "2018-06-19"},
		// 31 December 2022 and 1 January 2023 a weekend; Ramazan to a Saturday; 28 May a Sunday.
		2023: {"2023-01-03", "2023-01-04", "2023-04-24", "2023-05-29"},
		// 31 December 2023 a Sunday; Novruz over a weekend; 15 June and Qurban on 16 June a weekend; 9 November a Saturday.
		2024: {"2024-01-03", "2024-03-25", "2024-03-26", "2024-06-18", "2024-06-19", "2024-11-11"},
	} {
		if diff := cmp.Diff(want, daysOf(t, load(t), year, calendar.Transferred)); diff != "" {
			t.Errorf("%d (-want +got):\n%s", year, diff)
		}
	}
}

func TestTransfersOf2025BeforeTheCabinetExchangedDays(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("calendar.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var kept []string
	for line := range strings.Lines(string(raw)) {
		if !strings.Contains(line, "act: cabinet-swap") && strings.TrimSpace(line) != "swaps:" {
			kept = append(kept, line)
		}
	}
	plain, err := calendar.Parse([]byte(strings.Join(kept, "")))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"2025-03-10", "2025-03-25", "2025-03-26", "2025-04-01", "2025-06-09", "2025-06-16", "2025-11-10", "2025-11-11",
	}
	if diff := cmp.Diff(want, daysOf(t, plain, 2025, calendar.Transferred)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestEveryDayThatDoesNotCountHasANameInEachLanguage(t *testing.T) {
	t.Parallel()
	c := load(t)
	for d := day(t, "2017-01-01"); d.Year < 2032; d = d.AddDays(1) {
		is := c.Day(d)
		if is.Working != (is.Reason == "") && is.Reason != calendar.Swap {
			t.Fatalf("%s: working %t by reason %q", d, is.Working, is.Reason)
		}
		for _, l := range locale.All {
			if is.Reason != "" && is.Names[l] == "" {
				t.Errorf("%s: no name in %s", d, l)
			}
			if is.Reason != "" && is.Reason != calendar.Weekend && is.Act[l] == "" {
				t.Errorf("%s: no act in %s", d, l)
			}
			if strings.Contains(is.Names[l], "{") {
				t.Errorf("%s: a place is not filled: %s", d, is.Names[l])
			}
		}
	}
}

func TestExchangedAndVotingDaysAreExplained(t *testing.T) {
	t.Parallel()
	c := load(t)
	for _, term := range []struct {
		name, from string
		days       int
		rule       calendar.FirstDay
		want       []string
	}{
		{"an exchanged day", "2025-06-25", 2, calendar.NextDay, []string{
			"Received: 25 June 2025. Working days in the term: 2, counted from the next working day. Last day of the term: 1 July 2025.",
			"Not counted: 26 June 2025 – Day of the Armed Forces (Labour Code, article 105).",
			"Not counted: 27 June 2025 – exchanged day (Cabinet of Ministers Decision on the exchange of working and rest days).",
			"Ordinary weekend days not counted: 2.",
		}},
		{"a voting day", "2025-01-28", 1, calendar.NextDay, []string{
			"Received: 28 January 2025. Working days in the term: 1, counted from the next working day. Last day of the term: 30 January 2025.",
			"Not counted: 29 January 2025 – Day of the municipal elections (Decision of the Central Election Commission).",
		}},
		{"a Saturday that works counts", "2025-06-20", 1, calendar.NextDay, []string{
			"Received: 20 June 2025. Working days in the term: 1, counted from the next working day. Last day of the term: 21 June 2025.",
		}},
		{"the day of receipt counts where the programme says so", "2025-06-17", 1, calendar.SameDay, []string{
			"Received: 17 June 2025. Working days in the term: 1, counted from the day of receipt. Last day of the term: 17 June 2025.",
		}},
	} {
		t.Run(term.name, func(t *testing.T) {
			t.Parallel()
			got := c.DueFrom(day(t, term.from), term.days, term.rule).Explain(locale.English)
			if diff := cmp.Diff(term.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestManyMayAskAFreshCalendarAtOnce(t *testing.T) {
	t.Parallel()
	c := load(t)
	want := c.With().Due(day(t, "2026-03-02"), 20).Date
	var all sync.WaitGroup
	for range 16 {
		all.Go(func() {
			for year := 2018; year < 2030; year++ {
				c.Due(calendar.Date{Year: year, Month: 12, Day: 20}, 30)
			}
			if got := c.Due(day(t, "2026-03-02"), 20).Date; got != want {
				t.Errorf("want %s, got %s", want, got)
			}
		})
	}
	all.Wait()
}
