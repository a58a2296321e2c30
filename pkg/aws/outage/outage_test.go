package outage_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"hsmp.example/cases/pkg/aws/outage"
	"hsmp.example/cases/pkg/problem"
)

func answered(status int) error {
	return &smithyhttp.ResponseError{Response: &smithyhttp.Response{Response: &http.Response{StatusCode: status}}, Err: errors.New("x")}
}

func coded(code string) error { return &smithy.GenericAPIError{Code: code} }

func TestWhatPassesIsUnavailableAndTheRestIsOurs(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		err  error
		want problem.Kind
	}{
		"a code that passes":              {coded("SlowDown"), problem.Unavailable},
		"the other code that passes":      {coded("Throttling"), problem.Unavailable},
		"a missing right":                 {coded("AccessDenied"), problem.Internal},
		"the same in other services":      {coded("AccessDeniedException"), problem.Internal},
		"and in EC2's words":              {coded("UnauthorizedOperation"), problem.Internal},
		"a missing right with its status": {errors.Join(coded("AccessDenied"), answered(403)), problem.Internal},
		"a code of a server's fault":      {&smithy.GenericAPIError{Code: "x", Fault: smithy.FaultServer}, problem.Unavailable},
		"a code that is nearly one":       {coded("slowdown"), problem.Internal},
		"no code":                         {coded(""), problem.Internal},
		"a gateway's answer":              {answered(500), problem.Unavailable},
		"the last that is ours":           {answered(499), problem.Internal},
		"a refusal within a passing one":  {errors.Join(coded("AccessDenied"), answered(503)), problem.Unavailable},
		"no connection":                   {&smithyhttp.RequestSendError{Err: errors.New("refused")}, problem.Unavailable},
		"out of time":                     {context.DeadlineExceeded, problem.Unavailable},
		"called off":                      {context.Canceled, problem.Unavailable},
		"anything else":                   {errors.New("no such table"), problem.Internal},
	} {
		wrapped := fmt.Errorf("operation error: %w", test.err)
		err := outage.Fault("put object", wrapped)
		if got := problem.From(err).Kind; got != test.want {
			t.Errorf("%s: want %s, got %s", name, test.want, got)
		}
		if !errors.Is(err, test.err) || !strings.Contains(err.Error(), "put object: ") {
			t.Errorf("%s: want the cause and what was being done kept, got %v", name, err)
		}
		if want, got := test.want == problem.Unavailable, outage.Passes(wrapped); want != got {
			t.Errorf("%s: want passing %v, got %v", name, want, got)
		}
	}
	if err := outage.Fault("try", nil); err != nil {
		t.Errorf("want no fault, got %v", err)
	}
}

func TestTheCodeIsTheServicesOwn(t *testing.T) {
	t.Parallel()
	if got := outage.Code(fmt.Errorf("get: %w", coded("NoSuchKey"))); got != "NoSuchKey" {
		t.Errorf("want NoSuchKey, got %q", got)
	}
	if got := outage.Code(errors.New("x")); got != "" {
		t.Errorf("want none, got %q", got)
	}
}
