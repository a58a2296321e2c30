package application

import (
	"strings"
	"unicode"

	"hsmp.example/cases/pkg/domain/characters"
	"hsmp.example/cases/pkg/domain/evidence"
)

// LatinName is how the person's name stands on documents: as typed in Latin letters, else as the machine-readable lines
// of a travel document print it, else as the native name is transliterated by ICAO's tables (invariant 10: a person
// whose name is only in another script can apply). Signs without a letter are no name. Both are empty when none of
// these gives one.
func (i Identity) LatinName() (family, given string) {
	if strings.ContainsFunc(i.FamilyName+i.GivenNames, unicode.IsLetter) {
		return characters.Trim(i.FamilyName), characters.Trim(i.GivenNames)
	}
	for _, papers := range i.Papers {
		if papers.MRZ == "" {
			continue
		}
		if zone, faults := evidence.ParseMRZ(papers.MRZ, papers.IssuedOn.Year); len(faults) == 0 {
			return zone.Surname, zone.GivenNames
		}
	}
	written := strings.FieldsFunc(evidence.Transliterate(i.NativeName), func(r rune) bool { return r == '<' })
	return strings.Join(written, " "), ""
}
