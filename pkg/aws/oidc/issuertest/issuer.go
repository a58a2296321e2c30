// Package issuertest is an OpenID issuer for tests: it publishes keys over HTTP and mints tokens of any person, good
// ones and every sort of bad one. Tests only; it must not be linked into a Lambda.
package issuertest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/golang-jwt/jwt/v5"

	"hsmp.example/cases/pkg/aws/oidc"
	"hsmp.example/cases/pkg/usecase/identity"
)

// Audience is what good tokens are meant for.
const Audience = "hsm-cases"

// Issuer is a running issuer. It ends with the test.
type Issuer struct {
	URL string

	t   testing.TB
	now func() time.Time

	mu      sync.Mutex
	key     *ecdsa.PrivateKey
	keyID   string
	failing int
	fetches int
}

// Now is the time of issuers whose test does not care: noon UTC of 2 March 2026, a Monday.
func Now() time.Time { return time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC) }

// New starts an issuer whose tokens are good for an hour from now.
func New(t testing.TB, now func() time.Time) *Issuer {
	t.Helper()
	i := &Issuer{t: t, now: now}
	i.Rotate()
	server := httptest.NewServer(i)
	t.Cleanup(server.Close)
	i.URL = server.URL
	return i
}

// Config is what a verifier of this issuer's tokens needs.
func (i *Issuer) Config() oidc.Config {
	return oidc.Config{Issuer: i.URL, KeysURL: i.URL + "/keys", Audience: Audience}
}

// Verifier returns a verifier of this issuer's tokens with the same clock.
func (i *Issuer) Verifier() *oidc.Verifier {
	return oidc.NewVerifier(i.Config(), &http.Client{Timeout: 5 * time.Second}, i.now)
}

// Rotate replaces the key; tokens minted before are no longer verifiable.
func (i *Issuer) Rotate() {
	i.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		i.t.Fatalf("make a key: %v", err)
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	i.key, i.keyID = key, base64.RawURLEncoding.EncodeToString(key.X.Bytes()[:6])
}

// Fail makes the key set answer with status; 0 mends it.
func (i *Issuer) Fail(status int) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.failing = status
}

// Fetches counts how often the key set was asked for.
func (i *Issuer) Fetches() int {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.fetches
}

// ServeHTTP publishes the key set, at any address.
func (i *Issuer) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.fetches++
	if i.failing != 0 {
		http.Error(w, "out of order", i.failing)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	set := jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: i.key.Public(), KeyID: i.keyID, Algorithm: "ES256", Use: "sig"}}}
	if err := json.NewEncoder(w).Encode(set); err != nil {
		i.t.Errorf("publish keys: %v", err)
	}
}

// Token mints an access token of the person. Options, such as Expired, spoil it.
func (i *Issuer) Token(p identity.Principal, options ...Option) string {
	i.t.Helper()
	i.mu.Lock()
	key, keyID := i.key, i.keyID
	i.mu.Unlock()
	mint := &Mint{Claims: i.claims(p), Typ: "at+jwt", Method: jwt.SigningMethodES256, Key: key, KeyID: keyID}
	for _, option := range options {
		option(mint)
	}
	return mint.token(i.t)
}

func (i *Issuer) claims(p identity.Principal) jwt.MapClaims {
	now := i.now()
	return jwt.MapClaims{
		"iss": i.URL, "sub": p.Subject, "aud": []string{Audience}, "client_id": "pages", "scope": "openid",
		"iat": now.Unix(), "exp": now.Add(time.Hour).Unix(),
		"roles": p.Roles, "authority": p.Authority, "name": p.Name, "email": p.Email, "locale": string(p.Locale),
	}
}

// PublicKey returns the issuer's public key in DER, as somebody who forges symmetric signatures would use it.
func (i *Issuer) PublicKey() []byte {
	i.t.Helper()
	i.mu.Lock()
	defer i.mu.Unlock()
	der, err := x509.MarshalPKIXPublicKey(i.key.Public())
	if err != nil {
		i.t.Fatalf("write the public key: %v", err)
	}
	return der
}
