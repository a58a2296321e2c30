// Package outage tells which errors of the AWS SDK pass by themselves, so that every door to a service answers them with the
// same problem. It must not know any service: whoever asks brings the codes after which its own service wants to be asked
// again.
package outage

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"hsmp.example/cases/pkg/problem"
)

// Fault turns an error of the SDK into a problem: what passes is Unavailable, the rest stays ours, with what was being done;
// nil stays nil. passing lists the service's codes after which trying again helps.
func Fault(doing string, err error, passing []string) error {
	if err == nil {
		return nil
	}
	err = fmt.Errorf("%s: %w", doing, err)
	if !Passes(err, passing) {
		return err
	}
	return problem.New(problem.Unavailable, "unavailable").Because(err)
}

// Passes reports whether trying again may help: the service said so by a code of passing, failed inside, was not reached, or
// the time to wait for it was up.
func Passes(err error, passing []string) bool {
	var response *smithyhttp.ResponseError
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) ||
		slices.Contains(passing, Code(err)) ||
		errors.As(err, &response) && response.HTTPStatusCode() >= 500 ||
		errors.As(err, new(*smithyhttp.RequestSendError))
}

// Code is the service's own code of the error, or "" where it has none.
func Code(err error) string {
	var api smithy.APIError
	if errors.As(err, &api) {
		return api.ErrorCode()
	}
	return ""
}
