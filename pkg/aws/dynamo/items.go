package dynamo

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"hsmp.example/cases/pkg/contract"
)

// item is a row as DynamoDB has it.
type item = map[string]types.AttributeValue

// key is where a row stands.
type key struct{ partition, sort string }

func (k key) item() item {
	return item{contract.PartitionKey: text(k.partition), contract.SortKey: text(k.sort)}
}

// with returns the row at this key with the attributes of a struct.
func (k key) with(attributes any) (item, error) {
	i, err := attributevalue.MarshalMap(attributes)
	if err != nil {
		return nil, fmt.Errorf("row %s %s: %w", k.partition, k.sort, err)
	}
	i[contract.PartitionKey], i[contract.SortKey] = text(k.partition), text(k.sort)
	return i, nil
}

// read puts the attributes of a row into a struct.
func read(i item, attributes any) error {
	err := attributevalue.UnmarshalMap(i, attributes)
	return wrap(err, "read row", textOf(i, contract.PartitionKey)+" "+textOf(i, contract.SortKey))
}

func text(s string) types.AttributeValue { return &types.AttributeValueMemberS{Value: s} }

func number(n int64) types.AttributeValue {
	return &types.AttributeValueMemberN{Value: strconv.FormatInt(n, 10)}
}

func flag(b bool) types.AttributeValue { return &types.AttributeValueMemberBOOL{Value: b} }

func textOf(i item, name string) string {
	if s, ok := i[name].(*types.AttributeValueMemberS); ok {
		return s.Value
	}
	return ""
}

// hashed is a name that says nothing of what it names. What is short or easily guessed needs a keyed hash instead.
func hashed(parts ...string) string {
	sum := sha256.New()
	for _, part := range parts {
		fmt.Fprintf(sum, "%d:%s", len(part), part)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// wrap says what was being done with what; nil stays nil.
func wrap(err error, operation, what string) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s %s: %w", operation, what, err)
}

// get reads one row, consistently; a missing one is nil.
func (t *Table) get(ctx context.Context, k key) (item, error) {
	out, err := t.Client.GetItem(ctx, &dynamodb.GetItemInput{TableName: &t.Table, Key: k.item(), ConsistentRead: aws.Bool(true)})
	if err != nil {
		return nil, fault("get "+k.partition+" "+k.sort, err)
	}
	if len(out.Item) == 0 {
		return nil, nil
	}
	return out.Item, nil
}

// load reads one row into a struct, consistently; nil is a row that is not there.
func load[T any](ctx context.Context, t *Table, k key) (*T, error) {
	i, err := t.get(ctx, k)
	if err != nil || i == nil {
		return nil, err
	}
	attributes := new(T)
	return attributes, read(i, attributes)
}

// store writes a struct as one row. It fails with the condition's refusal where that does not hold.
func (t *Table) store(ctx context.Context, k key, attributes any, when condition) error {
	row, err := k.with(attributes)
	if err != nil {
		return err
	}
	return t.put(ctx, row, when)
}

// put writes one row. It fails with the condition's refusal where that does not hold.
func (t *Table) put(ctx context.Context, i item, when condition) error {
	expression, names, values := when.parts()
	_, err := t.Client.PutItem(ctx, &dynamodb.PutItemInput{TableName: &t.Table, Item: i, ConditionExpression: expression,
		ExpressionAttributeNames: names, ExpressionAttributeValues: values})
	if conditionFailed(err) {
		return when.refusal
	}
	return fault("put", err)
}

// delete removes one row. It fails with the condition's refusal where that does not hold.
func (t *Table) delete(ctx context.Context, k key, when condition) error {
	expression, names, values := when.parts()
	_, err := t.Client.DeleteItem(ctx, &dynamodb.DeleteItemInput{TableName: &t.Table, Key: k.item(), ConditionExpression: expression,
		ExpressionAttributeNames: names, ExpressionAttributeValues: values})
	if conditionFailed(err) {
		return when.refusal
	}
	return fault("delete", err)
}

// take removes a row and returns what it was; nil when there was none. Of several that take at once one gets it.
func (t *Table) take(ctx context.Context, k key) (item, error) {
	there := exists(nil)
	expression, names, values := there.parts()
	out, err := t.Client.DeleteItem(ctx, &dynamodb.DeleteItemInput{TableName: &t.Table, Key: k.item(), ReturnValues: types.ReturnValueAllOld,
		ConditionExpression: expression, ExpressionAttributeNames: names, ExpressionAttributeValues: values})
	if conditionFailed(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fault("take", err)
	}
	return out.Attributes, nil
}
