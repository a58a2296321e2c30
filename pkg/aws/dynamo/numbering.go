package dynamo

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

// statusIndex is one row for all: a certificate is issued some dozens of times a day, and a place in a list that grows
// without gaps keeps the published list short.
var statusIndex = key{"COUNTER#status-index", "NEXT"}

// NextStatusIndex gives a place in the status list that nobody else has been given; 0 is the first. One that its caller
// loses stays unused.
func (t *Table) NextStatusIndex(ctx context.Context) (int, error) {
	out, err := t.Client.UpdateItem(ctx, &dynamodb.UpdateItemInput{TableName: &t.Table, Key: statusIndex.item(),
		UpdateExpression: aws.String("ADD #last :one"), ExpressionAttributeNames: map[string]string{"#last": "Last"},
		ExpressionAttributeValues: item{":one": number(1)}, ReturnValues: types.ReturnValueUpdatedNew})
	if err != nil {
		return 0, fault("give a status index", err)
	}
	var r struct{ Last int }
	err = read(out.Attributes, &r)
	return r.Last - 1, err
}
