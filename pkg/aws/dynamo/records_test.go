package dynamo_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
)

func TestARecordIsCreatedChangedAndDiscarded(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, b *bench) {
		want := open("2026-12-01", lane{"a", "x", 0}, lane{"b", "y", 0})
		b.create("p_1", want)
		if diff := cmp.Diff(want, b.load("p_1")); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		want.Lanes[1].Score, want.Notes = 7, []string{"ə"}
		got := b.change("p_1", func(p *permit) { p.Lanes[1].Score, p.Notes = 7, []string{"ə"} })
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("what the change gives (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(want, b.load("p_1")); diff != "" {
			t.Errorf("what it left (-want +got):\n%s", diff)
		}
		must(t, b.verify("p_1"))
		must(t, b.permits.Discard(t.Context(), "p_1", func(p *permit) (record.Entry, error) { return did("discard"), nil }))
		var actions []record.Action
		for _, e := range b.chain("p_1") {
			actions = append(actions, e.Action)
		}
		if diff := cmp.Diff([]record.Action{"begin", "change", "discard"}, actions); diff != "" {
			t.Errorf("the chain stays (-want +got):\n%s", diff)
		}
		b.wantNoAlarm()
	})
}

func TestAfterADiscardNothingIsReadable(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, b *bench) {
		full := open("2026-12-01", lane{"a", "x", 3}, lane{"b", "y", 0})
		full.Number, full.Papers, full.Post = "C1", "U12345678", "cook"
		b.create("p_1", full)
		must(t, b.permits.Discard(t.Context(), "p_1", func(*permit) (record.Entry, error) { return did("discard"), nil }))
		for _, err := range []error{
			func() error { _, err := b.permits.Load(t.Context(), "p_1"); return err }(),
			func() error { _, err := b.try("p_1", func(*permit) {}); return err }(),
			b.permits.Discard(t.Context(), "p_1", func(*permit) (record.Entry, error) { return did("discard"), nil }),
			b.permits.Create(t.Context(), "p_1", full, did("begin")),
			func() error { _, err := b.Reserved(t.Context(), "card", "C1", nil); return err }(),
			func() error { _, err := b.ReservedSecret(t.Context(), "papers", "U12345678"); return err }(),
		} {
			wantKind(t, err, problem.NotFound, "not-found")
		}
		for _, r := range b.scan() {
			switch textOf(r, "PK") {
			case "HISTORY#p_1", "SECRETS", "COUNT#lanes":
			default:
				t.Errorf("want nothing else left, got %s %s", textOf(r, "PK"), textOf(r, "SK"))
			}
		}
		if figures, err := b.Figures(t.Context(), "lanes"); err != nil || figures["desk#x"]["score"] != 0 || figures["desk#y"]["open"] != 0 {
			t.Errorf("want the figures taken back, got %v, %v", figures, err)
		}
		b.create("p_2", full) // what it held is free
		b.wantNoAlarm()
	})
}

func TestADiscardMayBeRefused(t *testing.T) {
	t.Parallel()
	b, _ := newBench(t)
	b.create("p_1", open("2026-12-01"))
	refusal := problem.New(problem.Conflict, "wrong-state")
	if err := b.permits.Discard(t.Context(), "p_1", func(*permit) (record.Entry, error) { return record.Entry{}, refusal }); !errors.Is(err, refusal) {
		t.Errorf("want the move's own problem, got %v", err)
	}
	b.load("p_1")
}

func TestARepeatedCreateIsNoFaultAndAClashOfIDsIs(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, b *bench) {
		p := open("2026-12-01")
		p.Number = "C1"
		b.create("p_1", p)
		b.create("p_1", p)
		if n := len(b.chain("p_1")); n != 1 {
			t.Errorf("want one entry, got %d", n)
		}
		other := did("begin")
		other.Actor.ID = "boris"
		if err := b.permits.Create(t.Context(), "p_1", p, other); err == nil {
			t.Error("want another's record of the same id refused")
		}
		if got := b.load("p_1"); got.Owner != "anna" {
			t.Errorf("want the first, got %+v", got)
		}
		must(t, b.verify("p_1"))
	})
}

func TestWhatChangesNothingLeavesNothing(t *testing.T) {
	t.Parallel()
	b, fake := newBench(t)
	b.create("p_1", open("2026-12-01"))
	writes := fake.Writes()
	_, changed, err := b.permits.Change(t.Context(), "p_1", func(*permit) (record.Entry, error) { return did("look"), nil })
	if err != nil || changed || fake.Writes() != writes || len(b.chain("p_1")) != 1 {
		t.Errorf("want nothing written, got changed %v, %v", changed, err)
	}
	refusal := problem.New(problem.Conflict, "wrong-state")
	_, changed, err = b.permits.Change(t.Context(), "p_1", func(p *permit) (record.Entry, error) { p.State = "x"; return did("move"), refusal })
	if !errors.Is(err, refusal) || changed || fake.Writes() != writes {
		t.Errorf("want the move's own problem and nothing written, got changed %v, %v", changed, err)
	}
}

