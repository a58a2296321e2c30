package main

import (
	"context"
	"sync"

	"hsmp.example/cases/pkg/credential"
	"hsmp.example/cases/pkg/seal"
)

// keys publishes the seal's public key. KMS is asked when somebody first wants it, and again only after it failed: most
// cold starts of this function are about something else.
type keys struct {
	client seal.SigningKMS
	key    string

	mu    sync.Mutex
	known credential.JWKS
}

// Keys implements public.Keys; Unavailable when KMS is.
func (k *keys) Keys(ctx context.Context) (credential.JWKS, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.known.Keys) > 0 {
		return k.known, nil
	}
	signer, err := seal.NewSigner(ctx, k.client, k.key)
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
