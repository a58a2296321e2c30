package application

import (
	"slices"
	"sync"

	"hsmp.example/cases/pkg/evidence"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/web/page"
)

// Long lists are sorted once for each language, not at every page.
var (
	states        = byLanguage(func(l locale.Language) []page.Option { return sorted(l, evidence.Countries(), evidence.StateNames) })
	nationalities = byLanguage(func(l locale.Language) []page.Option { return sorted(l, evidence.States(), evidence.StateNames) })
	tongues       = byLanguage(func(l locale.Language) []page.Option { return sorted(l, evidence.Languages(), evidence.LanguageNames) })
)

func byLanguage(list func(locale.Language) []page.Option) func(locale.Language) []page.Option {
	lists := map[locale.Language]func() []page.Option{}
	for _, l := range locale.All {
		lists[l] = sync.OnceValue(func() []page.Option { return list(l) })
	}
	return func(l locale.Language) []page.Option { return lists[l]() }
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
