package casework

import (
	"context"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/usecase/identity"
)

// Reopen takes the outcome of a lane of the officer's own authority back, with the reason, before anything is proposed.
func (s Scoring) Reopen(ctx context.Context, p identity.Principal, id application.ID, lane programme.LaneID, reason string) (application.Case, error) {
	d := onLane(p, identity.ReopenLane, lane)
	d.As = roleOf(p)
	return s.change(ctx, id, d, func(c *application.Case, act application.Act) error {
		return c.ReopenLane(act, lane, reason)
	})
}

// Returning is what a decision officer says of a proposal that is not to be confirmed as it is.
type Returning struct {
	Lanes  []programme.LaneID
	Reason string
}

// Return sends the proposed outcome back to lanes of the case, with the reason; four eyes.
func (s Scoring) Return(ctx context.Context, p identity.Principal, id application.ID, r Returning) (application.Case, error) {
	d := onCase(p, identity.DecisionOfficer, identity.ReturnDecision)
	return s.change(ctx, id, d, func(c *application.Case, act application.Act) error {
		return c.ReturnProposal(act, r.Lanes, r.Reason)
	})
}
