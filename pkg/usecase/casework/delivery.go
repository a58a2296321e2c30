package casework

import (
	"context"
	"slices"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
	"hsmp.example/cases/pkg/usecase/identity"
)

// Bus makes news public inside the system.
type Bus interface {
	// Publish sends the entries as events; the same entry sent again has the same id.
	Publish(ctx context.Context, entries ...audit.Entry) error
}

// Delivery carries what was written into the chains to the workflow, to the shelf of uploads and to the bus. It is run at
// least once for every entry; each of its steps may be repeated. All fields are required.
type Delivery struct {
	Tokens  Tokens
	Machine Machine
	Shelf   Shelf
	Bus     Bus
}

// Signal starts the workflow of a submitted case, ends the waits that the act settled, and has the bytes deleted of what it
// took out.
func (d Delivery) Signal(ctx context.Context, e audit.Entry) error {
	id := application.ID(e.Case)
	if e.Action == audit.Action(identity.Submit) {
		if err := d.Machine.Start(ctx, id); err != nil {
			return err
		}
	}
	for _, w := range e.Settles {
		result := WaitResult{Case: id, Wait: application.Wait(w), State: e.Details["state"]}
		if err := settle(ctx, d.Tokens, d.Machine, result); err != nil {
			return err
		}
	}
	return d.clear(ctx, e)
}

// Publish sends the news among the entries; a reading is none.
func (d Delivery) Publish(ctx context.Context, entries []audit.Entry) error {
	news := slices.DeleteFunc(slices.Clone(entries), func(e audit.Entry) bool { return e.Read })
	if len(news) == 0 {
		return nil
	}
	return d.Bus.Publish(ctx, news...)
}

// settle ends a wait that is open. One that is not open yet finds the case settled when it opens.
func settle(ctx context.Context, tokens Tokens, machine Machine, result WaitResult) error {
	token, found, err := tokens.Token(ctx, result.Case, result.Wait)
	if err != nil || !found {
		return err
	}
	return machine.Complete(ctx, token, result)
}
