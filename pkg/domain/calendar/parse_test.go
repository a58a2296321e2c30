package calendar_test

import (
	"os"
	"strings"
	"testing"

	"hsmp.example/cases/pkg/domain/calendar"
)

func TestAWrongFileFailsWithLineAndColumn(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("calendar.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, slip := range []struct{ name, old, put, want string }{
		{"a date that does not exist", "starts: {novruz: 2026-03-20", "starts: {novruz: 2026-02-30",
			`/years/8/starts/novruz: want a date as 2026-01-05, got "2026-02-30"`},
		{"a date of another year", "starts: {novruz: 2026-03-20", "starts: {novruz: 2025-03-20",
			`/years/8/starts/novruz: lies outside 2026`},
		{"a holiday nobody knows", "qurban: 2026-05-27", "kurban: 2026-05-27", `/years/8/starts/kurban: no movable holiday has this id`},
		{"an unknown key", "published: ", "publised: ", `/publised: unknown key "publised"; known here: published, rule, acts, reasons, holidays, years`},
		{"a key written twice", "rule: labour-code-105", "rule: labour-code-105\nrule: labour-code-105", `already defined`},
		{"a text that lacks a language", `    tr: "İş Kanunu, madde 105"` + "\n", "", `/acts/labour-code-105: no text in tr`},
		{"an act nobody wrote down", "rule: labour-code-105", "rule: labour-code-106", `/rule: acts has no "labour-code-106"`},
		{"a number in words", "days: 5", "days: five", `/holidays/3/days: want a whole number, got the text "five"`},
		{"a swap of a day that rests already", "working: [2025-06-21], rest: [2025-06-27]", "working: [2025-06-21], rest: [2025-06-28]",
			`/years/7/swaps/3/rest/0: 2025-06-28 is a rest day already`},
		{"a swap of a day that works already", "working: [2025-06-21]", "working: [2025-06-20]",
			`/years/7/swaps/3/working/0: 2025-06-20 is a working day already`},
		{"a lopsided swap", "working: [2025-06-21]", "working: []", `/years/7/swaps/3: want as many working days as rest days, got 0 and 1`},
		{"a holiday twice", "id: women", "id: new-year", "/holidays/2/id: new-year is there already"},
		{"a holiday of no days", "days: 5", "days: 0", "/holidays/3/days: want 1 to 10 days, got 0"},
		{"a holiday of a fortnight", "days: 5", "days: 14", "/holidays/3/days: want 1 to 10 days, got 14"},
		{"a holiday on no day", "    on: 03-08\n", "", "/holidays/2: want one of on and lunar"},
		{"a holiday on a day that does not exist", "on: 03-08", "on: 02-30", `/holidays/2/on: want a month and a day as 03-08, got "02-30"`},
		{"a holiday on a leap day", "on: 03-08", "on: 02-29", `/holidays/2/on: want a month and a day as 03-08, got "02-29"`},
		{"a lunar holiday that stays", "lunar: {month: 10, day: 1}\n    movable: true", "lunar: {month: 10, day: 1}", "a lunar holiday is movable"},
		{"a lunar day that does not exist", "lunar: {month: 10, day: 1}", "lunar: {month: 13, day: 1}", "no such day in the lunar year"},
		{"a holiday that ends before it begins", "until: 2021", "since: 2022\n    until: 2021", "/until: lies before since"},
		{"a year twice", "year: 2026", "year: 2025", "/years/8/year: years must follow each other, each once"},
		{"a movable holiday without a date", "novruz: 2026-03-20, ", "", "/years/8/starts: novruz is missing"},
		{"a reason without a name", "  weekend:", "  weekends:", "/reasons: weekend is missing"},
		{"a swap by an act nobody wrote down", "act: cabinet-swap, working: [2025-06-21]", "act: cabinet, working: [2025-06-21]", `/years/7/swaps/3/act: acts has no "cabinet"`},
		{"a vote on a day of rest", "date: 2025-01-29", "date: 2025-01-25", "/years/7/voting/0/date: 2025-01-25 is a rest day already"},
		{"an anchor", "rule: labour-code-105", "rule: &here labour-code-105", `/rule: write it out: anchor is not used in these files`},
		{"broken YAML", "rule: labour-code-105", "rule: [labour", `13:1: ',' or ']' must be specified`},
	} {
		t.Run(slip.name, func(t *testing.T) {
			t.Parallel()
			broken := strings.Replace(string(raw), slip.old, slip.put, 1)
			if broken == string(raw) {
				t.Fatalf("the file has no %q", slip.old)
			}
			_, err := calendar.Parse([]byte(broken))
			if err == nil || !strings.Contains(err.Error(), slip.want) {
				t.Errorf("want %q in the faults, got:\n%v", slip.want, err)
			}
		})
	}
}

func TestEveryFaultComesAtOnceInTheOrderOfTheFile(t *testing.T) {
	t.Parallel()
	_, err := calendar.Parse([]byte("published: soon\nrule: 5\nacts: {}\nreasons: {}\nholidays: none\n"))
	want := strings.Join([]string{
		`1:1: years is missing`,
		`1:12: /published: want a date as 2026-01-05, got "soon"`,
		`2:7: /rule: want a text, got 5`,
		`5:11: /holidays: want a list, got the text "none"`,
	}, "\n")
	if err == nil || err.Error() != want {
		t.Errorf("want:\n%s\ngot:\n%v", want, err)
	}
}

func TestParsedAndBuiltInCalendarsAreTheSameVersion(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("calendar.yaml")
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := calendar.Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	if want, got := load(t).Version(), parsed.Version(); want != got {
		t.Errorf("want %s, got %s", want, got)
	}
}
