package dynamo_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/statistics"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit"
)

var now = time.Date(2026, 11, 2, 9, 30, 0, 0, time.UTC)

// bench is a store over a table of the test's own.
type bench struct {
	*dynamo.Store
	t      testing.TB
	client dynamo.Client
	table  string
	now    time.Time
}

func newBench(t testing.TB) *bench {
	t.Helper()
	client, table := testkit.Table(t)
	return benchOver(t, client, table)
}

func benchOver(t testing.TB, client dynamo.Client, table string) *bench {
	t.Helper()
	b := &bench{t: t, client: client, table: table, now: now}
	store, err := dynamo.New(dynamo.Config{Client: client, Table: table, Vault: dynamo.VaultOf(testkit.NewVault()),
		Now: func() time.Time { return b.now }, Pause: dynamo.Pause, Jitter: rand.Float64, Fact: factOf(t)})
	if err != nil {
		t.Fatal(err)
	}
	b.Store = store
	return b
}

// factOf knows cases' facts by the real calendar.
func factOf(t testing.TB) func(*application.Case) (statistics.Fact, bool) {
	t.Helper()
	days, err := calendar.Load()
	if err != nil {
		t.Fatal(err)
	}
	return func(c *application.Case) (statistics.Fact, bool) {
		return statistics.FactOf(c, calendar.Clock{Calendar: days})
	}
}

func did(action audit.Action) audit.Entry {
	return audit.Entry{At: now, Actor: audit.Actor{ID: "prs_anna", Role: "applicant"}, Action: action, Details: map[string]string{"state": "x"}}
}

func draft(id application.ID, person application.PersonID) application.Case {
	act := application.Act{By: audit.Actor{ID: string(person), Role: "applicant"}, At: now}
	return application.Begin(act, id, person, "en")
}

func (b *bench) create(id application.ID, person application.PersonID) {
	b.t.Helper()
	if err := b.Create(b.t.Context(), draft(id, person), did("begin-application")); err != nil {
		b.t.Fatal(err)
	}
}

func (b *bench) change(id application.ID, action audit.Action, move func(*application.Case) error) application.Case {
	b.t.Helper()
	c, err := b.Change(b.t.Context(), id, func(c *application.Case) (audit.Entry, error) { return did(action), move(c) })
	if err != nil {
		b.t.Fatalf("%s of %s: %v", action, id, err)
	}
	return c
}

func (b *bench) peek(id application.ID) application.Case {
	b.t.Helper()
	c, err := b.Peek(b.t.Context(), id)
	if err != nil {
		b.t.Fatal(err)
	}
	return c
}

func (b *bench) chain(id application.ID) []audit.Entry {
	b.t.Helper()
	chain, err := b.Chain(b.t.Context(), id)
	if err != nil {
		b.t.Fatal(err)
	}
	if err := audit.Verify(chain); err != nil {
		b.t.Errorf("the chain of %s does not verify: %v", id, err)
	}
	return chain
}

// submit opens the lanes as a submission does, without the completeness that is not the table's concern.
func submit(due calendar.Date, authority programme.AuthorityID) func(*application.Case) error {
	return func(c *application.Case) error {
		c.State = application.Assessing
		c.Form.Expertise.Field = "digital"
		c.Submission = &application.Submission{At: now, Date: calendar.DateOf(now), Due: calendar.Due{Date: due, WorkingDays: 20}}
		for i := range 3 {
			c.Lanes = append(c.Lanes, application.Lane{ID: programme.LaneID(fmt.Sprintf("lane-%d", i)), Kind: programme.CriterionLane,
				Authority: authority, Maximum: 20})
		}
		return nil
	}
}

func score(lane int, by string) func(*application.Case) error {
	return func(c *application.Case) error {
		act := application.Act{By: audit.Actor{ID: by, Role: "officer"}, At: now}
		return c.ScoreLane(act, programme.LaneID(fmt.Sprintf("lane-%d", lane)), application.Finding{
			Justification: "Nothing was shown that would count here."})
	}
}

func withdraw(c *application.Case) error { return c.Withdraw(application.Act{At: now}) }

func document(n int, name string) evidence.Document {
	return evidence.Document{ID: fmt.Sprintf("doc_%04d", n), Kind: "diploma", FileName: name, State: evidence.Expected}
}

func wantKind(t testing.TB, err error, kind problem.Kind, code string) {
	t.Helper()
	var p *problem.Error
	if !errors.As(err, &p) || p.Kind != kind || p.Code != code {
		t.Errorf("want %s %q, got %v", kind, code, err)
	}
}

func TestAStoreSaysWhatItsConfigurationLacks(t *testing.T) {
	t.Parallel()
	if _, err := dynamo.New(dynamo.Config{Table: "cases"}); err == nil {
		t.Error("want a store without a client refused")
	}
	client := struct{ dynamo.Client }{}
	whole := dynamo.Config{Client: client, Table: "cases", Now: time.Now, Pause: dynamo.Pause, Jitter: rand.Float64, Vault: dynamo.VaultOf(testkit.NewVault())}
	if _, err := dynamo.New(whole); err == nil {
		t.Error("want a store that changes cases and knows no facts refused")
	}
}

func TestPauseEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := dynamo.Pause(ctx, time.Hour); !errors.Is(err, context.Canceled) {
		t.Errorf("want cancelled, got %v", err)
	}
	if err := dynamo.Pause(t.Context(), time.Nanosecond); err != nil {
		t.Errorf("want a pause, got %v", err)
	}
}
