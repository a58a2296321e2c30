package registry

import (
	"context"
	"sync"
	"time"

	"hsmp.example/cases/pkg/aws/seal"
	"hsmp.example/cases/pkg/domain/credential"
)

// Seals lists the certificates of all keys that documents were sealed with, by key id.
type Seals interface {
	Seals(ctx context.Context) (map[string][]byte, error)
}

// Keys publishes the seal's public keys: of each key that has ever sealed a document, so that a change of keys leaves
// every document that was issued good, and of the one that will seal the next. KMS and the table are asked when
// somebody wants them: most cold starts of this function are about something else.
type Keys struct {
	Client seal.SigningKMS
	Key    string // ARN of the seal's key
	Seals  Seals
	Now    func() time.Time

	mu      sync.Mutex
	current *seal.Signer
	known   credential.JWKS
	read    time.Time
}

// keysKept is how long a key set is given out before it is read anew.
const keysKept = time.Minute

// Keys implements verification.Keys; Unavailable when KMS or the table is.
func (k *Keys) Keys(ctx context.Context) (credential.JWKS, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.read.IsZero() && k.Now().Before(k.read.Add(keysKept)) {
		return k.known, nil
	}
	if k.current == nil {
		signer, err := seal.NewSigner(ctx, k.Client, k.Key)
		if err != nil {
			return credential.JWKS{}, err
		}
		k.current = signer
	}
	kept, err := k.Seals.Seals(ctx)
	if err != nil {
		return credential.JWKS{}, err
	}
	set, err := credential.KeySet(k.current.PublicKey(), kept)
	if err != nil {
		return credential.JWKS{}, err
	}
	k.known, k.read = set, k.Now()
	return k.known, nil
}
