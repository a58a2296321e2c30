package dynamo_test

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
	"hsmp.example/cases/pkg/problem"
)

func TestOneSignInIsOnePersonEvenWhenTenComeAtOnce(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	found := make([]application.PersonID, 10)
	var all sync.WaitGroup
	for n := range found {
		all.Go(func() {
			var err error
			found[n], err = b.Person(context.Background(), "anna@example.test", func() application.PersonID {
				return application.PersonID(fmt.Sprint("prs_", n))
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for _, got := range found {
		if got != found[0] || got == "" {
			t.Errorf("want one person, got %q", found)
		}
	}
	other, err := b.Person(t.Context(), "boris@example.test", func() application.PersonID { return "prs_boris" })
	if err != nil || other != "prs_boris" {
		t.Errorf("want another person for another sign-in, got %q, %v", other, err)
	}
}

func TestTokensAreKeptAndRenewed(t *testing.T) {
	t.Parallel()
	b, wait := newBench(t), application.LaneWait("education")
	want := func(token string, found bool) {
		t.Helper()
		got, ok, err := b.Token(t.Context(), "app_1", wait)
		if err != nil || got != token || ok != found {
			t.Errorf("want %q, %v, got %q, %v, %v", token, found, got, ok, err)
		}
	}
	keep := func(token string) {
		t.Helper()
		if err := b.KeepToken(t.Context(), "app_1", wait, token); err != nil {
			t.Fatal(err)
		}
	}
	want("", false)
	keep("first")
	want("first", true)
	keep("second")
	want("second", true)
}

func TestStatusIndexesAreGivenOnce(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	given := make([]int, 10)
	var all sync.WaitGroup
	for n := range given {
		all.Go(func() {
			var err error
			if given[n], err = b.NextStatusIndex(context.Background()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	seen := map[int]bool{}
	for _, index := range given {
		seen[index] = true
	}
	for index := range given {
		if !seen[index] {
			t.Errorf("want 0 to 9, got %v", given)
		}
	}
}

func TestARepeatedRequestGetsItsFirstAnswer(t *testing.T) {
	t.Parallel()
	b, ctx, hash := newBench(t), t.Context(), sha256.Sum256([]byte("body"))
	want := dynamo.Answer{Status: 201, Header: map[string][]string{"Location": {"/v1/applications/app_1"}}, Sealed: []byte("sealed")}
	if got, err := b.Recall(ctx, "anna POST /", "key", hash); got != nil || err != nil {
		t.Errorf("a new request: want nothing, got %+v, %v", got, err)
	}
	for _, answer := range []dynamo.Answer{want, {Status: 500}} { // the first one stays
		if err := b.Keep(ctx, "anna POST /", "key", hash, answer); err != nil {
			t.Fatal(err)
		}
	}
	got, err := b.Recall(ctx, "anna POST /", "key", hash)
	if err != nil || got == nil || cmp.Diff(want, *got) != "" {
		t.Errorf("want %+v, got %+v, %v", want, got, err)
	}
	_, err = b.Recall(ctx, "anna POST /", "key", sha256.Sum256([]byte("another")))
	wantKind(t, err, problem.Invalid, "idempotency-key-reused")
	if got, err := b.Recall(ctx, "boris POST /", "key", hash); got != nil || err != nil {
		t.Errorf("somebody else's key: want nothing, got %+v, %v", got, err)
	}
}

func TestAnswersAreForgottenAfterTwoDays(t *testing.T) {
	t.Parallel()
	b, hash := newBench(t), sha256.Sum256([]byte("body"))
	if err := b.Keep(t.Context(), "s", "k", hash, dynamo.Answer{Status: 201}); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		after time.Duration
		known bool
	}{{48*time.Hour - time.Second, true}, {48 * time.Hour, false}} {
		b.now = now.Add(test.after)
		got, err := b.Recall(t.Context(), "s", "k", hash)
		if err != nil || (got != nil) != test.known {
			t.Errorf("after %s: want known %v, got %+v, %v", test.after, test.known, got, err)
		}
	}
	if err := b.Keep(t.Context(), "s", "k", sha256.Sum256(nil), dynamo.Answer{Status: 202}); err != nil {
		t.Fatal(err)
	}
	if got, err := b.Recall(t.Context(), "s", "k", sha256.Sum256(nil)); err != nil || got == nil || got.Status != 202 {
		t.Errorf("want the key free for a new request, got %+v, %v", got, err)
	}
}

func TestTheStreamCarriesTheWholeEntry(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	entry := audit.Entry{At: now.Add(123456789), Actor: audit.Actor{ID: "off_1", Role: "officer", Authority: "ministry"}, Action: "begin-application",
		Subject: "education", Policy: "applicant-own", Details: map[string]string{"state": "draft"}, Settles: []string{"lane:education"}, Read: true}
	if err := b.Create(t.Context(), draft("app_1", "prs_anna"), entry); err != nil {
		t.Fatal(err)
	}
	got := fromStream(t, b.partition("HISTORY#app_1")[0])
	if diff := cmp.Diff(b.chain("app_1")[0], got); diff != "" {
		t.Errorf("(-chain +stream):\n%s", diff)
	}
	if err := audit.Verify([]audit.Entry{got}); err != nil {
		t.Error(err)
	}
}

// fromStream hands a row over as the stream does and reads the entry out of it.
func fromStream(t *testing.T, row map[string]types.AttributeValue) audit.Entry {
	t.Helper()
	image, err := json.Marshal(streamImage(row))
	if err != nil {
		t.Fatal(err)
	}
	var record events.DynamoDBEventRecord
	if err := json.Unmarshal([]byte(`{"eventID":"1","dynamodb":{"NewImage":`+string(image)+`}}`), &record); err != nil {
		t.Fatal(err)
	}
	entry, err := dynamo.EntryOf(record)
	if err != nil {
		t.Fatal(err)
	}
	return entry
}

// streamImage writes an item as Lambda receives it.
func streamImage(i map[string]types.AttributeValue) map[string]any {
	image := map[string]any{}
	for name, value := range i {
		image[name] = streamValue(value)
	}
	return image
}

func streamValue(value types.AttributeValue) any {
	switch v := value.(type) {
	case *types.AttributeValueMemberS:
		return map[string]any{"S": v.Value}
	case *types.AttributeValueMemberN:
		return map[string]any{"N": v.Value}
	case *types.AttributeValueMemberBOOL:
		return map[string]any{"BOOL": v.Value}
	case *types.AttributeValueMemberM:
		return map[string]any{"M": streamImage(v.Value)}
	case *types.AttributeValueMemberL:
		var list []any
		for _, one := range v.Value {
			list = append(list, streamValue(one))
		}
		return map[string]any{"L": list}
	}
	return map[string]any{"NULL": true}
}
