package dynamo

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
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
	plan := &transaction{refusals: []error{errConflict, nil, taken}}
	for name, test := range map[string]struct {
		codes []string
		want  error
	}{
		"another change was first":                {[]string{"ConditionalCheckFailed", "None", "None"}, errConflict},
		"the number was taken":                    {[]string{"None", "None", "ConditionalCheckFailed"}, taken},
		"both: the number is judged again":        {[]string{"ConditionalCheckFailed", "None", "ConditionalCheckFailed"}, errConflict},
		"another transaction was under way":       {[]string{"None", "TransactionConflict", "None"}, errConflict},
		"and with a taken number it is the same":  {[]string{"None", "TransactionConflict", "ConditionalCheckFailed"}, errConflict},
		"throttled rows are written a bit later":  {[]string{"ThrottlingError", "None", "None"}, errConflict},
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
		if test.want == nil && (got == nil || errors.Is(got, errConflict)) {
			t.Errorf("%s: want a fault, got %v", name, got)
		}
	}
}

func TestATransactionOfTooManyRowsIsOurFault(t *testing.T) {
	t.Parallel()
	table, plan := &Table{}, &transaction{}
	for n := range mostItems + 1 {
		plan.put(key{"p", fmt.Sprint(n)}.item(), always)
	}
	if err := table.commit(t.Context(), plan); problem.From(err).Code != "internal" {
		t.Errorf("want a fault of ours, got %v", err)
	}
}
