package dynamo

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
)

// Client is what the table asks of DynamoDB. There is no Scan in it.
type Client interface {
	GetItem(context.Context, *dynamodb.GetItemInput, ...func(*dynamodb.Options)) (*dynamodb.GetItemOutput, error)
	Query(context.Context, *dynamodb.QueryInput, ...func(*dynamodb.Options)) (*dynamodb.QueryOutput, error)
	PutItem(context.Context, *dynamodb.PutItemInput, ...func(*dynamodb.Options)) (*dynamodb.PutItemOutput, error)
	UpdateItem(context.Context, *dynamodb.UpdateItemInput, ...func(*dynamodb.Options)) (*dynamodb.UpdateItemOutput, error)
	DeleteItem(context.Context, *dynamodb.DeleteItemInput, ...func(*dynamodb.Options)) (*dynamodb.DeleteItemOutput, error)
	TransactWriteItems(context.Context, *dynamodb.TransactWriteItemsInput, ...func(*dynamodb.Options)) (*dynamodb.TransactWriteItemsOutput, error)
}

// Config is what a table is opened with. Every field is required but Vault, which functions that open no record do
// without, and Alarm.
type Config struct {
	Client Client
	Table  string
	Vault  Vault
	Now    func() time.Time
	Pause  func(context.Context, time.Duration) error // waits before a change is tried again; Pause is the real one
	Jitter func() float64                             // 0 to 1, spreads those who try again
	Alarm  func(context.Context, error)               // told of every record that does not fit its chain; may be nil
}

// Table is the table of all records. It is safe for concurrent use.
type Table struct {
	Config

	mu     sync.Mutex
	shared Key      // of what belongs to no record: reserved secrets, staff; opened at the first use
	staff  sync.Map // actor → true: who was remembered by this program
}

// Open returns the table, or says what the configuration lacks.
func Open(c Config) (*Table, error) {
	if c.Client == nil || c.Table == "" || c.Now == nil || c.Pause == nil || c.Jitter == nil {
		return nil, errors.New("dynamo: client, table, now, pause and jitter are required")
	}
	if c.Vault == nil {
		c.Vault = noVault{}
	}
	if c.Alarm == nil {
		c.Alarm = func(context.Context, error) {}
	}
	return &Table{Config: c}, nil
}

// Pause waits for d, or until ctx ends.
func Pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
