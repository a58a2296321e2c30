package memory

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
)

// SealKey is a P-256 key that is the same each time, so that what it signs can be compared.
func SealKey(context.Context) crypto.Signer {
	key, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), bytes.Repeat([]byte{0x42}, 32))
	if err != nil {
		panic(err) // the number is one of the curve
	}
	return key
}
