package dynamo

import (
	"context"
	"errors"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

// get reads one row, consistently; a missing one is nil.
func (s *Store) get(ctx context.Context, p partitionKey, k sortKey) (item, error) {
	out, err := s.Client.GetItem(ctx, &dynamodb.GetItemInput{TableName: &s.Table, Key: keyed(p, k), ConsistentRead: aws.Bool(true)})
	if err != nil {
		return nil, fault("get "+p.partition()+" "+k.sort(), err)
	}
	if len(out.Item) == 0 {
		return nil, nil
	}
	return out.Item, nil
}

// put writes one row. It fails with the condition's refusal where that does not hold.
func (s *Store) put(ctx context.Context, i item, when condition) error {
	expression, names, values := when.parts()
	_, err := s.Client.PutItem(ctx, &dynamodb.PutItemInput{TableName: &s.Table, Item: i, ConditionExpression: expression,
		ExpressionAttributeNames: names, ExpressionAttributeValues: values})
	if conditionFailed(err) {
		return when.refusal
	}
	return fault("put", err)
}

// putFirst writes a row that must not be there yet. A lost answer that the SDK asks for again finds its own row: the caller
// is then told that it was overtaken, and makes one entry more of the same reading, which is true as well.
func (s *Store) putFirst(ctx context.Context, i item, refusal error) error {
	err := s.put(ctx, i, absent(refusal))
	if errors.As(err, new(*types.TransactionConflictException)) {
		return errOvertaken
	}
	return err
}

// delete removes one row. It fails with the condition's refusal where that does not hold.
func (s *Store) delete(ctx context.Context, key item, when condition) error {
	expression, names, values := when.parts()
	_, err := s.Client.DeleteItem(ctx, &dynamodb.DeleteItemInput{TableName: &s.Table, Key: key, ConditionExpression: expression,
		ExpressionAttributeNames: names, ExpressionAttributeValues: values})
	if conditionFailed(err) {
		return when.refusal
	}
	return fault("delete", err)
}
