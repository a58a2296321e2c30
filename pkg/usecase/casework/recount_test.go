package casework_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/domain/statistics"
	"hsmp.example/cases/pkg/testkit/memory"
	"hsmp.example/cases/pkg/usecase/casework"
)

func (w *world) figures() record.Figures {
	w.t.Helper()
	figures, err := w.store.Figures(w.t.Context(), statistics.WorkCounter)
	must(w.t, err)
	return figures
}

func (w *world) mend(counters casework.Counters, want int) {
	w.t.Helper()
	r := casework.Recount{Lists: w.store, Rules: w.scoring.Rules}
	r.Counters = adjusting{counters, w.store}
	mended, err := r.Mend(w.t.Context())
	must(w.t, err)
	if mended != want {
		w.t.Errorf("want %d figures mended, got %d", want, mended)
	}
}

type adjusting struct {
	casework.Counters
	store *memory.Store
}

func (a adjusting) Adjust(ctx context.Context, counter, row, cell string, by int) error {
	return a.store.Adjust(ctx, counter, row, cell, by)
}

// Whatever was done to the figures, they are counted from the lists again.
func TestFiguresThatDifferFromTheListsAreMended(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.mend(w.store, 0)
	id := w.submitted()
	_, err := w.scoring.Claim(t.Context(), officer("science-education"), id, "education", false)
	must(t, err)
	w.mend(w.store, 0)
	before := w.figures()
	for row := range before {
		must(t, w.store.Adjust(t.Context(), statistics.WorkCounter, row, "science-education|open", 7))
		must(t, w.store.Adjust(t.Context(), statistics.WorkCounter, row, "science-education|claimed", -1))
		must(t, w.store.Adjust(t.Context(), statistics.WorkCounter, row, "nobody|open", 1))
	}
	w.mend(w.store, 3)
	after := w.figures()
	for _, cells := range after {
		if cells["nobody|open"] == 0 {
			delete(cells, "nobody|open")
		}
	}
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	w.mend(w.store, 0)
}

// lagging gives the figures as they were before a change, once.
type lagging struct {
	*memory.Store
	before record.Figures
	asked  int
}

func (l *lagging) Figures(ctx context.Context, counter string) (record.Figures, error) {
	if l.asked++; l.asked == 1 {
		return l.before, nil
	}
	return l.Store.Figures(ctx, counter)
}

// Lists and figures are read one after the other while people work: what differs once is no fault.
func TestWorkThatGoesOnMeanwhileIsNotMended(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	before := w.figures()
	w.submitted()
	want := w.figures()
	w.mend(&lagging{Store: w.store, before: before}, 0)
	if diff := cmp.Diff(want, w.figures()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
