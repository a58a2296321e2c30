package casework

import (
	"context"
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

// Duty is a kind of act that cases wait for the Service to do (facts 13, 57, 58).
type Duty string

// The duties.
const (
	ConfirmationDuty Duty = "confirmation" // of a proposed outcome, by a decision officer
	ObjectionDuty    Duty = "objection"    // to rule on, by an objection reviewer
	ExtensionDuty    Duty = "extension"    // to grant or refuse, by a supervisor of the Service
)

// Duties lists every duty.
var Duties = []Duty{ConfirmationDuty, ObjectionDuty, ExtensionDuty}

// dutyActs says which act does each duty: whoever may do it sees what waits for it.
var dutyActs = map[Duty]identity.Action{ConfirmationDuty: identity.ConfirmDecision, ObjectionDuty: identity.ResolveObjection,
	ExtensionDuty: identity.ApproveExtension}

// Awaiting is one thing that waits for the Service. It names no person.
type Awaiting struct {
	Duty        Duty
	Case        application.ID
	Lane        programme.LaneID // from which it was asked; "" for a confirmation
	Number      int              // of the objection or the extension; 0 for a confirmation
	Field       string           // of expertise
	Since       time.Time
	Due         calendar.Date // of an objection its own term, of the others the case's
	DueDay      int           // the working day of the clock that Due is, counted from SubmittedAt
	SubmittedOn calendar.Date
	FirstDay    calendar.FirstDay // the rule by which the case counts day 1
	SubmittedAt time.Time
}

// Awaiting returns a page of what waits for a duty of the Service, the most urgent first, and the cursor of the next
// page or "". It fails with Forbidden for those who may never do it, and with NotFound for a duty that is none.
func (s Scoring) Awaiting(ctx context.Context, p identity.Principal, duty Duty, cursor string, limit int) ([]Awaiting, string, error) {
	act, ok := dutyActs[duty]
	if !ok {
		return nil, "", problem.New(problem.NotFound, "not-found")
	}
	if err := identity.Preauthorize(p, act); err != nil {
		return nil, "", err
	}
	lines, next, err := s.Lists.List(ctx, record.Query{List: dutyList(duty), Cursor: cursor, Limit: limit})
	if err != nil {
		return nil, "", err
	}
	all := make([]Awaiting, len(lines))
	for i, l := range lines {
		if all[i], err = awaitingOf(duty, l); err != nil {
			return nil, "", err
		}
	}
	return all, next, nil
}

func awaitingOf(duty Duty, l record.Line) (Awaiting, error) {
	var w lineOfWork
	if err := l.Read(&w); err != nil {
		return Awaiting{}, err
	}
	due, err := calendar.ParseDate(l.At)
	return Awaiting{Duty: duty, Case: l.Record, Lane: w.Lane, Number: w.Number, Field: w.Field, Since: w.Since, Due: due, DueDay: w.DueDay,
		SubmittedOn: w.SubmittedOn, SubmittedAt: w.SubmittedAt, FirstDay: w.FirstDay}, err
}

// DutiesOf lists the duties of the Service that the person may do.
func DutiesOf(p identity.Principal) []Duty {
	var mine []Duty
	for _, duty := range Duties {
		if identity.Preauthorize(p, dutyActs[duty]) == nil {
			mine = append(mine, duty)
		}
	}
	return mine
}
