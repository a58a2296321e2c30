package calendar_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/locale"
)

// Domain 2.5, "Test vectors": five-day week, the day after submission is day 1.
func TestTermOfTwentyWorkingDaysAndItsExtensionIn2026(t *testing.T) {
	t.Parallel()
	c := load(t)
	for _, vector := range []struct{ name, submitted, day20, extended string }{
		{"a Monday in January, across the day of mourning", "2026-01-05", "2026-02-03", "2026-02-17"},
		{"the eve of the day of mourning", "2026-01-19", "2026-02-17", "2026-03-03"},
		{"across the whole of March, the capacity trap", "2026-03-02", "2026-04-09", "2026-04-23"},
		{"a Friday before a transferred Victory Day", "2026-05-08", "2026-06-11", "2026-06-29"},
		{"a Friday before National Salvation Day", "2026-06-12", "2026-07-14", "2026-07-28"},
	} {
		t.Run(vector.name, func(t *testing.T) {
			t.Parallel()
			from := day(t, vector.submitted)
			if got := c.Due(from, 20).Date; got != day(t, vector.day20) {
				t.Errorf("20 working days: want %s, got %s", vector.day20, got)
			}
			if got := c.Due(from, 30).Date; got != day(t, vector.extended) {
				t.Errorf("30 working days: want %s, got %s", vector.extended, got)
			}
			if got := c.Due(day(t, vector.day20), 10).Date; got != day(t, vector.extended) {
				t.Errorf("10 more from the due date: want %s, got %s", vector.extended, got)
			}
		})
	}
}

func TestFirstDayRuleDecidesWhetherTheDayOfSubmissionCounts(t *testing.T) {
	t.Parallel()
	c := load(t)
	for _, rule := range []struct {
		name, from string
		first      calendar.FirstDay
		want       string
	}{
		{"by the usual rule a Monday's day 1 is Tuesday", "2026-06-01", calendar.NextDay, "2026-06-02"},
		{"without a rule the usual one holds", "2026-06-01", "", "2026-06-02"},
		{"a working day may be day 1 itself", "2026-06-01", calendar.SameDay, "2026-06-01"},
		{"a Saturday cannot be day 1 itself", "2026-06-06", calendar.SameDay, "2026-06-08"},
		{"a Saturday's day 1 is Monday", "2026-06-06", calendar.NextDay, "2026-06-08"},
	} {
		t.Run(rule.name, func(t *testing.T) {
			t.Parallel()
			if got := c.DueFrom(day(t, rule.from), 1, rule.first).Date; got != day(t, rule.want) {
				t.Errorf("want %s, got %s", rule.want, got)
			}
		})
	}
}

func TestATermOfNoDaysEndsWhereItBegins(t *testing.T) {
	t.Parallel()
	c := load(t)
	for _, days := range []int{0, -1} {
		want := calendar.Due{From: day(t, "2026-01-01"), Date: day(t, "2026-01-01"), Rule: calendar.NextDay}
		if diff := cmp.Diff(want, c.Due(day(t, "2026-01-01"), days)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

func TestATermIsProvisionalOnceItTouchesAnUnpublishedYear(t *testing.T) {
	t.Parallel()
	c := load(t)
	for _, term := range []struct {
		name, from string
		days       int
		want       bool
	}{
		{"ends on the last working day of 2026", "2026-12-29", 1, false},
		{"needs the first days of 2027", "2026-12-29", 2, true},
		{"lies wholly in 2027", "2027-05-10", 20, true},
	} {
		t.Run(term.name, func(t *testing.T) {
			t.Parallel()
			if got := c.Due(day(t, term.from), term.days); got.Provisional != term.want {
				t.Errorf("want provisional %t, got %t (due %s)", term.want, got.Provisional, got.Date)
			}
		})
	}
}

func TestDueDateExplainsItselfInFourLanguages(t *testing.T) {
	t.Parallel()
	due := load(t).Due(day(t, "2026-03-02"), 20)
	want := map[locale.Language][]string{
		locale.English: {
			"Received: 2 March 2026. Working days in the term: 20, counted from the next working day. Last day of the term: 9 April 2026.",
			"Not counted: 8 March 2026 – Women's Day (Labour Code, article 105).",
			"Not counted: 9 March 2026 – transferred day off: Women's Day (Labour Code, article 105).",
			"Not counted: 20 March 2026 – 21 March 2026 – Novruz, Ramazan (Eid al-Fitr) (Cabinet of Ministers Decision No. 362 of 2 December 2025).",
			"Not counted: 22 March 2026 – 24 March 2026 – Novruz (Cabinet of Ministers Decision No. 362 of 2 December 2025).",
			"Not counted: 25 March 2026 – transferred day off: Novruz, Ramazan (Eid al-Fitr) (Labour Code, article 105).",
			"Not counted: 26 March 2026 – transferred day off: Novruz (Labour Code, article 105).",
			"Not counted: 27 March 2026 – transferred day off: Novruz, Ramazan (Eid al-Fitr) (Labour Code, article 105).",
			"Not counted: 30 March 2026 – transferred day off: Novruz, Ramazan (Eid al-Fitr) (Labour Code, article 105).",
			"Ordinary weekend days not counted: 7.",
		},
	}
	if diff := cmp.Diff(want[locale.English], due.Explain(locale.English)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	first := map[locale.Language]string{
		locale.Azerbaijani: "Qəbul tarixi: 2 mart 2026. Müddət: 20 iş günü, növbəti iş günündən hesablanır. Müddətin son günü: 9 aprel 2026.",
		locale.Turkish:     "Alınma tarihi: 2 Mart 2026. Süre: bir sonraki iş gününden başlayarak 20 iş günü. Sürenin son günü: 9 Nisan 2026.",
		locale.Russian:     "Дата приёма: 2 марта 2026 года. Рабочих дней в сроке: 20, считая со следующего рабочего дня. Последний день срока: 9 апреля 2026 года.",
	}
	for l, line := range first {
		lines := due.Explain(l)
		if len(lines) != len(want[locale.English]) {
			t.Errorf("%s: want %d lines as in English, got %d", l, len(want[locale.English]), len(lines))
		}
		if lines[0] != line {
			t.Errorf("%s: want %q, got %q", l, line, lines[0])
		}
	}
}

func TestAProvisionalDateSaysSoLast(t *testing.T) {
	t.Parallel()
	lines := load(t).Due(day(t, "2026-12-28"), 20).Explain(locale.English)
	want := "The date is provisional: the holidays of a year on the way have not been announced yet (Labour Code, article 105(4))."
	if got := lines[len(lines)-1]; got != want {
		t.Errorf("want %q, got %q", want, got)
	}
}

func load(t testing.TB) calendar.Calendar {
	t.Helper()
	c, err := calendar.Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func day(t testing.TB, s string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
