package casework

import (
	"context"
	"maps"

	"hsmp.example/cases/pkg/domain/application"
)

// reckoning is a due date and the version of the calendar that it was reckoned by; a draft has neither.
type reckoning struct{ due, calendar string }

func reckoningOf(c *application.Case) reckoning {
	if c.Submission == nil {
		return reckoning{}
	}
	return reckoning{c.Submission.Due.Date.String(), c.Submission.Versions.Calendar}
}

// moved adds to the facts of the news, where the due date is reckoned by another calendar than before, both dates and both
// calendars (invariant 4).
func (was reckoning) moved(c *application.Case, facts map[string]string) map[string]string {
	is := reckoningOf(c)
	if was.calendar == "" || was.calendar == is.calendar {
		return facts
	}
	maps.Copy(facts, map[string]string{"due": is.due, "due_before": was.due, "calendar": is.calendar, "calendar_before": was.calendar})
	return facts
}

// reckon moves the due date of a case where a calendar has come since it was reckoned. The workflow looks at every open case
// again and again, so that none keeps an old date.
func (w Workflow) reckon(ctx context.Context, c application.Case) (application.Case, error) {
	t, err := w.Rules.Of(&c)
	if err != nil || !c.Outdated(t) {
		return c, err
	}
	return w.Step(ctx, c.ID, Reckoned, "", func(c *application.Case, act application.Act) error {
		c.Reckon(act, t)
		return nil
	})
}
