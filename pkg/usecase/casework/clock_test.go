package casework_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/flow"
)

// openAll opens the wait of every lane and of the clock; each token is named by its wait.
func (w *world) openAll(id application.ID) []application.Wait {
	w.t.Helper()
	c, err := w.store.Load(w.t.Context(), id)
	must(w.t, err)
	waits := append(c.Watched(application.ClockWait), application.ClockWait)
	for _, wait := range waits {
		must(w.t, w.workflow.Open(w.t.Context(), id, wait, w.token("token-"+string(wait))))
	}
	return waits
}

// open lists the waits whose tokens are not spent.
func (w *world) open(waits []application.Wait) (open []application.Wait) {
	w.t.Helper()
	for _, wait := range waits {
		if _, done := w.machine.Completed("token-" + string(wait)); !done {
			open = append(open, wait)
		}
	}
	return open
}

// Gap G5: one look of the clock reminds every silent lane, and only those; none is ever scored by default.
func TestTheClockRemindsEverySilentLaneAndScoresNone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	_, err := w.scoring.Score(t.Context(), officer("science-education"), id, "education",
		application.Finding{Points: 12, Justification: why, Evidence: []string{"doc_diploma"}})
	must(t, err)
	for _, c := range []struct{ minutes, next, escalated int }{{5, 10, 0}, {10, 15, 0}, {15, 18, 0}, {20, 21, 6}, {22, 23, 6}} {
		w.minutes = c.minutes
		next, escalated, err := w.workflow.Nudge(t.Context(), id, application.ClockWait)
		must(t, err)
		want := casework.Opening{Record: id, Wait: application.ClockWait, Checkpoint: drafts.At.Add(time.Duration(c.next) * time.Minute)}
		if diff := cmp.Diff(want, next); diff != "" || escalated != c.escalated {
			t.Errorf("day %d: want %d escalated, got %d; next look (-want +got):\n%s", c.minutes, c.escalated, escalated, diff)
		}
	}
	c, err := w.store.Load(t.Context(), id)
	must(t, err)
	for _, lane := range c.Lanes {
		if want := map[bool]int{false: 4, true: 0}[lane.ID == "education"]; len(lane.Reminders) != want || lane.Closed() != (want == 0) {
			t.Errorf("%s: want %d reminders, got %d, closed %v", lane.ID, want, len(lane.Reminders), lane.Closed())
		}
	}
	if len(c.ServiceReminders) != 0 {
		t.Errorf("want the Service not reminded of what is the lanes', got %+v", c.ServiceReminders)
	}
}

// The case that set the budget of transitions: three looks, however many lanes are silent.
func TestSevenLanesThatAnswerAfterTheLastReminderCostThreeLooks(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	a, err := w.workflow.Admit(t.Context(), id)
	must(t, err)
	looks := 0
	for next := a.Checkpoint; next.Before(drafts.At.Add(20 * time.Minute)); looks++ {
		w.minutes = int(next.Sub(drafts.At) / time.Minute)
		opening, escalated, err := w.workflow.Nudge(t.Context(), id, application.ClockWait)
		must(t, err)
		if next = opening.Checkpoint; escalated != 0 {
			t.Errorf("day %d: want nobody escalated, got %d", w.minutes, escalated)
		}
	}
	w.minutes = 19
	w.score(id, 33, 15, 12, 10, 6, 4)
	c, err := w.store.Load(t.Context(), id)
	must(t, err)
	for _, lane := range c.Lanes {
		if len(lane.Reminders) != 3 {
			t.Errorf("%s: want reminders at 50, 75 and 90 %%, got %+v", lane.ID, lane.Reminders)
		}
	}
	if looks != 3 || !c.Settled(application.ClockWait) {
		t.Errorf("want three looks and the clock settled, got %d and %v", looks, c.Settled(application.ClockWait))
	}
}

func TestTheClockEndsWithTheLastLaneAndNotBefore(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	waits := w.openAll(id)
	_, err := w.scoring.Clear(t.Context(), officer("sms"), id, "clearance", why)
	must(t, err)
	w.deliverAll(id)
	if open := w.open(waits); len(open) != 7 {
		t.Errorf("want six lanes and the clock open, got %v", open)
	}
	w.score(id, 33, 15, 12, 10, 6, 4)
	w.deliverAll(id)
	if open := w.open(waits); len(open) != 0 {
		t.Errorf("want everything ended, got %v open", open)
	}
}

// lastNews is the newest change alone: what came before it was lost on the way.
func (w *world) lastNews(id application.ID) record.Entry {
	w.t.Helper()
	chain, err := w.store.Chain(w.t.Context(), id)
	must(w.t, err)
	return chain[len(chain)-1]
}

