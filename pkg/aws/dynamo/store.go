package dynamo

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/statistics"
	"hsmp.example/cases/pkg/usecase/casework"
)

var (
	_ casework.Cases    = (*Store)(nil)
	_ casework.Register = (*Store)(nil)
	_ casework.Work     = (*Store)(nil)
	_ casework.History  = (*Store)(nil)
	_ casework.Tokens   = (*Store)(nil)
	_ casework.OpenWork = (*Store)(nil)
	_ casework.Facts    = (*Store)(nil)
)

// Reader is what the store asks of DynamoDB to read.
type Reader interface {
	GetItem(context.Context, *dynamodb.GetItemInput, ...func(*dynamodb.Options)) (*dynamodb.GetItemOutput, error)
	Query(context.Context, *dynamodb.QueryInput, ...func(*dynamodb.Options)) (*dynamodb.QueryOutput, error)
}

// Writer is what the store asks of DynamoDB to write.
type Writer interface {
	PutItem(context.Context, *dynamodb.PutItemInput, ...func(*dynamodb.Options)) (*dynamodb.PutItemOutput, error)
	UpdateItem(context.Context, *dynamodb.UpdateItemInput, ...func(*dynamodb.Options)) (*dynamodb.UpdateItemOutput, error)
	DeleteItem(context.Context, *dynamodb.DeleteItemInput, ...func(*dynamodb.Options)) (*dynamodb.DeleteItemOutput, error)
	TransactWriteItems(context.Context, *dynamodb.TransactWriteItemsInput, ...func(*dynamodb.Options)) (*dynamodb.TransactWriteItemsOutput, error)
}

// Client is DynamoDB. There is no Scan in it.
type Client interface {
	Reader
	Writer
}

// Config is what a store is made of. Every field is required but Vault and Fact, which the lambdas that open no case do
// without; where there is a vault there must be both.
type Config struct {
	Client Client
	Table  string
	Vault  Vault
	Now    func() time.Time
	Pause  func(context.Context, time.Duration) error // waits before a change is tried again; Pause is the real one
	Jitter func() float64                             // 0 to 1, spreads those who try again
	Fact   func(*application.Case) (statistics.Fact, bool)
}

// Store keeps cases in the table. It is safe for concurrent use.
type Store struct {
	Config
	weeks sync.Map // listWeek → true: weeks this store has put on a list
}

// New returns a store, or says what the configuration lacks.
func New(c Config) (*Store, error) {
	if c.Client == nil || c.Table == "" || c.Now == nil || c.Pause == nil || c.Jitter == nil {
		return nil, errors.New("dynamo: client, table, now, pause and jitter are required")
	}
	if c.Vault != nil && c.Fact == nil {
		return nil, errors.New("dynamo: a store that changes cases must know their facts")
	}
	if c.Vault == nil {
		c.Vault = noVault{}
	}
	return &Store{Config: c}, nil
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
