package comparison

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
)

// Filter says which programmes are wanted; the zero one wants all. Income to Capital ask whether the table says
// anything in that cell, Yes or No; Citizenship and Dependants ask for what it says.
type Filter struct {
	Country     string // code
	Dependants  Answer
	Citizenship Answer
	Income      Answer
	Investment  Answer
	Funds       Answer
	Capital     Answer
	Words       string // each must stand in the programme's name or one of its country's names
}

// All returns every programme in the order in which the table was published.
func (t Table) All() []Programme { return slices.Clone(t.rows) }

// Select returns what the filter wants, ordered for a reader of language l. An order that is none of Orders is
// ByCountry.
func (t Table) Select(f Filter, by Order, l locale.Language) []Programme {
	words := strings.Fields(fold(f.Words))
	found := []Programme{}
	for _, p := range t.rows {
		if f.takes(p) && contains(p, words) {
			found = append(found, p)
		}
	}
	order(found, by, l)
	return found
}

func (f Filter) takes(p Programme) bool {
	return (f.Country == "" || strings.EqualFold(f.Country, p.Country.Code)) &&
		wanted(f.Dependants, p.Dependants) && wanted(f.Citizenship, p.Citizenship.Answer) &&
		wanted(f.Income, stated(p.Income)) && wanted(f.Investment, stated(p.Investment)) &&
		wanted(f.Funds, stated(p.Funds)) && wanted(f.Capital, stated(p.Capital))
}

func wanted(want, is Answer) bool { return want == Any || want == is }

func stated(c Cell) Answer {
	if c.Stated() {
		return Yes
	}
	return No
}

// contains reports whether every word stands in the names, all languages together: people look for Türkiyə in any of
// them.
func contains(p Programme, words []string) bool {
	names := p.Name + "\n" + p.Country.Published + "\n" + p.Country.Code
	for _, name := range p.Country.Names {
		names += "\n" + name
	}
	names = fold(names)
	return !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(names, word) })
}

// order sorts by the alphabet of the language; what is equal stays in the order of country and name.
func order(list []Programme, by Order, l locale.Language) {
	byCountry := func(a, b Programme) int {
		return cmp.Or(l.Compare(a.Country.Names.In(l), b.Country.Names.In(l)), l.Compare(a.Name, b.Name))
	}
	slices.SortStableFunc(list, func(a, b Programme) int {
		switch by {
		case ByName:
			return cmp.Or(l.Compare(a.Name, b.Name), byCountry(a, b))
		case ByDuration:
			return cmp.Or(stayOf(b).compare(stayOf(a)), byCountry(a, b))
		}
		return byCountry(a, b)
	})
}

// Countries lists the countries of the table by the alphabet of the language.
func (t Table) Countries(l locale.Language) []Country {
	var all []Country
	for _, p := range t.rows {
		if !slices.ContainsFunc(all, func(c Country) bool { return c.Code == p.Country.Code }) {
			all = append(all, p.Country)
		}
	}
	slices.SortStableFunc(all, func(a, b Country) int { return l.Compare(a.Names.In(l), b.Names.In(l)) })
	return all
}

// SideBySide returns the programmes of the ids in the order asked for, each once. An id that is not in the table, and
// more than MostSideBySide, are Invalid, with a fault for each.
func (t Table) SideBySide(ids []string) ([]Programme, error) {
	var chosen []Programme
	var faults []problem.Fault
	for _, id := range ids {
		i := slices.IndexFunc(t.rows, func(p Programme) bool { return p.ID == id })
		switch {
		case i < 0:
			faults = append(faults, problem.At("query:compare", "no-such-programme", "id", id))
		case !slices.ContainsFunc(chosen, func(p Programme) bool { return p.ID == id }):
			chosen = append(chosen, t.rows[i])
		}
	}
	if len(chosen) > MostSideBySide {
		faults = append(faults, problem.At("query:compare", "too-many-programmes", "max", fmt.Sprint(MostSideBySide)))
	}
	return chosen, problem.Of(faults)
}
