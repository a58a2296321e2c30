package testkit

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"sync"

	"hsmp.example/cases/pkg/problem"
)

// Vault seals with real AES-GCM under one key a case, and wraps a key by remembering it. Tests only.
type Vault struct {
	mu   sync.Mutex
	keys map[string]Key // wrapped key → key
}

// Key is a data key of Vault.
type Key struct {
	gcm cipher.AEAD
	raw []byte
	id  string
}

// NewVault returns a vault without keys.
func NewVault() *Vault { return &Vault{keys: map[string]Key{}} }

// NewKey makes a key for the case.
func (v *Vault) NewKey(_ context.Context, id string) (Key, []byte, error) {
	made := sha256.Sum256([]byte(id)) // always the same, so that recorded examples stay as they are
	raw, name := made[:], []byte("wrapped "+id)
	block, err := aes.NewCipher(raw)
	if err != nil {
		return Key{}, nil, err
	}
	gcm, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return Key{}, nil, err
	}
	key := Key{gcm, raw, id}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.keys[string(name)] = key
	return key, name, nil
}

// OpenKey returns the key that was wrapped, to the case it was made for.
func (v *Vault) OpenKey(_ context.Context, id string, wrapped []byte) (Key, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	key, ok := v.keys[string(wrapped)]
	if !ok || key.id != id {
		return Key{}, problem.New(problem.Internal, "internal").Because(errors.New("testkit: not a key of this case"))
	}
	return key, nil
}

// Seal seals plaintext and binds it to aad.
func (k Key) Seal(plaintext, aad []byte) ([]byte, error) {
	return k.gcm.Seal(nil, nil, plaintext, aad), nil
}

// Open fails for anything but what Seal gave, under the same aad.
func (k Key) Open(sealed, aad []byte) ([]byte, error) { return k.gcm.Open(nil, nil, sealed, aad) }

// MAC is a real one.
func (k Key) MAC(message []byte) []byte {
	sum := hmac.New(sha256.New, k.raw)
	sum.Write(message)
	return sum.Sum(nil)
}
