// Package specimen makes true specimen files for tests and the demo: machine-readable zones whose check digits are
// right, passport pages, diplomas, references and bank statements as PDFs and pictures that any viewer opens, and the
// files that an inspection must refuse.
//
// It computes check digits on its own, so that a test that reads a specimen compares two authors. It must not be linked
// into a Lambda: the fonts alone are larger than the budget. Everything is the same at every run, and no file is of a
// real person.
package specimen

import (
	"strings"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/evidence"
)

// Person is the holder of a specimen document. Names may be in Latin or Cyrillic letters; the zone transliterates them.
type Person struct {
	Surname     string
	GivenNames  string
	Issuer      string // ICAO code
	Nationality string // ICAO code
	Number      string // letters and digits; over nine characters only on cards
	Birth       evidence.BirthDate
	Sex         evidence.Sex
	Expires     calendar.Date
	Optional    string // letters and digits
}

// TD3 returns the two lines of a passport, joined by a line break.
func (p Person) TD3() string {
	second := fill(p.Number, 9)
	second += digit(second) + fill(p.Nationality, 3) + p.middle()
	optional := fill(p.Optional, 14)
	second += optional + digit(optional)
	second += digit(second[:10] + second[13:20] + second[21:43])
	return "P<" + fill(p.Issuer, 3) + p.names(39) + "\n" + second
}

// TD2 returns the two lines of a card of the larger size.
func (p Person) TD2() string {
	number, optional := p.numberAndOptional(7)
	second := number + fill(p.Nationality, 3) + p.middle() + optional
	second += digit(second[:10] + second[13:20] + second[21:35])
	return "I<" + fill(p.Issuer, 3) + p.names(31) + "\n" + second
}

// TD1 returns the three lines of a card of the size of a bank card.
func (p Person) TD1() string {
	number, optional := p.numberAndOptional(15)
	first := "I<" + fill(p.Issuer, 3) + number + optional
	middle := p.middle()
	second := middle + fill(p.Nationality, 3) + fill("", 11)
	second += digit(first[5:] + second[:7] + second[8:15] + second[18:29])
	return first + "\n" + second + "\n" + p.names(30)
}

// middle is birth, sex and expiry, which stand together in every format.
func (p Person) middle() string {
	birth := strings.ReplaceAll(strings.ReplaceAll(p.Birth.String()[2:], "-", ""), "?", "<")
	expires := "<<<<<<"
	if !p.Expires.IsZero() {
		expires = strings.ReplaceAll(p.Expires.String()[2:], "-", "")
	}
	sex := string(p.Sex)
	if p.Sex == evidence.Other {
		sex = "<"
	}
	return birth + digit(birth) + sex + expires + digit(expires)
}

// numberAndOptional lets a long number run over into the optional data.
func (p Person) numberAndOptional(room int) (number, optional string) {
	if len(p.Number) <= 9 {
		number = fill(p.Number, 9)
		return number + digit(number), fill(p.Optional, room)
	}
	return p.Number[:9] + "<", fill(p.Number[9:]+digit(p.Number)+"<"+p.Optional, room)
}

func (p Person) names(room int) string {
	names := evidence.Transliterate(p.Surname)
	if p.GivenNames != "" {
		names += "<<" + evidence.Transliterate(p.GivenNames)
	}
	return fill(names, room)
}

func fill(text string, room int) string { return (text + strings.Repeat("<", room))[:room] }

// digit is the check digit of ICAO Doc 9303: each character's place in this row times 7, 3, 1, modulo ten.
func digit(text string) string {
	const row = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	sum, weight := 0, 7
	for _, c := range text {
		sum += max(strings.IndexRune(row, c), 0) * weight
		weight = map[int]int{7: 3, 3: 1, 1: 7}[weight]
	}
	return row[sum%10 : sum%10+1]
}
