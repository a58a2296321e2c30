package dynamo

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"hsmp.example/cases/pkg/contract"
)

// span is a part of a partition, by its sort keys: from and to belong to it. An empty span is the whole partition.
type span struct {
	partition string
	from, to  string
	latest    bool // the last first
	exact     bool // reads what was written a moment ago too, at twice the cost
	limit     int  // rows a page; 0 is as many as there are
}

// last sorts behind every key that begins as the span does.
const last = "\uffff"

// prefixed is the rows whose sort keys begin so.
func prefixed(partition, prefix string) span {
	return span{partition: partition, from: prefix, to: prefix + last, exact: true}
}

func (s span) input(table string) *dynamodb.QueryInput {
	q := &dynamodb.QueryInput{
		TableName:                 &table,
		KeyConditionExpression:    aws.String("#pk = :pk"),
		ExpressionAttributeNames:  map[string]string{"#pk": contract.PartitionKey},
		ExpressionAttributeValues: item{":pk": text(s.partition)},
		ConsistentRead:            aws.Bool(s.exact),
	}
	if s.from != "" || s.to != "" {
		q.KeyConditionExpression = aws.String("#pk = :pk AND #sk BETWEEN :from AND :to")
		q.ExpressionAttributeNames["#sk"] = contract.SortKey
		q.ExpressionAttributeValues[":from"], q.ExpressionAttributeValues[":to"] = text(s.from), text(s.to)
	}
	if s.latest {
		q.ScanIndexForward = aws.Bool(false)
	}
	if s.limit > 0 {
		q.Limit = aws.Int32(int32(s.limit))
	}
	return q
}

// each gives every row of the span to take, over as many pages as there are.
func (t *Table) each(ctx context.Context, s span, take func(item) error) error {
	q := s.input(t.Table)
	for {
		page, err := t.Client.Query(ctx, q)
		if err != nil {
			return fault("query "+s.partition, err)
		}
		for _, i := range page.Items {
			if err := take(i); err != nil {
				return err
			}
		}
		if len(page.LastEvaluatedKey) == 0 {
			return nil
		}
		q.ExclusiveStartKey = page.LastEvaluatedKey
	}
}

// some returns the first rows of the span, at most its limit.
func (t *Table) some(ctx context.Context, s span) ([]item, error) {
	page, err := t.Client.Query(ctx, s.input(t.Table))
	if err != nil {
		return nil, fault("query "+s.partition, err)
	}
	return page.Items, nil
}
