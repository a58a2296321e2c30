package public

import (
	"context"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/problem"
)

// DueDate is a reckoned due date.
type DueDate struct {
	Submitted calendar.Date `json:"submitted"`
	Extended  bool          `json:"extended" doc:"Whether the extension is reckoned in; never where the programme has none"`
	Due       api.Due       `json:"due"`
	Calendar  string        `json:"calendar" doc:"Version of the calendar"`
}

type dueAsked struct {
	Submitted string `query:"submitted" required:"true" format:"date" example:"2026-03-16" doc:"Civil date of the submission in Baku: from the day of the act to a year from now"`
	Extended  bool   `query:"extended" doc:"Whether the term was extended"`
}

type dueAnswer struct {
	Body DueDate
}

// dueDate reckons by the calendar that cases are reckoned by, so that anybody can check one.
func (r Room) dueDate(ctx context.Context, in *dueAsked) (*dueAnswer, error) {
	from, err := calendar.ParseDate(in.Submitted)
	if err != nil {
		return nil, problem.Of([]problem.Fault{problem.At("query:submitted", "not-date")})
	}
	rules := r.Rules.Latest()
	if first, last := rules.Programme.Reckonable(calendar.DateOf(r.Now())); from.Before(first) || from.After(last) {
		l := web.Language(ctx)
		return nil, problem.Of([]problem.Fault{problem.At("query:submitted", "date-outside", "from", first.In(l), "to", last.In(l))})
	}
	clock := rules.Programme.Clock
	extended, days := in.Extended && clock.Extension.Max > 0, clock.WorkingDays
	if extended {
		days = clock.WorkingDaysWith(1)
	}
	due := rules.Clock.Calendar.DueFrom(from, days, clock.FirstDay)
	return &dueAnswer{DueDate{Submitted: from, Extended: extended, Due: api.DueOf(web.Language(ctx), due), Calendar: rules.Clock.Calendar.Version()}}, nil
}
