package evidence

import (
	_ "embed"
	"encoding/json"
	"maps"
	"slices"
	"sync"

	"hsmp.example/cases/pkg/locale"
)

// What states and the other nationalities of travel documents are called, from Unicode's CLDR; x/text's own names are years
// older.
//
//go:embed statenames.json
var stateNamesFile []byte

var stateNames = sync.OnceValue(func() map[string]locale.Texts {
	var names map[string]locale.Texts
	if err := json.Unmarshal(stateNamesFile, &names); err != nil {
		return nil // a test reads the same file, so this cannot be met by a user
	}
	return names
})

// StateNames says what the state or other nationality of an ICAO code is called. A code without a name, such as those of
// organisations, is its own name.
func StateNames(code string) locale.Texts {
	if names, ok := stateNames()[code]; ok {
		return names
	}
	names := locale.Texts{}
	for _, l := range locale.All {
		names[l] = code
	}
	return names
}

// States lists the codes that a person can choose as issuer or nationality: those that have a name, in the order of codes.
// Germany is there once, as travel documents write it; persons without a nationality are there, XXX is not.
func States() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(stateNames())), func(code string) bool {
		return code == "DEU" || code == "XXX" || !IsState(code)
	})
}
