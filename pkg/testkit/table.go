package testkit

import (
	"context"
	"fmt"
	"os"
	"sync/atomic"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"hsmp.example/cases/pkg/contract"
)

var tables atomic.Int64

// Client returns a client of the engine.
func Client(t testing.TB) *dynamodb.Client {
	t.Helper()
	return dynamodb.New(dynamodb.Options{Region: "eu-central-1", BaseEndpoint: aws.String(Engine(t)),
		Credentials: credentials.NewStaticCredentialsProvider("test", "test", "")})
}

// Table gives the test an empty cases table of its own, with the keys and the stream that infra deploys, and
// removes it afterwards. Time to live is not switched on: tests live at other times than the engine does.
func Table(t testing.TB) (*dynamodb.Client, string) {
	t.Helper()
	client := Client(t)
	name := fmt.Sprintf("cases-%d-%d", os.Getpid(), tables.Add(1))
	if _, err := client.CreateTable(t.Context(), Schema(name)); err != nil {
		t.Fatalf("create table: %v", err)
	}
	t.Cleanup(func() {
		if _, err := client.DeleteTable(context.Background(), &dynamodb.DeleteTableInput{TableName: &name}); err != nil {
			t.Errorf("delete table: %v", err)
		}
	})
	return client, name
}

// Schema is the cases table as infra deploys it; infra's tests compare the two.
func Schema(name string) *dynamodb.CreateTableInput {
	return &dynamodb.CreateTableInput{
		TableName:            &name,
		BillingMode:          types.BillingModePayPerRequest,
		AttributeDefinitions: []types.AttributeDefinition{attribute(contract.PartitionKey), attribute(contract.SortKey)},
		KeySchema:            keys(contract.PartitionKey, contract.SortKey),
		StreamSpecification:  &types.StreamSpecification{StreamEnabled: aws.Bool(true), StreamViewType: types.StreamViewTypeNewImage},
	}
}

func attribute(name string) types.AttributeDefinition {
	return types.AttributeDefinition{AttributeName: &name, AttributeType: types.ScalarAttributeTypeS}
}

func keys(partition, sort string) []types.KeySchemaElement {
	return []types.KeySchemaElement{{AttributeName: &partition, KeyType: types.KeyTypeHash}, {AttributeName: &sort, KeyType: types.KeyTypeRange}}
}
