package dynamo_test

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit/memory"
)

// sessions is what the portal asks of the table.
type sessions interface {
	KeepSession(context.Context, dynamo.SessionRow) error
	Session(ctx context.Context, id string) (*dynamo.SessionRow, error)
	ReplaceSession(context.Context, dynamo.SessionRow) (bool, error)
	DropSession(ctx context.Context, id string) error
	DropSessions(ctx context.Context, person string) error
	KeepSignIn(ctx context.Context, id string, sealed []byte, expires time.Time) error
	TakeSignIn(ctx context.Context, id string) ([]byte, error)
}

// eachSessions runs the test on the table and on the fake that the portal's tests use: both must behave the same.
func eachSessions(t *testing.T, test func(t *testing.T, s sessions, at func(time.Time))) {
	t.Run("in the table", func(t *testing.T) {
		t.Parallel()
		b := newBench(t)
		test(t, b, func(moment time.Time) { b.now = moment })
	})
	t.Run("in memory", func(t *testing.T) {
		t.Parallel()
		clock := now
		test(t, memory.NewSessions(func() time.Time { return clock }), func(moment time.Time) { clock = moment })
	})
}

func sessionOf(id, person string) dynamo.SessionRow {
	return dynamo.SessionRow{ID: id, Person: person, Sealed: []byte("sealed " + id), Version: 1, Expires: now.Add(12 * time.Hour)}
}

func keepSessions(t *testing.T, s sessions, rows ...dynamo.SessionRow) {
	t.Helper()
	for _, r := range rows {
		if err := s.KeepSession(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
}

func wantSession(t *testing.T, s sessions, id string, want *dynamo.SessionRow) {
	t.Helper()
	got, err := s.Session(t.Context(), id)
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("session %s: %v (-want +got):\n%s", id, err, diff)
	}
}

func TestASessionIsKeptReplacedAndDropped(t *testing.T) {
	t.Parallel()
	eachSessions(t, func(t *testing.T, s sessions, _ func(time.Time)) {
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
	eachSessions(t, func(t *testing.T, s sessions, _ func(time.Time)) {
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
	eachSessions(t, func(t *testing.T, s sessions, at func(time.Time)) {
		r := sessionOf("a1", "anna")
		keepSessions(t, s, r)
		at(r.Expires.Add(-time.Second))
		wantSession(t, s, "a1", &r)
		at(r.Expires)
		wantSession(t, s, "a1", nil)
	})
}

func TestASignInIsTakenOnceAndInTime(t *testing.T) {
	t.Parallel()
	eachSessions(t, func(t *testing.T, s sessions, at func(time.Time)) {
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
		at(end.Add(-time.Second))
		take("in time", "sealed")
		take("in time", "")
		at(end)
		take("too late", "")
	})
}

func TestOfTenThatTakeASignInOneGetsIt(t *testing.T) {
	t.Parallel()
	b := newBench(t)
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
	b := newBench(t)
	keepSessions(t, b, sessionOf("a1", "anna"), sessionOf("a2", "anna"), sessionOf("a3", "anna"))
	if diff := cmp.Diff([]string{"SESSION#a1", "SESSION#a2", "SESSION#a3"}, b.rows("PERSON#anna")); diff != "" {
		t.Errorf("the person's sessions (-want +got):\n%s", diff)
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
		if got := b.rows(pk); len(got) > 0 {
			t.Errorf("%s: want no rows, got %s", pk, strings.Join(got, ", "))
		}
	}
}

func TestEndingEverythingCanBeDoneAgainAfterABreak(t *testing.T) {
	t.Parallel()
	m, b := newMortal(t)
	keepSessions(t, b, sessionOf("a1", "anna"))
	m.deletes = true
	wantKind(t, b.DropSessions(t.Context(), "anna"), problem.Unavailable, "unavailable")
	m.deletes = false
	if err := b.DropSessions(t.Context(), "anna"); err != nil {
		t.Fatal(err)
	}
	wantSession(t, b, "a1", nil)
}
