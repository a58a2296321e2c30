package evidence

import (
	"strconv"
	"strings"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/problem"
)

// MRZ is what a machine-readable zone says. Fillers are gone: "ERIKSSON<<ANNA<MARIA" is Surname "ERIKSSON" and
// GivenNames "ANNA MARIA". A person of one name has it as Surname, the primary identifier.
type MRZ struct {
	Format      Format
	Code        string // document code: "P", "PD", "I", "AC"
	Issuer      string // ICAO code as printed: "AZE", "D", "UNO", "XXA"
	Nationality string // ICAO code as printed
	Number      string // document number with the overflow of TD1 and TD2; an inner filler stays
	Surname     string
	GivenNames  string
	Truncated   bool // the name field is full to its end, so names may have been cut
	Birth       BirthDate
	Sex         Sex
	Expires     calendar.Date
	Optional    string // optional data, often a personal number
}

// Sex is how a travel document writes it. X is "unspecified", which the zone writes as a filler.
type Sex string

// The three values of ICAO Doc 9303 part 4.
const (
	Female Sex = "F"
	Male   Sex = "M"
	Other  Sex = "X"
)

// ParseMRZ reads the lines of a TD1, TD2 or TD3 zone as a person typed or pasted them, and returns every fault at once
// with the pointer "/mrz", the line and the position. With faults, the MRZ holds what could be read. year is the
// current year, which decides the centuries of birth and expiry.
func ParseMRZ(text string, year int) (MRZ, []problem.Fault) {
	lines, faults := tidy(text)
	format, ok := formatOf(lines)
	if !ok {
		return MRZ{}, append(faults, problem.At(mrzPointer, "mrz-shape", "found", shape(lines)))
	}
	lines = format.cut(lines)
	r := &zone{layout: layouts[format], lines: lines, year: year, faults: faults}
	m := MRZ{
		Format:      format,
		Code:        r.code(),
		Issuer:      r.state(r.issuer, "mrz-issuer"),
		Nationality: r.state(r.nationality, "mrz-nationality"),
		Birth:       r.born(),
		Sex:         r.sexOf(),
		Expires:     r.expires(),
	}
	m.Surname, m.GivenNames, m.Truncated = r.nameParts()
	m.Number, m.Optional = r.numberAndOptional()
	r.checks()
	return m, r.faults
}

const mrzPointer = "/mrz"

// zone is one machine-readable zone while it is read.
type zone struct {
	layout
	lines  []string
	year   int
	faults []problem.Fault
}

func (z *zone) text(s span) string { return z.lines[s.line][s.from:s.to] }

// at adds a fault of one field, with the line and the position a person would count to.
func (z *zone) at(s span, code string) {
	z.faults = append(z.faults, problem.At(mrzPointer, code,
		"line", strconv.Itoa(s.line+1), "position", strconv.Itoa(s.from+1)))
}

// code reads the document code. Visas have zones of the same sizes and are no travel documents.
func (z *zone) code() string {
	code := strings.TrimRight(z.text(z.document), filler)
	first := z.text(z.document)[:1]
	switch {
	case first == "V":
		z.at(z.document, "mrz-visa")
	case !strings.Contains(z.codes, first) || strings.ContainsAny(code, "0123456789<"):
		z.at(z.document, "mrz-document-code")
	}
	return code
}

func (z *zone) state(s span, fault string) string {
	code := strings.TrimRight(z.text(s), filler)
	if !IsState(code) {
		z.at(s, fault)
	}
	return code
}

func (z *zone) sexOf() Sex {
	switch z.text(z.sex) {
	case "F":
		return Female
	case "M":
		return Male
	case "X", filler: // ICAO prints a filler; some states print the X itself
		return Other
	}
	z.at(z.sex, "mrz-sex")
	return ""
}

// numberAndOptional reads both at once: in TD1 and TD2 a number over nine characters goes on in the optional data,
// ended by its check digit and a filler, and a filler stands where the check digit would (ICAO Doc 9303 parts 5 and 6).
func (z *zone) numberAndOptional() (number, optional string) {
	number, check := z.text(z.number), z.text(z.numberCheck)
	parts := make([]string, len(z.optional))
	for i, s := range z.optional {
		parts[i] = z.text(s)
	}
	if rest, after, found := strings.Cut(parts[0], filler); z.overflows && check == filler && len(rest) >= 2 && found {
		number, check, parts[0] = number+rest[:len(rest)-1], rest[len(rest)-1:], after
	}
	if number = strings.TrimRight(number, filler); number == "" || number[0] == '<' {
		z.at(z.number, "mrz-number")
	} else if !checks(number, check) {
		z.at(z.numberCheck, "mrz-check-number")
	}
	for i, part := range parts {
		parts[i] = strings.Trim(part, filler)
	}
	return number, strings.TrimSpace(strings.Join(parts, " "))
}

// nameParts reads the primary and the secondary identifier. A single name has no separator, or nothing after it.
func (z *zone) nameParts() (surname, given string, truncated bool) {
	field := z.text(z.names)
	if field[0] == '<' || strings.ContainsAny(field, "0123456789") {
		z.at(z.names, "mrz-names")
	}
	surname, given, _ = strings.Cut(strings.TrimRight(field, filler), "<<")
	return spaced(surname), spaced(given), field[len(field)-1] != '<'
}

func spaced(field string) string {
	return strings.Join(strings.FieldsFunc(field, func(r rune) bool { return r == '<' }), " ")
}
