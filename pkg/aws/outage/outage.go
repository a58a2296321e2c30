// Package outage tells which errors of the AWS SDK pass by themselves, so that every door to a service answers them
// with the same problem. A missing right is none of them: nobody mends it by trying again, and an alarm should tell of
// it.
package outage

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/smithy-go"

	"hsmp.example/cases/pkg/problem"
)

// Fault turns an error of the SDK into a problem: what passes is Unavailable, the rest is Internal, with what was being
// done; nil stays nil.
func Fault(operation string, err error) error {
	if err == nil {
		return nil
	}
	kind := problem.Internal
	if Passes(err) {
		kind = problem.Unavailable
	}
	return problem.New(kind, string(kind)).Because(fmt.Errorf("%s: %w", operation, err))
}

// again knows what the SDK itself tries again: throttling, lost connections, and a service that failed inside.
var again = retry.IsErrorRetryables(retry.DefaultRetryables)

// passing lists the codes that pass and that the SDK does not know as such.
var passing = []string{
	"ServiceUnavailable", "InternalFailure", "InternalException", "InternalError", "RequestExpired",
	"ConditionalRequestConflict", "OperationAborted", // S3: another write of the same key is under way
	"TransactionConflictException", "ThrottlingError", "ProvisionedThroughputExceeded", // DynamoDB, also of one row
	"DisabledException", "KMSInvalidStateException", // a key that is being replaced or mended
	"ExecutionLimitExceeded", "KmsThrottlingException", // Step Functions
}

// Passes reports whether trying again may help: the service said so by its code, failed inside, was not reached, or the
// time to wait for it was up.
func Passes(err error) bool {
	var api smithy.APIError
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) ||
		again.IsErrorRetryable(err) == aws.TrueTernary || slices.Contains(passing, Code(err)) ||
		errors.As(err, &api) && api.ErrorFault() == smithy.FaultServer
}

// Code is the service's own code of the error, or "" where it has none.
func Code(err error) string {
	var api smithy.APIError
	if errors.As(err, &api) {
		return api.ErrorCode()
	}
	return ""
}
