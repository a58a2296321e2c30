package dynamo_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
)

// alterations of a value: somebody with access to the table writes another of the same type, of another type, or none.
func alterations(v types.AttributeValue) map[string]types.AttributeValue {
	all := map[string]types.AttributeValue{"gone": nil, "another type": &types.AttributeValueMemberBOOL{Value: true}}
	switch v := v.(type) {
	case *types.AttributeValueMemberS:
		all["longer"] = text(v.Value + " ")
		all["another"] = text(strings.Replace(v.Value, v.Value[len(v.Value)/2:len(v.Value)/2+1], "~", 1))
	case *types.AttributeValueMemberN:
		all["another"] = &types.AttributeValueMemberN{Value: v.Value + "1"}
	case *types.AttributeValueMemberB:
		for name, at := range map[string]int{"first byte": 0, "last byte": len(v.Value) - 1} {
			twin := slices.Clone(v.Value)
			twin[at] ^= 1
			all[name] = &types.AttributeValueMemberB{Value: twin}
		}
		all["empty"] = &types.AttributeValueMemberB{}
	}
	return all
}

// eachAlteration alters every attribute of the rows, one after the other, deletes each row, and puts all back in
// between.
func (b *bench) eachAlteration(rows []row, test func(what string)) {
	b.t.Helper()
	for _, r := range rows {
		at := textOf(r, "PK") + " " + textOf(r, "SK")
		for name, value := range r {
			if name == "PK" || name == "SK" {
				continue
			}
			for how, other := range alterations(value) {
				twin := maps.Clone(r)
				if twin[name] = other; other == nil {
					delete(twin, name)
				}
				b.write(twin)
				test(fmt.Sprintf("%s %s: %s", at, name, how))
			}
			b.write(r)
		}
		b.remove(r)
		test(at + " deleted")
		b.write(r)
	}
}

// whole is a record with rows of every sort, of five changes, with its readings anchored.
func whole(t *testing.T) *bench {
	t.Helper()
	b, _ := newBench(t)
	p := open("2026-12-01", lane{"a", "x", 0}, lane{"b", "y", 0})
	p.Number, p.Papers, p.Post = "C1", "U12345678", "cook"
	b.create("p_1", p)
	b.change("p_1", func(p *permit) { p.Lanes[0].Score = 7 })
	for i := range 3 {
		must(t, b.Note(t.Context(), "p_1", reading("read", time.Duration(i)*time.Hour)))
	}
	b.now = now.Add(3 * time.Hour)
	must(t, b.permits.Anchor(t.Context(), "p_1"))
	b.change("p_1", func(p *permit) { p.Notes, p.State = []string{"one"}, "open" })
	b.change("p_1", func(p *permit) { p.Notes[0], p.Due, p.Lanes[0].Desk = "two", "2026-12-02", "z" })
	must(t, b.verify("p_1"))
	return b
}

func TestAnyAlterationOfARecordsRowsIsFoundByWhoeverLoadsIt(t *testing.T) {
	t.Parallel()
	b := whole(t)
	rows := b.partition("PERMIT#p_1")
	if len(rows) != 5 { // KEY, main, lanes, notes, anchors
		t.Fatalf("want five rows, got %d", len(rows))
	}
	b.eachAlteration(rows, func(what string) {
		_, err := b.permits.Load(t.Context(), "p_1")
		b.wantAltered(t, "load: "+what, err)
		_, err = b.try("p_1", func(p *permit) { p.State = "x" })
		b.wantAltered(t, "change: "+what, err)
		b.wantAltered(t, "verify: "+what, b.verify("p_1"))
		b.wantAltered(t, "discard: "+what, b.permits.Discard(t.Context(), "p_1", func(*permit) (record.Entry, error) { return did("discard"), nil }))
	})
	must(t, b.verify("p_1"))
}

func TestASectionOfAnotherRecordDoesNotOpen(t *testing.T) {
	t.Parallel()
	b := whole(t)
	b.create("p_2", open("2026-12-01", lane{"a", "x", 9}))
	for _, other := range b.partition("PERMIT#p_2") {
		mine := b.rowAt("PERMIT#p_1", textOf(other, "SK"))
		twin := maps.Clone(other)
		twin["PK"] = mine["PK"]
		b.write(twin)
		_, err := b.permits.Load(t.Context(), "p_1")
		b.wantAltered(t, textOf(other, "SK"), err)
		b.write(mine)
	}
}

