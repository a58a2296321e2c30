package programme

import (
	"slices"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/locale"
)

// Clock is the statutory clock of an assessment (fact 58, C1, C2, G4).
type Clock struct {
	WorkingDays      int               `json:"working_days"`
	FirstDay         calendar.FirstDay `json:"first_day"`
	Extension        Extension         `json:"extension"`
	Checkpoints      []int             `json:"checkpoints"`       // percent of the clock, ascending, the last is 100
	PastDueEvery     int               `json:"past_due_every"`    // working days between reminders past the due date (G5)
	CorrectionPauses bool              `json:"correction_pauses"` // whether asking the applicant stops the clock (G4)
}

// LastWarning is the last checkpoint before the due day, in percent: by its end silence is reminded of. A programme
// without one warns of nothing.
func (c Clock) LastWarning() int {
	for _, percent := range slices.Backward(c.Checkpoints) {
		if percent < 100 {
			return percent
		}
	}
	return 100
}

// Extension is the longer clock "for additional investigation".
type Extension struct {
	WorkingDays int `json:"working_days"`
	Max         int `json:"max"` // how many a case may have: 0 or 1 (C2)
}

// Correction bounds what an authority may ask the applicant to mend.
type Correction struct {
	WorkingDaysToReply int `json:"working_days_to_reply"`
	MaxRounds          int `json:"max_rounds"` // of each lane
}

// Objections says who may object and who decides about it (G1).
type Objections struct {
	RaisedBy           []AuthorityID `json:"raised_by"`        // besides the authorities of the case's lanes
	LaneAuthorities    bool          `json:"lane_authorities"` // whether the authority of any lane may object
	LegalBasisRequired bool          `json:"legal_basis_required"`
	WorkingDaysToRule  int           `json:"working_days_to_rule"` // from the day it is raised; never beyond the due date of the case
	DecidedBy          Decider       `json:"decided_by"`
}

// Decider is a role at an authority.
type Decider struct {
	Role      string      `json:"role"` // ObjectionReviewer
	Authority AuthorityID `json:"authority"`
}

// ObjectionReviewer is the one role that the policies let rule on objections.
const ObjectionReviewer = "objection-reviewer"

// Confirmation says how a proposed outcome becomes the decision.
type Confirmation string

// The ways of confirming.
const (
	ByOfficer Confirmation = "officer" // an officer who handled nothing of the case signs
	Automatic Confirmation = "automatic"
)

// Appeal is the applicant's remedy (G7).
type Appeal struct {
	Days       int          `json:"days"` // calendar days from notice
	LegalBasis locale.Texts `json:"legal_basis"`
	Assumed    bool         `json:"assumed"`
}

// Reapplication says how long a refused person waits (G7).
type Reapplication struct {
	WaitDays int `json:"wait_days"`
}

// Fee is what filing costs, in hundredths of the currency (G9).
type Fee struct {
	Amount   int    `json:"amount"`
	Currency string `json:"currency"`
}

// Certificate is the electronic document of the status (fact 59, C7).
type Certificate struct {
	ValidityYears int `json:"validity_years"`
}

// Permit is the temporary residence permit that follows (fact 67, C7).
type Permit struct {
	MaxYears int `json:"max_years"`
}

// Family bounds who counts as a dependant (fact 68, C12).
type Family struct {
	ChildUnder int `json:"child_under"` // years of age
}

// Passport holds the two validations that must not be confused (fact 41, C14).
type Passport struct {
	ValidityMonths     int `json:"validity_months"`      // left at submission for recognition
	BeyondPermitMonths int `json:"beyond_permit_months"` // beyond the permit's end, at the permit stage
}

// Retention is how long records of a class are to be kept after the case is closed (G10). It is said on the page on
// personal data; nothing deletes by it while it is assumed.
type Retention struct {
	Record  string `json:"record"`
	Days    int    `json:"days,omitempty"`
	Years   int    `json:"years,omitempty"`
	Assumed bool   `json:"assumed"`
}

// CEFR is a level of the Common European Framework, "A1" to "C2".
type CEFR string

// CEFRLevels lists the levels from the lowest.
var CEFRLevels = []CEFR{"A1", "A2", "B1", "B2", "C1", "C2"}

// WorkingDaysWith is the length of the clock after a number of extensions, counted from the submission.
func (c Clock) WorkingDaysWith(extensions int) int {
	return c.WorkingDays + min(max(extensions, 0), c.Extension.Max)*c.Extension.WorkingDays
}

// ahead is how many days before a submission its due date can be asked for: further on hardly any holiday is announced.
const ahead = 366

// Reckonable returns the first and the last day of submission whose due date can be asked for today: from the day of
// the act on (fact 58), and at most a year ahead.
func (p Programme) Reckonable(today calendar.Date) (first, last calendar.Date) {
	return p.Act.Date, today.AddDays(ahead)
}
