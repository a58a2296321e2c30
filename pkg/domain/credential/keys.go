package credential

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/go-jose/go-jose/v4"
)

// JWK is a published key of the issuer: P-256, for signatures only (RFC 7517).
type JWK struct {
	KeyType   string `json:"kty"`
	Curve     string `json:"crv"`
	X         string `json:"x"`
	Y         string `json:"y"`
	ID        string `json:"kid"`
	Algorithm string `json:"alg"`
	Use       string `json:"use"`
}

// JWKS is the issuer's key set. A key stays in it for as long as a certificate signed by it may be shown.
type JWKS struct {
	Keys []JWK `json:"keys"`
}

var b64 = base64.RawURLEncoding

// PublicJWK returns the published form of a P-256 key under that key id; a key of another curve is an error.
func PublicJWK(kid string, key *ecdsa.PublicKey) (JWK, error) {
	if !isP256(key) {
		return JWK{}, errNotP256
	}
	raw, err := jose.JSONWebKey{Key: key, KeyID: kid, Algorithm: string(jose.ES256), Use: "sig"}.MarshalJSON()
	if err != nil {
		return JWK{}, fmt.Errorf("seal key: %w", err)
	}
	var published JWK
	return published, json.Unmarshal(raw, &published)
}

// KeySet returns the published form of the key that seals now and, in the order of their ids, of those whose
// certificates (DER) are kept.
func KeySet(current *ecdsa.PublicKey, kept map[string][]byte) (JWKS, error) {
	keys := map[string]*ecdsa.PublicKey{}
	for id, der := range kept {
		_, key, err := ReadSealCertificate(der)
		if err != nil {
			return JWKS{}, fmt.Errorf("seal %s: %w", id, err)
		}
		keys[id] = key
	}
	id, err := KeyID(current)
	if err != nil {
		return JWKS{}, err
	}
	keys[id] = current
	var set JWKS
	for _, id := range slices.Sorted(maps.Keys(keys)) {
		jwk, err := PublicJWK(id, keys[id])
		if err != nil {
			return JWKS{}, err
		}
		set.Keys = append(set.Keys, jwk)
	}
	return set, nil
}

// KeyID returns the first 12 characters of the key's RFC 7638 thumbprint: the same key always gets the same id, and the
// id stays short enough for the QR code.
func KeyID(key *ecdsa.PublicKey) (string, error) {
	if !isP256(key) {
		return "", errNotP256
	}
	sum, err := (&jose.JSONWebKey{Key: key}).Thumbprint(crypto.SHA256)
	if err != nil {
		return "", fmt.Errorf("seal key: %w", err)
	}
	return b64.EncodeToString(sum)[:12], nil
}

var errNotP256 = errors.New("seal key: not a P-256 key")

func isP256(key *ecdsa.PublicKey) bool { return key != nil && key.Curve == elliptic.P256() }

// find returns the public key of that id; only P-256 signature keys count.
func (s JWKS) find(kid string) (*ecdsa.PublicKey, bool) {
	for _, k := range s.Keys {
		if k.ID != kid || k.Algorithm != string(jose.ES256) {
			continue
		}
		if key, ok := k.public(); ok {
			return key, true
		}
	}
	return nil, false
}

func (k JWK) public() (*ecdsa.PublicKey, bool) {
	raw, err := json.Marshal(k)
	if err != nil {
		return nil, false
	}
	var sound jose.JSONWebKey
	if err := sound.UnmarshalJSON(raw); err != nil {
		return nil, false
	}
	key, ok := sound.Key.(*ecdsa.PublicKey)
	return key, ok && isP256(key)
}
