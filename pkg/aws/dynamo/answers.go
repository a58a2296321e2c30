package dynamo

import (
	"bytes"
	"context"
	"errors"
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

type answerRow struct {
	BodyHash []byte              `dynamodbav:"BodyHash"`
	Status   int                 `dynamodbav:"Status"`
	Header   map[string][]string `dynamodbav:"Header,omitempty"`
	Sealed   []byte              `dynamodbav:"Sealed,omitempty"`
	Expires  int64               `dynamodbav:"ExpiresAt"`
}

func answerKey(scope, request string) key {
	return key{"IDEMPOTENCY#" + hashed(scope, request), "ANSWER"}
}

// Recall returns what the request of that key was answered, or nil when it is new or was forgotten after two days. It
// fails with Invalid "idempotency-key-reused" when the key came with another message.
func (t *Table) Recall(ctx context.Context, scope, request string, bodyHash [32]byte) (*Answer, error) {
	r, err := load[answerRow](ctx, t, answerKey(scope, request))
	switch {
	case err != nil || r == nil:
		return nil, err
	case r.Expires <= t.Now().Unix(): // DynamoDB removes expired rows within days, not at once
		return nil, nil
	case !bytes.Equal(r.BodyHash, bodyHash[:]):
		return nil, problem.New(problem.Invalid, "idempotency-key-reused")
	}
	return &Answer{Status: r.Status, Header: r.Header, Sealed: r.Sealed}, nil
}

// Keep remembers the first answer to the request of that key for two days; of two answers the first stays.
func (t *Table) Keep(ctx context.Context, scope, request string, bodyHash [32]byte, answer Answer) error {
	now := t.Now()
	row := answerRow{BodyHash: bodyHash[:], Status: answer.Status, Header: answer.Header, Sealed: answer.Sealed,
		Expires: now.Add(answersKept).Unix()}
	free := condition{expression: "attribute_not_exists(#expires) OR #expires <= :now", refusal: errExists,
		names: map[string]string{"#expires": contract.ExpiresAttribute}, values: item{":now": number(now.Unix())}}
	if err := t.store(ctx, answerKey(scope, request), row, free); !errors.Is(err, errExists) {
		return wrap(err, "keep", "an answer")
	}
	return nil
}
