package issuertest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// Mint is a token about to be made.
type Mint struct {
	Claims jwt.MapClaims
	Typ    string
	Method jwt.SigningMethod
	Key    any
	KeyID  string
}

// Option changes a token before it is signed.
type Option func(*Mint)

// With sets a claim; nil removes it.
func With(claim string, value any) Option {
	return func(m *Mint) {
		m.Claims[claim] = value
		if value == nil {
			delete(m.Claims, claim)
		}
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
func Unsigned(m *Mint) { m.Method, m.Key = jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType }

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
	return func(m *Mint) { m.Method, m.Key = jwt.SigningMethodHS256, secret }
}

// RSA signs with an RSA key of the forger's own and the given algorithm.
func RSA(method jwt.SigningMethod) Option {
	return func(m *Mint) {
		key, err := rsa.GenerateKey(rand.Reader, 2048)
		if err != nil {
			panic(err)
		}
		m.Method, m.Key = method, key
	}
}

func (m *Mint) token(t testing.TB) string {
	t.Helper()
	made := jwt.NewWithClaims(m.Method, m.Claims)
	made.Header["kid"], made.Header["typ"] = m.KeyID, m.Typ
	if m.Typ == "" {
		delete(made.Header, "typ")
	}
	token, err := made.SignedString(m.Key)
	if err != nil {
		t.Fatalf("sign a token: %v", err)
	}
	return token
}