func TestOnlyTheSectionsThatChangeAreWritten(t *testing.T) {
	t.Parallel()
	b, _ := newBench(t)
	b.create("p_1", open("2026-12-01", lane{"a", "x", 0}))
	b.change("p_1", func(p *permit) { p.Notes = []string{"one"} })
	sequences := map[string]string{}
	for _, r := range b.partition("PERMIT#p_1") {
		sequences[textOf(r, "SK")] = fmt.Sprint(r["Sequence"])
	}
	if sequences["SECTION#lanes"] == sequences["SECTION#notes"] || sequences["SECTION#lanes"] != sequences["SECTION#main"] || len(sequences) != 4 {
		t.Errorf("want notes alone written by the second change, got %v", sequences)
	}
}

func TestTwentyAtOnceAllGetThroughOnWhatTheOthersLeft(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, b *bench) {
		b.create("p_1", open("2026-12-01", lane{"a", "x", 0}))
		var all sync.WaitGroup
		for range 20 {
			all.Go(func() {
				if _, err := b.try("p_1", func(p *permit) { p.Lanes[0].Score++ }); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if got := b.load("p_1").Lanes[0].Score; got != 20 {
			t.Errorf("want 20, got %d", got)
		}
		if n := len(b.chain("p_1")); n != 21 {
			t.Errorf("want 21 entries, got %d", n)
		}
		figures, err := b.Figures(t.Context(), "lanes")
		if want := (record.Figures{"desk#x": {"open": 1, "score": 20}}); err != nil || !cmp.Equal(want, figures) {
			t.Errorf("want %v, got %v, %v", want, figures, err)
		}
		must(t, b.verify("p_1"))
		b.wantNoAlarm()
	})
}

func TestFiguresAddUpOverRecordsThatChangeAtOnce(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, b *bench) {
		var all sync.WaitGroup
		for i := range 16 {
			all.Go(func() {
				id := record.ID(fmt.Sprint("p_", i))
				if err := b.permits.Create(t.Context(), id, open("2026-12-01", lane{"a", "x", 0}), did("begin")); err != nil {
					t.Error(err)
				}
				if _, err := b.try(id, func(p *permit) { p.Lanes[0].Score = i }); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		figures, err := b.Figures(t.Context(), "lanes")
		if want := (record.Figures{"desk#x": {"open": 16, "score": 120}}); err != nil || !cmp.Equal(want, figures) {
			t.Errorf("want %v, got %v, %v", want, figures, err)
		}
		if shards := len(b.partition("COUNT#lanes")); shards < 2 {
			t.Errorf("want the figure spread over rows, got %d", shards)
		}
		b.wantNoAlarm()
	})
}

func TestARecordOfALaterFormatIsRefusedAndNotAltered(t *testing.T) {
	t.Parallel()
	b, _ := newBench(t)
	b.create("p_1", open("2026-12-01"))
	older := permits
	older.Format = 1
	_, err := dynamo.RecordsOf(b.Table, older).Load(t.Context(), "p_1")
	wantKind(t, err, problem.Unavailable, "unavailable")
	newer := permits
	newer.Format = 3
	_, err = dynamo.RecordsOf(b.Table, newer).Load(t.Context(), "p_1")
	must(t, err)
	b.wantNoAlarm()
}

func TestATableSaysWhatItsConfigurationLacks(t *testing.T) {
	t.Parallel()
	if _, err := dynamo.Open(dynamo.Config{Table: "cases"}); err == nil {
		t.Error("want a table without a client refused")
	}
	b, fake := newBench(t)
	bare := dynamo.Config{Client: fake, Table: "cases", Now: b.Now, Pause: b.Pause, Jitter: b.Jitter}
	table, err := dynamo.Open(bare)
	must(t, err)
	if err := dynamo.RecordsOf(table, permits).Create(t.Context(), "p_1", permit{}, did("begin")); err == nil {
		t.Error("want no record without a vault")
	}
}

func TestPauseEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := dynamo.Pause(ctx, 1e12); !errors.Is(err, context.Canceled) {
		t.Errorf("want cancelled, got %v", err)
	}
	must(t, dynamo.Pause(t.Context(), 1))
}
