package dynamo

import (
	"context"
	"slices"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/application"
)

type personRecord struct {
	Person application.PersonID `dynamodbav:"Person"`
}

// Person returns the internal key of whoever signs in as subject. At the first time it is made with fresh; of two at once
// both get the same.
func (s *Store) Person(ctx context.Context, subject string, fresh func() application.PersonID) (application.PersonID, error) {
	partition := subjectPartition(hashed(subject))
	person, err := s.personAt(ctx, partition)
	if err != nil || person != "" {
		return person, err
	}
	person = fresh()
	record, err := marshal(personRecord{Person: person})
	if err != nil {
		return "", err
	}
	err = s.put(ctx, merge(keyed(partition, personRow), record), absent(errExists))
	if err == errExists {
		return s.personAt(ctx, partition)
	}
	return person, err
}

func (s *Store) personAt(ctx context.Context, partition subjectPartition) (application.PersonID, error) {
	i, err := s.get(ctx, partition, personRow)
	if err != nil {
		return "", err
	}
	var r personRecord
	err = unmarshal(i, &r)
	return r.Person, wrap(err, "read", "person")
}

// CasesOf lists the person's cases, the newest first; ids sort in the order of their making.
func (s *Store) CasesOf(ctx context.Context, person application.PersonID) ([]application.ID, error) {
	var ids []application.ID
	err := s.pages(ctx, within(s.partition(personPartition(person)), caseRow("").sort()), func(i item) error {
		key, err := parseSort(textOf(i, contract.SortKey))
		if row, ok := key.(caseRow); ok {
			ids = append(ids, application.ID(row))
		}
		return err
	})
	slices.Reverse(ids)
	return ids, wrap(err, "list the cases of", string(person))
}
