package casework_test

import (
	"context"
	"testing"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
	"hsmp.example/cases/pkg/problem"
)

func TestTheTrailEndsWithTheReceiptOfTheWholeChain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	_, err := w.scoring.Read(t.Context(), officer("science-education"), id)
	must(t, err)
	trail, err := w.answers.Trail(t.Context(), emre, id)
	must(t, err)
	chain, err := w.store.Chain(t.Context(), id)
	must(t, err)
	last := chain[len(chain)-1]
	if want := (audit.Head{Sequence: len(chain), Hash: last.Hash}); trail.Head != want || !trail.Whole {
		t.Errorf("want %+v of a whole chain, got %+v whole %t", want, trail.Head, trail.Whole)
	}
	if len(trail.Reads) != 1 || trail.Reads[0].Actor.Authority != "science-education" {
		t.Errorf("want the officer's reading alone, got %+v", trail.Reads)
	}
}

// altered is a history in which somebody changed a row.
type altered struct{ chain []audit.Entry }

func (a altered) Chain(context.Context, application.ID) ([]audit.Entry, error) { return a.chain, nil }

func TestAnAlteredChainIsNotWhole(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	chain, err := w.store.Chain(t.Context(), id)
	must(t, err)
	chain[1].Actor.Authority = "somebody-else"
	w.answers.History = altered{chain}
	trail, err := w.answers.Trail(t.Context(), emre, id)
	must(t, err)
	if trail.Whole {
		t.Error("want the tampering found")
	}
}

func TestAStrangerLearnsNothingOfATrail(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, err := w.answers.Trail(t.Context(), stranger, w.submitted())
	wantKind(t, problem.NotFound, err)
}
