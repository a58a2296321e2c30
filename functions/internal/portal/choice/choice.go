// Package choice holds the long lists that forms of several rooms choose from: countries, nationalities and languages,
// by name in the order of the reader's alphabet. It must hold no form and no rule.
package choice

import (
	"slices"
	"sync"

	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/web/page"
)

// Long lists are sorted once for each language, not at every page.
var (
	countries     = lists(evidence.Countries, evidence.StateNames)
	nationalities = lists(evidence.States, evidence.StateNames)
	languages     = lists(evidence.Languages, evidence.LanguageNames)
)

// Countries lists where a person, a post or a seat can be, by ICAO code.
func Countries(l locale.Language) []page.Option { return countries[l]() }

// Nationalities lists what a travel document can say, persons without a nationality among it.
func Nationalities(l locale.Language) []page.Option { return nationalities[l]() }

// Languages lists languages by ISO 639-1 code.
func Languages(l locale.Language) []page.Option { return languages[l]() }

func lists(codes func() []string, names func(string) locale.Texts) map[locale.Language]func() []page.Option {
	all := map[locale.Language]func() []page.Option{}
	for _, l := range locale.All {
		all[l] = sync.OnceValue(func() []page.Option { return sorted(l, codes(), names) })
	}
	return all
}

// sorted puts names in the order of the reader's alphabet: in Azerbaijani Ç after C, Ə after E.
func sorted(l locale.Language, codes []string, names func(string) locale.Texts) []page.Option {
	options := make([]page.Option, len(codes))
	for i, code := range codes {
		options[i] = page.Option{Value: code, Label: names(code).In(l)}
	}
	slices.SortStableFunc(options, func(a, b page.Option) int { return l.Compare(a.Label, b.Label) })
	return slices.Clip(options)
}