// After the clock nothing looks at the lanes again, so whatever ends it must have ended every lane before.
func TestALaneWhoseNewsWasLostEndsBeforeTheClockAtTheLatest(t *testing.T) {
	t.Parallel()
	for name, heal := range map[string]func(*world, application.ID) error{
		"by the news of the last lane": func(w *world, id application.ID) error {
			w.score(id, 33, 15, 12, 10, 6, 4)
			return w.delivery.Signal(w.t.Context(), w.lastNews(id))
		},
		"by the applicant's withdrawal": func(w *world, id application.ID) error {
			_, err := w.intake.Withdraw(w.t.Context(), emre, id)
			return errors.Join(err, w.delivery.Signal(w.t.Context(), w.lastNews(id)))
		},
		"by the next checkpoint, all news being lost": func(w *world, id application.ID) error {
			w.score(id, 33, 15, 12, 10, 6, 4)
			w.minutes = 10
			_, _, err := w.workflow.Nudge(w.t.Context(), id, application.ClockWait)
			return errors.Join(err, w.workflow.Open(w.t.Context(), id, application.ClockWait, w.token("token-clock")))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			id := w.submitted()
			waits := w.openAll(id)
			_, err := w.scoring.Clear(t.Context(), officer("sms"), id, "clearance", why)
			must(t, err)
			if open := w.open(waits); len(open) != 8 {
				t.Fatalf("want the news of the clearance lost, got %v open", open)
			}
			must(t, heal(w, id))
			if open := w.open(waits); len(open) != 0 {
				t.Errorf("want everything ended, got %v open", open)
			}
		})
	}
}

func TestACheckpointTellsALaneWhoseNewsWasLostThoughOthersAreOpen(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	waits := w.openAll(id)
	_, err := w.scoring.Clear(t.Context(), officer("sms"), id, "clearance", why)
	must(t, err)
	must(t, w.workflow.Open(t.Context(), id, application.ClockWait, w.token("token-clock")))
	if _, done := w.machine.Completed("token-lane:clearance"); !done || len(w.open(waits)) != 7 {
		t.Errorf("want the clearance ended and nothing else, got %v open", w.open(waits))
	}
}

// deaf is a machine that ends no lane.
type deaf struct{ flow.Machine }

var errDeaf = problem.New(problem.Unavailable, "unavailable")

func (d deaf) Complete(ctx context.Context, token string, result flow.Result) error {
	if _, lane := application.WaitedLane(result.Wait); lane {
		return errDeaf
	}
	return d.Machine.Complete(ctx, token, result)
}

// Were the clock ended first, a lane that could not be told would hold up the case for ever.
func TestTheClockGoesOnWhileALaneCannotBeTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	waits := w.openAll(id)
	w.score(id, 33, 15, 12, 10, 6, 4)
	w.delivery.Machine, w.workflow.Flow.Machine = deaf{w.machine}, deaf{w.machine}
	wantKind(t, problem.Unavailable, w.delivery.Signal(t.Context(), w.lastNews(id)))
	wantKind(t, problem.Unavailable, w.workflow.Open(t.Context(), id, application.ClockWait, w.token("token-clock")))
	if open := w.open(waits); len(open) != 8 {
		t.Errorf("want nothing ended, got %v open", open)
	}
}

// failing lets so many changes pass and then fails each.
type failing struct {
	casework.Cases
	after int
}

func (f *failing) Change(ctx context.Context, id application.ID, move func(*application.Case) (record.Entry, error)) (application.Case, bool, error) {
	if f.after == 0 {
		return application.Case{}, false, problem.New(problem.Unavailable, "unavailable")
	}
	f.after--
	return f.Cases.Change(ctx, id, move)
}

// A nudge that dies between two lanes is run again: each lane is reminded once, and each escalation is counted once.
func TestANudgeThatFailsInTheMiddleRemindsEachLaneOnce(t *testing.T) {
	t.Parallel()
	for done := range 7 {
		t.Run(fmt.Sprintf("after %d lanes", done), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			id := w.submitted()
			w.minutes = 20
			w.workflow.Cases = &failing{w.store, done}
			_, first, err := w.workflow.Nudge(t.Context(), id, application.ClockWait)
			wantKind(t, problem.Unavailable, err)
			w.workflow.Cases = w.store
			_, second, err := w.workflow.Nudge(t.Context(), id, application.ClockWait)
			must(t, err)
			if first != done || second != 7-done {
				t.Errorf("want %d and then %d escalated, got %d and %d", done, 7-done, first, second)
			}
			c, err := w.store.Load(t.Context(), id)
			must(t, err)
			for _, lane := range c.Lanes {
				if len(lane.Reminders) != 1 {
					t.Errorf("%s: want one reminder, got %d", lane.ID, len(lane.Reminders))
				}
			}
		})
	}
}
