package flow_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/flow"
)

// keeper looks after jobs, and notes what it was asked for.
type keeper struct {
	*hall
	broken record.ID // cannot be loaded
	gone   record.ID // was discarded after it was listed
	unkept record.ID // cannot be projected anew
	looked []record.ID
	kept   map[record.ID]int
}

func (k *keeper) Waiting(ctx context.Context, id record.ID) (flow.Waiting, error) {
	k.looked = append(k.looked, id)
	switch id {
	case k.broken:
		return nil, problem.New(problem.Internal, "record-altered")
	case k.gone:
		return nil, problem.New(problem.NotFound, "not-found")
	}
	return k.waiting(ctx, id)
}

func (k *keeper) Reproject(_ context.Context, id record.ID) error {
	if id == k.unkept {
		return errors.New("cannot")
	}
	k.kept[id]++
	return nil
}

func (k *keeper) Anchor(_ context.Context, id record.ID) error { k.kept[id]++; return nil }

func newReconciler(t *testing.T) (flow.Reconciler, *keeper) {
	t.Helper()
	k := &keeper{hall: newHall(t), kept: map[record.ID]int{}}
	return flow.Reconciler{Flow: k.Flow, Kind: "job", Open: "open/job", Keeper: k, Lists: k.store, Bookmarks: k.store}, k
}

func always() bool { return true }

func TestTheReconcilerStartsWhatWasNeverStarted(t *testing.T) {
	t.Parallel()
	r, k := newReconciler(t)
	k.submit("j_1") // its news is lost
	k.submit("j_2")
	must(t, k.Tokens.KeepToken(t.Context(), "j_2", "lane/a", record.Token{Token: "a"})) // its workflow waits
	walked, err := r.Walk(t.Context(), always)
	must(t, err)
	if diff := cmp.Diff(flow.Walked{Looked: 2, Started: 1, Around: true}, walked); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]record.ID{"j_1"}, k.machine.Started()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[record.ID]int{"j_1": 2, "j_2": 2}, k.kept); diff != "" {
		t.Errorf("want each projected and anchored (-want +got):\n%s", diff)
	}
}

func TestTheReconcilerEndsTheWaitsWhoseNewsWasLost(t *testing.T) {
	t.Parallel()
	r, k := newReconciler(t)
	k.submit("j")
	must(t, k.open("j", "lane/a", "a", 0))
	must(t, k.open("j", "lane/b", "b", 0))
	k.done("j", "lane/a") // its news is lost
	for range 2 {
		walked, err := r.Walk(t.Context(), always)
		must(t, err)
		if diff := cmp.Diff(flow.Walked{Looked: 1, Around: true}, walked); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		k.completed("after a walk", map[string]string{"a": "1 done"})
	}
}

func TestARecordThatFailsDoesNotHoldUpTheOthers(t *testing.T) {
	t.Parallel()
	r, k := newReconciler(t)
	for i := range 5 {
		k.submit(record.ID(fmt.Sprint("j_", i)))
	}
	k.broken, k.gone, k.unkept = "j_1", "j_2", "j_3"
	walked, err := r.Walk(t.Context(), always)
	must(t, err)
	if diff := cmp.Diff(flow.Walked{Looked: 5, Started: 3, Failed: 2, Around: true}, walked); diff != "" {
		t.Errorf("want what is no more not counted as failed (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[record.ID]int{"j_0": 2, "j_3": 1, "j_4": 2}, k.kept); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAMachineThatIsDownIsAskedAgainByTheNextWalk(t *testing.T) {
	t.Parallel()
	r, k := newReconciler(t)
	k.submit("j")
	heard := r.Machine
	r.Machine = deaf{}
	walked, err := r.Walk(t.Context(), always)
	if err != nil || walked.Failed != 1 || walked.Started != 0 {
		t.Errorf("want one failed, got %+v, %v", walked, err)
	}
	r.Machine = heard
	walked, err = r.Walk(t.Context(), always)
	if err != nil || walked.Failed != 0 || walked.Started != 1 {
		t.Errorf("want it started, got %+v, %v", walked, err)
	}
}

func TestAWalkGoesOnWhereTheLastOneEnded(t *testing.T) {
	t.Parallel()
	r, k := newReconciler(t)
	const records = 120
	for i := range records {
		k.submit(record.ID(fmt.Sprintf("j_%03d", i)))
	}
	pages := 0
	onePage := func() bool { pages++; return pages%2 == 1 } // the time is up after each page
	for _, want := range []int{50, 50, 20, 50} {            // and around
		walked, err := r.Walk(t.Context(), onePage)
		must(t, err)
		if walked.Looked != want {
			t.Fatalf("want %d, got %+v", want, walked)
		}
		if want == 20 {
			pages++ // that walk ended by itself, at the end of the list
		}
	}
	seen := map[record.ID]int{}
	for _, id := range k.looked {
		seen[id]++
	}
	if len(seen) != records || seen["j_000"] != 2 || seen["j_050"] != 1 || seen["j_119"] != 1 {
		t.Errorf("want each once before any twice, got %d of them", len(seen))
	}
	if walked, err := r.Walk(t.Context(), func() bool { return false }); err != nil || walked.Looked != 0 {
		t.Errorf("want nothing done without time, got %+v, %v", walked, err)
	}
}

func TestAWalkEndsWithATableThatIsDown(t *testing.T) {
	t.Parallel()
	r, k := newReconciler(t)
	k.store.Down(true)
	if _, err := r.Walk(t.Context(), always); !errors.Is(err, problem.Unavailable) {
		t.Errorf("want unavailable, got %v", err)
	}
}
