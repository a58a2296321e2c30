package dynamo_test

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/testkit"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/pkg/usecase/casework"
)

// publish puts a rule into the table as the row of the command publish stands there.
func (b *bench) publish(rule casework.Published) {
	b.t.Helper()
	item := row{}
	for name, value := range dynamo.RuleItem(rule) {
		item[name] = text(value.(map[string]string)["S"])
	}
	if _, err := b.raw.PutItem(b.t.Context(), &dynamodb.PutItemInput{TableName: aws.String("cases"), Item: item}); err != nil {
		b.t.Fatal(err)
	}
}

var dayOff = casework.Published{Kind: casework.OrderKind, ID: "2026-11-03-rest", Content: []byte(`{
	"act": {"az": "1", "tr": "1", "en": "1", "ru": "1"}, "date": "2026-11-03",
	"names": {"az": "a", "tr": "a", "en": "a", "ru": "a"}, "rest": ["2026-11-20"]}`)}

func TestRulesReadBackAsTheyWerePublished(t *testing.T) {
	t.Parallel()
	b, fake := newBench(t)
	none, err := b.Published(t.Context())
	if err != nil || len(none) != 0 {
		t.Fatalf("want nothing published yet, got %v, %v", none, err)
	}
	want := []casework.Published{dayOff, {Kind: casework.ProgrammeKind, ID: "decision-7-2027-01-01", From: calendar.Date{Year: 2027, Month: 1, Day: 1}, Content: []byte("{}")}}
	for _, one := range want {
		b.publish(one)
	}
	got, err := b.Published(t.Context())
	if diff := cmp.Diff(want, got, cmpopts.EquateErrors()); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	fake.Alter(func(i testkit.Item) testkit.Item {
		if sort, ok := i["SK"].(*types.AttributeValueMemberS); ok && sort.Value == "ORDER#2026-11-03-rest" {
			i["Content"] = &types.AttributeValueMemberL{}
		}
		return i
	})
	_, err = b.raw.PutItem(t.Context(), &dynamodb.PutItemInput{TableName: aws.String("cases"), Item: row{"PK": text("RULES#published"), "SK": text("NOTHING")}})
	must(t, err)
	got, err = b.Published(t.Context())
	faults := 0
	for _, one := range got {
		if one.Fault != nil {
			faults++
		}
	}
	if err != nil || len(got) != 3 || faults != 2 {
		t.Errorf("want two rows named as unreadable, got %+v, %v", got, err)
	}
}

// An order in the table moves an open case's due date at its next look, with the calendar that it is reckoned by in the
// record (invariant 4).
func TestAnOrderInTheTableMovesTheDueDateOfAnOpenCase(t *testing.T) {
	t.Parallel()
	b, _ := newBench(t)
	built, err := casework.LoadRules(0)
	if err != nil {
		t.Fatal(err)
	}
	rules := built
	rules.Live = &casework.Live{Source: b.Table, BuiltIn: built, Now: func() time.Time { return b.now },
		Refused: func(rule string, err error) { t.Errorf("%s refused: %v", rule, err) }}
	c := drafts.Draft("app_1")
	table, err := rules.Of(&c)
	if err == nil {
		err = c.Submit(application.Act{By: drafts.Applicant, At: b.now}, table)
	}
	if err != nil {
		t.Fatal(err)
	}
	before := c.Submission.Due.Date
	b.publish(dayOff)
	if table, err = rules.Of(&c); err != nil || c.Outdated(table) {
		t.Fatalf("want the rules kept for a moment, got %v", err)
	}
	b.now = b.now.Add(time.Minute)
	if table, err = rules.Of(&c); err != nil || !c.Outdated(table) {
		t.Fatalf("want the order seen at the next look, got %v", err)
	}
	c.Reckon(application.Act{By: drafts.Applicant, At: b.now}, table)
	if after := c.Submission.Due.Date; after != before.AddDays(1) || c.Submission.Versions.Calendar != rules.Latest().Clock.Calendar.Version() {
		t.Errorf("want the due date a working day after %s, by the calendar with the order, got %s by %s", before, after, c.Submission.Versions.Calendar)
	}
}
