package evidence

import (
	_ "embed"
	"encoding/json"
	"maps"
	"slices"
	"sync"

	"hsmp.example/cases/pkg/locale"
)

// What states and the other nationalities of travel documents are called, from Unicode's CLDR; x/text's own names are
// years older.
//
//go:embed statenames.json
var stateNamesFile []byte

var stateNames = sync.OnceValue(func() nomenclature { return readNames(stateNamesFile) })

// nomenclature says what codes are called.
type nomenclature map[string]locale.Texts

func readNames(file []byte) nomenclature {
	var n nomenclature
	if err := json.Unmarshal(file, &n); err != nil {
		return nil // a test reads the same file, so this cannot be met by a user
	}
	return n
}

// of returns the names of a code; one without a name is its own.
func (n nomenclature) of(code string) locale.Texts {
	if known, ok := n[code]; ok {
		return known
	}
	return locale.Same(code)
}

// StateNames says what the state or other nationality of an ICAO code is called. A code without a name, such as those
// of organisations, is its own name.
func StateNames(code string) locale.Texts {
	return stateNames().of(code)
}

// States lists the codes that a person can choose as issuer or nationality: those that have a name, in the order of
// codes. Germany is there once, as travel documents write it; persons without a nationality are there, XXX is not.
func States() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(stateNames())), func(code string) bool {
		return code == "DEU" || code == "XXX" || !IsState(code)
	})
}