func (b *bench) rowAt(partition, sort string) row {
	b.t.Helper()
	for _, r := range b.partition(partition) {
		if textOf(r, "SK") == sort {
			return r
		}
	}
	b.t.Fatalf("no row %s %s", partition, sort)
	return nil
}

func TestASectionRolledBackIsFound(t *testing.T) {
	t.Parallel()
	b := whole(t)
	before := b.partition("PERMIT#p_1")
	b.change("p_1", func(p *permit) { p.State, p.Lanes[1].Score, p.Notes[0] = "closed", 9, "three" })
	after := b.partition("PERMIT#p_1")
	for i, r := range before {
		if sort := textOf(r, "SK"); sort == "KEY" || sort == "SECTION#anchors" {
			continue
		}
		b.write(r)
		_, err := b.permits.Load(t.Context(), "p_1")
		b.wantAltered(t, textOf(r, "SK"), err)
		b.write(after[i])
	}
	must(t, b.verify("p_1"))
}

// TestARecordRolledBackAsAWholeIsFoundByTheNextChange: what is loaded belongs together then, but its chain has grown
// past it.
func TestARecordRolledBackAsAWholeIsFoundByTheNextChange(t *testing.T) {
	t.Parallel()
	b := whole(t)
	before := b.partition("PERMIT#p_1")
	b.change("p_1", func(p *permit) { p.State, p.Lanes[1].Score, p.Notes[0] = "closed", 9, "three" })
	for _, r := range before {
		b.write(r)
	}
	b.load("p_1")
	_, err := b.try("p_1", func(p *permit) { p.State = "mine" })
	b.wantAltered(t, "change", err)
	b.wantAltered(t, "decide", b.decide("p_1"))
	b.wantAltered(t, "verify", b.verify("p_1"))
	b.wantAltered(t, "discard", b.permits.Discard(t.Context(), "p_1", func(*permit) (record.Entry, error) { return did("discard"), nil }))
	b.wantAltered(t, "anchor", b.anchorAgain("p_1"))
}

func (b *bench) anchorAgain(id record.ID) error {
	must(b.t, b.Note(b.t.Context(), id, reading("again", 5*time.Hour)))
	b.now = b.now.Add(9 * time.Hour)
	return b.permits.Anchor(b.t.Context(), id)
}

func TestAChainThatWasCutOffStopsADecision(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, b *bench) {
		b.create("p_1", open("2026-12-01"))
		b.change("p_1", func(p *permit) { p.Notes = []string{"one"} })
		must(t, b.decide("p_1"))
		chain := b.partition("HISTORY#p_1")
		b.remove(chain[2])
		b.load("p_1")
		b.wantAltered(t, "decide", b.decide("p_1"))
		b.wantAltered(t, "verify", b.verify("p_1"))
		_, err := b.try("p_1", func(p *permit) { p.Notes = nil })
		must(t, err) // nobody relies on it; Verify finds the gap afterwards
		b.wantAltered(t, "verify", b.verify("p_1"))
	})
}

func TestAnyAlterationOfAChainIsFoundByVerify(t *testing.T) {
	t.Parallel()
	b := whole(t)
	rows := b.partition("HISTORY#p_1")
	if len(rows) != 5 {
		t.Fatalf("want five entries, got %d", len(rows))
	}
	b.eachAlteration(rows, func(what string) {
		if strings.HasSuffix(what, "Entry: longer") {
			return // a blank in JSON says nothing
		}
		b.wantAltered(t, what, b.verify("p_1"))
	})
	rows[1]["SK"], rows[2]["SK"] = rows[2]["SK"], rows[1]["SK"]
	b.write(rows[1])
	b.write(rows[2])
	b.wantAltered(t, "two entries swapped", b.verify("p_1"))
}

