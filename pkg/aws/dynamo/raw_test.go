package dynamo_test

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"hsmp.example/cases/pkg/domain/calendar"
)

func text(s string) types.AttributeValue { return &types.AttributeValueMemberS{Value: s} }

func day(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err) // a slip in a test's own table
	}
	return d
}

// partition reads rows past the store.
func (b *bench) partition(pk string) []map[string]types.AttributeValue {
	b.t.Helper()
	out, err := b.client.Query(b.t.Context(), &dynamodb.QueryInput{TableName: &b.table, ConsistentRead: aws.Bool(true),
		KeyConditionExpression: aws.String("PK = :pk"), ExpressionAttributeValues: map[string]types.AttributeValue{":pk": text(pk)}})
	if err != nil {
		b.t.Fatal(err)
	}
	return out.Items
}

func (b *bench) rows(pk string) []string {
	b.t.Helper()
	var keys []string
	for _, i := range b.partition(pk) {
		keys = append(keys, i["SK"].(*types.AttributeValueMemberS).Value)
	}
	return keys
}

func (b *bench) remove(pk, sk string) {
	b.t.Helper()
	_, err := b.client.DeleteItem(b.t.Context(), &dynamodb.DeleteItemInput{TableName: &b.table,
		Key: map[string]types.AttributeValue{"PK": text(pk), "SK": text(sk)}})
	if err != nil {
		b.t.Fatal(err)
	}
}

// alter changes one attribute of a row past the store.
func (b *bench) alter(pk, sk, name string, value types.AttributeValue) {
	b.t.Helper()
	_, err := b.client.UpdateItem(b.t.Context(), &dynamodb.UpdateItemInput{TableName: &b.table,
		Key:              map[string]types.AttributeValue{"PK": text(pk), "SK": text(sk)},
		UpdateExpression: aws.String("SET #n = :v"), ExpressionAttributeNames: map[string]string{"#n": name},
		ExpressionAttributeValues: map[string]types.AttributeValue{":v": value}})
	if err != nil {
		b.t.Fatal(err)
	}
}
