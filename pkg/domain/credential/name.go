package credential

import (
	"strings"

	"hsmp.example/cases/pkg/domain/credential/typeface"
)

// longestName bounds each name, so that the QR code stays readable at 30 mm whatever the person is called.
const longestName = 60

// Fit returns a name as a [Holder] may bear it: without characters that the typefaces lack, and of at most sixty. A
// longer one is shortened as ICAO Doc 9303 (part 4) shortens names in the machine-readable lines of a passport: whole
// words go, from the end, and only a first word that is too long by itself is cut. As there, nothing marks the place.
func Fit(name string) string {
	words := strings.Fields(typeface.Only(name))
	for len(words) > 1 && len([]rune(strings.Join(words, " "))) > longestName {
		words = words[:len(words)-1]
	}
	letters := []rune(strings.Join(words, " "))
	return string(letters[:min(longestName, len(letters))])
}

// Name returns the full Latin name in the order of the document: given names, then family name.
func (h Holder) Name() string {
	switch {
	case h.GivenNames == "":
		return h.FamilyName
	case h.FamilyName == "":
		return h.GivenNames
	}
	return h.GivenNames + " " + h.FamilyName
}
