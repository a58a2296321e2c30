package dynamo_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/record"
)

func reading(action record.Action, after time.Duration) record.Reading {
	return record.Reading{At: now.Add(after), Actor: record.Actor{ID: "off_1", Role: "officer", Authority: "x"}, Action: action, Policy: "may"}
}

// read pages through the readings, as "action minute".
func (b *bench) read(id record.ID, limit int, latest bool) []string {
	b.t.Helper()
	var all []string
	for after := ""; ; {
		page, more, err := b.Readings(b.t.Context(), id, record.Page{After: after, Limit: limit, Latest: latest})
		must(b.t, err)
		for _, r := range page {
			all = append(all, fmt.Sprintf("%s %.0f", r.Action, r.At.Sub(now).Minutes()))
			after = r.Place
		}
		if !more {
			return all
		}
	}
}

func TestEqualReadingsAreKeptOnceInAQuarterOfAnHour(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, b *bench) {
		for _, minute := range []int{0, 0, 1, 14, 15, 16, 29, 30} {
			must(t, b.Note(t.Context(), "p_1", reading("read", time.Duration(minute)*time.Minute)))
		}
		refused := reading("read", 2*time.Minute)
		refused.Refused = true
		must(t, b.Note(t.Context(), "p_1", refused))
		other := reading("read", 3*time.Minute)
		other.Actor.ID = "off_2"
		must(t, b.Note(t.Context(), "p_1", other))
		must(t, b.Note(t.Context(), "p_2", reading("read", time.Minute)))
		want := []string{"read 0", "read 2", "read 3", "read 15", "read 30"}
		if diff := cmp.Diff(want, b.read("p_1", 100, false)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		page, _, err := b.Readings(t.Context(), "p_1", record.Page{Limit: 1})
		must(t, err)
		want0 := reading("read", 0)
		want0.Place = page[0].Place
		if diff := cmp.Diff(want0, page[0]); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

func TestReadingsArePagedInBothDirections(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, b *bench) {
		var want []string
		for i := range 5 {
			must(t, b.Note(t.Context(), "p_1", reading("read", time.Duration(i)*time.Hour)))
			want = append(want, fmt.Sprintf("read %d", i*60))
		}
		for limit := 1; limit <= 6; limit++ {
			if diff := cmp.Diff(want, b.read("p_1", limit, false)); diff != "" {
				t.Errorf("pages of %d (-want +got):\n%s", limit, diff)
			}
			latest := b.read("p_1", limit, true)
			slices.Reverse(latest)
			if diff := cmp.Diff(want, latest); diff != "" {
				t.Errorf("pages of %d, the newest first (-want +got):\n%s", limit, diff)
			}
		}
	})
}

func TestReadingsTakeNoLockAndLeaveTheChainAlone(t *testing.T) {
	t.Parallel()
	b, _ := newBench(t)
	b.create("p_1", open("2026-12-01"))
	for i := range 30 {
		must(t, b.Note(t.Context(), "p_1", reading(record.Action(fmt.Sprint("read-", i)), 0)))
	}
	if n := len(b.chain("p_1")); n != 1 {
		t.Errorf("want one entry, got %d", n)
	}
}

func TestReadingsAreAnchoredOnceTheyAreSettled(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, b *bench) {
		b.create("p_1", open("2026-12-01"))
		anchors := func(at time.Duration, want ...string) {
			t.Helper()
			b.now = now.Add(at)
			must(t, b.permits.Anchor(t.Context(), "p_1"))
			var rows []string
			for _, e := range b.chain("p_1") {
				if e.Action == record.AnchorReadings {
					rows = append(rows, e.Details["rows"])
				}
			}
			if diff := cmp.Diff(want, rows); diff != "" {
				t.Errorf("after %s (-want +got):\n%s", at, diff)
			}
		}
		anchors(time.Hour) // there are none
		must(t, b.Note(t.Context(), "p_1", reading("a", time.Hour)))
		anchors(time.Hour + time.Minute) // it may not yet be in its place
		must(t, b.Note(t.Context(), "p_1", reading("b", time.Hour+time.Second)))
		anchors(2*time.Hour, "2")
		anchors(3*time.Hour, "2")
		b.change("p_1", func(p *permit) { p.Notes = []string{"x"} })
		must(t, b.Note(t.Context(), "p_1", reading("c", 3*time.Hour)))
		anchors(4*time.Hour, "2", "1")
		must(t, b.verify("p_1"))

		rows := b.partition("READS#p_1")
		b.remove(rows[0])
		b.wantAltered(t, "one deleted", b.verify("p_1"))
		b.write(rows[0])
		must(t, b.verify("p_1"))
	})
}
