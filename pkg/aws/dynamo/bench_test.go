package dynamo_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/aws/seal"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit"
)

var now = time.Date(2026, 11, 2, 9, 30, 0, 0, time.UTC)

type row = map[string]types.AttributeValue

// permit is a record with everything that a record can have: sections, places, names that are held, and figures.
type permit struct {
	State  string
	Owner  string
	Due    string
	Lanes  []lane
	Notes  []string
	Number string // of a card, public with its facts
	Papers string // of the person, secret
	Post   string // that only one permit of an owner holds
}

type lane struct {
	ID    string
	Desk  string
	Score int
}

var errTaken = problem.New(problem.Conflict, "number-taken")

var permits = record.Type[permit]{Kind: "permit", Format: 2, Project: project, Sections: func(p *permit) map[string]any {
	return map[string]any{"lanes": &p.Lanes, "notes": &p.Notes}
}}

func project(p *permit) record.Projection {
	var all record.Projection
	if p.State == "open" {
		all.Places = append(all.Places, record.Place{List: "open", At: p.Due, Shows: map[string]string{"owner": p.Owner}})
	}
	for _, l := range p.Lanes {
		if l.Score == 0 {
			all.Places = append(all.Places, record.Place{List: "work/" + l.Desk, At: p.Due, Part: l.ID, Shows: l})
		}
		all.Counts = append(all.Counts, record.Count{Counter: "lanes", Row: "desk#" + l.Desk, Cell: "open", N: 1},
			record.Count{Counter: "lanes", Row: "desk#" + l.Desk, Cell: "score", N: l.Score})
	}
	if p.Number != "" {
		all.Reservations = append(all.Reservations, record.Reservation{Space: "card", Name: p.Number, Facts: map[string]string{"state": p.State}, Taken: errTaken})
	}
	if p.Papers != "" {
		all.Reservations = append(all.Reservations, record.Reservation{Space: "papers", Secret: p.Papers, Taken: errTaken})
	}
	if p.Post != "" {
		all.Reservations = append(all.Reservations, record.Reservation{Space: "post", Name: p.Post, Owner: p.Owner, Taken: errTaken})
	}
	return all
}

func open(due string, lanes ...lane) permit {
	return permit{State: "open", Owner: "anna", Due: due, Lanes: lanes}
}

// bench is a table of the test's own, with a clock that the test turns.
type bench struct {
	*dynamo.Table
	permits dynamo.Records[permit]
	t       testing.TB
	raw     dynamo.Client // past the store
	scan    func() []row
	now     time.Time
	vault   *seal.Vault

	mu     sync.Mutex
	alarms []error
}

// newBench is a bench over the fake.
func newBench(t testing.TB) (*bench, *testkit.Fake) {
	t.Helper()
	fake := testkit.NewFake()
	b := &bench{t: t, raw: fake, now: now, vault: testkit.NewVault(), scan: func() []row {
		var all []row
		fake.Alter(func(i testkit.Item) testkit.Item { all = append(all, i); return i })
		return all
	}}
	b.over(fake, "cases", func(context.Context, time.Duration) error { return nil })
	return b, fake
}

// over opens the store over a client, which may stand before another.
func (b *bench) over(client dynamo.Client, table string, pause func(context.Context, time.Duration) error) {
	b.t.Helper()
	var err error
	b.Table, err = dynamo.Open(dynamo.Config{Client: client, Table: table, Vault: dynamo.VaultOf(b.vault), Pause: pause, Jitter: rand.Float64,
		Now: func() time.Time { return b.now }, Alarm: func(_ context.Context, err error) {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.alarms = append(b.alarms, err)
		}})
	if err != nil {
		b.t.Fatal(err)
	}
	b.permits = dynamo.RecordsOf(b.Table, permits)
}

// both runs a test over DynamoDB Local and over the fake, with real pauses: what the fake does is what the engine does.
func both(t *testing.T, test func(*testing.T, *bench)) {
	t.Helper()
	t.Run("engine", func(t *testing.T) {
		t.Parallel()
		client, table := ownTable(t)
		b := &bench{t: t, raw: client, now: now, vault: testkit.NewVault(), scan: func() []row {
			out, err := client.Scan(t.Context(), &dynamodb.ScanInput{TableName: &table, ConsistentRead: aws.Bool(true)})
			must(t, err)
			return out.Items
		}}
		b.over(client, table, dynamo.Pause)
		test(t, b)
	})
	t.Run("fake", func(t *testing.T) {
		t.Parallel()
		b, fake := newBench(t)
		b.over(fake, "cases", dynamo.Pause)
		test(t, b)
	})
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("want no problem, got %v", err)
	}
}

