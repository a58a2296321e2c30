package dynamo

import (
	"context"
	"errors"
)

// personRow is the person behind a sign-in.
type personRow struct {
	Person string `dynamodbav:"Person"`
}

func subjectKey(subject string) key { return key{"SUBJECT#" + hashed(subject), "PERSON"} }

// Person returns the internal key of whoever signs in as subject. At the first time it is made with fresh; of two at
// once both get the same.
func (t *Table) Person(ctx context.Context, subject string, fresh func() string) (string, error) {
	at := subjectKey(subject)
	person, err := t.personAt(ctx, at)
	if err != nil || person != "" {
		return person, err
	}
	person = fresh()
	err = t.store(ctx, at, personRow{person}, absent(errExists))
	if errors.Is(err, errExists) {
		return t.personAt(ctx, at)
	}
	return person, err
}

func (t *Table) personAt(ctx context.Context, at key) (string, error) {
	i, err := t.get(ctx, at)
	return textOf(i, "Person"), err
}
