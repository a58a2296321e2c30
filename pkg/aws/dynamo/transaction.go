package dynamo

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"hsmp.example/cases/pkg/contract"
)

// mostItems is how many rows DynamoDB writes in one transaction.
const mostItems = 100

// transaction collects writes that happen together or not at all. Each knows what it means when its condition fails.
type transaction struct {
	table    string
	items    []types.TransactWriteItem
	refusals []error
}

// condition guards one write. values are named as they stand in the expression.
type condition struct {
	expression string
	names      map[string]string
	values     item
	refusal    error // what it means that the condition does not hold
}

// always is no condition: the chain's next row guards the whole transaction.
var always condition

// absent lets only the first one in.
func absent(refusal error) condition {
	return condition{expression: "attribute_not_exists(#pk)", names: map[string]string{"#pk": contract.PartitionKey}, refusal: refusal}
}

// absentOrOf lets in the first one, and the case that was.
func absentOrOf(id string, refusal error) condition {
	return condition{expression: "attribute_not_exists(#case) OR #case = :case",
		names: map[string]string{"#case": "Case"}, values: item{":case": text(id)}, refusal: refusal}
}

func (c condition) parts() (*string, map[string]string, item) {
	if c.expression == "" {
		return nil, nil, nil
	}
	return &c.expression, c.names, c.values
}

func (t *transaction) put(i item, when condition) {
	expression, names, values := when.parts()
	t.items = append(t.items, types.TransactWriteItem{Put: &types.Put{TableName: &t.table, Item: i, ConditionExpression: expression,
		ExpressionAttributeNames: names, ExpressionAttributeValues: values}})
	t.refusals = append(t.refusals, when.refusal)
}

func (t *transaction) remove(p partitionKey, k sortKey, when condition) {
	expression, names, values := when.parts()
	t.items = append(t.items, types.TransactWriteItem{Delete: &types.Delete{TableName: &t.table, Key: keyed(p, k),
		ConditionExpression: expression, ExpressionAttributeNames: names, ExpressionAttributeValues: values}})
	t.refusals = append(t.refusals, when.refusal)
}

// commit writes everything. It fails with errOvertaken when another transaction was first, or with the refusal of the
// condition that failed. The SDK gives the call a token, so its own repeats after a lost answer write once. An entry that
// tells of reading is one row, and costs a quarter as a write of its own.
func (s *Store) commit(ctx context.Context, t *transaction) error {
	if len(t.items) > mostItems {
		return fmt.Errorf("a change of %d rows; a transaction takes %d", len(t.items), mostItems)
	}
	if only := t.items[0].Put; len(t.items) == 1 && only != nil {
		return s.putFirst(ctx, only.Item, t.refusals[0])
	}
	_, err := s.Client.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: t.items})
	var cancelled *types.TransactionCanceledException
	if errors.As(err, &cancelled) {
		return t.refused(cancelled)
	}
	if errors.As(err, new(*types.TransactionConflictException)) {
		return errOvertaken
	}
	return fault("write transaction", err)
}

// refused says why a transaction was cancelled. Being overtaken comes first: the other refusals were then judged on a case
// that is no more.
func (t *transaction) refused(cancelled *types.TransactionCanceledException) error {
	var refusal error
	for i, reason := range cancelled.CancellationReasons {
		switch code := aws.ToString(reason.Code); code {
		case "", "None":
		case "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded":
			return errOvertaken
		case "ConditionalCheckFailed":
			if i < len(t.refusals) && errors.Is(t.refusals[i], errOvertaken) {
				return errOvertaken
			}
			if i < len(t.refusals) && refusal == nil {
				refusal = t.refusals[i]
			}
		default:
			refusal = fmt.Errorf("transaction: item %d: %s: %s", i, code, aws.ToString(reason.Message))
		}
	}
	if refusal == nil {
		refusal = fmt.Errorf("transaction: %w", cancelled)
	}
	return refusal
}
