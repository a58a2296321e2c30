package employer

import (
	"strings"

	"hsmp.example/cases/pkg/domain/characters"
	"hsmp.example/cases/pkg/problem"
)

// voenDigits is the length of a VÖEN (domain 2.6): two digits of the tax office, six of a serial number, a check digit,
// and one that says what the taxpayer is.
const voenDigits = 10

// The last digit of a VÖEN, as the tax authority describes it to the OECD (Azerbaijan's page on tax identification
// numbers).
const (
	legalStatus   = '1'
	naturalStatus = '2'
)

// voenWeights give the check digit: the weighted sum of the first eight digits modulo 11. No public act prints the
// rule; python-stdnum found it and holds it against hundreds of real numbers, and it fits those in our tests.
var voenWeights = [8]int{4, 1, 8, 6, 2, 7, 5, 3}

// CheckVOEN checks a taxpayer number at pointer against its form, its check digit and the kind of employer. Spaces are
// forgiven; voen is what to keep.
func CheckVOEN(pointer, text string, kind Kind) (voen string, faults []problem.Fault) {
	voen = characters.Compact(text)
	if voen == "" {
		return "", []problem.Fault{problem.At(pointer, "required")}
	}
	if !voenForm(voen) {
		return voen, []problem.Fault{problem.At(pointer, "voen-form")}
	}
	if int(voen[8]-'0') != voenCheckDigit(voen) {
		faults = append(faults, problem.At(pointer, "voen-check-digit"))
	}
	if !statusFits(voen[9], kind) {
		faults = append(faults, problem.At(pointer, "voen-other-kind"))
	}
	return voen, faults
}

func voenForm(voen string) bool {
	if len(voen) != voenDigits || strings.Trim(voen, "0123456789") != "" {
		return false
	}
	return voen[9] == legalStatus || voen[9] == naturalStatus
}

// voenCheckDigit is 10 for serial numbers that are never given: no digit equals it.
func voenCheckDigit(voen string) int {
	sum := 0
	for i, weight := range voenWeights {
		sum += weight * int(voen[i]-'0')
	}
	return sum % 11
}

// statusFits compares the last digit with the kind. Which digit a representative office or branch of a foreign legal
// entity gets is not said anywhere, so either is taken (assumed): the Service sees the number too.
func statusFits(status byte, kind Kind) bool {
	switch kind {
	case LegalPerson:
		return status == legalStatus
	case NaturalPerson:
		return status == naturalStatus
	}
	return true
}
