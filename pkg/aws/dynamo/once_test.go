package dynamo_test

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"hsmp.example/cases/pkg/problem"
)

const deed = "app_1-00000007/emre"

func TestADeedIsDoneOnce(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, b *bench) { deedIsDoneOnce(t, b) })
}

func deedIsDoneOnce(t *testing.T, b *bench) {
	for _, step := range []struct {
		name  string
		after time.Duration // since the first step
		first bool
		busy  bool
		done  bool // is said afterwards
	}{
		{name: "the first begins", first: true},
		{name: "a repeat at once is told to come again", busy: true},
		{name: "and so for the whole lease", after: 44 * time.Second, busy: true},
		{name: "who comes after it takes over from who died", after: 45 * time.Second, first: true},
		{name: "and has a lease too", after: 89 * time.Second, busy: true},
		{name: "a third finishes", after: 90 * time.Second, first: true, done: true},
		{name: "what is done is not begun again", after: 91 * time.Second},
		{name: "for thirty days", after: 30*24*time.Hour + 89*time.Second},
		{name: "and is forgotten then", after: 30*24*time.Hour + 90*time.Second, first: true},
	} {
		b.now = now.Add(step.after)
		first, err := b.First(t.Context(), deed)
		if first != step.first || step.busy != errors.Is(err, problem.Unavailable) || !step.busy && err != nil {
			t.Errorf("%s: want first %v and busy %v, got %v, %v", step.name, step.first, step.busy, first, err)
		}
		if step.done {
			if err := b.Done(t.Context(), deed); err != nil {
				t.Fatal(err)
			}
		}
	}
	first, err := b.First(t.Context(), deed+"/another")
	if err != nil || !first {
		t.Errorf("want another deed begun, got %v, %v", first, err)
	}
}

func TestOfTenThatComeAtOnceOneBegins(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, b *bench) { oneBegins(t, b) })
}

func oneBegins(t *testing.T, b *bench) {
	var begun atomic.Int32
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() {
			first, err := b.First(t.Context(), deed)
			if first {
				begun.Add(1)
			} else if !errors.Is(err, problem.Unavailable) {
				t.Errorf("want the others told to come again, got %v", err)
			}
		})
	}
	all.Wait()
	if got := begun.Load(); got != 1 {
		t.Errorf("want one, got %d", got)
	}
}
