package dynamo_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
)

func TestOneSignInIsOnePersonEvenWhenTenComeAtOnce(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, b *bench) {
		found := make([]string, 10)
		var all sync.WaitGroup
		for n := range found {
			all.Go(func() {
				var err error
				if found[n], err = b.Person(t.Context(), "anna@example.test", func() string { return fmt.Sprint("prs_", n) }); err != nil {
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
		other, err := b.Person(t.Context(), "boris@example.test", func() string { return "prs_boris" })
		if err != nil || other != "prs_boris" {
			t.Errorf("want another person for another sign-in, got %q, %v", other, err)
		}
	})
}

func TestOfTwoTokensOfAWaitTheNewerStays(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, b *bench) {
		tokens := map[string]record.Token{
			"first":       {Token: "first", Entered: now},
			"retry":       {Token: "retry", Entered: now, Retry: 1},
			"opened anew": {Token: "opened anew", Entered: now.Add(time.Millisecond)},
		}
		for i, order := range [][]string{{"first", "retry"}, {"retry", "first"}, {"retry", "opened anew"}, {"opened anew", "retry", "first"}, {"first", "first"}} {
			id, newest := record.ID(fmt.Sprint("p_", i)), ""
			for _, name := range order {
				must(t, b.KeepToken(t.Context(), id, "lane/a", tokens[name]))
				newest = max(newest, map[string]string{"first": "1", "retry": "2", "opened anew": "3"}[name]+name)
			}
			must(t, b.KeepToken(t.Context(), id, "lane/b", record.Token{Token: "b"}))
			got, err := b.Tokens(t.Context(), id)
			if want := (map[record.Wait]string{"lane/a": newest[1:], "lane/b": "b"}); err != nil || !cmp.Equal(want, got) {
				t.Errorf("%q: want %v, got %v, %v", order, want, got, err)
			}
		}
		if got, err := b.Tokens(t.Context(), "none"); err != nil || len(got) != 0 {
			t.Errorf("want none, got %v, %v", got, err)
		}
	})
}

func TestStatusIndexesAreGivenOnce(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, b *bench) {
		given := make([]int, 10)
		var all sync.WaitGroup
		for n := range given {
			all.Go(func() {
				var err error
				if given[n], err = b.NextStatusIndex(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		slices.Sort(given)
		for want, got := range given {
			if want != got {
				t.Fatalf("want 0 to 9, got %v", given)
			}
		}
	})
}

func TestABookmarkIsWhereTheWalkCameTo(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, b *bench) {
		for _, want := range []string{"", "a", "b", ""} {
			if want != "" {
				must(t, b.KeepBookmark(t.Context(), "walk", want))
			} else {
				must(t, b.KeepBookmark(t.Context(), "walk", ""))
			}
			if got, err := b.Bookmark(t.Context(), "walk"); err != nil || got != want {
				t.Errorf("want %q, got %q, %v", want, got, err)
			}
		}
		if got, err := b.Bookmark(t.Context(), "another"); err != nil || got != "" {
			t.Errorf("want the beginning, got %q, %v", got, err)
		}
	})
}

func TestARepeatedRequestGetsItsFirstAnswer(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, b *bench) {
		ctx, hash := t.Context(), sha256.Sum256([]byte("body"))
		want := dynamo.Answer{Status: 201, Header: map[string][]string{"Location": {"/v1/applications/app_1"}}, Sealed: []byte("sealed")}
		if got, err := b.Recall(ctx, "anna POST /", "key", hash); got != nil || err != nil {
			t.Errorf("a new request: want nothing, got %+v, %v", got, err)
		}
		for _, answer := range []dynamo.Answer{want, {Status: 500}} { // the first one stays
			must(t, b.Keep(ctx, "anna POST /", "key", hash, answer))
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
	})
}

func TestAnswersAreForgottenAfterTwoDays(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, b *bench) {
		hash := sha256.Sum256([]byte("body"))
		must(t, b.Keep(t.Context(), "s", "k", hash, dynamo.Answer{Status: 201}))
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
		must(t, b.Keep(t.Context(), "s", "k", sha256.Sum256(nil), dynamo.Answer{Status: 202}))
		if got, err := b.Recall(t.Context(), "s", "k", sha256.Sum256(nil)); err != nil || got == nil || got.Status != 202 {
			t.Errorf("want the key free for a new request, got %+v, %v", got, err)
		}
	})
}

