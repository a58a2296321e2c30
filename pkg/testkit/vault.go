package testkit

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"errors"
	"sync"
)

// Vault seals with real AES-GCM under one key a case, and wraps a key by remembering it. Tests only.
type Vault struct {
	mu   sync.Mutex
	keys map[string]Key // wrapped key → key
}

// Key is a data key of Vault.
type Key struct {
	gcm    cipher.AEAD
	caseID string
}

// NewVault returns a vault without keys.
func NewVault() *Vault { return &Vault{keys: map[string]Key{}} }

// NewKey makes a key for the case.
func (v *Vault) NewKey(_ context.Context, caseID string) (Key, []byte, error) {
	raw, name := make([]byte, 32), make([]byte, 64)
	rand.Read(raw)
	rand.Read(name)
	block, err := aes.NewCipher(raw)
	if err != nil {
		return Key{}, nil, err
	}
	gcm, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return Key{}, nil, err
	}
	key := Key{gcm, caseID}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.keys[string(name)] = key
	return key, name, nil
}

// OpenKey returns the key that was wrapped, to the case it was made for.
func (v *Vault) OpenKey(_ context.Context, caseID string, wrapped []byte) (Key, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	key, ok := v.keys[string(wrapped)]
	if !ok || key.caseID != caseID {
		return Key{}, errors.New("testkit: not a key of this case")
	}
	return key, nil
}

// Seal seals plaintext and binds it to aad.
func (k Key) Seal(plaintext, aad []byte) ([]byte, error) {
	return k.gcm.Seal(nil, nil, plaintext, aad), nil
}

// Open fails for anything but what Seal gave, under the same aad.
func (k Key) Open(sealed, aad []byte) ([]byte, error) { return k.gcm.Open(nil, nil, sealed, aad) }
