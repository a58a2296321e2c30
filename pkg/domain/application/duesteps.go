package application

import (
	"slices"
	"time"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/evidence"
)

// DueReason says why a due date is where it is.
type DueReason string

// The reasons, the term itself first.
const (
	ByTerm      DueReason = "term"
	ByExtension DueReason = "extension"
	ByPause     DueReason = "pause"
)

// DueReasons lists every reason.
var DueReasons = []DueReason{ByTerm, ByExtension, ByPause}

// DueStep is one thing that made the due date what it is, with the date as it was after it.
type DueStep struct {
	Reason      DueReason
	At          time.Time     // when it became so
	WorkingDays int           // how many it gives: 20 for the term, 10 for the extension, what a correction took for a pause
	Correction  int           // number of the correction whose reply ended the pause; 0 for the others
	Date        calendar.Date // the due date from then on
}

// DueSteps tells how the due date came about, the oldest first: the term, then what lengthened it (fact 58, gap G4).
// The last one's date is the case's due date, which the record says: the calendar may be another by now. A draft has
// none.
func (c *Case) DueSteps(t Timetable) []DueStep {
	if c.Submission == nil {
		return nil
	}
	steps := []DueStep{{Reason: ByTerm, At: c.Submission.At, WorkingDays: t.Programme.Clock.WorkingDays}}
	for _, e := range c.Extensions {
		if e.Granted() {
			steps = append(steps, DueStep{Reason: ByExtension, At: e.Approval.At, WorkingDays: e.WorkingDays})
		}
	}
	for _, k := range c.Corrections {
		if k.PausedFor > 0 {
			steps = append(steps, DueStep{Reason: ByPause, At: k.Reply.At, WorkingDays: k.PausedFor, Correction: k.Number})
		}
	}
	slices.SortStableFunc(steps[1:], func(a, b DueStep) int { return a.At.Compare(b.At) })
	days := 0
	for i := range steps {
		days += steps[i].WorkingDays
		steps[i].Date = t.Clock.Calendar.DueFrom(c.Submission.Date, days, t.Programme.Clock.FirstDay).Date
	}
	steps[len(steps)-1].Date = c.Submission.Due.Date
	return steps
}

// WorkingDay says how many working days of the case's clock have fully ended at that moment; 0 for a draft. A case that
// is closed stands still, and so does one that waits for a correction that pauses the clock: once the reply is in, the
// days it took count here and in the due day.
func (c *Case) WorkingDay(t Timetable, now time.Time) int {
	if c.Submission == nil {
		return 0
	}
	if !c.ClosedAt.IsZero() {
		now = c.ClosedAt
	}
	days := t.Clock.WorkingDay(c.Submission.Anchor(), now)
	for i, held := range c.held(t, now) {
		if c.Corrections[i].Reply == nil {
			days -= held
		}
	}
	return days
}

// Unsent lists the documents that were added after the submission and went with no reply yet, in their order: what a
// reply to a correction can bring.
func (c *Case) Unsent() []evidence.Document {
	if c.Submission == nil {
		return nil
	}
	var unsent []evidence.Document
	for _, d := range c.Documents {
		if !c.handedIn(d.ID) {
			unsent = append(unsent, d)
		}
	}
	return unsent
}
