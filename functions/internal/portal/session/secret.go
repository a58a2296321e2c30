package session

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

const secretSize = 32 // bytes

// Secret is what a browser's cookie holds. It prints as nothing, so that no log can hold one.
type Secret struct{ bytes [secretSize]byte }

// NewSecret takes a secret out of a cryptographically secure source.
func NewSecret(random io.Reader) (Secret, error) {
	var s Secret
	_, err := io.ReadFull(random, s.bytes[:])
	return s, err
}

// ParseSecret reads the text of a cookie; false when it is not one that Text wrote.
func ParseSecret(text string) (Secret, bool) {
	var s Secret
	raw, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(raw) != secretSize {
		return s, false
	}
	copy(s.bytes[:], raw)
	return s, true
}

// Text is the secret as it stands in a cookie.
func (s Secret) Text() string { return base64.RawURLEncoding.EncodeToString(s.bytes[:]) }

// String hides the secret from whoever prints it.
func (Secret) String() string { return "[secret]" }

// Box is a place in the table that only the secret's owner can find and open.
type Box struct {
	ID   string // 64 hexadecimal digits, from which the secret cannot be found
	aead cipher.AEAD
}

// Box derives the box of that purpose. One secret may have several, which know nothing of one another.
func (s Secret) Box(purpose string) (Box, error) {
	id, err := hkdf.Key(sha256.New, s.bytes[:], nil, "id "+purpose, sha256.Size)
	if err != nil {
		return Box{}, fmt.Errorf("derive an id: %w", err)
	}
	key, err := hkdf.Key(sha256.New, s.bytes[:], nil, "key "+purpose, secretSize)
	if err != nil {
		return Box{}, fmt.Errorf("derive a key: %w", err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return Box{}, err
	}
	aead, err := cipher.NewGCM(block)
	return Box{ID: hex.EncodeToString(id), aead: aead}, err
}

// Seal returns v as JSON under AES-256-GCM, bound to the box's id.
func (b Box) Seal(random io.Reader, v any) ([]byte, error) {
	plaintext, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, b.aead.NonceSize())
	if _, err := io.ReadFull(random, nonce); err != nil {
		return nil, err
	}
	return b.aead.Seal(nonce, nonce, plaintext, []byte(b.ID)), nil
}

// Open reads into v what Seal made. It fails when the content was made for another box, or changed.
func (b Box) Open(sealed []byte, v any) error {
	size := b.aead.NonceSize()
	if len(sealed) < size {
		return errors.New("too short to be sealed")
	}
	plaintext, err := b.aead.Open(nil, sealed[:size], sealed[size:], []byte(b.ID))
	if err != nil {
		return err
	}
	return json.Unmarshal(plaintext, v)
}
