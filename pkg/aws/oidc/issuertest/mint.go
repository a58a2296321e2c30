package issuertest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
)

// Mint is a token about to be made.
type Mint struct {
	Claims    map[string]any
	Typ       string
	Algorithm jose.SignatureAlgorithm
	Key       any
	KeyID     string
}

// Option changes a token before it is signed.
type Option func(*Mint)

const none jose.SignatureAlgorithm = "none"

// With sets a claim; nil removes it.
func With(claim string, value any) Option {
	return func(m *Mint) {
		if value == nil {
			delete(m.Claims, claim)
			return
		}
		m.Claims[claim] = value
	}
}

// Typ sets the header's typ; "" removes it.
func Typ(typ string) Option { return func(m *Mint) { m.Typ = typ } }

// Expiring sets the moment from which the token is too old.
func Expiring(at time.Time) Option { return With("exp", at.Unix()) }

// Expired makes a token that ran out an hour before 2 March 2026, noon UTC.
func Expired(m *Mint) { Expiring(Now().Add(-time.Hour))(m) }

// OtherAudience makes a token that is meant for another service.
func OtherAudience(m *Mint) { With("aud", "another-service")(m) }

// OtherIssuer makes a token that says to be of somebody else.
func OtherIssuer(m *Mint) { With("iss", "https://issuer.example")(m) }

// Unsigned makes a token of algorithm none.
func Unsigned(m *Mint) { m.Algorithm = none }

// Forged signs the token with a key of the forger's own, under the issuer's key id.
func Forged(m *Mint) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	m.Key = key
}

// ForgedStrange does the same under a key id that the issuer never had.
func ForgedStrange(m *Mint) {
	Forged(m)
	m.KeyID = "strange"
}

// Symmetric signs with HS256 and a secret that is no secret, such as the issuer's public key.
func Symmetric(secret []byte) Option {
	return func(m *Mint) { m.Algorithm, m.Key = jose.HS256, secret }
}

// RSA signs with an RSA key of the forger's own and the given algorithm.
func RSA(algorithm jose.SignatureAlgorithm) Option {
	return func(m *Mint) {
		key, err := rsa.GenerateKey(rand.Reader, 2048)
		if err != nil {
			panic(err)
		}
		m.Algorithm, m.Key = algorithm, key
	}
}

func (m *Mint) signed(t testing.TB) string {
	t.Helper()
	options := (&jose.SignerOptions{}).WithHeader(jose.HeaderKey("kid"), m.KeyID)
	if m.Typ != "" {
		options = options.WithType(jose.ContentType(m.Typ))
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: m.Algorithm, Key: m.Key}, options)
	if err != nil {
		t.Fatalf("make a signer: %v", err)
	}
	jws, err := signer.Sign(m.payload(t))
	if err != nil {
		t.Fatalf("sign a token: %v", err)
	}
	token, err := jws.CompactSerialize()
	if err != nil {
		t.Fatalf("write a token: %v", err)
	}
	return token
}

func (m *Mint) unsigned(t testing.TB) string {
	t.Helper()
	header, err := json.Marshal(map[string]string{"alg": "none", "typ": m.Typ, "kid": m.KeyID})
	if err != nil {
		t.Fatalf("write a header: %v", err)
	}
	parts := []string{base64.RawURLEncoding.EncodeToString(header), base64.RawURLEncoding.EncodeToString(m.payload(t)), ""}
	return strings.Join(parts, ".")
}

func (m *Mint) payload(t testing.TB) []byte {
	t.Helper()
	raw, err := json.Marshal(m.Claims)
	if err != nil {
		t.Fatalf("write claims: %v", err)
	}
	return raw
}
