// Package remember lets the idempotent routes keep their first answers in the cases table. It is apart from web, which
// knows no store, and from dynamo, which knows no HTTP. What an answer says may be what a person wrote: it lies in the
// table sealed under the request's own key, of which the table has a hash only. Whoever repeats the request brings the
// key.
package remember

import (
	"context"

	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/aws/seal"
)

// Store is what is asked of the table.
type Store interface {
	Recall(ctx context.Context, scope, key string, bodyHash [32]byte) (*dynamo.Answer, error)
	Keep(ctx context.Context, scope, key string, bodyHash [32]byte, answer dynamo.Answer) error
}

// In returns a memory in that store.
func In(store Store) web.Memory { return memory{store} }

type memory struct{ store Store }

// Recall implements web.Memory.
func (m memory) Recall(ctx context.Context, scope, key string, bodyHash [32]byte) (*web.Answer, error) {
	known, err := m.store.Recall(ctx, scope, key, bodyHash)
	if err != nil || known == nil {
		return nil, err
	}
	lock, err := seal.KeyOf(key, scope)
	if err != nil {
		return nil, err
	}
	body, err := lock.Open(known.Sealed, bodyHash[:])
	if err != nil {
		return nil, err
	}
	return &web.Answer{Status: known.Status, Header: known.Header, Body: body}, nil
}

// Keep implements web.Memory.
func (m memory) Keep(ctx context.Context, scope, key string, bodyHash [32]byte, a web.Answer) error {
	lock, err := seal.KeyOf(key, scope)
	if err != nil {
		return err
	}
	sealed, err := lock.Seal(a.Body, bodyHash[:])
	if err != nil {
		return err
	}
	return m.store.Keep(ctx, scope, key, bodyHash, dynamo.Answer{Status: a.Status, Header: a.Header, Sealed: sealed})
}
