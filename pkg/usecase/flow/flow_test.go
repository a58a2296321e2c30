package flow_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit/memory"
	"hsmp.example/cases/pkg/usecase/flow"
)

var now = time.Date(2026, 11, 2, 9, 30, 0, 0, time.UTC)

// job is a record with two lanes and a clock over both.
type job struct{ Done []record.Wait }

func (*job) Waits() []record.Wait { return []record.Wait{"lane/a", "lane/b", "clock"} }

func (j *job) Settled(w record.Wait) bool {
	if w == "clock" {
		return slices.Contains(j.Done, "lane/a") && slices.Contains(j.Done, "lane/b")
	}
	return slices.Contains(j.Done, w)
}

func (*job) Watched(w record.Wait) []record.Wait {
	if w == "clock" {
		return []record.Wait{"lane/a", "lane/b"}
	}
	return []record.Wait{w}
}

func (j *job) State() string { return fmt.Sprintf("%d done", len(j.Done)) }

var jobs = record.Type[job]{Kind: "job", Format: 1, Project: func(*job) record.Projection {
	return record.Projection{Places: []record.Place{{List: "open/job", At: "x"}}}
}}

// hall is a store with a workflow machine.
type hall struct {
	t       *testing.T
	store   *memory.Store
	jobs    dynamo.Records[job]
	machine *memory.Machine
	flow.Flow
}

func newHall(t *testing.T) *hall {
	t.Helper()
	h := &hall{t: t, store: memory.NewAt(func() time.Time { return now }), machine: memory.NewMachine()}
	h.jobs = dynamo.RecordsOf(h.store.Table, jobs)
	h.Flow = flow.Flow{Tokens: h.store, Machine: h.machine, Starts: flow.Starts{"job": "submit"}}
	return h
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("want no problem, got %v", err)
	}
}

// submit makes a job, and returns the entry that the outbox carries.
func (h *hall) submit(id record.ID) record.Entry {
	h.t.Helper()
	must(h.t, h.jobs.Create(h.t.Context(), id, job{}, record.Entry{At: now, Action: "submit", Details: map[string]string{"state": "0 done"}}))
	return h.entry(id)
}

// done settles a wait, and returns the entry that the outbox carries.
func (h *hall) done(id record.ID, w record.Wait) record.Entry {
	h.t.Helper()
	_, _, err := h.jobs.Change(h.t.Context(), id, func(j *job) (record.Entry, error) {
		before := record.Settled(j)
		j.Done = append(j.Done, w)
		return record.Entry{At: now, Action: "do", Details: map[string]string{"state": j.State()}, Settles: record.NewlySettled(j, before)}, nil
	})
	must(h.t, err)
	return h.entry(id)
}

func (h *hall) entry(id record.ID) record.Entry {
	h.t.Helper()
	chain, err := h.store.Chain(h.t.Context(), id)
	must(h.t, err)
	return chain[len(chain)-1]
}

func (h *hall) waiting(ctx context.Context, id record.ID) (flow.Waiting, error) {
	j, err := h.jobs.Load(ctx, id)
	return &j, err
}

func (h *hall) open(id record.ID, w record.Wait, token string, at time.Duration) error {
	return h.Open(h.t.Context(), id, w, record.Token{Token: token, Entered: now.Add(at)}, func(ctx context.Context) (flow.Waiting, error) { return h.waiting(ctx, id) })
}

// completed wants exactly these tokens to have ended, each with the state it ended in.
func (h *hall) completed(what string, want map[string]string) {
	h.t.Helper()
	for _, token := range []string{"a", "b", "clock", "a again", "a late"} {
		got, ok := h.machine.Completed(token)
		if state, wanted := want[token]; ok != wanted || got.State != state {
			h.t.Errorf("%s: token %q: want ended %v in %q, got %v in %q", what, token, wanted, state, ok, got.State)
		}
	}
}

