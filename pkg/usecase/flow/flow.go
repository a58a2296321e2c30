// Package flow is what any workflow does with any record: it is started by an act, keeps a callback token for each
// wait, learns what was settled, and is looked after by a reconciler. The record is the truth; the workflow only waits,
// and asks the record again each time it wakes.
//
// It must not know any state machine, nor what a record is about.
package flow

import (
	"context"
	"slices"

	"hsmp.example/cases/pkg/domain/record"
)

// Tokens keeps what a workflow waits with. They are no part of a record: what they are for is told by the record.
type Tokens interface {
	// KeepToken remembers a callback token; of two of one wait the newer stays, whichever is written last.
	KeepToken(ctx context.Context, id record.ID, w record.Wait, token record.Token) error
	// Tokens returns the callback tokens of waits of the record; of all where none is named.
	Tokens(ctx context.Context, id record.ID, waits ...record.Wait) (map[record.Wait]string, error)
}

// Machine runs the workflows of records.
type Machine interface {
	// Start begins the workflow of the record. A second start of the same record is no error; it begins nothing, and says
	// so.
	Start(ctx context.Context, kind record.Kind, id record.ID) (begun bool, err error)
	// Complete ends a wait. A token that is spent or has run out is no error: the wait has ended or will be opened again.
	Complete(ctx context.Context, token string, result Result) error
}

// Result is what the workflow learns when a wait ends.
type Result struct {
	Record record.ID   `json:"record"`
	Wait   record.Wait `json:"wait"`
	State  string      `json:"state"` // of the record
}

// Bus makes news public inside the system.
type Bus interface {
	// Publish sends the entries as events; the same entry sent again has the same id.
	Publish(ctx context.Context, entries ...record.Entry) error
}

// Starts says by which act the workflow of a kind begins. A kind that is not in it has none.
type Starts map[record.Kind]record.Action

// Flow moves workflows. All fields are required.
type Flow struct {
	Tokens  Tokens
	Machine Machine
	Starts  Starts
}

// Open keeps the token of a wait and then asks the record: what was settled before the token was kept completes it at
// once, what is settled later completes it through the outbox. So no signal is lost, in whichever order things happen.
// A wait that stands for others ends those too that the record says are settled.
func (f Flow) Open(ctx context.Context, id record.ID, w record.Wait, token record.Token, load func(context.Context) (Waiting, error)) error {
	if err := f.Tokens.KeepToken(ctx, id, w, token); err != nil {
		return err
	}
	r, err := load(ctx)
	if err != nil {
		return err
	}
	if watched := r.Watched(w); !slices.Equal(watched, []record.Wait{w}) {
		if err := f.settle(ctx, id, r.State(), settledOf(r, watched)); err != nil {
			return err
		}
	}
	if !r.Settled(w) {
		return nil
	}
	return f.Machine.Complete(ctx, token.Token, Result{Record: id, Wait: w, State: r.State()})
}

// Waiting is a record that a workflow waits for, with the word for where it stands.
type Waiting interface {
	record.Waiter
	State() string
}

func settledOf(r record.Waiter, waits []record.Wait) []record.Wait {
	return slices.DeleteFunc(slices.Clone(waits), func(w record.Wait) bool { return !r.Settled(w) })
}

// settle ends waits that are open. One that is not open yet finds the record settled when it opens.
func (f Flow) settle(ctx context.Context, id record.ID, state string, waits []record.Wait) error {
	if len(waits) == 0 {
		return nil
	}
	tokens, err := f.Tokens.Tokens(ctx, id, waits...)
	if err != nil {
		return err
	}
	for _, w := range waits {
		if tokens[w] == "" {
			continue
		}
		if err := f.Machine.Complete(ctx, tokens[w], Result{Record: id, Wait: w, State: state}); err != nil {
			return err
		}
	}
	return nil
}

// Delivery carries what was written into the chains to the workflows and to the bus: the chains are the transactional
// outbox. It is run at least once for every entry; each of its steps may be repeated.
type Delivery struct {
	Flow
	Bus Bus
}

// Signal starts the workflow that the act begins, and ends the waits that it settled.
func (d Delivery) Signal(ctx context.Context, e record.Entry) error {
	if starts, ok := d.Starts[e.Kind]; ok && e.Action == starts {
		if _, err := d.Machine.Start(ctx, e.Kind, e.Record); err != nil {
			return err
		}
	}
	waits := make([]record.Wait, len(e.Settles))
	for i, w := range e.Settles {
		waits[i] = record.Wait(w)
	}
	return d.settle(ctx, e.Record, e.Details["state"], waits)
}

// Publish sends the news among the entries; what the store did for itself is none.
func (d Delivery) Publish(ctx context.Context, entries []record.Entry) error {
	news := slices.DeleteFunc(slices.Clone(entries), func(e record.Entry) bool {
		return e.Action == record.AnchorReadings || e.Action == record.Reproject
	})
	if len(news) == 0 {
		return nil
	}
	return d.Bus.Publish(ctx, news...)
}
