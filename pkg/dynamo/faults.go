package dynamo

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"hsmp.example/cases/pkg/problem"
)

// errOvertaken says that somebody else changed the case between the reading and the writing.
var errOvertaken = errors.New("the case was changed meanwhile")

// passing lists the codes of DynamoDB after which trying again helps.
var passing = []string{"ThrottlingException", "ProvisionedThroughputExceededException", "RequestLimitExceeded",
	"InternalServerError", "ServiceUnavailable", "TransactionInProgressException", "TransactionConflictException", "ThrottlingError",
	"ProvisionedThroughputExceeded"}

// fault turns an error of the SDK into a problem: what passes is Unavailable, the rest is ours, with what was being done.
func fault(doing string, err error) error {
	if err == nil {
		return nil
	}
	err = fmt.Errorf("%s: %w", doing, err)
	var api smithy.APIError
	var response *smithyhttp.ResponseError
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
	case errors.As(err, &api) && slices.Contains(passing, api.ErrorCode()):
	case errors.As(err, &response) && response.HTTPStatusCode() >= 500:
	case errors.As(err, new(*smithyhttp.RequestSendError)):
	default:
		return err
	}
	return problem.New(problem.Unavailable, "unavailable").Because(err)
}

// conditionFailed reports whether a single write was refused by its own condition.
func conditionFailed(err error) bool {
	return errors.As(err, new(*types.ConditionalCheckFailedException))
}
