package dynamo

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"hsmp.example/cases/pkg/problem"
)

func TestWhatPassesIsUnavailableAndTheRestIsOurs(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		err  error
		want problem.Kind
	}{
		"throttled":          {&types.ProvisionedThroughputExceededException{}, problem.Unavailable},
		"too many requests":  {&types.RequestLimitExceeded{}, problem.Unavailable},
		"their fault":        {&types.InternalServerError{}, problem.Unavailable},
		"throttled by code":  {&smithy.GenericAPIError{Code: "ThrottlingException"}, problem.Unavailable},
		"a gateway's answer": {&smithyhttp.ResponseError{Response: &smithyhttp.Response{Response: &http.Response{StatusCode: 503}}, Err: errors.New("x")}, problem.Unavailable},
		"no connection":      {&smithyhttp.RequestSendError{Err: errors.New("refused")}, problem.Unavailable},
		"out of time":        {context.DeadlineExceeded, problem.Unavailable},
		"no such table":      {&types.ResourceNotFoundException{}, problem.Internal},
		"not allowed":        {&smithy.GenericAPIError{Code: "AccessDeniedException"}, problem.Internal},
		"a wrong request":    {&smithy.GenericAPIError{Code: "ValidationException"}, problem.Internal},
	} {
		err := fault("try", fmt.Errorf("operation error: %w", test.err))
		if got := problem.From(err).Kind; got != test.want {
			t.Errorf("%s: want %s, got %s", name, test.want, got)
		}
		if !errors.Is(err, test.err) {
			t.Errorf("%s: the cause is lost", name)
		}
	}
	if err := fault("try", nil); err != nil {
		t.Errorf("want no fault, got %v", err)
	}
}

func TestACancelledTransactionSaysWhy(t *testing.T) {
	t.Parallel()
	taken := problem.New(problem.Conflict, "number-taken")
	plan := &transaction{refusals: []error{errOvertaken, nil, taken}}
	for name, test := range map[string]struct {
		codes []string
		want  error
	}{
		"another change was first":                {[]string{"ConditionalCheckFailed", "None", "None"}, errOvertaken},
		"the number was taken":                    {[]string{"None", "None", "ConditionalCheckFailed"}, taken},
		"both: the number is judged again":        {[]string{"ConditionalCheckFailed", "None", "ConditionalCheckFailed"}, errOvertaken},
		"another transaction was under way":       {[]string{"None", "TransactionConflict", "None"}, errOvertaken},
		"and with a taken number it is the same":  {[]string{"None", "TransactionConflict", "ConditionalCheckFailed"}, errOvertaken},
		"throttled rows are written a bit later":  {[]string{"ThrottlingError", "None", "None"}, errOvertaken},
		"a wrong row is our fault, tried no more": {[]string{"None", "ValidationError", "None"}, nil},
	} {
		cancelled := &types.TransactionCanceledException{}
		for _, code := range test.codes {
			cancelled.CancellationReasons = append(cancelled.CancellationReasons, types.CancellationReason{Code: aws.String(code)})
		}
		got := plan.refused(cancelled)
		if test.want != nil && !errors.Is(got, test.want) {
			t.Errorf("%s: want %v, got %v", name, test.want, got)
		}
		if test.want == nil && (got == nil || errors.Is(got, errOvertaken)) {
			t.Errorf("%s: want a fault, got %v", name, got)
		}
	}
}

func TestOvertakenChangesWaitLongerEachTimeAndGiveUp(t *testing.T) {
	t.Parallel()
	var waits []time.Duration
	s := &Store{Config: Config{Jitter: func() float64 { return 1 }, Pause: func(_ context.Context, d time.Duration) error {
		waits = append(waits, d)
		return nil
	}}}
	err := s.insist(t.Context(), func() error { return errOvertaken })
	if got := problem.From(err).Kind; got != problem.Unavailable {
		t.Errorf("want unavailable, got %v", err)
	}
	if len(waits) != tries || waits[0] != shortWait || waits[1] != 2*shortWait || waits[tries-1] != longWait {
		t.Errorf("want %d waits from %s to %s, got %v", tries, shortWait, longWait, waits)
	}
}

func TestWaitingEndsWithTheContext(t *testing.T) {
	t.Parallel()
	s := &Store{Config: Config{Jitter: func() float64 { return 0 }, Pause: func(context.Context, time.Duration) error { return context.Canceled }}}
	tried := 0
	err := s.insist(t.Context(), func() error { tried++; return errOvertaken })
	if got := problem.From(err).Kind; got != problem.Unavailable || tried != 1 {
		t.Errorf("want one try and unavailable, got %d, %v", tried, err)
	}
}

func TestATransactionOfTooManyRowsIsOurFault(t *testing.T) {
	t.Parallel()
	s := &Store{Config: Config{Table: "cases"}}
	plan := &transaction{table: "cases"}
	for n := range mostItems + 1 {
		plan.put(keyed(casePartition("app_1"), documentRow(fmt.Sprint(n))), always)
	}
	if err := s.commit(t.Context(), plan); problem.From(err).Kind != problem.Internal {
		t.Errorf("want a fault of ours, got %v", err)
	}
}

// broken is a DynamoDB that answers every read with the same fault.
type broken struct {
	Client
	err error
}

func (b broken) GetItem(context.Context, *dynamodb.GetItemInput, ...func(*dynamodb.Options)) (*dynamodb.GetItemOutput, error) {
	return nil, b.err
}

func (b broken) Query(context.Context, *dynamodb.QueryInput, ...func(*dynamodb.Options)) (*dynamodb.QueryOutput, error) {
	return nil, b.err
}

func TestADatabaseThatIsDownIsUnavailableEverywhere(t *testing.T) {
	t.Parallel()
	s, err := New(Config{Client: broken{err: &types.InternalServerError{}}, Table: "cases", Now: func() time.Time { return time.Time{} },
		Pause: Pause, Jitter: func() float64 { return 0 }})
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	for name, call := range map[string]func() error{
		"peek":        func() error { _, err := s.Peek(ctx, "app_1"); return err },
		"chain":       func() error { _, err := s.Chain(ctx, "app_1"); return err },
		"cases":       func() error { _, err := s.CasesOf(ctx, "prs_1"); return err },
		"person":      func() error { _, err := s.Person(ctx, "anna", nil); return err },
		"certificate": func() error { _, err := s.Certificate(ctx, "HSM-1"); return err },
		"work":        func() error { _, _, err := s.Work(ctx, "ministry", "", 1); return err },
		"open lanes":  func() error { return s.OpenLanes(ctx, "ministry", nil) },
		"facts":       func() error { _, err := s.Facts(ctx, "2026-11"); return err },
		"token":       func() error { _, _, err := s.Token(ctx, "app_1", "review"); return err },
		"recall":      func() error { _, err := s.Recall(ctx, "s", "k", [32]byte{}); return err },
	} {
		if got := problem.From(call()).Kind; got != problem.Unavailable {
			t.Errorf("%s: want unavailable, got %s", name, got)
		}
	}
}
