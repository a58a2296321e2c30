// Package memory is the system's outside in memory, for tests: the real store over a fake table, a state machine and a
// bus that note what they are told, objects in a map. It must know no rule of the programme.
package memory

import (
	"context"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/testkit"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/employment"
)

// Store is the real store of every kind of record, over a fake table.
type Store struct {
	dynamo.Records[application.Case]
	Employers dynamo.Records[employer.Employer]
	Fake      *testkit.Fake
	Alarms    []error // integrity alarms so far
}

// New returns an empty store, at today's time.
func New() *Store { return NewAt(time.Now) }

// NewAt returns an empty store with a clock.
func NewAt(now func() time.Time) *Store {
	s := &Store{Fake: testkit.NewFake()}
	table, err := dynamo.Open(dynamo.Config{Client: s.Fake, Table: "cases", Vault: dynamo.VaultOf(testkit.NewVault()), Now: now,
		Pause: func(context.Context, time.Duration) error { return nil }, Jitter: func() float64 { return 0 },
		Alarm: func(_ context.Context, err error) { s.Alarms = append(s.Alarms, err) }})
	if err != nil {
		panic(err) // every field is given
	}
	s.Records, s.Employers = dynamo.RecordsOf(table, casework.CaseType), dynamo.RecordsOf(table, employment.EmployerType)
	return s
}

// Down makes every call fail with Unavailable, until it is told otherwise.
func (s *Store) Down(down bool) {
	var fails func() error
	if down {
		fails = func() error { return &types.InternalServerError{} }
	}
	s.Fake.Fail(fails)
}

// Office is an office that works with the store.
func (s *Store) Office(rules casework.Rules, now func() time.Time) casework.Office {
	return casework.Office{Cases: s, Readings: s, Rules: rules, Now: now}
}

// Looks returns every reading of a record, the oldest first.
func (s *Store) Looks(ctx context.Context, id record.ID) []record.Reading {
	all, more, err := s.Readings(ctx, id, record.Page{Limit: 10_000})
	if err != nil || more {
		panic(fmt.Sprintf("readings of %s: %v", id, err))
	}
	return all
}
