package casework_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
)

func TestTheTrailEndsWithTheReceiptOfTheWholeChain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	_, err := w.scoring.Read(t.Context(), officer("science-education"), id)
	must(t, err)
	trail, err := w.answers.Accesses(t.Context(), emre, id, casework.Span{Limit: 10})
	must(t, err)
	chain, err := w.store.Chain(t.Context(), id)
	must(t, err)
	if want := chain[len(chain)-1].Head(); trail.Head != want || !trail.Whole {
		t.Errorf("want %+v of a whole chain, got %+v whole %t", want, trail.Head, trail.Whole)
	}
	if len(trail.Lines) != 1 || trail.Lines[0].Actor.Authority != "science-education" || trail.Lines[0].Entry != nil {
		t.Errorf("want the officer's reading alone, got %+v", trail.Lines)
	}
}

// Whatever somebody with access to the table alters, a history says so.
func TestAnAlteredChainIsNotWhole(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	w.store.Fake.Alter(func(i testkit.Item) testkit.Item {
		if entry, ok := i["Entry"].(*types.AttributeValueMemberS); ok {
			i["Entry"] = &types.AttributeValueMemberS{Value: strings.Replace(entry.Value, `"role":"applicant"`, `"role":"officer"`, 1)}
		}
		return i
	})
	trail, err := w.answers.Accesses(t.Context(), emre, id, casework.Span{Limit: 10})
	must(t, err)
	if trail.Whole || len(w.store.Alarms) == 0 {
		t.Error("want the tampering found, and an alarm")
	}
}

func TestAStrangerLearnsNothingOfATrailAndLeavesATrace(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	_, err := w.answers.Accesses(t.Context(), stranger, id, casework.Span{Limit: 10})
	wantKind(t, problem.NotFound, err)
	trail, err := w.answers.Accesses(t.Context(), emre, id, casework.Span{Limit: 10})
	must(t, err)
	if len(trail.Lines) != 1 || !trail.Lines[0].Refused || trail.Lines[0].Actor.ID != stranger.Person() {
		t.Errorf("want the attempt told, got %+v", trail.Lines)
	}
}

// walked reads a history to its end.
func (w *world) walked(id application.ID, span casework.Span) (lines []string) {
	w.t.Helper()
	for {
		page, err := w.scoring.History(w.t.Context(), auditor, id, span)
		must(w.t, err)
		if len(page.Lines) > span.Limit {
			w.t.Fatalf("want at most %d lines, got %d", span.Limit, len(page.Lines))
		}
		for _, one := range page.Lines {
			lines = append(lines, one.At.Format("04 ")+string(one.Action))
		}
		if span.Cursor = page.Next; page.Next == "" {
			return lines
		}
	}
}

// Changes and readings are one story, in either direction and in pages of any size.
func TestAHistoryIsPagedWithoutLosingOrRepeatingALine(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	for minute := 1; minute < 6; minute++ {
		w.minutes = minute
		_, err := w.scoring.Read(t.Context(), officer("science-education"), id)
		must(t, err)
		_, err = w.scoring.Claim(t.Context(), person(fmt.Sprint("officer-", minute), "science-education", identity.Officer), id, "education", true)
		must(t, err)
	}
	w.walked(id, casework.Span{Limit: 100}) // leaves its own line
	want := w.walked(id, casework.Span{Limit: 100})
	for limit := 1; limit < 6; limit++ {
		if diff := cmp.Diff(want, w.walked(id, casework.Span{Limit: limit})); diff != "" {
			t.Errorf("%d a page (-want +got):\n%s", limit, diff)
		}
		back := w.walked(id, casework.Span{Limit: limit, Latest: true})
		slices.Reverse(back)
		if diff := cmp.Diff(len(want), len(back)); diff != "" {
			t.Errorf("%d a page, the newest first (-want +got):\n%s", limit, diff)
		}
	}
	_, err := w.scoring.History(t.Context(), auditor, id, casework.Span{Cursor: "nonsense", Limit: 3})
	wantKind(t, problem.Invalid, err)
}
