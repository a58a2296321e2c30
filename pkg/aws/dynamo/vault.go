package dynamo

import (
	"context"
	"errors"
)

// Key is a record's data key. aad is the place of the row, and what stands there in the clear.
type Key interface {
	Seal(plaintext, aad []byte) ([]byte, error)
	Open(sealed, aad []byte) ([]byte, error)
	MAC(message []byte) []byte // 32 bytes that only who has the key can make
}

// Vault makes the data key of a record and opens the wrapped one that lies beside it (envelope encryption).
type Vault interface {
	NewKey(ctx context.Context, id string) (key Key, wrapped []byte, err error)
	// OpenKey fails with Internal "record-altered" for a key that was not wrapped for this record.
	OpenKey(ctx context.Context, id string, wrapped []byte) (Key, error)
}

// TypedVault is a vault whose keys are of a type of its own, as the real one's are.
type TypedVault[K Key] interface {
	NewKey(ctx context.Context, id string) (K, []byte, error)
	OpenKey(ctx context.Context, id string, wrapped []byte) (K, error)
}

// VaultOf makes a Vault of a vault with its own key type, so that neither package needs to know the other.
func VaultOf[K Key](v TypedVault[K]) Vault { return typed[K]{v} }

type typed[K Key] struct{ vault TypedVault[K] }

func (t typed[K]) NewKey(ctx context.Context, id string) (Key, []byte, error) {
	return t.vault.NewKey(ctx, id)
}

func (t typed[K]) OpenKey(ctx context.Context, id string, wrapped []byte) (Key, error) {
	return t.vault.OpenKey(ctx, id, wrapped)
}

// noVault is for functions that read lists, counters, tokens or chains, and no record.
type noVault struct{}

var errNoVault = errors.New("dynamo: this function was given no data key")

func (noVault) NewKey(context.Context, string) (Key, []byte, error)  { return nil, nil, errNoVault }
func (noVault) OpenKey(context.Context, string, []byte) (Key, error) { return nil, errNoVault }
