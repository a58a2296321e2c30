package calendar_test

import (
	"encoding/json"
	"testing"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/locale"
)

func TestDateReadsOnlyDaysThatExist(t *testing.T) {
	t.Parallel()
	for _, good := range []string{"2024-02-29", "2026-12-31", "0001-01-01"} {
		if got := day(t, good).String(); got != good {
			t.Errorf("want %s, got %s", good, got)
		}
	}
	for _, bad := range []string{"2023-02-29", "2026-13-01", "2026-1-5", "05.01.2026", "2026-01-05T00:00:00Z", ""} {
		if got, err := calendar.ParseDate(bad); err == nil {
			t.Errorf("%q: want a refusal, got %s", bad, got)
		}
	}
}

func TestDateInJSONIsATextAndNoDateIsAnEmptyOne(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]calendar.Date{`"2026-01-05"`: {Year: 2026, Month: 1, Day: 5}, `""`: {}} {
		var got calendar.Date
		if err := json.Unmarshal([]byte(text), &got); err != nil || got != want {
			t.Errorf("%s: want %v, got %v (%v)", text, want, got, err)
		}
		if back, err := json.Marshal(want); err != nil || string(back) != text {
			t.Errorf("want %s, got %s (%v)", text, back, err)
		}
	}
	var got calendar.Date
	if err := json.Unmarshal([]byte(`"2026-02-30"`), &got); err == nil {
		t.Errorf("want a refusal, got %s", got)
	}
}

func TestMonthsAreAddedWithoutRunningOverTheirEnd(t *testing.T) {
	t.Parallel()
	for _, sum := range []struct {
		from   string
		months int
		want   string
	}{
		{"2026-01-31", 1, "2026-02-28"}, {"2024-01-31", 1, "2024-02-29"}, {"2026-08-31", 6, "2027-02-28"},
		{"2026-12-15", 1, "2027-01-15"}, {"2026-01-15", -1, "2025-12-15"}, {"2024-02-29", 60, "2029-02-28"}, {"2026-05-05", 0, "2026-05-05"},
	} {
		if got := day(t, sum.from).AddMonths(sum.months).String(); got != sum.want {
			t.Errorf("%s + %d: want %s, got %s", sum.from, sum.months, sum.want, got)
		}
	}
}

func TestDatesCompare(t *testing.T) {
	t.Parallel()
	early, late := day(t, "2025-12-31"), day(t, "2026-01-01")
	if !early.Before(late) || early.After(late) || early.Compare(early) != 0 || early.DaysUntil(late) != 1 {
		t.Errorf("want %s one day before %s", early, late)
	}
}

func TestDateInWords(t *testing.T) {
	t.Parallel()
	for l, want := range map[locale.Language]string{
		locale.English: "8 November 2026", locale.Azerbaijani: "8 noyabr 2026", locale.Turkish: "8 Kasım 2026", locale.Russian: "8 ноября 2026 года",
	} {
		if got := day(t, "2026-11-08").In(l); got != want {
			t.Errorf("%s: want %q, got %q", l, want, got)
		}
	}
	if got := (calendar.Date{}).In(locale.English); got != "" {
		t.Errorf("want nothing for no date, got %q", got)
	}
}
