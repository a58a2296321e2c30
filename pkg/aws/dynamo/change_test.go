package dynamo_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit"
)

func TestAChangeIsStoredWithItsEntry(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.create("app_1", "prs_anna")
	want := b.change("app_1", "submit", submit(day("2026-11-30"), "ministry"))
	if diff := cmp.Diff(want, b.peek("app_1")); diff != "" {
		t.Errorf("(-returned +stored):\n%s", diff)
	}
	chain := b.chain("app_1")
	if len(chain) != 2 || chain[1].Action != "submit" || chain[1].Previous != chain[0].Hash {
		t.Errorf("want the submission linked to the beginning, got %+v", chain)
	}
}

func TestWhatAMoveTakesAwayIsGone(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.create("app_1", "prs_anna")
	b.change("app_1", "add-document", func(c *application.Case) error { c.Documents = append(c.Documents, document(1, "a.pdf")); return nil })
	b.change("app_1", "remove-document", func(c *application.Case) error { return c.RemoveDocument("doc_0001") })
	if got := b.peek("app_1").Documents; len(got) != 0 {
		t.Errorf("want no documents, got %+v", got)
	}
}

func TestOnlyChangedRowsAreWritten(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.create("app_1", "prs_anna")
	b.change("app_1", "submit", submit(day("2026-11-30"), "ministry"))
	b.change("app_1", "score-lane", score(1, "off_1"))
	var written []string
	for _, i := range b.partition("CASE#app_1") {
		if n, ok := i["Sequence"].(*types.AttributeValueMemberN); ok && n.Value == "3" {
			written = append(written, i["SK"].(*types.AttributeValueMemberS).Value)
		}
	}
	if diff := cmp.Diff([]string{"LANE#lane-1"}, written); diff != "" {
		t.Errorf("rows of the third change (-want +got):\n%s", diff)
	}
}

func TestEntriesTellOfChangesAndOfReadingAndOfNothingElse(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		read, shows bool
		move        func(*application.Case)
		want        []bool // of each entry after the first, whether it is a reading
	}{
		"a move that changes nothing leaves no entry":     {false, false, func(*application.Case) {}, nil},
		"a reading leaves an entry":                       {true, false, func(*application.Case) {}, []bool{true}},
		"a change leaves an entry":                        {false, false, func(c *application.Case) { c.FormVersion++ }, []bool{false}},
		"a reading that changes leaves one entry":         {true, false, func(c *application.Case) { c.FormVersion++ }, []bool{true}},
		"a change that shows something is no reading":     {false, true, func(c *application.Case) { c.FormVersion++ }, []bool{false}},
		"what changes nothing and shows something is one": {false, true, func(*application.Case) {}, []bool{true}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.create("app_1", "prs_anna")
			_, err := b.Change(t.Context(), "app_1", func(c *application.Case) (audit.Entry, error) {
				test.move(c)
				e := did("act")
				e.Read, e.Shows = test.read, test.shows
				return e, nil
			})
			if err != nil {
				t.Fatal(err)
			}
			var got []bool
			for _, e := range b.chain("app_1")[1:] {
				got = append(got, e.Read)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("readings among the entries: want %v, got %v", test.want, got)
			}
		})
	}
}

func TestARefusedMoveChangesNothing(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.create("app_1", "prs_anna")
	refusal := problem.New(problem.Conflict, "wrong-state")
	got, err := b.Change(t.Context(), "app_1", func(c *application.Case) (audit.Entry, error) {
		c.FormVersion = 99
		return audit.Entry{}, refusal
	})
	if !errors.Is(err, refusal) || got.ID != "" {
		t.Errorf("want the refusal and no case, got %v, %+v", err, got)
	}
	if want, got := 1, b.peek("app_1").FormVersion; want != got {
		t.Errorf("form version: want %d, got %d", want, got)
	}
}

func TestACaseThatNeverWasIsNotFound(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	_, err := b.Peek(t.Context(), "app_0")
	wantKind(t, err, problem.NotFound, "not-found")
	_, err = b.Change(t.Context(), "app_0", func(*application.Case) (audit.Entry, error) {
		t.Error("want no move made")
		return audit.Entry{}, nil
	})
	wantKind(t, err, problem.NotFound, "not-found")
}

func TestTwentyOfficersAtOnceLoseNothing(t *testing.T) {
	t.Parallel()
	const officers = 20
	b := newBench(t)
	b.create("app_1", "prs_anna")
	var all sync.WaitGroup
	for n := range officers {
		all.Go(func() {
			_, err := b.Change(context.Background(), "app_1", func(c *application.Case) (audit.Entry, error) {
				c.FormVersion++
				c.Documents = append(c.Documents, document(n, "a.pdf"))
				return did("change-application"), nil
			})
			if err != nil {
				t.Errorf("officer %d: %v", n, err)
			}
		})
	}
	all.Wait()
	c := b.peek("app_1")
	if want, got := 1+officers, c.FormVersion; want != got {
		t.Errorf("form version: want %d, got %d", want, got)
	}
	if want, got := officers, len(c.Documents); want != got {
		t.Errorf("documents: want %d, got %d", want, got)
	}
	if want, got := 1+officers, len(b.chain("app_1")); want != got {
		t.Errorf("entries: want %d, got %d", want, got)
	}
}

