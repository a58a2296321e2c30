package dynamo

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"hsmp.example/cases/pkg/contract"
)

// The keys of sessions. Their names are derived from a secret that only a browser has.
type (
	sessionPartition string
	signInPartition  string
	sessionRow       string
)

func (k sessionPartition) partition() string { return "SESSION#" + string(k) }
func (k signInPartition) partition() string  { return "SIGNIN#" + string(k) }
func (k sessionRow) sort() string            { return "SESSION#" + string(k) }

// SessionRow is a session as it lies in the table: who is signed in stands in Sealed, which the table cannot open.
type SessionRow struct {
	ID      string // derived from the browser's secret
	Person  string // by which all sessions of one person are found
	Sealed  []byte
	Version int       // 1 for a new one, one more with each replacement
	Expires time.Time // the last moment it can be good for
}

type sessionRecord struct {
	Person  string `dynamodbav:"Person"`
	Sealed  []byte `dynamodbav:"Sealed"`
	Version int    `dynamodbav:"Version"`
	Expires int64  `dynamodbav:"ExpiresAt"`
}

var errReplaced = errors.New("the session was replaced or ended meanwhile")

func (r SessionRow) record() sessionRecord {
	return sessionRecord{Person: r.Person, Sealed: r.Sealed, Version: r.Version, Expires: r.Expires.Unix()}
}

// KeepSession keeps a new session, together with the row by which its person's sessions are found.
func (s *Store) KeepSession(ctx context.Context, r SessionRow) error {
	record, err := marshal(r.record())
	if err != nil {
		return err
	}
	found := keyed(personPartition(r.Person), sessionRow(r.ID))
	found[contract.ExpiresAttribute] = number(int(r.Expires.Unix()))
	return s.insist(ctx, func() error {
		t := &transaction{table: s.Table}
		t.put(merge(keyed(sessionPartition(r.ID), sessionHead), record), always)
		t.put(found, always)
		return wrap(s.commit(ctx, t), "keep", "a session")
	})
}

// Session returns the session of that id, or nil when there is none, it was ended or its time is over.
func (s *Store) Session(ctx context.Context, id string) (*SessionRow, error) {
	i, err := s.get(ctx, sessionPartition(id), sessionHead)
	if err != nil || i == nil {
		return nil, err
	}
	var r sessionRecord
	if err := unmarshal(i, &r); err != nil {
		return nil, wrap(err, "read", "a session")
	}
	if r.Expires <= s.Now().Unix() { // DynamoDB removes expired rows within days, not at once
		return nil, nil
	}
	return &SessionRow{ID: id, Person: r.Person, Sealed: r.Sealed, Version: r.Version, Expires: time.Unix(r.Expires, 0).UTC()}, nil
}

// ReplaceSession writes the next version of a session, and reports false when somebody else wrote it first or the session
// was ended: one that was ended never comes back.
func (s *Store) ReplaceSession(ctx context.Context, r SessionRow) (bool, error) {
	record, err := marshal(r.record())
	if err != nil {
		return false, err
	}
	same := condition{expression: "#version = :before", names: map[string]string{"#version": "Version"},
		values: item{":before": number(r.Version - 1)}, refusal: errReplaced}
	err = s.put(ctx, merge(keyed(sessionPartition(r.ID), sessionHead), record), same)
	if errors.Is(err, errReplaced) {
		return false, nil
	}
	return err == nil, wrap(err, "replace", "a session")
}

// DropSession ends a session. One that was ended already stays so.
func (s *Store) DropSession(ctx context.Context, id string) error {
	before, err := s.take(ctx, keyed(sessionPartition(id), sessionHead))
	if err != nil || before == nil {
		return wrap(err, "drop", "a session")
	}
	person := personPartition(textOf(before, "Person"))
	return wrap(s.delete(ctx, keyed(person, sessionRow(id)), always), "drop", "a session")
}

// DropSessions ends every session of the person. It may be repeated: a row that finds a session goes after the session.
func (s *Store) DropSessions(ctx context.Context, person string) error {
	prefix := sessionRow("").sort()
	err := s.pages(ctx, within(s.partition(personPartition(person)), prefix), func(i item) error {
		id := strings.TrimPrefix(textOf(i, contract.SortKey), prefix)
		if err := s.delete(ctx, keyed(sessionPartition(id), sessionHead), always); err != nil {
			return err
		}
		return s.delete(ctx, keyed(personPartition(person), sessionRow(id)), always)
	})
	return wrap(err, "drop the sessions of", person)
}

// KeepSignIn keeps what a sign-in that has begun must know at its end, sealed by the caller, until expires.
func (s *Store) KeepSignIn(ctx context.Context, id string, sealed []byte, expires time.Time) error {
	i := keyed(signInPartition(id), signInRow)
	i[sealedAttribute] = &types.AttributeValueMemberB{Value: sealed}
	i[contract.ExpiresAttribute] = number(int(expires.Unix()))
	return wrap(s.put(ctx, i, always), "keep", "a sign-in")
}

// TakeSignIn hands out what KeepSignIn kept, once; nil means that nothing was kept, it was taken, or its time is over.
// When the answer is lost on its way the sign-in has to begin anew: better than one that can be ended twice.
func (s *Store) TakeSignIn(ctx context.Context, id string) ([]byte, error) {
	i, err := s.take(ctx, keyed(signInPartition(id), signInRow))
	if err != nil || i == nil {
		return nil, wrap(err, "take", "a sign-in")
	}
	var r struct {
		Sealed  []byte `dynamodbav:"Sealed"`
		Expires int64  `dynamodbav:"ExpiresAt"`
	}
	if err := unmarshal(i, &r); err != nil {
		return nil, wrap(err, "take", "a sign-in")
	}
	if r.Expires <= s.Now().Unix() {
		return nil, nil
	}
	return r.Sealed, nil
}

// take removes a row and returns what it was; nil when there was none. Of several that take at once one gets it: a write
// with a condition is the only thing that even the engine for tests does for one at a time.
func (s *Store) take(ctx context.Context, key item) (item, error) {
	out, err := s.Client.DeleteItem(ctx, &dynamodb.DeleteItemInput{TableName: &s.Table, Key: key, ReturnValues: types.ReturnValueAllOld,
		ConditionExpression: aws.String("attribute_exists(#pk)"), ExpressionAttributeNames: map[string]string{"#pk": contract.PartitionKey}})
	if conditionFailed(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fault("delete", err)
	}
	return out.Attributes, nil
}
