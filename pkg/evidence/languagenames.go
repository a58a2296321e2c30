package evidence

import (
	_ "embed"
	"encoding/json"
	"maps"
	"slices"
	"sync"

	"hsmp.example/cases/pkg/locale"
)

// What languages are called, from Unicode's CLDR 48, with a capital as choices begin.
//
//go:embed languagenames.json
var languageNamesFile []byte

var languageNames = sync.OnceValue(func() map[string]locale.Texts {
	var names map[string]locale.Texts
	if err := json.Unmarshal(languageNamesFile, &names); err != nil {
		return nil // a test reads the same file, so this cannot be met by a user
	}
	return names
})

// LanguageNames says what the language of an ISO 639-1 code is called. A code without a name is its own name.
func LanguageNames(code string) locale.Texts {
	if names, ok := languageNames()[code]; ok {
		return names
	}
	names := locale.Texts{}
	for _, l := range locale.All {
		names[l] = code
	}
	return names
}

// Languages lists the ISO 639-1 codes that have a name, in their order.
func Languages() []string { return slices.Sorted(maps.Keys(languageNames())) }
