package calendar

import (
	"fmt"
	"time"
)

// Date is a civil date without a time or a zone. Dates are comparable with ==; the zero Date is no date.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// Baku is the zone of every civil date here: UTC+4, without summer time since 2016 (domain 2.5 rule 8). It is fixed, so that
// no zone file of a machine can move a statutory deadline.
var Baku = time.FixedZone("Asia/Baku", 4*60*60)

// DateOf returns the civil date in Baku at an instant.
func DateOf(t time.Time) Date {
	year, month, day := t.In(Baku).Date()
	return Date{year, month, day}
}

// ParseDate reads "2026-01-05". It fails on any other form and on days that do not exist.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("want a date as 2026-01-05, got %q", s)
	}
	year, month, day := t.Date()
	return Date{year, month, day}, nil
}

// String writes the date as "2026-01-05", and no date as "".
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// MarshalText writes what String writes.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what ParseDate reads; an empty text is no date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d == Date{} }

// Before reports whether d lies before e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// After reports whether d lies after e.
func (d Date) After(e Date) bool { return d.Compare(e) > 0 }

// Compare orders dates for sorting: -1, 0 or 1.
func (d Date) Compare(e Date) int {
	switch a, b := d.number(), e.number(); {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return weekday(d.number()) }

// AddDays returns the date n calendar days later, or earlier for a negative n.
func (d Date) AddDays(n int) Date { return dateOf(d.number() + n) }

// AddMonths returns the same day n months later; where that month is shorter, its last day (31 January + 1 is 28 February).
func (d Date) AddMonths(n int) Date {
	months := d.Year*12 + int(d.Month) - 1 + n
	year, month := floorDiv(months, 12), months-floorDiv(months, 12)*12+1
	first := Date{year, time.Month(month), 1}
	last := first.AddDays(31)
	last = Date{last.Year, last.Month, 1}.AddDays(-1)
	return Date{year, first.Month, min(d.Day, last.Day)}
}

// DaysUntil returns how many calendar days e lies after d.
func (d Date) DaysUntil(e Date) int { return e.number() - d.number() }

// Start is the instant at which the civil day begins in Baku; the day before ends at the same instant, exclusively.
func (d Date) Start() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, Baku) }

// number counts days from 1 January 1970, by the usual arithmetic of 400-year cycles that begin on 1 March.
func (d Date) number() int {
	year, month := d.Year, int(d.Month)
	if month <= 2 {
		year--
	}
	era := floorDiv(year, 400)
	ofEra := year - era*400
	ofYear := (153*((month+9)%12)+2)/5 + d.Day - 1
	return era*146097 + ofEra*365 + ofEra/4 - ofEra/100 + ofYear - 719468
}

func dateOf(number int) Date {
	shifted := number + 719468
	era := floorDiv(shifted, 146097)
	day := shifted - era*146097
	year := (day - day/1460 + day/36524 - day/146096) / 365
	ofYear := day - (365*year + year/4 - year/100)
	march := (5*ofYear + 2) / 153
	month := march + 3
	if march >= 10 {
		month = march - 9
	}
	civil := year + era*400
	if month <= 2 {
		civil++
	}
	return Date{civil, time.Month(month), ofYear - (153*march+2)/5 + 1}
}

func weekday(number int) time.Weekday { return time.Weekday((number%7 + 11) % 7) }

func weekend(number int) bool {
	day := weekday(number)
	return day == time.Saturday || day == time.Sunday
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
