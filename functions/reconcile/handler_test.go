package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/testkit"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/pkg/testkit/memory"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/flow"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// world is the system with its stream cut off: nothing that is written reaches the machine.
type world struct {
	t          *testing.T
	now        time.Time
	store      *memory.Store
	machine    *memory.Machine
	reconciler flow.Reconciler
	table      application.Timetable
}

func newWorld(t *testing.T) *world {
	t.Helper()
	rules, err := casework.LoadRules(60)
	must(t, err)
	table, err := drafts.Timetable(60)
	must(t, err)
	w := &world{t: t, now: drafts.At, machine: memory.NewMachine(), table: table}
	now := func() time.Time { return w.now }
	w.store = memory.NewAt(now)
	w.reconciler = flow.Reconciler{Flow: flow.Flow{Tokens: w.store, Machine: w.machine, Starts: casework.Starts},
		Kind: application.RecordKind, Open: casework.OpenList, Keeper: keeper{w.store.Office(rules, now).Waiting, w.store.Records},
		Lists: w.store, Bookmarks: w.store}
	return w
}

// file keeps a case of a person of its own, submitted or still a draft.
func (w *world) file(n int, submitted bool) record.ID {
	w.t.Helper()
	c := drafts.Draft(application.ID(fmt.Sprintf("app_%03d", n)))
	c.Person = application.PersonID(fmt.Sprintf("prs_%03d", n))
	c.Form.Identity.Papers[0].Number = fmt.Sprintf("U%08d", n)
	if submitted {
		must(w.t, c.Submit(record.Act{By: drafts.Applicant, At: w.now}, w.table))
		c.Measure(w.table)
	}
	must(w.t, w.store.Create(w.t.Context(), c.ID, c, record.Entry{Kind: application.RecordKind, Record: c.ID, At: w.now, Action: "submit"}))
	return c.ID
}

func (w *world) change(id record.ID, move func(c *application.Case) error) {
	w.t.Helper()
	_, _, err := w.store.Change(w.t.Context(), id, func(c *application.Case) (record.Entry, error) {
		return record.Entry{At: w.now, Action: "change", Actor: drafts.Applicant}, move(c)
	})
	must(w.t, err)
}

func (w *world) walk(want flow.Walked) {
	w.t.Helper()
	got, err := w.reconciler.Walk(w.t.Context(), func() bool { return true })
	must(w.t, err)
	want.Around = true
	if got != want {
		w.t.Errorf("want %+v, got %+v", want, got)
	}
}

func TestAStartThatWasLostIsMadeGood(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	lost, waiting := w.file(1, true), w.file(2, true)
	w.file(3, false) // a draft waits for nothing
	must(t, w.store.KeepToken(t.Context(), waiting, application.ClockWait, record.Token{Token: "clock", Entered: w.now}))
	w.walk(flow.Walked{Looked: 2, Started: 1})
	if got := w.machine.Started(); !slices.Equal(got, []record.ID{lost}) {
		t.Errorf("want the case started that waits for nothing, got %v", got)
	}
}

func TestAWaitWhoseEndWasLostIsEnded(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.file(1, true)
	for _, wait := range []record.Wait{"lane:education", "lane:languages"} {
		must(t, w.store.KeepToken(t.Context(), id, wait, record.Token{Token: "token of " + string(wait), Entered: w.now}))
	}
	w.change(id, func(c *application.Case) error {
		finding := application.Finding{Points: 12, Justification: "The evidence supports this finding in full.",
			Evidence: []string{drafts.Evidence["education"]}, Shown: []string{drafts.Evidence["education"]}}
		return c.ScoreLane(record.Act{By: drafts.Officer("officer-education", "science-education"), At: w.now}, "education", finding)
	})
	for range 2 { // a walk may come again
		w.walk(flow.Walked{Looked: 1})
		if r, ended := w.machine.Completed("token of lane:education"); !ended || r.Record != id || r.State != string(application.Assessing) {
			t.Errorf("want the wait ended for the lane that is closed, got %+v, %v", r, ended)
		}
		if r, ended := w.machine.Completed("token of lane:languages"); ended {
			t.Errorf("want no end of a wait for an open lane, got %+v", r)
		}
	}
}

func TestACaseThatIsClosedIsLeftAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.file(1, true)
	w.change(id, func(c *application.Case) error { return c.Withdraw(record.Act{By: drafts.Applicant, At: w.now}) })
	w.walk(flow.Walked{})
}

