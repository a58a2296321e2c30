package dynamo

import (
	"context"
	"encoding/json"

	"hsmp.example/cases/pkg/domain/record"
)

// Reserved returns which record holds a name, with what is public of it read into facts, which may be nil. It fails
// with NotFound for a name that nobody holds.
func (t *Table) Reserved(ctx context.Context, space, name string, facts any) (record.ID, error) {
	if name == "" {
		return "", notFound()
	}
	r, err := load[projectedRow](ctx, t, reservedKey(space, name))
	switch {
	case err != nil:
		return "", err
	case r == nil:
		return "", notFound()
	}
	if facts == nil || r.Shows == "" {
		return r.Record, nil
	}
	return r.Record, wrap(json.Unmarshal([]byte(r.Shows), facts), "read the facts of", space+" "+name)
}

// ReservedSecret is Reserved for a name of which only a keyed hash is kept.
func (t *Table) ReservedSecret(ctx context.Context, space, secret string) (record.ID, error) {
	name, err := t.hide(ctx, space, secret)
	if err != nil {
		return "", err
	}
	return t.Reserved(ctx, space, name, nil)
}