func wantKind(t testing.TB, err error, kind problem.Kind, code string) {
	t.Helper()
	var p *problem.Error
	if !errors.As(err, &p) || p.Kind != kind || p.Code != code {
		t.Errorf("want %s %q, got %v", kind, code, err)
	}
}

// wantAltered wants the integrity alarm, said to the caller and told.
func (b *bench) wantAltered(t testing.TB, what string, err error) {
	t.Helper()
	var p *problem.Error
	if !errors.As(err, &p) || p.Kind != problem.Internal || p.Code != "record-altered" || len(b.alarms) == 0 {
		t.Errorf("%s: want the record altered and an alarm told, got %v and %d alarms", what, err, len(b.alarms))
	}
	b.alarms = nil
}

func (b *bench) wantNoAlarm() {
	b.t.Helper()
	if len(b.alarms) > 0 {
		b.t.Errorf("want no alarm, got %v", b.alarms)
	}
}

func did(action record.Action) record.Entry {
	return record.Entry{At: now, Actor: record.Actor{ID: "anna", Role: "applicant"}, Action: action, Details: map[string]string{"state": "open"}}
}

func (b *bench) create(id record.ID, p permit) {
	b.t.Helper()
	must(b.t, b.permits.Create(b.t.Context(), id, p, did("begin")))
}

func (b *bench) change(id record.ID, move func(*permit)) permit {
	b.t.Helper()
	p, err := b.try(id, move)
	must(b.t, err)
	return p
}

func (b *bench) try(id record.ID, move func(*permit)) (permit, error) {
	p, _, err := b.permits.Change(b.t.Context(), id, func(p *permit) (record.Entry, error) { move(p); return did("change"), nil })
	return p, err
}

// decide makes a change that others will rely on.
func (b *bench) decide(id record.ID) error {
	_, _, err := b.permits.Change(b.t.Context(), id, func(p *permit) (record.Entry, error) {
		p.State += "!"
		e := did("decide")
		e.Decisive = true
		return e, nil
	})
	return err
}

func (b *bench) load(id record.ID) permit {
	b.t.Helper()
	p, err := b.permits.Load(b.t.Context(), id)
	must(b.t, err)
	return p
}

func (b *bench) chain(id record.ID) []record.Entry {
	b.t.Helper()
	chain, err := b.Chain(b.t.Context(), id)
	must(b.t, err)
	must(b.t, record.Verify(chain))
	return chain
}

func (b *bench) verify(id record.ID) error { return b.permits.Verify(b.t.Context(), id) }

// list reads a list to its end in pages, as "at record part".
func (b *bench) list(q record.Query) []string {
	b.t.Helper()
	var all []string
	for {
		lines, next, err := b.List(b.t.Context(), q)
		must(b.t, err)
		for _, l := range lines {
			all = append(all, fmt.Sprintf("%s %s %s", l.At, l.Record, l.Part))
		}
		if next != "" && len(lines) != q.Limit {
			b.t.Errorf("want a full page of %d before another, got %d", q.Limit, len(lines))
		}
		if q.Cursor = next; next == "" {
			return all
		}
	}
}

// partition reads rows past the store.
func (b *bench) partition(name string) []row {
	b.t.Helper()
	out, err := b.raw.Query(b.t.Context(), &dynamodb.QueryInput{TableName: &b.Config.Table, ConsistentRead: aws.Bool(true),
		KeyConditionExpression: aws.String("#pk = :pk"), ExpressionAttributeNames: map[string]string{"#pk": "PK"},
		ExpressionAttributeValues: row{":pk": text(name)}})
	must(b.t, err)
	return out.Items
}

// write puts a row past the store, in place of the one that is there.
func (b *bench) write(r row) {
	b.t.Helper()
	_, err := b.raw.PutItem(b.t.Context(), &dynamodb.PutItemInput{TableName: &b.Config.Table, Item: r})
	must(b.t, err)
}

// remove deletes a row past the store.
func (b *bench) remove(r row) {
	b.t.Helper()
	_, err := b.raw.DeleteItem(b.t.Context(), &dynamodb.DeleteItemInput{TableName: &b.Config.Table, Key: row{"PK": r["PK"], "SK": r["SK"]}})
	must(b.t, err)
}

func text(s string) types.AttributeValue { return &types.AttributeValueMemberS{Value: s} }

func textOf(r row, name string) string {
	s, _ := r[name].(*types.AttributeValueMemberS)
	if s == nil {
		return ""
	}
	return s.Value
}

// sorts lists the sort keys of a partition.
func (b *bench) sorts(partition string) []string {
	b.t.Helper()
	var all []string
	for _, r := range b.partition(partition) {
		all = append(all, textOf(r, "SK"))
	}
	return all
}
