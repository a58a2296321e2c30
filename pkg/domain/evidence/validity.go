package evidence

import "hsmp.example/cases/pkg/domain/calendar"

// ValidFor reports whether a document that expires on expiry is still valid months after on, that day included. Months
// are counted by the calendar: six months after 10 January is 10 July, so 10 July passes and 9 July does not. Where the
// month reached has no such day its last day counts: six months after 31 August is 28 or 29 February. A document
// without a date of expiry is not known to be valid.
func ValidFor(expiry, on calendar.Date, months int) bool {
	return !expiry.IsZero() && !expiry.Before(on.AddMonths(months))
}
