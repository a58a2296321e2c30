package evidence

import (
	"fmt"
	"strconv"

	"hsmp.example/cases/pkg/domain/calendar"
)

// BirthDate is a date of birth of which parts may be unknown, as some people's documents say (ICAO Doc 9303 part 3,
// section 4.8); an unknown part is 0.
type BirthDate struct{ Year, Month, Day int }

// Known reports whether the whole date is known.
func (b BirthDate) Known() bool { return b.Year != 0 && b.Month != 0 && b.Day != 0 }

// String writes the date with what is unknown as question marks: "1974-08-??".
func (b BirthDate) String() string {
	return part(b.Year, "%04d", "????") + "-" + part(b.Month, "%02d", "??") + "-" + part(b.Day, "%02d", "??")
}

// Agrees reports whether a whole date fits every part that is known.
func (b BirthDate) Agrees(with calendar.Date) bool {
	return (b.Year == 0 || b.Year == with.Year) &&
		(b.Month == 0 || b.Month == int(with.Month)) &&
		(b.Day == 0 || b.Day == with.Day)
}

func part(n int, known, unknown string) string {
	if n == 0 {
		return unknown
	}
	return fmt.Sprintf(known, n)
}

// born reads the date of birth. Fillers mean unknown; so do noughts for month and day, which some states print.
func (z *zone) born() BirthDate {
	yy, okYear := pair(z.text(z.birth)[:2])
	month, okMonth := pair(z.text(z.birth)[2:4])
	day, okDay := pair(z.text(z.birth)[4:])
	b := BirthDate{Month: max(month, 0), Day: max(day, 0)}
	if yy >= 0 {
		b.Year = birthYear(yy, z.year)
	}
	if !okYear || !okMonth || !okDay || b.Month > 12 || b.Day > daysIn(b.Year, b.Month) {
		z.at(z.birth, "mrz-birth-date")
		return BirthDate{}
	}
	return b
}

func (z *zone) expires() calendar.Date {
	text := z.text(z.expiry)
	yy, ok := pair(text[:2])
	if !ok || yy < 0 {
		z.at(z.expiry, "mrz-expiry-date")
		return calendar.Date{}
	}
	date, err := calendar.ParseDate(fmt.Sprintf("%04d-%s-%s", expiryYear(yy, z.year), text[2:4], text[4:]))
	if err != nil {
		z.at(z.expiry, "mrz-expiry-date")
	}
	return date
}

// pair reads two digits; two fillers are -1, unknown.
func pair(text string) (int, bool) {
	if text == "<<" {
		return -1, true
	}
	n, err := strconv.Atoi(text)
	return n, err == nil && text[0] >= '0' && text[0] <= '9'
}

// birthYear takes the latest year with these two digits that is not in the future: nobody is born after today.
func birthYear(yy, year int) int {
	born := year - year%100 + yy
	if born > year {
		born -= 100
	}
	return born
}

// expiryYear takes the year with these two digits from 20 years ago to 79 years ahead: no document runs out earlier and
// is still shown, while cards without end are printed to the end of the century.
func expiryYear(yy, year int) int {
	ends := year - year%100 + yy
	switch {
	case ends < year-20:
		return ends + 100
	case ends > year+79:
		return ends - 100
	}
	return ends
}

// daysIn is the longest the month can be; an unknown month has 31 days and an unknown year is a leap year.
func daysIn(year, month int) int {
	switch month {
	case 2:
		if year != 0 && (year%4 != 0 || year%100 == 0 && year%400 != 0) {
			return 28
		}
		return 29
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}