func TestTheLastEntryAlteredStopsADecision(t *testing.T) {
	t.Parallel()
	b := whole(t)
	rows := b.partition("HISTORY#p_1")
	end := rows[len(rows)-1]
	for how, value := range alterations(end["Hash"]) {
		twin := maps.Clone(end)
		if twin["Hash"] = value; value == nil {
			delete(twin, "Hash")
		}
		b.write(twin)
		b.wantAltered(t, how, b.decide("p_1"))
		b.write(end)
	}
	must(t, b.decide("p_1"))
}

// TestAnyAlterationOfWhatARecordIsFoundByIsFound: places in lists, held names, and the facts that anybody may look up.
func TestAnyAlterationOfWhatARecordIsFoundByIsFound(t *testing.T) {
	t.Parallel()
	b := whole(t)
	var rows []row
	for _, r := range b.scan() {
		if textOf(r, "Record") == "p_1" {
			rows = append(rows, r)
		}
	}
	if len(rows) != 5 { // open, work/y, card, papers, post
		t.Fatalf("want five rows, got %d", len(rows))
	}
	b.eachAlteration(rows, func(what string) {
		if strings.HasPrefix(what, "POST#cook RESERVED Record: ") {
			return // another record of the owner may have taken it over
		}
		b.wantAltered(t, what, b.verify("p_1"))
	})
	must(t, b.verify("p_1"))
}

func TestAReadingThatWasTakenOutOrAlteredIsFound(t *testing.T) {
	t.Parallel()
	b := whole(t)
	rows := b.partition("READS#p_1")
	if len(rows) != 3 {
		t.Fatalf("want three readings, got %d", len(rows))
	}
	b.eachAlteration(rows, func(what string) { b.wantAltered(t, what, b.verify("p_1")) })
	more := maps.Clone(rows[1])
	more["SK"] = text(textOf(more, "SK") + "0")
	b.write(more)
	b.wantAltered(t, "one put in", b.verify("p_1"))
}

// torn shows one query of a record's rows as it may look while a transaction is being applied: some rows old, some new.
type torn struct {
	dynamo.Client
	old []row // rows that are shown in place of the new ones; nil shows all as they are
}

func (c *torn) Query(ctx context.Context, in *dynamodb.QueryInput, o ...func(*dynamodb.Options)) (*dynamodb.QueryOutput, error) {
	out, err := c.Client.Query(ctx, in, o...)
	if err != nil || c.old == nil || len(out.Items) == 0 || !strings.HasPrefix(textOf(out.Items[0], "PK"), "PERMIT#") {
		return out, err
	}
	out.Items, c.old = c.old, nil
	return out, nil
}

func TestATornReadIsReadAgain(t *testing.T) {
	t.Parallel()
	b, fake := newBench(t)
	client, paused := &torn{Client: fake}, 0
	b.over(client, "cases", func(context.Context, time.Duration) error { paused++; return nil })
	b.create("p_1", open("2026-12-01", lane{"a", "x", 0}))
	before := b.partition("PERMIT#p_1")
	b.change("p_1", func(p *permit) { p.State, p.Lanes[0].Score = "closed", 7 })
	after := b.partition("PERMIT#p_1")
	for name, old := range map[string][]row{
		"the key alone":     {after[0]},
		"all but the key":   after[1:],
		"lanes not yet":     {after[0], before[1], after[2]},
		"main not yet":      {after[0], after[1], before[2]},
		"main not there":    {after[0], after[1]},
		"nothing is torn":   after,
		"all of it not yet": before,
	} {
		client.old, paused = old, 0
		got := b.load("p_1")
		stale := name == "all of it not yet"
		if want := map[bool]int{true: 0, false: 7}[stale]; got.Lanes[0].Score != want {
			t.Errorf("%s: want %d, got %+v", name, want, got)
		}
		if again := name != "nothing is torn" && !stale; again != (paused == 1) {
			t.Errorf("%s: want it read again: %v, got %d pauses", name, again, paused)
		}
	}
	b.wantNoAlarm()
}

// busy refuses transactions as DynamoDB does while others write the same rows, and does something before a query of a
// chain.
type busy struct {
	dynamo.Client
	conflicts int
	onChain   func()
	onRow     func()
}

