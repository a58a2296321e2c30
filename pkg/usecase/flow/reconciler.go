package flow

import (
	"context"
	"errors"
	"log/slog"

	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
)

// Keeper looks after the records of a kind.
type Keeper interface {
	// Waiting loads the record; it fails with NotFound for one that is no more.
	Waiting(ctx context.Context, id record.ID) (Waiting, error)
	// Reproject writes anew what the record projects, where another version of the program projects it otherwise.
	Reproject(ctx context.Context, id record.ID) error
	// Anchor puts a digest of new readings into the record's chain.
	Anchor(ctx context.Context, id record.ID) error
}

// Lists shows the records that are open.
type Lists interface {
	List(ctx context.Context, q record.Query) ([]record.Line, string, error)
}

// Bookmarks remembers how far a walk came.
type Bookmarks interface {
	Bookmark(ctx context.Context, walk string) (string, error)
	KeepBookmark(ctx context.Context, walk, place string) error
}

// Reconciler walks what is open and does what the records say should have been done: an outage may be longer than
// anything retries. All fields are required.
type Reconciler struct {
	Flow
	Kind      record.Kind
	Open      string // the list of the kind's records that are under way
	Keeper    Keeper
	Lists     Lists
	Bookmarks Bookmarks
}

// Walked counts what a walk did.
type Walked struct {
	Looked  int
	Started int  // workflows that should have been begun and were not
	Failed  int  // records that could not be looked after; the next walk tries again
	Around  bool // the end of the list was reached
}

// page is how many records are listed at once.
const page = 50

// Walk looks after the open records from where the last walk ended, until it has been around or the time is up; the
// next one goes on there. A record that fails does not hold up the others.
func (r Reconciler) Walk(ctx context.Context, goOn func() bool) (Walked, error) {
	var w Walked
	walk := "reconcile/" + string(r.Kind)
	cursor, err := r.Bookmarks.Bookmark(ctx, walk)
	if err != nil {
		return w, err
	}
	for goOn() {
		lines, next, err := r.Lists.List(ctx, record.Query{List: r.Open, Cursor: cursor, Limit: page})
		if err != nil {
			return w, err
		}
		for _, line := range lines {
			r.look(ctx, line.Record, &w)
		}
		cursor = next
		w.Around = cursor == ""
		if err := r.Bookmarks.KeepBookmark(ctx, walk, cursor); err != nil || w.Around {
			return w, err
		}
	}
	return w, nil
}

func (r Reconciler) look(ctx context.Context, id record.ID, w *Walked) {
	w.Looked++
	started, err := r.reconcile(ctx, id)
	if started {
		w.Started++
	}
	if err != nil && !errors.Is(err, problem.NotFound) {
		w.Failed++
		slog.ErrorContext(ctx, "record not reconciled", "record", string(id), "error", err.Error())
	}
}

// reconcile starts the workflow of a record that waits for nothing, ends the waits that are settled, and has the store
// put its own things in order.
func (r Reconciler) reconcile(ctx context.Context, id record.ID) (started bool, err error) {
	waiting, err := r.Keeper.Waiting(ctx, id)
	if err != nil {
		return false, err
	}
	tokens, err := r.Tokens.Tokens(ctx, id)
	if err != nil {
		return false, err
	}
	if len(tokens) == 0 {
		if started, err = r.Machine.Start(ctx, r.Kind, id); err != nil {
			return false, err
		}
	}
	if err := r.settle(ctx, id, waiting.State(), record.Settled(waiting)); err != nil {
		return started, err
	}
	return started, errors.Join(r.Keeper.Reproject(ctx, id), r.Keeper.Anchor(ctx, id))
}