func TestTwoOfficersAreNotBothTheScorer(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.create("app_1", "prs_anna")
	b.change("app_1", "submit", submit(day("2026-11-30"), "ministry"))
	outcomes := make([]error, 2)
	var both sync.WaitGroup
	for n := range outcomes {
		both.Go(func() {
			_, outcomes[n] = b.Change(context.Background(), "app_1", func(c *application.Case) (audit.Entry, error) {
				return did("score-lane"), score(0, fmt.Sprint("off_", n))(c)
			})
		})
	}
	both.Wait()
	refused := slices.IndexFunc(outcomes, func(err error) bool { return err != nil })
	if refused < 0 || outcomes[1-refused] != nil {
		t.Fatalf("want one of the two refused, got %v", outcomes)
	}
	wantKind(t, outcomes[refused], problem.Conflict, "lane-closed")
}

func TestRowsOfDifferentChangesAreNeverReadTogether(t *testing.T) {
	t.Parallel()
	for name, harm := range map[string]func(*bench){
		"a row older than the chain knows": func(b *bench) { b.alter("CASE#app_1", "LANE#lane-1", "Sequence", num("1")) },
		"a row newer than the chain":       func(b *bench) { b.alter("CASE#app_1", "META", "Sequence", num("9")) },
		"a row that is missing":            func(b *bench) { b.remove("CASE#app_1", "LANE#lane-2") },
		"a chain older than the rows":      func(b *bench) { b.alter("HISTORY#app_1", "CHAIN#00000002", "Rows", text("0")) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, table := testkit.Table(t)
			pauses := 0
			b := benchOver(t, client, table)
			b.Pause = func(context.Context, time.Duration) error { pauses++; return nil }
			b.create("app_1", "prs_anna")
			b.change("app_1", "submit", submit(day("2026-11-30"), "ministry"))
			harm(b)
			_, err := b.Peek(t.Context(), "app_1")
			wantKind(t, err, problem.Unavailable, "unavailable")
			if pauses < 10 {
				t.Errorf("want it read again and again, got %d times", pauses)
			}
		})
	}
}

func TestACaseOfMoreRowsThanAPageHoldsComesBackWhole(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.create("app_1", "prs_anna")
	long := strings.Repeat("x", 20<<10)
	for from := 0; from < 120; from += 60 { // 2.4 MB; a page of a query ends at 1 MB
		b.change("app_1", "add-document", func(c *application.Case) error {
			for n := range 60 {
				c.Documents = append(c.Documents, document(from+n, long))
			}
			return nil
		})
	}
	if want, got := 120, len(b.peek("app_1").Documents); want != got {
		t.Errorf("documents: want %d, got %d", want, got)
	}
}

func TestANumberIsGivenToOneCase(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.create("app_1", "prs_anna")
	b.create("app_2", "prs_boris")
	reserve := func(c *application.Case) error { c.ReservedNumber, c.ReservedIndex = "HSM-1", 4; return nil }
	b.change("app_1", "reserve", reserve)
	_, err := b.Change(t.Context(), "app_2", func(c *application.Case) (audit.Entry, error) { return did("reserve"), reserve(c) })
	wantKind(t, err, problem.Conflict, "number-taken")

	got, err := b.Certificate(t.Context(), "HSM-1")
	if err != nil {
		t.Fatal(err)
	}
	want := dynamo.CertificateRow{Number: "HSM-1", Case: "app_1", State: dynamo.NumberReserved, Index: 4}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAnIssuedCertificateShowsItsPublicFacts(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.create("app_1", "prs_anna")
	b.change("app_1", "submit", submit(day("2026-11-30"), "ministry"))
	b.change("app_1", "reserve", func(c *application.Case) error { c.ReservedNumber = "HSM-1"; return nil })
	b.change("app_1", "certify", func(c *application.Case) error {
		c.State, c.ClosedAt = application.Recognised, now
		c.Certificate = &application.Certificate{Number: "HSM-1", Object: "certificates/HSM-1.pdf", SHA256: "ab", Credential: "secret",
			IssuedOn: day("2026-11-20"), ValidUntil: day("2031-11-19"), At: now}
		return nil
	})
	got, err := b.Certificate(t.Context(), "HSM-1")
	if err != nil {
		t.Fatal(err)
	}
	want := dynamo.CertificateRow{Number: "HSM-1", Case: "app_1", State: dynamo.NumberIssued, Field: "digital",
		IssuedOn: day("2026-11-20"), ValidUntil: day("2031-11-19"), Object: "certificates/HSM-1.pdf", SHA256: "ab"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := b.rows("PERSON#prs_anna"); slices.Contains(got, "OPEN") {
		t.Errorf("want the person free again, got %q", got)
	}
	for _, number := range []string{"", "HSM-2"} {
		_, err := b.Certificate(t.Context(), number)
		wantKind(t, err, problem.NotFound, "not-found")
	}
}

func num(s string) types.AttributeValue { return &types.AttributeValueMemberN{Value: s} }