func (c *busy) TransactWriteItems(ctx context.Context, in *dynamodb.TransactWriteItemsInput, o ...func(*dynamodb.Options)) (*dynamodb.TransactWriteItemsOutput, error) {
	if c.conflicts > 0 {
		c.conflicts--
		return nil, &types.TransactionConflictException{}
	}
	return c.Client.TransactWriteItems(ctx, in, o...)
}

func (c *busy) Query(ctx context.Context, in *dynamodb.QueryInput, o ...func(*dynamodb.Options)) (*dynamodb.QueryOutput, error) {
	if do := c.onChain; do != nil && strings.HasPrefix(textOf(in.ExpressionAttributeValues, ":pk"), "HISTORY#") {
		c.onChain = nil
		do()
	}
	return c.Client.Query(ctx, in, o...)
}

func (c *busy) GetItem(ctx context.Context, in *dynamodb.GetItemInput, o ...func(*dynamodb.Options)) (*dynamodb.GetItemOutput, error) {
	if do := c.onRow; do != nil {
		c.onRow = nil
		do()
	}
	return c.Client.GetItem(ctx, in, o...)
}

// TestAChangeMeanwhileIsNotTakenForTampering: both who look at the end of a chain and who verify read more than one
// row.
func TestAChangeMeanwhileIsNotTakenForTampering(t *testing.T) {
	t.Parallel()
	b, fake := newBench(t)
	client := &busy{Client: fake}
	b.over(client, "cases", b.Pause)
	b.create("p_1", open("2026-12-01", lane{"a", "x", 0}))
	elsewhere := dynamo.RecordsOf(b.Table, permits)
	meanwhile := func() { must(t, touch(b, elsewhere)) }

	client.onChain = func() { client.conflicts = 0; meanwhile(); client.conflicts = 3 }
	client.conflicts = 10
	b.change("p_1", func(p *permit) { p.Lanes[0].Score++ })
	client.onChain = meanwhile
	must(t, b.verify("p_1"))
	client.onRow = func() { b.change("p_1", func(p *permit) { p.State = "closed" }) }
	must(t, b.verify("p_1"))
	if got := b.load("p_1"); got.Lanes[0].Score != 1 || len(got.Notes) != 2 || got.State != "closed" {
		t.Errorf("want every change made once, got %+v", got)
	}
	b.wantNoAlarm()
}

func TestWhoMeetsOthersWaitsLongerEachTimeAndGivesUp(t *testing.T) {
	t.Parallel()
	b, fake := newBench(t)
	client := &busy{Client: fake}
	var waits []time.Duration
	b.over(client, "cases", func(_ context.Context, d time.Duration) error { waits = append(waits, d); return nil })
	b.Jitter = func() float64 { return 1 }
	b.create("p_1", open("2026-12-01"))
	client.conflicts = 1000
	_, err := b.try("p_1", func(p *permit) { p.State = "x" })
	wantKind(t, err, problem.Unavailable, "unavailable")
	if len(waits) != 15 || waits[0] != 10*time.Millisecond || waits[14] != time.Second || !slices.IsSorted(waits) {
		t.Errorf("got waits %v", waits)
	}
	b.wantNoAlarm()
	client.conflicts = 14
	b.change("p_1", func(p *permit) { p.State = "x" })
}

func TestAnOutageIsNoAlarm(t *testing.T) {
	t.Parallel()
	b, fake := newBench(t)
	b.create("p_1", open("2026-12-01"))
	fake.Fail(func() error { return &types.ProvisionedThroughputExceededException{} })
	_, err := b.permits.Load(t.Context(), "p_1")
	wantKind(t, err, problem.Unavailable, "unavailable")
	wantKind(t, b.verify("p_1"), problem.Unavailable, "unavailable")
	calls := 0
	fake.Fail(func() error { // the record is read, its chain may not be
		if calls++; calls == 1 {
			return nil
		}
		return &types.ResourceNotFoundException{}
	})
	if err := b.verify("p_1"); problem.From(err).Code != "internal" {
		t.Errorf("want our fault, got %v", err)
	}
	b.wantNoAlarm()
}
