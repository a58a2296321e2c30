package casework

import (
	"context"

	"hsmp.example/cases/pkg/application"
	"hsmp.example/cases/pkg/audit"
	"hsmp.example/cases/pkg/identity"
)

// Bus makes news public inside the system.
type Bus interface {
	// Publish sends the entry as an event; the same entry sent again has the same id.
	Publish(ctx context.Context, e audit.Entry) error
}

// Delivery carries what was written into the chains to the workflow and to the bus. It is run at least once for every
// entry, in the order of each chain; each of its steps may be repeated.
type Delivery struct {
	Tokens  Tokens
	Machine Machine
	Bus     Bus
}

// Deliver starts the workflow of a submitted case, ends the waits that the act settled, and publishes the news.
func (d Delivery) Deliver(ctx context.Context, e audit.Entry) error {
	id := application.ID(e.Case)
	if e.Action == audit.Action(identity.Submit) {
		if err := d.Machine.Start(ctx, id); err != nil {
			return err
		}
	}
	for _, w := range e.Settles {
		if err := d.settle(ctx, id, application.Wait(w), e.Details["state"]); err != nil {
			return err
		}
	}
	if e.Read {
		return nil
	}
	return d.Bus.Publish(ctx, e)
}

// settle ends a wait that is open. One that is not open yet finds the case settled when it opens.
func (d Delivery) settle(ctx context.Context, id application.ID, w application.Wait, state string) error {
	token, found, err := d.Tokens.Token(ctx, id, w)
	if err != nil || !found {
		return err
	}
	return d.Machine.Complete(ctx, token, WaitResult{Case: id, Wait: w, State: state})
}
