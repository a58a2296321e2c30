package evidence_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/evidence"
)

func TestAPassportIsValidForSixMonthsMore(t *testing.T) {
	t.Parallel() // fact 41
	for name, test := range map[string]struct {
		on, expiry string
		want       bool
	}{
		"six months to the day":                      {"2026-01-10", "2026-07-10", true},
		"a day less":                                 {"2026-01-10", "2026-07-09", false},
		"over the end of a year":                     {"2026-09-15", "2027-03-15", true},
		"a day less over the end of a year":          {"2026-09-15", "2027-03-14", false},
		"from the end of August to that of February": {"2026-08-31", "2027-02-28", true},
		"a day less than the end of February":        {"2026-08-31", "2027-02-27", false},
		"to the end of February in a leap year":      {"2027-08-31", "2028-02-29", true},
		"a day less in a leap year":                  {"2027-08-31", "2028-02-28", false},
		"expired already":                            {"2026-01-10", "2025-12-31", false},
	} {
		if got := evidence.ValidFor(day(t, test.expiry), day(t, test.on), 6); got != test.want {
			t.Errorf("%s: want %v, got %v", name, test.want, got)
		}
	}
	if evidence.ValidFor(calendar.Date{}, day(t, "2026-01-10"), 0) {
		t.Error("want a document without an expiry not known to be valid, got valid")
	}
}

func TestFIN(t *testing.T) {
	t.Parallel() // domain 2.6
	for text, want := range map[string]struct {
		fin              string
		faults, warnings []string
	}{
		"94FMDDD":   {"94FMDDD", []string{}, []string{}},
		" 94f mddd": {"94FMDDD", []string{}, []string{}},
		"":          {"", []string{}, []string{}},
		"94FMDD":    {"94FMDD", []string{"fin-form"}, []string{}},
		"94FMDDDD":  {"94FMDDDD", []string{"fin-form"}, []string{}},
		"94FMDD-":   {"94FMDD-", []string{"fin-form"}, []string{}},
		"94FMDDА":   {"94FMDDА", []string{"fin-form"}, []string{}}, // Cyrillic А
		"94FMDDO":   {"94FMDDO", []string{"fin-letter-o"}, []string{}},
		"94FMDDI":   {"94FMDDI", []string{}, []string{"fin-letter-i"}},
		"94FMDOI":   {"94FMDOI", []string{"fin-letter-o"}, []string{"fin-letter-i"}},
		"94FMDD0":   {"94FMDD0", []string{}, []string{}},
	} {
		fin, faults, warnings := evidence.CheckFIN(text)
		if diff := cmp.Diff(want.faults, codes(faults)); diff != "" || fin != want.fin {
			t.Errorf("%q: want %q, got %q %s", text, want.fin, fin, diff)
		}
		if diff := cmp.Diff(want.warnings, codes(warnings)); diff != "" {
			t.Errorf("%q: (-want +got) %s", text, diff)
		}
	}
}
