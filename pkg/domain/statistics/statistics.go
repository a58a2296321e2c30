// Package statistics turns cases into facts without a person in them, and facts into figures: how many applied and what
// became of them, how long authorities take and whether they keep the deadline, how points spread (fact 73; domain
// section 4 items 10 and 11).
//
// A Fact is the only thing that figures are made of. It holds no name, no id of a case or an officer, no text anybody
// wrote, and no date finer than the month of submission but for the end of the term. Figures for staff are exact;
// Public makes of them what anybody may see. The package must not know how facts are kept or who may read them.
package statistics

import (
	"fmt"
	"time"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
)

// Month is a civil month in Baku, "2026-01"; months sort as text in the order of time.
type Month string

// MonthOf returns the month in which a date lies.
func MonthOf(d calendar.Date) Month { return Month(fmt.Sprintf("%04d-%02d", d.Year, d.Month)) }

// ParseMonth reads "2026-01"; false for anything else.
func ParseMonth(s string) (Month, bool) {
	t, err := time.Parse("2006-01", s)
	return Month(s), err == nil && t.Year() > 0 && len(s) == len("2006-01")
}

// First returns the first day of the month; no date for what is no month.
func (m Month) First() calendar.Date {
	d, err := calendar.ParseDate(string(m) + "-01")
	if err != nil {
		return calendar.Date{}
	}
	return d
}

// Add returns the month n months later, or earlier for a negative n.
func (m Month) Add(n int) Month { return MonthOf(m.First().AddMonths(n)) }

// Through lists the months from m to last, both with them; none where last lies before m.
func (m Month) Through(last Month) []Month {
	var months []Month
	for ; m <= last; m = m.Add(1) {
		months = append(months, m)
	}
	return months
}

// Outcome is what became of an application.
type Outcome string

// The outcomes. A decided application counts as decided before its document is issued.
const (
	UnderWay   Outcome = "under-way"
	Recognised Outcome = "recognised"
	Refused    Outcome = "refused"
	Withdrawn  Outcome = "withdrawn"
)

// Outcomes lists the outcomes in the order in which they are shown.
var Outcomes = []Outcome{Recognised, Refused, Withdrawn, UnderWay}

// Fact is what statistics know of one submitted application.
type Fact struct {
	Month       Month // of the submission
	Field       programme.FieldID
	Outcome     Outcome
	Total       programme.Points // 0 until decided
	Days        int              // working days from the submission to the decision or the withdrawal; 0 while under way
	Due         calendar.Date    // the last day of the term
	DueDay      int              // the working day that it is
	NearAt      time.Time        // from then on it is urgent
	DueAt       time.Time        // the end of the last day: from then on what is open is late
	Corrections int              // requests to the applicant
	Extended    bool
	Lanes       []LaneFact
}

// LaneFact is what statistics know of one authority's part of an application. All lanes open with the submission; a
// lane that was routed opens for its new authority on the day it came.
type LaneFact struct {
	Lane      programme.LaneID
	Kind      programme.LaneKind
	Authority programme.AuthorityID
	Points    programme.Points // of a criterion's lane that is closed
	Opened    int              // working days that had ended when the authority got it; 0 is the day of submission
	Closed    int              // working days that had ended when it was closed; meaningless while open
	State     LaneState
	Claimed   bool
}

// Days is how many working days the authority took for a lane that it closed.
func (l LaneFact) Days() int { return l.Closed - l.Opened }

// LaneState is how a lane stands.
type LaneState string

// The states of lanes.
const (
	LaneOpen      LaneState = "open"
	LaneInTime    LaneState = "in-time" // closed by the authority by the end of the due day
	LaneLate      LaneState = "late"    // closed by the authority after it
	LaneWithdrawn LaneState = "withdrawn"
)
