package evidence

import (
	_ "embed"
	"maps"
	"slices"
	"sync"

	"hsmp.example/cases/pkg/locale"
)

// What languages are called, from Unicode's CLDR 48, with a capital as choices begin.
//
//go:embed languagenames.json
var languageNamesFile []byte

var languageNames = sync.OnceValue(func() nomenclature { return readNames(languageNamesFile) })

// LanguageNames says what the language of an ISO 639-1 code is called. A code without a name is its own name.
func LanguageNames(code string) locale.Texts {
	return languageNames().of(code)
}

// Languages lists the ISO 639-1 codes that have a name, in their order.
func Languages() []string { return slices.Sorted(maps.Keys(languageNames())) }
