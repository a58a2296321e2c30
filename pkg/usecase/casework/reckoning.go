package casework

import (
	"context"

	"hsmp.example/cases/pkg/domain/application"
)

// reckon moves the due date of a case where a calendar has come since it was reckoned. The workflow looks at every open
// case again and again, so that none keeps an old date.
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
