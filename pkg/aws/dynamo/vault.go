package dynamo

import (
	"context"
	"errors"
)

// Key seals what is personal in one case. aad is the key of the row it stands in.
type Key interface {
	Seal(plaintext, aad []byte) ([]byte, error)
	Open(sealed, aad []byte) ([]byte, error)
}

// Vault makes the data key of a case and opens the wrapped one that lies in the row KEY.
type Vault interface {
	NewKey(ctx context.Context, caseID string) (key Key, wrapped []byte, err error)
	OpenKey(ctx context.Context, caseID string, wrapped []byte) (Key, error)
}

// TypedVault is a vault whose keys are of a type of its own, as the real one's are.
type TypedVault[K Key] interface {
	NewKey(ctx context.Context, caseID string) (K, []byte, error)
	OpenKey(ctx context.Context, caseID string, wrapped []byte) (K, error)
}

// VaultOf makes a Vault of a vault with its own key type, so that neither package needs to know the other.
func VaultOf[K Key](v TypedVault[K]) Vault { return typed[K]{v} }

type typed[K Key] struct{ vault TypedVault[K] }

func (t typed[K]) NewKey(ctx context.Context, caseID string) (Key, []byte, error) {
	return t.vault.NewKey(ctx, caseID)
}

func (t typed[K]) OpenKey(ctx context.Context, caseID string, wrapped []byte) (Key, error) {
	return t.vault.OpenKey(ctx, caseID, wrapped)
}

// noVault is for functions that read certificates, tokens or chains, and no case.
type noVault struct{}

var errNoVault = errors.New("dynamo: this function was given no data key")

func (noVault) NewKey(context.Context, string) (Key, []byte, error)  { return nil, nil, errNoVault }
func (noVault) OpenKey(context.Context, string, []byte) (Key, error) { return nil, errNoVault }
