package dynamo

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"hsmp.example/cases/pkg/aws/outage"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
)

var (
	// errConflict says that somebody else changed the record between the reading and the writing.
	errConflict = errors.New("the record was changed meanwhile")
	errExists   = errors.New("a row of that key exists")
)

func fault(operation string, err error) error { return outage.Fault(operation, err) }

// conditionFailed reports whether a single write was refused by its own condition.
func conditionFailed(err error) bool {
	return errors.As(err, new(*types.ConditionalCheckFailedException))
}

func notFound() error { return problem.New(problem.NotFound, "not-found") }

func busy() error { return problem.New(problem.Unavailable, "unavailable").Because(errConflict) }

// altered is the integrity alarm: what is stored is not what the chain says was left behind. Trying again is of no use,
// and nobody may decide on such a record.
func (t *Table) altered(ctx context.Context, id record.ID, what string) error {
	err := fmt.Errorf("record %s was altered past its chain: %s", id, what)
	t.Alarm(ctx, err)
	return problem.New(problem.Internal, "record-altered").Because(err)
}