func TestAWaitEndsInWhicheverOrderThingsHappen(t *testing.T) {
	t.Parallel()
	for name, steps := range map[string]func(h *hall, d flow.Delivery){
		"opened, done, told": func(h *hall, d flow.Delivery) {
			must(h.t, h.open("j", "lane/a", "a", 0))
			h.completed("still waiting", nil)
			must(h.t, d.Signal(h.t.Context(), h.done("j", "lane/a")))
		},
		"done, opened, told": func(h *hall, d flow.Delivery) {
			e := h.done("j", "lane/a")
			must(h.t, h.open("j", "lane/a", "a", 0))
			must(h.t, d.Signal(h.t.Context(), e))
		},
		"done, told, opened": func(h *hall, d flow.Delivery) {
			must(h.t, d.Signal(h.t.Context(), h.done("j", "lane/a")))
			must(h.t, h.open("j", "lane/a", "a", 0))
		},
		"told again and again": func(h *hall, d flow.Delivery) {
			must(h.t, h.open("j", "lane/a", "a", 0))
			e := h.done("j", "lane/a")
			for range 3 {
				must(h.t, d.Signal(h.t.Context(), e))
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHall(t)
			h.submit("j")
			steps(h, flow.Delivery{Flow: h.Flow, Bus: h.machine})
			h.completed(name, map[string]string{"a": "1 done"})
			if got, _ := h.machine.Completed("a"); got.Record != "j" || got.Wait != "lane/a" {
				t.Errorf("want the machine to learn what ended, got %+v", got)
			}
		})
	}
}

func TestASubmissionStartsItsWorkflowOnce(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	d := flow.Delivery{Flow: h.Flow, Bus: h.machine}
	first := h.submit("j")
	for range 2 {
		must(t, d.Signal(t.Context(), first))
	}
	must(t, d.Signal(t.Context(), h.done("j", "lane/a")))
	must(t, d.Signal(t.Context(), record.Entry{Kind: "letter", Record: "l", Action: "submit"})) // a kind without a workflow
	if diff := cmp.Diff([]record.ID{"j"}, h.machine.Started()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	must(t, d.Publish(t.Context(), nil))
	for range 2 {
		must(t, d.Publish(t.Context(), []record.Entry{first}))
	}
	if n := h.machine.Published(); n != 1 {
		t.Errorf("want one piece of news, got %d", n)
	}
}

func TestALateTokenDoesNotReplaceTheNewerOne(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	h.submit("j")
	must(t, h.open("j", "lane/a", "a again", time.Second)) // the second try was quicker
	must(t, h.open("j", "lane/a", "a late", 0))            // the first one hung, and ends now
	must(t, flow.Delivery{Flow: h.Flow}.Signal(t.Context(), h.done("j", "lane/a")))
	h.completed("the wait that is open", map[string]string{"a again": "1 done"})
}

func TestTheClockEndsTheWaitsWhoseNewsCameToNothing(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	h.submit("j")
	must(t, h.open("j", "lane/a", "a", 0))
	h.done("j", "lane/a") // its news is lost
	must(t, h.open("j", "clock", "clock", 0))
	h.completed("opening the clock", map[string]string{"a": "1 done"})
	must(t, h.open("j", "lane/b", "b", 0))
	must(t, flow.Delivery{Flow: h.Flow}.Signal(t.Context(), h.done("j", "lane/b")))
	h.completed("the last lane", map[string]string{"a": "1 done", "b": "2 done", "clock": "2 done"})
}

func TestAnOutageIsToldToWhoeverTriesAgain(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	first := h.submit("j")
	e := h.done("j", "lane/a")
	h.store.Down(true)
	for name, err := range map[string]error{
		"open":   h.open("j", "lane/a", "a", 0),
		"signal": flow.Delivery{Flow: h.Flow}.Signal(t.Context(), e),
	} {
		if !errors.Is(err, problem.Unavailable) {
			t.Errorf("%s: want unavailable, got %v", name, err)
		}
	}
	h.store.Down(false)
	h.Flow.Machine = deaf{}
	must(t, h.Tokens.KeepToken(t.Context(), "j", "lane/a", record.Token{Token: "a"}))
	for name, err := range map[string]error{
		"open":   h.open("j", "lane/a", "a", 0),
		"signal": flow.Delivery{Flow: h.Flow}.Signal(t.Context(), e),
		"start":  flow.Delivery{Flow: h.Flow}.Signal(t.Context(), first),
	} {
		if !errors.Is(err, errDeaf) {
			t.Errorf("%s: want the machine's fault, got %v", name, err)
		}
	}
}

var errDeaf = errors.New("the machine does not hear")

// deaf is a machine that is down.
type deaf struct{}

func (deaf) Start(context.Context, record.Kind, record.ID) (bool, error) { return false, errDeaf }

func (deaf) Complete(context.Context, string, flow.Result) error { return errDeaf }
