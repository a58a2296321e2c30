package dynamo_test

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/testkit"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
)

// open is how many open cases the larger of the two tables has: make growth fills it with a hundred thousand.
var openCases = flag.Int("cases", 1000, "open cases of the larger table")

// bulk is DynamoDB as far as filling it goes: what the store writes in transactions is gathered, figures are summed up
// here, and all of it is written at the end. Rows that no list or figure is read from are left out.
type bulk struct {
	*dynamodb.Client
	table   string
	rows    []row
	figures map[string]row
}

func (b *bulk) TransactWriteItems(_ context.Context, in *dynamodb.TransactWriteItemsInput, _ ...func(*dynamodb.Options)) (*dynamodb.TransactWriteItemsOutput, error) {
	for _, one := range in.TransactItems {
		switch {
		case one.Put != nil && strings.HasPrefix(one.Put.Item["PK"].(*types.AttributeValueMemberS).Value, "LIST#"):
			b.rows = append(b.rows, one.Put.Item)
		case one.Update != nil:
			b.add(one.Update)
		}
	}
	return &dynamodb.TransactWriteItemsOutput{}, nil
}

func (b *bulk) add(u *types.Update) {
	at := u.Key["PK"].(*types.AttributeValueMemberS).Value + u.Key["SK"].(*types.AttributeValueMemberS).Value
	if b.figures[at] == nil {
		b.figures[at] = maps.Clone(u.Key)
	}
	for placeholder, name := range u.ExpressionAttributeNames {
		n, _ := strconv.Atoi(u.ExpressionAttributeValues[":n"+placeholder[2:]].(*types.AttributeValueMemberN).Value)
		if before, ok := b.figures[at][name].(*types.AttributeValueMemberN); ok {
			more, _ := strconv.Atoi(before.Value)
			n += more
		}
		b.figures[at][name] = &types.AttributeValueMemberN{Value: strconv.Itoa(n)}
	}
}

// flush writes what was gathered, several batches at once.
func (b *bulk) flush(ctx context.Context) error {
	for _, one := range b.figures {
		b.rows = append(b.rows, one)
	}
	batches, failed := make(chan []types.WriteRequest), make(chan error, 1)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for requests := range batches {
				_, err := b.BatchWriteItem(ctx, &dynamodb.BatchWriteItemInput{RequestItems: map[string][]types.WriteRequest{b.table: requests}})
				if err != nil {
					select {
					case failed <- err:
					default:
					}
				}
			}
		})
	}
	var batch []types.WriteRequest
	for i, one := range b.rows {
		batch = append(batch, types.WriteRequest{PutRequest: &types.PutRequest{Item: one}})
		if len(batch) == 25 || i == len(b.rows)-1 {
			batches <- batch
			batch = nil
		}
	}
	close(batches)
	all.Wait()
	select {
	case err := <-failed:
		return err
	default:
		return nil
	}
}

// filled is a table with so many open cases, submitted over a week; a third of the lanes are claimed, by fifty
// officers.
func filled(t *testing.T, n int) (*bench, *meter, time.Time) {
	t.Helper()
	client, table := ownTable(t)
	b := &bench{t: t, now: drafts.At, vault: testkit.NewVault()}
	into := &bulk{Client: client, table: table, figures: map[string]row{}}
	b.over(into, table, dynamo.Pause)
	cases := dynamo.RecordsOf(b.Table, casework.CaseType)
	timetable, err := drafts.Timetable(0)
	must(t, err)
	for i := range n {
		c := drafts.Draft(application.ID(fmt.Sprintf("app_%026d", i)))
		c.Person = application.PersonID(fmt.Sprintf("prs_%026d", i))
		c.Form.Identity.Papers[0].Number = fmt.Sprintf("U%08d", i)
		act := application.Act{By: drafts.Applicant, At: drafts.At.AddDate(0, 0, i%5)}
		must(t, c.Submit(act, timetable))
		for j := range c.Lanes {
			if (i+j)%3 == 0 {
				by := application.Act{By: drafts.Officer(fmt.Sprintf("officer-%d", i%50), string(c.Lanes[j].Authority)), At: act.At}
				must(t, c.ClaimLane(by, c.Lanes[j].ID, false))
			}
		}
		c.Measure(timetable)
		must(t, cases.Create(t.Context(), c.ID, c, record.Entry{At: act.At, Actor: act.By, Action: "submit"}))
	}
	must(t, into.flush(t.Context()))
	m := &meter{Client: client}
	b.over(m, table, dynamo.Pause)
	return b, m, drafts.At.AddDate(0, 0, 6)
}

// Every list and figure is read at the same cost from a large table as from a small one.
func TestNothingCostsMoreInALargeTable(t *testing.T) {
	rules, err := casework.LoadRules(0)
	must(t, err)
	const small = 100
	costs, times := map[int]map[string]string{}, map[string]time.Duration{}
	for _, n := range []int{small, *openCases} {
		b, m, now := filled(t, n)
		costs[n] = map[string]string{}
		clock := func() time.Time { return now }
		s := casework.Scoring{Office: casework.Office{Rules: rules, Now: clock}, Lists: b.Table, Counters: b.Table}
		watch := casework.Supervision{Counters: b.Table, Rules: rules, Now: clock}
		who := person("nobody", "science-education", identity.Officer)
		chief := person("chief", "sms", identity.Supervisor, identity.DecisionOfficer)
		list := func(f casework.WorkFilter) func() error {
			return func() error { _, err := s.List(t.Context(), who, f, "", 25); return err }
		}
		for name, ask := range map[string]func() error{
			"work list": list(casework.WorkFilter{}), "mine, of which there are none": list(casework.WorkFilter{Claim: casework.Mine}),
			"late, of which there are none": list(casework.WorkFilter{Urgency: casework.PastDue}), "in time": list(casework.WorkFilter{Urgency: casework.InTime}),
			"one lane": list(casework.WorkFilter{Lane: programme.LaneID("education")}), "tally": func() error { _, err := s.Tally(t.Context(), who, ""); return err },
			"duties": func() error {
				_, _, err := s.Awaiting(t.Context(), chief, casework.ConfirmationDuty, "", 25)
				return err
			},
			"overview": func() error { _, err := watch.Overview(t.Context(), chief, "", "2026-01", "2026-01"); return err },
			"statistics": func() error {
				_, err := (&casework.Statistics{Counters: b.Table, Rules: rules, Now: clock}).Public(t.Context(), "2026-01", "2026-01")
				return err
			},
		} {
			before, least := m.read, time.Hour
			for range 9 {
				began := time.Now()
				must(t, ask())
				least = min(least, time.Since(began))
			}
			costs[n][name] = fmt.Sprint((m.read - before) / 9)
			compared := ""
			if n == small {
				times[name] = least
			} else {
				compared = fmt.Sprintf(", %.2f times that of %d", float64(least)/float64(times[name]), small)
			}
			t.Logf("%7d cases: %-32s %5s read units, %8s%s", n, name, costs[n][name], least.Round(10*time.Microsecond), compared)
		}
	}
	for name, want := range costs[small] {
		if got := costs[*openCases][name]; got != want {
			t.Errorf("%s: want %s read units as in the small table, got %s", name, want, got)
		}
	}
}
