package dynamo_test

import (
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/problem"
)

func sessionOf(id, person string) dynamo.SessionRow {
	return dynamo.SessionRow{ID: id, Person: person, Sealed: []byte("sealed " + id), Version: 1, Expires: now.Add(12 * time.Hour)}
}

func keepSessions(t *testing.T, s *bench, rows ...dynamo.SessionRow) {
	t.Helper()
	for _, r := range rows {
		if err := s.KeepSession(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
}

func wantSession(t *testing.T, s *bench, id string, want *dynamo.SessionRow) {
	t.Helper()
	got, err := s.Session(t.Context(), id)
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("session %s: %v (-want +got):\n%s", id, err, diff)
	}
}

func TestASessionIsKeptReplacedAndDropped(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, s *bench) {
		first := sessionOf("a1", "anna")
		wantSession(t, s, "a1", nil)
		keepSessions(t, s, first, first) // a repeat changes nothing
		wantSession(t, s, "a1", &first)

		second := first
		second.Version, second.Sealed = 2, []byte("newer")
		for _, want := range []bool{true, false} { // whoever comes second with the same version has not read the first's
			if won, err := s.ReplaceSession(t.Context(), second); err != nil || won != want {
				t.Errorf("replace: want %v, got %v, %v", want, won, err)
			}
		}
		wantSession(t, s, "a1", &second)

		for range 2 {
			if err := s.DropSession(t.Context(), "a1"); err != nil {
				t.Fatal(err)
			}
		}
		wantSession(t, s, "a1", nil)
		third := second
		third.Version = 3
		if won, err := s.ReplaceSession(t.Context(), third); err != nil || won {
			t.Errorf("want a session that was ended not to come back, got %v, %v", won, err)
		}
		wantSession(t, s, "a1", nil)
	})
}

func TestEndingEverythingEndsOnePersonsSessions(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, s *bench) {
		boris := sessionOf("b1", "boris")
		keepSessions(t, s, sessionOf("a1", "anna"), sessionOf("a2", "anna"), boris)
		for range 2 {
			if err := s.DropSessions(t.Context(), "anna"); err != nil {
				t.Fatal(err)
			}
		}
		wantSession(t, s, "a1", nil)
		wantSession(t, s, "a2", nil)
		wantSession(t, s, "b1", &boris)
	})
}

func TestASessionIsGoodUntilItExpires(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, s *bench) {
		r := sessionOf("a1", "anna")
		keepSessions(t, s, r)
		s.now = r.Expires.Add(-time.Second)
		wantSession(t, s, "a1", &r)
		s.now = r.Expires
		wantSession(t, s, "a1", nil)
	})
}

func TestASignInIsTakenOnceAndInTime(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, s *bench) {
		take := func(id, want string) {
			t.Helper()
			got, err := s.TakeSignIn(t.Context(), id)
			if err != nil || string(got) != want {
				t.Errorf("take %s: want %q, got %q, %v", id, want, got, err)
			}
		}
		end := now.Add(10 * time.Minute)
		for _, id := range []string{"in time", "too late"} {
			for range 2 { // a repeat changes nothing
				if err := s.KeepSignIn(t.Context(), id, []byte("sealed"), end); err != nil {
					t.Fatal(err)
				}
			}
		}
		take("another", "")
		s.now = end.Add(-time.Second)
		take("in time", "sealed")
		take("in time", "")
		s.now = end
		take("too late", "")
	})
}

func TestOfTenThatTakeASignInOneGetsIt(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, b *bench) { oneGetsTheSignIn(t, b) })
}

func oneGetsTheSignIn(t *testing.T, b *bench) {
	if err := b.KeepSignIn(t.Context(), "s", []byte("sealed"), now.Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	var taken atomic.Int32
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() {
			got, err := b.TakeSignIn(t.Context(), "s")
			if err != nil {
				t.Error(err)
			}
			if got != nil {
				taken.Add(1)
			}
		})
	}
	all.Wait()
	if got := taken.Load(); got != 1 {
		t.Errorf("want one, got %d", got)
	}
}

func TestNothingOfASessionStaysBehind(t *testing.T) {
	t.Parallel()
	b, _ := newBench(t)
	keepSessions(t, b, sessionOf("a1", "anna"), sessionOf("a2", "anna"), sessionOf("a3", "anna"))
	if diff := cmp.Diff([]string{"SESSION#a1", "SESSION#a2", "SESSION#a3"}, b.sorts("PERSON#anna")); diff != "" {
		t.Errorf("the person's *bench (-want +got):\n%s", diff)
	}
	for _, pk := range []string{"PERSON#anna", "SESSION#a1"} {
		if _, ok := b.partition(pk)[0]["ExpiresAt"]; !ok {
			t.Errorf("want the rows of %s to expire by themselves", pk)
		}
	}
	if err := b.DropSession(t.Context(), "a2"); err != nil {
		t.Fatal(err)
	}
	if err := b.DropSessions(t.Context(), "anna"); err != nil {
		t.Fatal(err)
	}
	for _, pk := range []string{"PERSON#anna", "SESSION#a1", "SESSION#a2", "SESSION#a3"} {
		if got := b.sorts(pk); len(got) > 0 {
			t.Errorf("%s: want no rows, got %s", pk, strings.Join(got, ", "))
		}
	}
}

func TestEndingEverythingCanBeDoneAgainAfterABreak(t *testing.T) {
	t.Parallel()
	b, fake := newBench(t)
	keepSessions(t, b, sessionOf("a1", "anna"))
	calls := 0
	fake.Fail(func() error { // the session goes, and the line breaks before the row that finds it goes too
		if calls++; calls > 2 {
			return &types.InternalServerError{}
		}
		return nil
	})
	wantKind(t, b.DropSessions(t.Context(), "anna"), problem.Unavailable, "unavailable")
	fake.Fail(nil)
	wantSession(t, b, "a1", nil)
	if err := b.DropSessions(t.Context(), "anna"); err != nil {
		t.Fatal(err)
	}
	wantSession(t, b, "a1", nil)
}
