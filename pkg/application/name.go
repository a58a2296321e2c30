package application

import (
	"strings"

	"hsmp.example/cases/pkg/evidence"
)

// LatinName is how the person's name stands on documents: as typed in Latin letters, else as the machine-readable lines of
// a travel document print it, else as the native name is transliterated by ICAO's tables (invariant 10: a person whose
// name is only in another script can apply). Both are empty when none of these gives a name.
func (i Identity) LatinName() (family, given string) {
	if strings.TrimSpace(i.FamilyName+i.GivenNames) != "" {
		return strings.TrimSpace(i.FamilyName), strings.TrimSpace(i.GivenNames)
	}
	for _, papers := range i.Papers {
		if papers.MRZ == "" {
			continue
		}
		if zone, faults := evidence.ParseMRZ(papers.MRZ, papers.IssuedOn.Year); len(faults) == 0 {
			return zone.Surname, zone.GivenNames
		}
	}
	return strings.ReplaceAll(evidence.Transliterate(i.NativeName), "<", " "), ""
}