func TestTheStreamCarriesTheWholeEntry(t *testing.T) {
	t.Parallel()
	b, _ := newBench(t)
	entry := record.Entry{At: now.Add(123456789), Actor: record.Actor{ID: "off_1", Role: "officer", Authority: "ministry"}, Action: "begin",
		Subject: "education", Policy: "applicant-own", Details: map[string]string{"state": "draft"}, Settles: []string{"lane/education"}}
	must(t, b.permits.Create(t.Context(), "p_1", open("2026-12-01"), entry))
	got := fromStream(t, b.partition("HISTORY#p_1")[0])
	if diff := cmp.Diff(b.chain("p_1")[0], got); diff != "" {
		t.Errorf("(-chain +stream):\n%s", diff)
	}
	must(t, record.Verify([]record.Entry{got}))
	if _, err := dynamo.EntryOf(events.DynamoDBEventRecord{}); err == nil {
		t.Error("want a row that is no entry refused")
	}
}

// fromStream hands a row over as the stream does and reads the entry out of it.
func fromStream(t *testing.T, r row) record.Entry {
	t.Helper()
	image := map[string]any{}
	for name, value := range r {
		image[name] = map[string]any{"S": value.(*types.AttributeValueMemberS).Value}
	}
	raw, err := json.Marshal(map[string]any{"eventID": "1", "dynamodb": map[string]any{"NewImage": image}})
	must(t, err)
	var change events.DynamoDBEventRecord
	must(t, json.Unmarshal(raw, &change))
	entry, err := dynamo.EntryOf(change)
	must(t, err)
	return entry
}

// TestATableThatIsDownIsUnavailableEverywhere, and a line that breaks after a write was done loses nothing.
func TestATableThatIsDownIsUnavailableEverywhere(t *testing.T) {
	t.Parallel()
	b, fake := newBench(t)
	b.create("p_1", open("2026-12-01"))
	fake.Fail(func() error { return &types.InternalServerError{} })
	ctx := t.Context()
	for name, call := range map[string]func() error{
		"create":    func() error { return b.permits.Create(ctx, "p_2", permit{}, did("begin")) },
		"load":      func() error { _, err := b.permits.Load(ctx, "p_1"); return err },
		"change":    func() error { return touch(b, b.permits) },
		"anchor":    func() error { return b.permits.Anchor(ctx, "p_1") },
		"reproject": func() error { return b.permits.Reproject(ctx, "p_1") },
		"chain":     func() error { _, err := b.Chain(ctx, "p_1"); return err },
		"list":      func() error { _, _, err := b.List(ctx, record.Query{List: "open"}); return err },
		"readings":  func() error { _, _, err := b.Readings(ctx, "p_1", record.Page{}); return err },
		"note":      func() error { return b.Note(ctx, "p_1", reading("read", 0)) },
		"person":    func() error { _, err := b.Person(ctx, "anna", nil); return err },
		"reserved":  func() error { _, err := b.Reserved(ctx, "card", "C1", nil); return err },
		"secret":    func() error { _, err := b.ReservedSecret(ctx, "papers", "U1"); return err },
		"figures":   func() error { _, err := b.Figures(ctx, "lanes"); return err },
		"index":     func() error { _, err := b.NextStatusIndex(ctx); return err },
		"token":     func() error { return b.KeepToken(ctx, "p_1", "w", record.Token{}) },
		"tokens":    func() error { _, err := b.Tokens(ctx, "p_1"); return err },
		"bookmark":  func() error { _, err := b.Bookmark(ctx, "w"); return err },
		"recall":    func() error { _, err := b.Recall(ctx, "s", "k", [32]byte{}); return err },
		"keep":      func() error { return b.Keep(ctx, "s", "k", [32]byte{}, dynamo.Answer{}) },
		"first":     func() error { _, err := b.First(ctx, "deed"); return err },
		"session":   func() error { _, err := b.Session(ctx, "s"); return err },
		"drop":      func() error { return b.DropSession(ctx, "s") },
	} {
		if got := problem.From(call()).Kind; got != problem.Unavailable {
			t.Errorf("%s: want unavailable, got %s", name, got)
		}
	}
}
