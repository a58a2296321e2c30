package dynamo

import (
	"errors"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"hsmp.example/cases/pkg/aws/outage"
)

// errOvertaken says that somebody else changed the case between the reading and the writing.
var errOvertaken = errors.New("the case was changed meanwhile")

// passing lists the codes of DynamoDB after which trying again helps.
var passing = []string{"ThrottlingException", "ProvisionedThroughputExceededException", "RequestLimitExceeded",
	"InternalServerError", "ServiceUnavailable", "TransactionInProgressException", "TransactionConflictException", "ThrottlingError",
	"ProvisionedThroughputExceeded"}

func fault(doing string, err error) error { return outage.Fault(doing, err, passing) }

// conditionFailed reports whether a single write was refused by its own condition.
func conditionFailed(err error) bool {
	return errors.As(err, new(*types.ConditionalCheckFailedException))
}
