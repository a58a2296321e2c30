package dynamo

import (
	"context"
	"errors"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
	"hsmp.example/cases/pkg/problem"
)

var (
	errExists             = errors.New("a case of that id exists")
	errForeignReservation = errors.New("the person's open case is another")
)

// openRecord reserves the person's one open case.
type openRecord struct {
	Case application.ID `dynamodbav:"Case"`
}

// Create stores a new case with the first entry of its chain, and gives it a data key. A person who has an open case already
// gets Conflict "case-open". The same case again changes nothing.
func (s *Store) Create(ctx context.Context, c application.Case, first audit.Entry) error {
	key, wrapped, err := s.Vault.NewKey(ctx, string(c.ID))
	if err != nil {
		return err
	}
	rows, err := encode(&c)
	if err != nil {
		return err
	}
	if err := s.keepWeeks(ctx, nil, rows); err != nil {
		return err
	}
	err = s.insist(ctx, func() error {
		t, err := s.birth(&c, rows, first, sealing{key, wrapped})
		if err != nil {
			return err
		}
		return s.commit(ctx, t)
	})
	if errors.Is(err, errExists) || errors.Is(err, problem.Conflict) {
		return s.sameCase(ctx, c, err)
	}
	return err
}

// sealing is a new case's data key, plain and wrapped.
type sealing struct {
	key     Key
	wrapped []byte
}

func (s *Store) birth(c *application.Case, rows []row, first audit.Entry, with sealing) (*transaction, error) {
	partition := casePartition(c.ID)
	t := &transaction{table: s.Table}
	written := sequences{}
	for _, r := range rows {
		stored, err := r.seal(partition, 1, with.key)
		if err != nil {
			return nil, err
		}
		t.put(stored, always)
		written[r.key.sort()] = 1
	}
	key, err := marshal(keyRecord{Wrapped: with.wrapped})
	if err != nil {
		return nil, err
	}
	open, err := marshal(openRecord{Case: c.ID})
	if err != nil {
		return nil, err
	}
	t.put(merge(keyed(partition, keyRow), key), always)
	t.put(merge(keyed(personPartition(c.Person), openRow), open), absent(problem.New(problem.Conflict, "case-open")))
	t.put(keyed(personPartition(c.Person), caseRow(c.ID)), always)
	if err := t.count(c.ID, factual{}, s.factual(c)); err != nil {
		return nil, err
	}
	return t, t.link(c.ID, endRecord{Rows: written.fingerprint()}, first, errExists)
}

// sameCase tells a repeat, which is no fault, from a clash.
func (s *Store) sameCase(ctx context.Context, c application.Case, clash error) error {
	there, err := s.Peek(ctx, c.ID)
	switch {
	case errors.Is(err, problem.NotFound):
		return clash
	case err != nil:
		return err
	case there.Person != c.Person || there.Applicant != c.Applicant:
		return clash
	}
	return nil
}
