package issuing

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"math/big"
	"time"

	"hsmp.example/cases/pkg/domain/credential"
)

// Seals keeps the certificate of each key that the Service has sealed with. A reader of a document knows its signer by
// the certificate's issuer and serial number, so a key has one certificate for good.
type Seals interface {
	// KeepSeal keeps a key's certificate, DER; where one is kept already, that one stays.
	KeepSeal(ctx context.Context, keyID string, certificate []byte) error
	// Seals returns the certificates that are kept, by key id.
	Seals(ctx context.Context) (map[string][]byte, error)
}

// Key is the key of the seal, P-256, for one act, whose context ends a signature that takes too long.
type Key func(act context.Context) crypto.Signer

// Stamp asks a time-stamp authority about a signature and returns its token (RFC 3161); Unavailable when it does not
// answer.
type Stamp func(act context.Context, signature []byte) (token []byte, err error)

// Seal is the Service's electronic seal.
type Seal struct {
	Signer      Key
	KeyID       string
	Certificate *x509.Certificate  // what PDF readers show
	Trusted     []*ecdsa.PublicKey // of all keys that the Service has sealed with, this one among them
	Stamp       Stamp              // nil where no authority is set
}

// sealYears is how long a seal's certificate holds. Its key is replaced before: what it has sealed stays good.
const sealYears = 10

// OpenSeal returns the seal of a key, with the certificate that is kept for it. For a key that has not sealed yet one
// is made and kept; of two that do so at once both get the same. What earlier keys have sealed stays trusted.
func OpenSeal(ctx context.Context, seals Seals, key Key, random io.Reader, now time.Time) (Seal, error) {
	s, err := sealOf(ctx, seals, key)
	if err != nil || s.Certificate != nil {
		return s, err
	}
	made, err := newCertificate(key(ctx), random, now)
	if err != nil {
		return Seal{}, err
	}
	if err := seals.KeepSeal(ctx, s.KeyID, made.Raw); err != nil {
		return Seal{}, err
	}
	if s, err = sealOf(ctx, seals, key); err == nil && s.Certificate == nil {
		err = fmt.Errorf("the certificate of seal %s was not kept", s.KeyID)
	}
	return s, err
}

// sealOf is the seal as it is kept; its certificate is nil for a key that has none yet.
func sealOf(ctx context.Context, seals Seals, key Key) (Seal, error) {
	public, ok := key(ctx).Public().(*ecdsa.PublicKey)
	if !ok {
		return Seal{}, errors.New("the seal's key is not a P-256 key")
	}
	id, err := credential.KeyID(public)
	if err != nil {
		return Seal{}, err
	}
	kept, err := seals.Seals(ctx)
	if err != nil {
		return Seal{}, err
	}
	s := Seal{Signer: key, KeyID: id}
	for one, der := range kept {
		certificate, trusted, err := credential.ReadSealCertificate(der)
		if err != nil {
			return Seal{}, fmt.Errorf("seal %s: %w", one, err)
		}
		s.Trusted = append(s.Trusted, trusted)
		if one == id {
			s.Certificate = certificate
		}
	}
	return s, nil
}

// newCertificate has a serial number of 127 random bits: no two of the issuer's certificates may have the same (RFC
// 5280, 4.1.2.2).
func newCertificate(signer crypto.Signer, random io.Reader, now time.Time) (*x509.Certificate, error) {
	serial, err := rand.Int(random, new(big.Int).Lsh(big.NewInt(1), 127))
	if err != nil {
		return nil, fmt.Errorf("serial number of a seal: %w", err)
	}
	today := now.UTC().Truncate(24 * time.Hour)
	return credential.SealCertificate(signer, SealSubject(), today.AddDate(0, 0, -1), today.AddDate(sealYears, 0, 0), serial)
}

// stamp is the seal's time-stamp under one act.
func (s Seal) stamp(act context.Context) credential.Stamp {
	if s.Stamp == nil {
		return nil
	}
	return func(signature []byte) ([]byte, error) { return s.Stamp(act, signature) }
}
