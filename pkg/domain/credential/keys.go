package credential

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
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

const coordinateBytes = 32

var b64 = base64.RawURLEncoding

// PublicJWK returns the published form of a P-256 key under that key id; a key of another curve is an error.
func PublicJWK(kid string, key *ecdsa.PublicKey) (JWK, error) {
	x, y, err := coordinates(key)
	if err != nil {
		return JWK{}, err
	}
	return JWK{KeyType: "EC", Curve: "P-256", X: x, Y: y, ID: kid, Algorithm: "ES256", Use: "sig"}, nil
}

// KeyID returns the first 12 characters of the key's RFC 7638 thumbprint: the same key always gets the same id, and the
// id stays short enough for the QR code.
func KeyID(key *ecdsa.PublicKey) (string, error) {
	x, y, err := coordinates(key)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(`{"crv":"P-256","kty":"EC","x":"` + x + `","y":"` + y + `"}`))
	return b64.EncodeToString(sum[:])[:12], nil
}

// ReadJWKS reads a published key set. Each key is checked when it is used, so that one strange key does not hide the rest.
func ReadJWKS(raw []byte) (JWKS, error) {
	var set JWKS
	if err := json.Unmarshal(raw, &set); err != nil {
		return JWKS{}, fmt.Errorf("read key set: %w", err)
	}
	return set, nil
}

// find returns the public key of that id; only P-256 signature keys count.
func (s JWKS) find(kid string) (*ecdsa.PublicKey, bool) {
	for _, k := range s.Keys {
		if k.ID != kid || k.KeyType != "EC" || k.Curve != "P-256" || k.Algorithm != "ES256" {
			continue
		}
		if key, err := k.public(); err == nil {
			return key, true
		}
	}
	return nil, false
}

func (k JWK) public() (*ecdsa.PublicKey, error) {
	point := []byte{4}
	for _, text := range []string{k.X, k.Y} {
		raw, err := b64.DecodeString(text)
		if err != nil {
			return nil, fmt.Errorf("key %s: %w", k.ID, err)
		}
		if len(raw) != coordinateBytes {
			return nil, fmt.Errorf("key %s: a coordinate of %d bytes", k.ID, len(raw))
		}
		point = append(point, raw...)
	}
	return ecdsa.ParseUncompressedPublicKey(elliptic.P256(), point)
}

func coordinates(key *ecdsa.PublicKey) (x, y string, err error) {
	if key == nil || key.Curve != elliptic.P256() {
		return "", "", fmt.Errorf("seal key: not a P-256 key")
	}
	point, err := key.Bytes()
	if err != nil {
		return "", "", fmt.Errorf("seal key: %w", err)
	}
	return b64.EncodeToString(point[1 : 1+coordinateBytes]), b64.EncodeToString(point[1+coordinateBytes:]), nil
}
