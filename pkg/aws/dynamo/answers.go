package dynamo

import (
	"bytes"
	"context"
	"time"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/problem"
)

// answersKept is how long a repeated request gets its first answer.
const answersKept = 48 * time.Hour

// Answer is what a request was answered the first time.
type Answer struct {
	Status int
	Header map[string][]string
	Sealed []byte // the body, under a key that only the caller has
}

type answerRecord struct {
	BodyHash []byte              `dynamodbav:"BodyHash"`
	Status   int                 `dynamodbav:"Status"`
	Header   map[string][]string `dynamodbav:"Header,omitempty"`
	Sealed   []byte              `dynamodbav:"Sealed,omitempty"`
}

// Recall returns what the request of that key was answered, or nil when it is new or was forgotten after two days. It fails
// with Invalid "idempotency-key-reused" when the key came with another message.
func (s *Store) Recall(ctx context.Context, scope, key string, bodyHash [32]byte) (*Answer, error) {
	i, err := s.get(ctx, answerPartition(hashed(scope, key)), answerRow)
	if err != nil || i == nil {
		return nil, err
	}
	var r answerRecord
	var expiry struct{ ExpiresAt int64 }
	if err := unmarshal(i, &r); err != nil {
		return nil, wrap(err, "recall", "an answer")
	}
	if err := unmarshal(i, &expiry); err != nil {
		return nil, wrap(err, "recall", "an answer")
	}
	switch {
	case expiry.ExpiresAt <= s.Now().Unix(): // DynamoDB removes expired rows within days, not at once
		return nil, nil
	case !bytes.Equal(r.BodyHash, bodyHash[:]):
		return nil, problem.New(problem.Invalid, "idempotency-key-reused")
	}
	return &Answer{Status: r.Status, Header: r.Header, Sealed: r.Sealed}, nil
}

// Keep remembers the first answer to the request of that key for two days; of two answers the first stays.
func (s *Store) Keep(ctx context.Context, scope, key string, bodyHash [32]byte, answer Answer) error {
	record, err := marshal(answerRecord{BodyHash: bodyHash[:], Status: answer.Status, Header: answer.Header, Sealed: answer.Sealed})
	if err != nil {
		return err
	}
	now := s.Now()
	record[contract.ExpiresAttribute] = number(int(now.Add(answersKept).Unix()))
	i := merge(keyed(answerPartition(hashed(scope, key)), answerRow), record)
	free := condition{expression: "attribute_not_exists(#expires) OR #expires <= :now",
		names: map[string]string{"#expires": contract.ExpiresAttribute}, values: item{":now": number(int(now.Unix()))}, refusal: errExists}
	if err := s.put(ctx, i, free); err != errExists {
		return wrap(err, "keep", "an answer")
	}
	return nil
}
