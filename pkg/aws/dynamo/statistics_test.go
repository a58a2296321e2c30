package dynamo_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
	"hsmp.example/cases/pkg/domain/points"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/statistics"
	"hsmp.example/cases/pkg/testkit"
)

func (b *bench) facts(month statistics.Month) []statistics.Fact {
	b.t.Helper()
	facts, err := b.Facts(b.t.Context(), month)
	if err != nil {
		b.t.Fatal(err)
	}
	return facts
}

// keeps says that what is stored is exactly what the case as it stands is in fact.
func (b *bench) keeps(id application.ID) statistics.Fact {
	b.t.Helper()
	c := b.peek(id)
	want, known := factOf(b.t)(&c)
	facts := b.facts("2026-11")
	if !known || len(facts) != 1 {
		b.t.Fatalf("want one fact, got %d", len(facts))
	}
	if diff := cmp.Diff(want, facts[0]); diff != "" {
		b.t.Errorf("(-case's +stored):\n%s", diff)
	}
	return facts[0]
}

func TestTheFactOfACaseFollowsEachOfItsChanges(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.create("app_1", "prs_anna")
	if got := b.facts("2026-11"); len(got) != 0 {
		t.Errorf("want no fact of a draft, got %+v", got)
	}
	for _, step := range []struct {
		name string
		move func(*application.Case) error
	}{
		{"submit", submit(day("2026-11-30"), "ministry")},
		{"claim", func(c *application.Case) error {
			return c.ClaimLane(application.Act{By: audit.Actor{ID: "off_1"}, At: now}, "lane-0", false)
		}},
		{"score", score(0, "off_1")},
		{"route", func(c *application.Case) error {
			l := &c.Lanes[1]
			l.Routings = append(l.Routings, application.Routing{From: l.Authority, To: "another", Reason: "It is theirs.", By: "off_2", At: now})
			l.Authority, l.Claim = "another", nil
			return nil
		}},
		{"ask for a correction", func(c *application.Case) error {
			c.Corrections = append(c.Corrections, application.Correction{Number: 1, Lane: "lane-1", At: now})
			return nil
		}},
		{"extend", func(c *application.Case) error {
			c.Extension = &application.Extension{WorkingDays: 10, Approval: &application.Approval{Granted: true}}
			c.Submission.Due.WorkingDays = 30
			return nil
		}},
		{"decide", func(c *application.Case) error {
			c.State, c.Decision = application.Issuing, &application.Decision{Outcome: points.Refused, Total: 41, At: now.AddDate(0, 0, 20)}
			return nil
		}},
	} {
		b.change("app_1", audit.Action(step.name), step.move)
		b.keeps("app_1")
	}
	if got := b.keeps("app_1"); got.Outcome != statistics.Refused || got.Total != 41 || !got.Extended || got.Corrections != 1 || got.DueDay != 30 {
		t.Errorf("want the whole story, got %+v", got)
	}
}

// witness notes the partitions that the last transaction wrote to.
type witness struct {
	dynamo.Client
	last []string
}

func (w *witness) TransactWriteItems(ctx context.Context, in *dynamodb.TransactWriteItemsInput, o ...func(*dynamodb.Options)) (*dynamodb.TransactWriteItemsOutput, error) {
	w.last = nil
	for _, one := range in.TransactItems {
		w.last = append(w.last, one.Put.Item["PK"].(*types.AttributeValueMemberS).Value)
	}
	return w.Client.TransactWriteItems(ctx, in, o...)
}

func TestAnUnchangedFactIsNotWrittenAgain(t *testing.T) {
	t.Parallel()
	client, table := testkit.Table(t)
	w := &witness{Client: client}
	b := benchOver(t, w, table)
	b.file("2026-11-30")
	b.change("app_1", "claim-lane", func(c *application.Case) error {
		return c.ClaimLane(application.Act{By: audit.Actor{ID: "off_1"}, At: now}, "lane-0", false)
	})
	if diff := cmp.Diff([]string{"CASE#app_1", "HISTORY#app_1"}, w.last); diff != "" {
		t.Errorf("partitions written by a claim (-want +got):\n%s", diff)
	}
	b.change("app_1", "score-lane", score(0, "off_1"))
	if diff := cmp.Diff([]string{"CASE#app_1", "STATISTICS#2026-11", "HISTORY#app_1"}, w.last); diff != "" {
		t.Errorf("partitions written by a score (-want +got):\n%s", diff)
	}
}

func TestAFactComesAndGoesWithItsTransaction(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.file("2026-11-30")
	before, refused := b.keeps("app_1"), errors.New("refused")
	_, err := b.Change(t.Context(), "app_1", func(c *application.Case) (audit.Entry, error) {
		if err := score(0, "off_1")(c); err != nil {
			return audit.Entry{}, err
		}
		return audit.Entry{}, refused
	})
	if !errors.Is(err, refused) {
		t.Fatalf("want the move's refusal, got %v", err)
	}
	if diff := cmp.Diff(before, b.keeps("app_1")); diff != "" {
		t.Errorf("a refused move left a trace (-want +got):\n%s", diff)
	}
}

// Nothing in a fact's row leads to the case or a person: no id, no name, no day of anybody's but the end of the term.
func TestAFactHasNobodyInIt(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.file("2026-11-30")
	b.change("app_1", "score-lane", score(0, "off_1"))
	b.change("app_1", "withdraw", withdraw)
	for _, row := range b.partition("STATISTICS#2026-11") {
		written, err := json.Marshal(row)
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{"app_1", "prs_", "anna", "off_1", "counts here", "2026-11-02"} {
			if strings.Contains(string(written), secret) {
				t.Errorf("want no %q in %s", secret, written)
			}
		}
	}
}

func TestMonthsAreKeptApart(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.file("2026-11-30")
	b.create("app_9", "prs_9")
	b.change("app_9", "submit", func(c *application.Case) error {
		err := submit(day("2026-12-30"), "ministry")(c)
		c.Submission.Date = day("2026-12-01")
		return err
	})
	for month, want := range map[statistics.Month]int{"2026-10": 0, "2026-11": 1, "2026-12": 1, "2027-01": 0} {
		if got := len(b.facts(month)); got != want {
			t.Errorf("%s: want %d facts, got %d", month, want, got)
		}
	}
}

// A whole programme's row costs two units each time it is written.
func TestAFactFitsOneKilobyte(t *testing.T) {
	t.Parallel()
	p, err := programme.Load()
	if err != nil {
		t.Fatal(err)
	}
	b := newBench(t)
	b.create("app_1", "prs_anna")
	b.change("app_1", "submit", func(c *application.Case) error {
		err := submit(day("2026-11-30"), "ministry")(c)
		c.Lanes = nil
		for _, l := range p.Lanes("it") {
			c.Lanes = append(c.Lanes, application.Lane{ID: l.ID, Kind: l.Kind, Authority: "science-education", Maximum: l.Maximum,
				Outcome: &application.Outcome{Points: l.Maximum, At: now.AddDate(0, 3, 0)}})
		}
		c.Decision = &application.Decision{Outcome: points.Recognised, Total: 100, At: now.AddDate(0, 3, 0)}
		c.Corrections, c.Extension = []application.Correction{{Number: 1}, {Number: 2}}, &application.Extension{Approval: &application.Approval{Granted: true}}
		return err
	})
	for _, row := range b.partition("STATISTICS#2026-11") {
		if got := unitsOf(row); got != 2 {
			t.Errorf("want 2 units, got %v", got)
		}
	}
}
