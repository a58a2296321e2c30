package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
)

// Key seals the content of one record with AES-256-GCM. It lives in memory only, and is safe for concurrent use.
type Key struct {
	gcm cipher.AEAD
	mac []byte
}

// form is the first byte of everything sealed, so that another cipher can come later beside this one.
const form = 1

const keyBytes = 32

func newKey(raw []byte) (Key, error) {
	if len(raw) != keyBytes {
		return Key{}, fmt.Errorf("a data key of %d bytes", len(raw))
	}
	block, err := aes.NewCipher(raw)
	if err != nil {
		return Key{}, err
	}
	gcm, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return Key{}, err
	}
	mac, err := hkdf.Key(sha256.New, raw, nil, "hsmp mac", keyBytes)
	return Key{gcm: gcm, mac: mac}, err
}

// MAC returns 32 bytes that only who has the key can make of the message, and that tell nothing of it without the key.
func (k Key) MAC(message []byte) []byte {
	sum := hmac.New(sha256.New, k.mac)
	sum.Write(message)
	return sum.Sum(nil)
}

// KeyOf derives the key of a secret that its holder brings along and nobody stores, such as a request's key, and of
// what it is used for. Who reads the table only cannot derive it, as far as the secret cannot be guessed.
func KeyOf(secret, purpose string) (Key, error) {
	raw, err := hkdf.Key(sha256.New, []byte(secret), []byte(purpose), "hsmp", keyBytes)
	if err != nil {
		return Key{}, broken("derive a key", err)
	}
	return newKey(raw)
}

// Seal returns form byte, 12-byte nonce, ciphertext and tag. aad names what is sealed ("passport"), so that one sealed
// field cannot be put in the place of another.
func (k Key) Seal(plaintext, aad []byte) ([]byte, error) {
	if k.gcm == nil {
		return nil, broken("seal", fmt.Errorf("no data key"))
	}
	return k.gcm.Seal([]byte{form}, nil, plaintext, aad), nil
}

// Open returns what Seal was given. Anything changed, cut, or sealed under another key or aad is an internal problem:
// it means that stored data was tampered with.
func (k Key) Open(sealed, aad []byte) ([]byte, error) {
	if k.gcm == nil || len(sealed) == 0 || sealed[0] != form {
		return nil, broken("open", fmt.Errorf("no data key, or %d bytes that are not a sealed field", len(sealed)))
	}
	plaintext, err := k.gcm.Open(nil, nil, sealed[1:], aad)
	if err != nil {
		return nil, broken("open", err)
	}
	return plaintext, nil
}
