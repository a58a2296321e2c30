package memory_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/pkg/testkit/memory"
)

func stored(t *testing.T, id application.ID) *memory.Store {
	t.Helper()
	s := memory.New()
	if err := s.Create(t.Context(), drafts.Draft(id), audit.Entry{Case: string(id), Action: "begin-application"}); err != nil {
		t.Fatal(err)
	}
	return s
}

// rename is a move that depends on nothing but the case.
func rename(letter string) func(*application.Case) (audit.Entry, error) {
	return func(c *application.Case) (audit.Entry, error) {
		c.Form.Identity.GivenNames += letter
		return audit.Entry{Case: string(c.ID), Action: "change-application"}, nil
	}
}

func TestChangesAtTheSameTimeAreAllMade(t *testing.T) {
	t.Parallel()
	s := stored(t, "app_1")
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if _, err := s.Change(t.Context(), "app_1", rename("x")); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	c, err := s.Peek(t.Context(), "app_1")
	if err != nil {
		t.Fatal(err)
	}
	if want := "Emre" + strings.Repeat("x", 20); c.Form.Identity.GivenNames != want {
		t.Errorf("want %s, got %s", want, c.Form.Identity.GivenNames)
	}
	chain, err := s.Chain(t.Context(), "app_1")
	if err != nil || len(chain) != 21 || audit.Verify(chain) != nil {
		t.Errorf("want a whole chain of 21, got %d, %v, %v", len(chain), err, audit.Verify(chain))
	}
}

func TestAMoveThatChangesNothingLeavesNoEntryUnlessItRead(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		read, shows bool
		want        int
	}{"no change": {false, false, 1}, "a reading": {true, false, 2}, "a repeat that shows something": {false, true, 2}} {
		s := stored(t, "app_1")
		if _, err := s.Change(t.Context(), "app_1", func(*application.Case) (audit.Entry, error) {
			return audit.Entry{Case: "app_1", Read: c.read, Shows: c.shows}, nil
		}); err != nil {
			t.Fatal(err)
		}
		if chain, _ := s.Chain(t.Context(), "app_1"); len(chain) != c.want || c.want > 1 && !chain[1].Read {
			t.Errorf("%s: want %d entries, got %d", name, c.want, len(chain))
		}
	}
}

func TestAMoveThatFailsChangesNothing(t *testing.T) {
	t.Parallel()
	s := stored(t, "app_1")
	refusal := errors.New("no")
	_, err := s.Change(t.Context(), "app_1", func(c *application.Case) (audit.Entry, error) {
		c.Form.Identity.GivenNames = "Nobody"
		return audit.Entry{}, refusal
	})
	if c, _ := s.Peek(t.Context(), "app_1"); !errors.Is(err, refusal) || c.Form.Identity.GivenNames != "Emre" {
		t.Errorf("want the case as it was and the refusal, got %s, %v", c.Form.Identity.GivenNames, err)
	}
}

func TestAPersonHasOneOpenCase(t *testing.T) {
	t.Parallel()
	s := stored(t, "app_1")
	create := func(id application.ID) error {
		return s.Create(t.Context(), drafts.Draft(id), audit.Entry{Case: string(id)})
	}
	if err := create("app_2"); !errors.Is(err, problem.Conflict) {
		t.Errorf("a second one: want a conflict, got %v", err)
	}
	if err := s.Discard(t.Context(), "app_1", func(c *application.Case) (audit.Entry, error) {
		return audit.Entry{Case: string(c.ID), Action: "discard-application"}, nil
	}); err != nil {
		t.Fatal(err)
	}
	if err := create("app_2"); err != nil {
		t.Errorf("after the draft was discarded: want none, got %v", err)
	}
	if chain, _ := s.Chain(t.Context(), "app_1"); len(chain) != 2 || audit.Verify(chain) != nil {
		t.Errorf("want the discarded draft's chain kept, got %+v", chain)
	}
	if _, err := s.Peek(t.Context(), "app_1"); !errors.Is(err, problem.NotFound) {
		t.Errorf("want the discarded draft gone, got %v", err)
	}
}

func TestAChangeEndsWithItsContext(t *testing.T) {
	t.Parallel()
	s := stored(t, "app_1")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Change(ctx, "app_1", rename("x")); !errors.Is(err, problem.Unavailable) {
		t.Errorf("want unavailable, got %v", err)
	}
}

func TestAPersonIsMadeOnce(t *testing.T) {
	t.Parallel()
	s, made := memory.New(), 0
	fresh := func() application.PersonID { made++; return "prs_1" }
	for range 2 {
		if id, err := s.Person(t.Context(), "subject", fresh); id != "prs_1" || err != nil {
			t.Errorf("want prs_1, got %s, %v", id, err)
		}
	}
	if made != 1 {
		t.Errorf("want one person made, got %d", made)
	}
}
