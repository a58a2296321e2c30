package dynamo_test

import (
	"context"
	"errors"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/smithy-go"

	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit"
)

// mortal is DynamoDB behind a line that breaks: before a write arrives, or after it was done and before the answer is heard.
type mortal struct {
	dynamo.Client
	before, after bool // of the next transaction
	deletes       bool // none arrives
}

var errLine = &smithy.GenericAPIError{Code: "ServiceUnavailable"}

func (m *mortal) TransactWriteItems(ctx context.Context, in *dynamodb.TransactWriteItemsInput, o ...func(*dynamodb.Options)) (*dynamodb.TransactWriteItemsOutput, error) {
	before, after := m.before, m.after
	m.before, m.after = false, false
	if before {
		return nil, errLine
	}
	out, err := m.Client.TransactWriteItems(ctx, in, o...)
	if after {
		return nil, errors.Join(err, errLine)
	}
	return out, err
}

func (m *mortal) DeleteItem(ctx context.Context, in *dynamodb.DeleteItemInput, o ...func(*dynamodb.Options)) (*dynamodb.DeleteItemOutput, error) {
	if m.deletes {
		return nil, errLine
	}
	return m.Client.DeleteItem(ctx, in, o...)
}

func newMortal(t *testing.T) (*mortal, *bench) {
	t.Helper()
	client, table := testkit.Table(t)
	m := &mortal{Client: client}
	return m, benchOver(t, m, table)
}

func TestCreatingAgainAfterABreakMakesOneCase(t *testing.T) {
	t.Parallel()
	for name, harm := range map[string]func(*mortal){
		"before it was stored": func(m *mortal) { m.before = true },
		"after it was stored":  func(m *mortal) { m.after = true },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, b := newMortal(t)
			harm(m)
			err := b.Create(t.Context(), draft("app_1", "prs_anna"), did("begin-application"))
			wantKind(t, err, problem.Unavailable, "unavailable")
			b.create("app_1", "prs_anna")
			if want, got := 1, len(b.chain("app_1")); want != got {
				t.Errorf("entries: want %d, got %d", want, got)
			}
		})
	}
}

func TestAScoreSentAgainAfterABreakCountsOnce(t *testing.T) {
	t.Parallel()
	for name, harm := range map[string]func(*mortal){
		"before it was stored": func(m *mortal) { m.before = true },
		"after it was stored":  func(m *mortal) { m.after = true },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, b := newMortal(t)
			b.file("2026-11-30")
			harm(m)
			_, err := b.Change(t.Context(), "app_1", func(c *application.Case) (audit.Entry, error) {
				return did("score-lane"), score(0, "off_1")(c)
			})
			wantKind(t, err, problem.Unavailable, "unavailable")
			c := b.change("app_1", "score-lane", score(0, "off_1"))
			if c.Lanes[0].Outcome == nil || c.Lanes[0].Outcome.By != "off_1" {
				t.Errorf("want the lane scored, got %+v", c.Lanes[0])
			}
			if want, got := 3, len(b.chain("app_1")); want != got {
				t.Errorf("entries: want %d, got %d", want, got)
			}
		})
	}
}

func TestASubmissionThatBreaksListsItsLanesWhenItIsSentAgain(t *testing.T) {
	t.Parallel()
	m, b := newMortal(t)
	b.create("app_1", "prs_anna")
	m.before = true
	_, err := b.Change(t.Context(), "app_1", func(c *application.Case) (audit.Entry, error) {
		return did("submit"), submit(day("2026-11-30"), "ministry")(c)
	})
	wantKind(t, err, problem.Unavailable, "unavailable")
	if got := b.list("ministry", 10); len(got) != 0 {
		t.Errorf("want no lanes of what was not submitted, got %q", got)
	}
	b.change("app_1", "submit", submit(day("2026-11-30"), "ministry"))
	if want, got := 3, len(b.list("ministry", 10)); want != got {
		t.Errorf("lanes: want %d, got %d", want, got)
	}
}

func TestADiscardThatDiesHalfwayLeavesNothingToBeRead(t *testing.T) {
	t.Parallel()
	m, b := newMortal(t)
	b.create("app_1", "prs_anna")
	for from := 0; from < 120; from += 60 {
		b.change("app_1", "add-document", func(c *application.Case) error {
			for n := range 60 {
				c.Documents = append(c.Documents, document(from+n, "a.pdf"))
			}
			return nil
		})
	}
	m.deletes = true
	err := b.Discard(t.Context(), "app_1", func(*application.Case) (audit.Entry, error) { return did("discard-application"), nil })
	wantKind(t, err, problem.Unavailable, "unavailable")
	if left := b.rows("CASE#app_1"); len(left) == 0 {
		t.Error("want rows that one transaction could not hold")
	}
	_, err = b.Peek(t.Context(), "app_1")
	wantKind(t, err, problem.NotFound, "not-found")
	b.create("app_2", "prs_anna")
}

func TestACaseCannotBeMadeAnewUnderADiscardedID(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.create("app_1", "prs_anna")
	if err := b.Discard(t.Context(), "app_1", func(*application.Case) (audit.Entry, error) { return did("discard-application"), nil }); err != nil {
		t.Fatal(err)
	}
	if err := b.Create(t.Context(), draft("app_1", "prs_anna"), did("begin-application")); err == nil {
		t.Error("want the id refused: its chain tells of another case")
	}
	if want, got := 2, len(b.chain("app_1")); want != got {
		t.Errorf("entries: want %d, got %d", want, got)
	}
}
