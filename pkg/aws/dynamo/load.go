package dynamo

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/problem"
)

// stored is one content row of a case as it was read.
type stored struct {
	key  sortKey
	item item
}

// loaded is a whole case as it was at one sequence.
type loaded struct {
	end       endRecord
	sequences sequences
	rows      []stored
	key       Key
	c         application.Case
}

// Peek returns the case without leaving an entry in its chain: for the workflow and for what holds no personal data. It
// fails with NotFound, also for a draft that was discarded and for a case whose key was destroyed.
func (s *Store) Peek(ctx context.Context, id application.ID) (application.Case, error) {
	var c application.Case
	err := s.insist(ctx, func() error {
		l, err := s.load(ctx, id)
		c = l.c
		return err
	})
	return c, err
}

// load reads all rows of a case. It fails with errOvertaken when they do not belong together.
func (s *Store) load(ctx context.Context, id application.ID) (loaded, error) {
	l, wrapped, err := s.both(ctx, id)
	if err != nil {
		return loaded{}, err
	}
	if l.end.Sequence == 0 || l.end.Discarded {
		return loaded{}, notFound()
	}
	if l.sequences.fingerprint() != l.end.Rows {
		return loaded{}, errOvertaken
	}
	if wrapped == nil {
		return loaded{}, notFound()
	}
	if l.key, err = s.Vault.OpenKey(ctx, string(id), wrapped); err != nil {
		return loaded{}, err
	}
	l.c, err = decode(id, l.rows, l.key)
	return l, err
}

// both reads the rows of the case and the end of its chain at the same time: whether they belong together shows afterwards.
func (s *Store) both(ctx context.Context, id application.ID) (loaded, []byte, error) {
	var (
		reading sync.WaitGroup
		end     endRecord
		failed  error
	)
	reading.Go(func() { end, failed = s.endOf(ctx, id) })
	l, wrapped, err := s.rowsOf(ctx, id)
	reading.Wait()
	l.end = end
	return l, wrapped, cmp.Or(err, failed)
}

// rowsOf pages through the case's partition.
func (s *Store) rowsOf(ctx context.Context, id application.ID) (loaded, []byte, error) {
	l := loaded{sequences: sequences{}}
	var wrapped keyRecord
	err := s.pages(ctx, s.partition(casePartition(id)), func(i item) error {
		name := textOf(i, contract.SortKey)
		if plainSort(name) == keyRow {
			return unmarshal(i, &wrapped)
		}
		var written struct{ Sequence int }
		if err := unmarshal(i, &written); err != nil {
			return err
		}
		l.sequences[name] = written.Sequence
		if key, err := parseSort(name); err == nil {
			l.rows = append(l.rows, stored{key, i})
		}
		return nil
	})
	return l, wrapped.Wrapped, wrap(err, "load case", string(id))
}

// partition asks for every row of a partition, consistently.
func (s *Store) partition(k partitionKey) *dynamodb.QueryInput {
	return &dynamodb.QueryInput{
		TableName:                 &s.Table,
		KeyConditionExpression:    aws.String("#pk = :pk"),
		ExpressionAttributeNames:  map[string]string{"#pk": contract.PartitionKey},
		ExpressionAttributeValues: item{":pk": text(k.partition())},
		ConsistentRead:            aws.Bool(true),
	}
}

// within narrows a query of a partition to the sort keys with a prefix.
func within(q *dynamodb.QueryInput, prefix string) *dynamodb.QueryInput {
	q.KeyConditionExpression = aws.String("#pk = :pk AND begins_with(#sk, :sk)")
	q.ExpressionAttributeNames = maps.Clone(q.ExpressionAttributeNames)
	q.ExpressionAttributeNames["#sk"] = contract.SortKey
	q.ExpressionAttributeValues[":sk"] = text(prefix)
	return q
}

// pages gives every item of a query to take, over as many pages as there are.
func (s *Store) pages(ctx context.Context, q *dynamodb.QueryInput, take func(item) error) error {
	for {
		page, err := s.Client.Query(ctx, q)
		if err != nil {
			return fault("query", err)
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

func notFound() error { return problem.New(problem.NotFound, "not-found") }

// wrap says what was being done with what; nil stays nil.
func wrap(err error, doing, what string) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s %s: %w", doing, what, err)
}
