package dynamo

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"hsmp.example/cases/pkg/contract"
)

// SessionRow is a session as it lies in the table: who is signed in stands in Sealed, which the table cannot open.
type SessionRow struct {
	ID      string // derived from the browser's secret
	Person  string // by which all sessions of one person are found
	Sealed  []byte
	Version int       // 1 for a new one, one more with each replacement
	Expires time.Time // the last moment it can be good for
}

// sessionAttributes are those of sessions, of the rows by which a person's are found, and of sign-ins that have begun.
type sessionAttributes struct {
	Person  string `dynamodbav:"Person,omitempty"`
	Sealed  []byte `dynamodbav:"Sealed,omitempty"`
	Version int    `dynamodbav:"Version,omitempty"`
	Expires int64  `dynamodbav:"ExpiresAt"`
}

const sessionRow = "SESSION#"

func sessionKey(id string) key { return key{"SESSION#" + id, "SESSION"} }

func signInKey(id string) key { return key{"SIGNIN#" + id, "SIGNIN"} }

func personSessions(person string) string { return contract.SessionRows + person }

var errReplaced = errors.New("the session was replaced or ended meanwhile")

// Item is the row as it lies in the table.
func (r SessionRow) Item() (map[string]types.AttributeValue, error) {
	return sessionKey(r.ID).with(sessionAttributes{Person: r.Person, Sealed: r.Sealed, Version: r.Version, Expires: r.Expires.Unix()})
}

// KeepSession keeps a new session, together with the row by which its person's sessions are found.
func (t *Table) KeepSession(ctx context.Context, r SessionRow) error {
	row, err := r.Item()
	if err != nil {
		return err
	}
	found, err := key{personSessions(r.Person), sessionRow + r.ID}.with(sessionAttributes{Expires: r.Expires.Unix()})
	if err != nil {
		return err
	}
	return t.retry(ctx, func() error {
		tx := &transaction{table: t.Table}
		tx.put(row, always)
		tx.put(found, always)
		return wrap(t.commit(ctx, tx), "keep", "a session")
	})
}

// Session returns the session of that id, or nil when there is none, it was ended or its time is over.
func (t *Table) Session(ctx context.Context, id string) (*SessionRow, error) {
	i, err := t.get(ctx, sessionKey(id))
	if err != nil || i == nil {
		return nil, err
	}
	r, ok := SessionOf(i)
	if !ok || !t.Now().Before(r.Expires) { // DynamoDB removes expired rows within days, not at once
		return nil, nil
	}
	return &r, nil
}

// SessionOf reads a session out of its row; false for any other row.
func SessionOf(i map[string]types.AttributeValue) (SessionRow, bool) {
	id, ok := strings.CutPrefix(textOf(i, contract.PartitionKey), "SESSION#")
	var r sessionAttributes
	if err := read(i, &r); err != nil || !ok {
		return SessionRow{}, false
	}
	return SessionRow{ID: id, Person: r.Person, Sealed: r.Sealed, Version: r.Version, Expires: time.Unix(r.Expires, 0).UTC()}, true
}

// ReplaceSession writes the next version of a session, and reports false when somebody else wrote it first or the
// session was ended: one that was ended never comes back.
func (t *Table) ReplaceSession(ctx context.Context, r SessionRow) (bool, error) {
	row, err := r.Item()
	if err != nil {
		return false, err
	}
	err = t.put(ctx, row, equals("Version", number(int64(r.Version-1)), errReplaced))
	if errors.Is(err, errReplaced) {
		return false, nil
	}
	return err == nil, wrap(err, "replace", "a session")
}

// DropSession ends a session. One that was ended already stays so.
func (t *Table) DropSession(ctx context.Context, id string) error {
	before, err := t.take(ctx, sessionKey(id))
	if err != nil || before == nil {
		return wrap(err, "drop", "a session")
	}
	return wrap(t.delete(ctx, key{personSessions(textOf(before, "Person")), sessionRow + id}, always), "drop", "a session")
}

// DropSessions ends every session of the person. It may be repeated: a row that finds a session goes after the session.
func (t *Table) DropSessions(ctx context.Context, person string) error {
	err := t.each(ctx, prefixed(personSessions(person), sessionRow), func(i item) error {
		id := strings.TrimPrefix(textOf(i, contract.SortKey), sessionRow)
		if err := t.delete(ctx, sessionKey(id), always); err != nil {
			return err
		}
		return t.delete(ctx, key{personSessions(person), sessionRow + id}, always)
	})
	return wrap(err, "drop the sessions of", person)
}

// KeepSignIn keeps what a sign-in that has begun must know at its end, sealed by the caller, until expires.
func (t *Table) KeepSignIn(ctx context.Context, id string, sealed []byte, expires time.Time) error {
	err := t.store(ctx, signInKey(id), sessionAttributes{Sealed: sealed, Expires: expires.Unix()}, always)
	return wrap(err, "keep", "a sign-in")
}

// TakeSignIn hands out what KeepSignIn kept, once; nil means that nothing was kept, it was taken, or its time is over.
// When the answer is lost on its way the sign-in has to begin anew: better than one that can be ended twice.
func (t *Table) TakeSignIn(ctx context.Context, id string) ([]byte, error) {
	i, err := t.take(ctx, signInKey(id))
	if err != nil || i == nil {
		return nil, wrap(err, "take", "a sign-in")
	}
	var r sessionAttributes
	if err := read(i, &r); err != nil || r.Expires <= t.Now().Unix() {
		return nil, err
	}
	return r.Sealed, nil
}
