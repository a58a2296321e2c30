package remember_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/functions/internal/remember"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/problem"
)

// table keeps one answer.
type table struct {
	kept *dynamo.Answer
	down error
}

func (t *table) Recall(context.Context, string, string, [32]byte) (*dynamo.Answer, error) {
	return t.kept, t.down
}

func (t *table) Keep(_ context.Context, _, _ string, _ [32]byte, a dynamo.Answer) error {
	t.kept = &a
	return t.down
}

func TestAnAnswerComesBackAsItWasKept(t *testing.T) {
	t.Parallel()
	store := &table{}
	m := remember.In(store)
	if known, err := m.Recall(t.Context(), "scope", "key", [32]byte{}); known != nil || err != nil {
		t.Fatalf("want nothing known, got %v, %v", known, err)
	}
	want := web.Answer{Status: http.StatusCreated, Header: http.Header{"Etag": {`"1"`}}, Body: []byte(`{"id":"app_1"}`)}
	if err := m.Keep(t.Context(), "scope", "key", [32]byte{}, want); err != nil {
		t.Fatal(err)
	}
	got, err := m.Recall(t.Context(), "scope", "key", [32]byte{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(&want, got); diff != "" {
		t.Error("want -, got +\n" + diff)
	}
}

// Whoever reads the table has a hash of the key, and so learns nothing of what was answered.
func TestOnlyTheRequestsKeyOpensItsAnswer(t *testing.T) {
	t.Parallel()
	store := &table{}
	m := remember.In(store)
	if err := m.Keep(t.Context(), "anna POST /", "key", [32]byte{1}, web.Answer{Body: []byte("Emre Yılmaz")}); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(store.kept.Sealed, []byte("Emre")) {
		t.Error("want the answer sealed")
	}
	for name, recall := range map[string]func() (*web.Answer, error){
		"another key":     func() (*web.Answer, error) { return m.Recall(t.Context(), "anna POST /", "yek", [32]byte{1}) },
		"another scope":   func() (*web.Answer, error) { return m.Recall(t.Context(), "boris POST /", "key", [32]byte{1}) },
		"another message": func() (*web.Answer, error) { return m.Recall(t.Context(), "anna POST /", "key", [32]byte{2}) },
	} {
		if got, err := recall(); got != nil || err == nil {
			t.Errorf("%s: want it refused, got %v", name, got)
		}
	}
}

func TestATableThatIsDownIsSaid(t *testing.T) {
	t.Parallel()
	m := remember.In(&table{kept: &dynamo.Answer{}, down: problem.New(problem.Unavailable, "unavailable")})
	if known, err := m.Recall(t.Context(), "scope", "key", [32]byte{}); known != nil || !errors.Is(err, problem.Unavailable) {
		t.Errorf("want unavailable and no answer, got %v, %v", known, err)
	}
}
