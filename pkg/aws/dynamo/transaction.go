package dynamo

import (
	"context"
	"errors"
	"fmt"
	"time"

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

// exists wants the row to be there.
func exists(refusal error) condition {
	return condition{expression: "attribute_exists(#pk)", names: map[string]string{"#pk": contract.PartitionKey}, refusal: refusal}
}

// equals wants an attribute to be this.
func equals(name string, value types.AttributeValue, refusal error) condition {
	return condition{expression: "#a = :a", names: map[string]string{"#a": name}, values: item{":a": value}, refusal: refusal}
}

func (c condition) parts() (*string, map[string]string, item) {
	if c.expression == "" {
		return nil, nil, nil
	}
	return &c.expression, c.names, c.values
}

func (t *transaction) put(i item, when condition) {
	expression, names, values := when.parts()
	t.add(types.TransactWriteItem{Put: &types.Put{TableName: &t.table, Item: i, ConditionExpression: expression,
		ExpressionAttributeNames: names, ExpressionAttributeValues: values}}, when)
}

func (t *transaction) remove(k key, when condition) {
	expression, names, values := when.parts()
	t.add(types.TransactWriteItem{Delete: &types.Delete{TableName: &t.table, Key: k.item(),
		ConditionExpression: expression, ExpressionAttributeNames: names, ExpressionAttributeValues: values}}, when)
}

func (t *transaction) add(one types.TransactWriteItem, when condition) {
	t.items, t.refusals = append(t.items, one), append(t.refusals, when.refusal)
}

// commit writes everything. It fails with errConflict when another transaction was first, or with the refusal of the
// condition that failed. The SDK gives the call a token, so its own repeats after a lost answer write once.
func (t *Table) commit(ctx context.Context, tx *transaction) error {
	if len(tx.items) > mostItems {
		return fmt.Errorf("a change of %d rows; a transaction takes %d", len(tx.items), mostItems)
	}
	_, err := t.Client.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: tx.items})
	var cancelled *types.TransactionCanceledException
	if errors.As(err, &cancelled) {
		return tx.refused(cancelled)
	}
	if errors.As(err, new(*types.TransactionConflictException)) {
		return errConflict
	}
	return fault("write transaction", err)
}

// refused says why a transaction was cancelled. A conflict comes first: the other refusals were then judged on a record
// that is no more.
func (t *transaction) refused(cancelled *types.TransactionCanceledException) error {
	var refusal error
	for i, reason := range cancelled.CancellationReasons {
		switch code := aws.ToString(reason.Code); code {
		case "", "None":
		case "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded":
			return errConflict
		case "ConditionalCheckFailed":
			if i < len(t.refusals) && errors.Is(t.refusals[i], errConflict) {
				return errConflict
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

// How often and how long a change is tried again. Of those who try at once one always gets through, so twenty officers
// on one record are done within a few seconds.
const (
	tries     = 15
	shortWait = 10 * time.Millisecond
	longWait  = time.Second
)

// retry runs try again for as long as it meets a conflict, each time after a longer wait of random length, so that
// those who met do not meet again. It gives up with Unavailable.
func (t *Table) retry(ctx context.Context, try func() error) error {
	wait := shortWait
	for range tries {
		err := try()
		if !errors.Is(err, errConflict) {
			return err
		}
		if err := t.Pause(ctx, time.Duration(float64(wait)*(0.5+t.Jitter())/1.5)); err != nil {
			return fault("wait for another change", err)
		}
		wait = min(2*wait, longWait)
	}
	return busy()
}
