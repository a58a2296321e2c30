package calendar

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a civil date without a time or a zone. Dates are comparable with ==; the zero Date is no date.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// Baku is the zone of every civil date here: UTC+4, without summer time since 2016 (domain 2.5 rule 8). It is fixed, so
// that no zone file of a machine can move a statutory deadline.
var Baku = time.FixedZone("Asia/Baku", 4*60*60)

// DateOf returns the civil date in Baku at an instant.
func DateOf(t time.Time) Date {
	return civil(t.In(Baku))
}

// ParseDate reads "2026-01-05". It fails on any other form and on days that do not exist.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("want a date as 2026-01-05, got %q", s)
	}
	return civil(t), nil
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
func (d Date) Compare(e Date) int { return cmp.Compare(d.number(), e.number()) }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.midnight().Weekday() }

// AddDays returns the date n calendar days later, or earlier for a negative n.
func (d Date) AddDays(n int) Date { return civil(d.midnight().AddDate(0, 0, n)) }

// AddMonths returns the same day n months later; where that month is shorter, its last day (31 January + 1 is 28
// February).
func (d Date) AddMonths(n int) Date {
	last := civil(time.Date(d.Year, d.Month+time.Month(n)+1, 0, 0, 0, 0, 0, time.UTC))
	return Date{last.Year, last.Month, min(d.Day, last.Day)}
}

// DaysUntil returns how many calendar days e lies after d.
func (d Date) DaysUntil(e Date) int { return e.number() - d.number() }

// Start is the instant at which the civil day begins in Baku; the day before ends at the same instant, exclusively.
func (d Date) Start() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, Baku) }

// midnight is the day's beginning in UTC, where package time does the arithmetic of days and months.
func (d Date) midnight() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

func civil(t time.Time) Date {
	year, month, day := t.Date()
	return Date{year, month, day}
}

const secondsOfDay = 24 * 60 * 60

// number counts days from 1 January 1970, so that the days of a year can stand in a slice.
func (d Date) number() int { return int(d.midnight().Unix() / secondsOfDay) }

func dateOf(number int) Date { return civil(time.Unix(int64(number)*secondsOfDay, 0).UTC()) }

func weekend(number int) bool {
	day := dateOf(number).Weekday()
	return day == time.Saturday || day == time.Sunday
}
