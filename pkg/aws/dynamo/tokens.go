package dynamo

import (
	"context"

	"hsmp.example/cases/pkg/domain/application"
)

type tokenRecord struct {
	Token string `dynamodbav:"Token"`
}

// KeepToken remembers the task token of a wait; a later token of the same wait replaces it.
func (s *Store) KeepToken(ctx context.Context, id application.ID, wait application.Wait, token string) error {
	record, err := marshal(tokenRecord{Token: token})
	if err != nil {
		return err
	}
	err = s.put(ctx, merge(keyed(waitPartition(id), waitRow(wait)), record), always)
	return wrap(err, "keep the token of", string(id))
}

// Token returns the task token of a wait, and false when none is kept.
func (s *Store) Token(ctx context.Context, id application.ID, wait application.Wait) (string, bool, error) {
	i, err := s.get(ctx, waitPartition(id), waitRow(wait))
	if err != nil || i == nil {
		return "", false, err
	}
	var r tokenRecord
	err = unmarshal(i, &r)
	return r.Token, err == nil, wrap(err, "read the token of", string(id))
}
