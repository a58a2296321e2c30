package registry

import (
	"context"
	"sync"

	"hsmp.example/cases/pkg/aws/seal"
	"hsmp.example/cases/pkg/domain/credential"
)

// Keys publishes the seal's public key. KMS is asked when somebody first wants it, and again only after it failed: most
// cold starts of this function are about something else.
type Keys struct {
	Client seal.SigningKMS
	Key    string // ARN of the seal's key

	mu    sync.Mutex
	known credential.JWKS
}

// Keys implements verification.Keys; Unavailable when KMS is.
func (k *Keys) Keys(ctx context.Context) (credential.JWKS, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.known.Keys) > 0 {
		return k.known, nil
	}
	signer, err := seal.NewSigner(ctx, k.Client, k.Key)
	if err != nil {
		return credential.JWKS{}, err
	}
	id, err := credential.KeyID(signer.PublicKey())
	if err != nil {
		return credential.JWKS{}, err
	}
	jwk, err := credential.PublicJWK(id, signer.PublicKey())
	if err != nil {
		return credential.JWKS{}, err
	}
	k.known = credential.JWKS{Keys: []credential.JWK{jwk}}
	return k.known, nil
}
