package comparison_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/comparison"
	"hsmp.example/cases/pkg/locale"
)

func table(t testing.TB) comparison.Table {
	t.Helper()
	all, err := comparison.Load()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func count(list []comparison.Programme, is func(comparison.Programme) bool) int {
	n := 0
	for _, p := range list {
		if is(p) {
			n++
		}
	}
	return n
}

// Facts 76 and 77.
func TestTheTableIsWholeAsItWasPublished(t *testing.T) {
	t.Parallel()
	all := table(t).All()
	cells := func(p comparison.Programme) []comparison.Cell {
		return []comparison.Cell{p.Income, p.Investment, p.Funds, p.Capital, p.Duration}
	}
	cut := 0
	for _, p := range all {
		for _, c := range cells(p) {
			if c.Cut {
				cut++
			}
			if c.Cut != strings.HasSuffix(c.Text, "...") {
				t.Errorf("%s: want %q marked as cut exactly if it is", p.ID, c.Text)
			}
		}
	}
	years := map[int]int{}
	for _, p := range all {
		years[p.Citizenship.Years]++
	}
	plainYes := func(p comparison.Programme) bool {
		return p.Citizenship.Answer == comparison.Yes && p.Citizenship.Years == 0
	}
	for name, c := range map[string]struct{ want, got int }{
		"programmes":         {129, len(all)},
		"countries":          {43, len(table(t).Countries(locale.English))},
		"income":             {41, count(all, func(p comparison.Programme) bool { return p.Income.Stated() })},
		"investment":         {56, count(all, func(p comparison.Programme) bool { return p.Investment.Stated() })},
		"funds":              {2, count(all, func(p comparison.Programme) bool { return p.Funds.Stated() })},
		"capital":            {15, count(all, func(p comparison.Programme) bool { return p.Capital.Stated() })},
		"with dependants":    {119, count(all, func(p comparison.Programme) bool { return p.Dependants == comparison.Yes })},
		"without dependants": {10, count(all, func(p comparison.Programme) bool { return p.Dependants == comparison.No })},
		"citizenship":        {45, count(all, plainYes)},
		"no citizenship":     {22, count(all, func(p comparison.Programme) bool { return p.Citizenship.Answer == comparison.No })},
		"citizenship unsaid": {44, count(all, func(p comparison.Programme) bool { return p.Citizenship.Answer == comparison.Unsaid })},
		"after 5 years":      {10, years[5]}, "after 10 years": {3, years[10]}, "after 3 years": {2, years[3]},
		"after 2 years": {1, years[2]}, "after 7 years": {1, years[7]}, "after 20 years": {1, years[20]},
		"cut cells": {18, cut},
	} {
		if c.got != c.want {
			t.Errorf("%s: want %d, got %d", name, c.want, c.got)
		}
	}
}

// Facts 61 and 78.
func TestAzerbaijansRowsSayWhatTheSeedSays(t *testing.T) {
	t.Parallel()
	got := table(t).Select(comparison.Filter{Country: "AZ"}, comparison.ByCountry, locale.English)
	if len(got) != 2 {
		t.Fatalf("want two rows, got %d", len(got))
	}
	country := comparison.Country{Code: "az", Flag: "🇦🇿", Published: "Azerbaijan",
		Names: locale.Texts{"az": "Azərbaycan", "en": "Azerbaijan", "ru": "Азербайджан", "tr": "Azerbaycan"}}
	want := []comparison.Programme{
		{ID: "az-highly-skilled-migrant-programme", Country: country, Name: "Highly Skilled Migrant Programme",
			Duration: comparison.Cell{Text: "3 years — 5 years"}, Dependants: comparison.Yes,
			Citizenship: comparison.Citizenship{Answer: comparison.Unsaid}},
		{ID: "az-investor-temporary-residence-permit", Country: country, Name: "Investor Temporary Residence Permit",
			Investment: comparison.Cell{Text: "AZN 100,000 one-time"}, Duration: comparison.Cell{Text: "1 year — 3 years"},
			Dependants: comparison.Yes, Citizenship: comparison.Citizenship{Answer: comparison.Yes, Years: 5, Text: "Yes (5yr)"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestEveryCountryHasANameInFourLanguages(t *testing.T) {
	t.Parallel()
	for _, c := range table(t).Countries(locale.Azerbaijani) {
		for _, l := range locale.All {
			if c.Names[l] == "" || len(c.Code) != 2 {
				t.Errorf("%s: want a name in %s, got %+v", c.Published, l, c)
			}
		}
	}
}

func TestABrokenTableIsRefusedWithItsRow(t *testing.T) {
	t.Parallel()
	whole, err := os.ReadFile("programmes.csv")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ old, new, want string }{
		"another header":         {"flag,country", "country,flag", "want the header"},
		"a flag that is a word":  {"🇦🇿,Azerbaijan,Highly", "AZ,Azerbaijan,Highly", "row 1"},
		"a flag of no country":   {"🇦🇿,Azerbaijan,Highly", "🇶🇶,Azerbaijan,Highly", "row 1"},
		"a word that is neither": {"10 years,Yes,No", "10 years,Perhaps,No", "row 3"},
		"years that are none":    {"Yes (5yr)", "Yes (0yr)", "row 2"},
		"a row twice":            {"Investor Temporary Residence Permit", "Highly Skilled Migrant Programme", "row 2"},
		"a cell too few":         {"3 years — 5 years,", "", "wrong number of fields"},
	} {
		_, err := comparison.Read([]byte(strings.Replace(string(whole), c.old, c.new, 1)))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: want a fault with %q, got %v", name, c.want, err)
		}
	}
	if _, err := comparison.Read(nil); err == nil {
		t.Error("want an empty file refused")
	}
}
