package public

import (
	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/web/public"
)

// dueDate works out the end of the term for a day of submission (fact 58). Without one it only asks.
func (r Room) dueDate(v *portal.Visit) (portal.Answer, error) {
	clock := r.Rules.Latest().Programme.Clock
	view := public.DueView{Submitted: v.Asked("submitted"), Extension: v.Asked("extension"), WorkingDays: clock.WorkingDays,
		ExtensionDays: clock.WorkingDaysWith(1) - clock.WorkingDays, Calendar: r.Rules.Latest().Clock.Calendar}
	if view.Extension == "" {
		view.Extension = "no"
	}
	if !v.Page.Query.Has("submitted") {
		view.Submitted = calendar.DateOf(v.Now).String()
		return portal.Show(public.DueDatePage(v.Page, view)), nil
	}
	from, faults := r.submission(v, view.Submitted)
	faults = append(faults, listed("/extension", view.Extension, []string{"yes", "no"})...)
	if err := problem.Of(faults); err != nil {
		if !v.Faults(err) {
			return portal.Answer{}, err
		}
		return portal.Again(public.DueDatePage(v.Page, view)), nil
	}
	extensions := 0
	if view.Extension == "yes" {
		extensions = 1
	}
	due := r.Rules.Latest().Clock.Calendar.DueFrom(from, clock.WorkingDaysWith(extensions), clock.FirstDay)
	view.Due = &due
	return portal.Show(public.DueDatePage(v.Page, view)), nil
}

// submission reads the day of submission: from the day of the act on, and at most a year ahead.
func (r Room) submission(v *portal.Visit, typed string) (calendar.Date, []problem.Fault) {
	if typed == "" {
		return calendar.Date{}, []problem.Fault{problem.At("/submitted", "required")}
	}
	d, err := calendar.ParseDate(typed)
	if err != nil {
		return d, []problem.Fault{problem.At("/submitted", "not-date")}
	}
	first, last := r.Rules.Latest().Programme.Reckonable(calendar.DateOf(v.Now))
	if d.Before(first) || d.After(last) {
		return d, []problem.Fault{problem.At("/submitted", "date-outside", "from", first.In(v.Language()), "to", last.In(v.Language()))}
	}
	return d, nil
}
