package dynamo_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
	"hsmp.example/cases/pkg/problem"
)

func TestANewCaseIsThereWithTheFirstEntryOfItsChain(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	want := draft("app_1", "prs_anna")
	if err := b.Create(t.Context(), want, did("begin-application")); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, b.peek("app_1")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	chain := b.chain("app_1")
	if len(chain) != 1 || chain[0].Sequence != 1 || chain[0].Case != "app_1" || chain[0].Action != "begin-application" {
		t.Errorf("want one entry of the beginning, got %+v", chain)
	}
}

func TestAPersonHasOneOpenCase(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.create("app_1", "prs_anna")
	err := b.Create(t.Context(), draft("app_2", "prs_anna"), did("begin-application"))
	wantKind(t, err, problem.Conflict, "case-open")
	b.create("app_3", "prs_boris")
	if chain := b.chain("app_2"); len(chain) != 0 {
		t.Errorf("want nothing of the refused case, got %+v", chain)
	}
}

func TestCreatingTheSameCaseAgainChangesNothing(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.create("app_1", "prs_anna")
	b.change("app_1", "change-application", func(c *application.Case) error { c.FormVersion++; return nil })
	b.create("app_1", "prs_anna")
	if want, got := 2, b.peek("app_1").FormVersion; want != got {
		t.Errorf("form version: want %d, got %d", want, got)
	}
	if want, got := 2, len(b.chain("app_1")); want != got {
		t.Errorf("entries: want %d, got %d", want, got)
	}
}

func TestACaseOfSomebodyElseWithTheSameIDIsAFault(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.create("app_1", "prs_anna")
	if err := b.Create(t.Context(), draft("app_1", "prs_boris"), did("begin-application")); err == nil {
		t.Error("want the clash found, got none")
	}
	if want, got := application.PersonID("prs_anna"), b.peek("app_1").Person; want != got {
		t.Errorf("owner: want %s, got %s", want, got)
	}
}

func TestAClosedCaseLetsThePersonBeginAnew(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.create("app_1", "prs_anna")
	b.change("app_1", "submit", submit(day("2026-11-30"), "ministry"))
	b.change("app_1", "withdraw", withdraw)
	b.create("app_2", "prs_anna")
	got, err := b.CasesOf(t.Context(), "prs_anna")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]application.ID{"app_2", "app_1"}, got); diff != "" {
		t.Errorf("cases, the newest first (-want +got):\n%s", diff)
	}
}

func TestADiscardedDraftIsGoneButForItsChain(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.create("app_1", "prs_anna")
	for n := range 110 { // more rows than one transaction takes
		b.change("app_1", "add-document", func(c *application.Case) error {
			c.Documents = append(c.Documents, document(n, "a.pdf"))
			return nil
		})
	}
	discard := func(c *application.Case) (audit.Entry, error) {
		if c.State != application.Draft {
			return audit.Entry{}, problem.New(problem.Conflict, "wrong-state")
		}
		return did("discard-application"), nil
	}
	if err := b.Discard(t.Context(), "app_1", discard); err != nil {
		t.Fatal(err)
	}
	_, err := b.Peek(t.Context(), "app_1")
	wantKind(t, err, problem.NotFound, "not-found")
	wantKind(t, b.Discard(t.Context(), "app_1", discard), problem.NotFound, "not-found")
	if want, got := 112, len(b.chain("app_1")); want != got {
		t.Errorf("entries: want %d, got %d", want, got)
	}
	// Its news names the case, whose uploads are deleted by it.
	if last := fromStream(t, b.partition("HISTORY#app_1")[111]); last.Case != "app_1" || last.Action != "discard-application" {
		t.Errorf("want the news that app_1 was discarded, got %+v", last)
	}
	if want, got := []string(nil), b.rows("CASE#app_1"); !cmp.Equal(want, got) {
		t.Errorf("rows left: want %q, got %q", want, got)
	}
	if want, got := []string(nil), b.rows("PERSON#prs_anna"); !cmp.Equal(want, got) {
		t.Errorf("rows of the person left: want %q, got %q", want, got)
	}
	b.create("app_2", "prs_anna")
}

func TestAnOpenCaseIsNotDiscarded(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.create("app_1", "prs_anna")
	err := b.Discard(t.Context(), "app_1", func(*application.Case) (audit.Entry, error) {
		return audit.Entry{}, problem.New(problem.Conflict, "wrong-state")
	})
	wantKind(t, err, problem.Conflict, "wrong-state")
	b.peek("app_1")
}

func TestACaseIsUnreadableOnceItsKeyIsDestroyed(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.create("app_1", "prs_anna")
	b.remove("CASE#app_1", "KEY")
	_, err := b.Peek(t.Context(), "app_1")
	wantKind(t, err, problem.NotFound, "not-found")
	if want, got := 1, len(b.chain("app_1")); want != got {
		t.Errorf("the chain outlives the key: want %d entries, got %d", want, got)
	}
}