// Readings are kept beside the chain; what puts a digest of them into it is this walk.
func TestReadingsAreAnchored(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.file(1, true)
	must(t, w.store.Note(t.Context(), id, record.Reading{At: w.now, Actor: drafts.Officer("o", "sms"), Action: "read-case"}))
	w.now = w.now.Add(time.Hour)
	for range 2 { // and once only
		_, err := w.reconciler.Walk(t.Context(), func() bool { return true })
		must(t, err)
		chain, err := w.store.Chain(t.Context(), id)
		must(t, err)
		if len(chain) != 2 || chain[1].Action != record.AnchorReadings || chain[1].Details["rows"] != "1" {
			t.Errorf("want one entry that anchors the reading, got %+v", chain[1:])
		}
	}
}

func TestARecordThatFailsHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	broken := w.file(1, true)
	w.file(2, true)
	w.store.Fake.Alter(func(i testkit.Item) testkit.Item {
		if at := textAt(i, contract.PartitionKey); at == "CASE#"+string(broken) && textAt(i, contract.SortKey) != "KEY" {
			return nil
		}
		return i
	})
	w.walk(flow.Walked{Looked: 2, Started: 1, Failed: 1})
	if len(w.store.Alarms) == 0 {
		t.Error("want the integrity alarm")
	}
}

func textAt(i testkit.Item, name string) string {
	text, _ := i[name].(*types.AttributeValueMemberS)
	if text == nil {
		return ""
	}
	return text.Value
}

// A walk that runs out of time is gone on with by the next, and begins anew when it has been around.
func TestAWalkGoesOnWhereTheLastOneEnded(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for n := range 70 {
		must(t, w.store.KeepToken(t.Context(), w.file(n, true), application.ClockWait, record.Token{Token: "t", Entered: w.now}))
	}
	for _, want := range []int{50, 20, 50} {
		pages := 0
		got, err := w.reconciler.Walk(t.Context(), func() bool { pages++; return pages == 1 })
		must(t, err)
		if got.Looked != want {
			t.Errorf("want %d looked at, got %+v", want, got)
		}
	}
}

func TestATableThatIsDownFailsTheWalk(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.store.Down(true)
	if _, err := w.reconciler.Walk(t.Context(), func() bool { return true }); err == nil {
		t.Error("want the walk to fail, so that its dead letters tell")
	}
}

// walked is a walk with that outcome.
type walked struct {
	flow.Walked
	err error
}

func (w walked) Walk(context.Context, func() bool) (flow.Walked, error) { return w.Walked, w.err }

type counts map[string]float64

func (c counts) Count(name string, value float64) { c[name] += value }

func TestWhatWasStartedIsCountedAndOnlyAWalkThatEndedBadlyFails(t *testing.T) {
	t.Parallel()
	down := errors.New("down")
	for _, c := range []walked{{flow.Walked{Looked: 3, Started: 2, Failed: 1}, nil}, {flow.Walked{Started: 2}, down}} {
		told := counts{}
		err := handler{c, recounted{nil}, told, time.Now}.handle(t.Context())
		if !errors.Is(err, c.err) || told[contract.MetricStartedLate] != 2 {
			t.Errorf("want two counted and %v, got %v, %v", c.err, told, err)
		}
	}
}

// recounted is a recount with that outcome.
type recounted struct{ err error }

func (r recounted) Mend(context.Context) (int, error) { return 0, r.err }

func TestFiguresAreCountedAnewWhenTheWalkHasBeenAround(t *testing.T) {
	t.Parallel()
	down := errors.New("down")
	for around, want := range map[bool]error{true: down, false: nil} {
		err := handler{walked{flow.Walked{Around: around}, nil}, recounted{down}, counts{}, time.Now}.handle(t.Context())
		if !errors.Is(err, want) || (err == nil) != (want == nil) {
			t.Errorf("around %v: want %v, got %v", around, want, err)
		}
	}
}

func TestAPageIsBegunWhileThereIsTimeForIt(t *testing.T) {
	t.Parallel()
	end := time.Now().Add(time.Hour)
	ctx, cancel := context.WithDeadline(t.Context(), end)
	defer cancel()
	for left, want := range map[time.Duration]bool{reserve + time.Nanosecond: true, reserve: false, 0: false} {
		if got := timeLeft(ctx, func() time.Time { return end.Add(-left) })(); got != want {
			t.Errorf("%s before the end: want %v, got %v", left, want, got)
		}
	}
	if !timeLeft(t.Context(), time.Now)() {
		t.Error("want no end where there is none")
	}
	cancel()
	if timeLeft(ctx, time.Now)() {
		t.Error("want nothing begun once it is called off")
	}
}
