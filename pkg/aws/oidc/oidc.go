// Package oidc is the door to the OpenID issuer, Cognito or another: a bearer token becomes an identity.Principal.
//
// Tokens are access tokens of one configured issuer, signed with one of its published keys. The package must not know
// what a principal may do: that is for package identity to say.
package oidc

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

// Config says whose tokens are taken. Every field is required.
type Config struct {
	Issuer   string // the iss claim, letter for letter
	KeysURL  string // where the issuer publishes its keys; given, so that no cold start waits for discovery
	Audience string // what a token must be meant for: its aud, or the client_id of a Cognito access token
}

// A token longer than this is refused unread: no issuer of ours needs as much, and headers end near it anyway.
const longestToken = 8 << 10

// Algorithms that a token may be signed with. "none" and the symmetric ones, which a public key could forge, are not
// here.
var algorithms = []string{jwt.SigningMethodRS256.Alg(), jwt.SigningMethodES256.Alg()}

// Verifier turns bearer tokens into principals. It fetches the issuer's keys at the first token and keeps them; it is
// safe for concurrent use.
type Verifier struct {
	config Config
	parser *jwt.Parser
	keys   keySet
}

// NewVerifier returns a verifier that asks for keys through client, whose Timeout also bounds how long a token waits
// for them. It reads no network before the first token.
func NewVerifier(config Config, client *http.Client, now func() time.Time) *Verifier {
	return &Verifier{
		config: config,
		parser: jwt.NewParser(jwt.WithValidMethods(algorithms), jwt.WithStrictDecoding(),
			jwt.WithIssuer(config.Issuer), jwt.WithTimeFunc(now), jwt.WithExpirationRequired()),
		keys: keySet{url: config.KeysURL, client: client},
	}
}

// Verify returns the person behind a bearer token. It fails with Unauthenticated and a code that says why
// (token-missing, token-invalid, token-expired, token-not-ours, token-wrong-use), or with Unavailable when the issuer's
// keys cannot be had.
func (v *Verifier) Verify(ctx context.Context, token string) (identity.Principal, error) {
	if token == "" {
		return identity.Principal{}, refuse("token-missing", nil)
	}
	if len(token) > longestToken {
		return identity.Principal{}, refuse("token-invalid", nil)
	}
	var c claims
	verified, err := v.parser.ParseWithClaims(token, &c, func(t *jwt.Token) (any, error) { return v.keys.find(ctx, t) })
	if err != nil {
		return identity.Principal{}, v.explain(c, err)
	}
	typ, _ := verified.Header["typ"].(string)
	switch {
	case !v.forUs(c):
		return identity.Principal{}, refuse("token-not-ours", nil)
	case !c.opens(typ):
		return identity.Principal{}, refuse("token-wrong-use", nil)
	case c.Subject == "":
		return identity.Principal{}, refuse("token-invalid", nil)
	}
	return c.principal(), nil
}

// forUs takes client_id in place of aud, as Cognito's access tokens carry it.
func (v *Verifier) forUs(c claims) bool {
	if len(c.Audience) == 0 {
		return c.TokenUse == useAccess && c.ClientID == v.config.Audience
	}
	return slices.Contains(c.Audience, v.config.Audience)
}

// explain finds the code of a refusal. Claims of a token that nobody signed for us change the advice, never the
// refusal.
func (v *Verifier) explain(c claims, err error) error {
	switch {
	case errors.Is(err, problem.Unavailable):
		return err
	case c.Issuer != "" && c.Issuer != v.config.Issuer:
		return refuse("token-not-ours", err)
	case errors.Is(err, jwt.ErrTokenExpired):
		return refuse("token-expired", nil)
	}
	return refuse("token-invalid", err)
}

func refuse(code string, cause error) error {
	p := problem.New(problem.Unauthenticated, code)
	if cause == nil {
		return p
	}
	return p.Because(cause)
}
