package identity

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/go-jose/go-jose/v4"

	"hsmp.example/cases/pkg/problem"
)

// Config says whose tokens are taken. Every field is required.
type Config struct {
	Issuer   string // the iss claim, letter for letter
	KeysURL  string // where the issuer publishes its keys; given, so that no cold start waits for discovery
	Audience string // what a token must be meant for: its aud, or the client_id of a Cognito access token
}

// A token longer than this is refused unread: no issuer of ours needs as much, and headers end near it anyway.
const longestToken = 8 << 10

// Algorithms that a token may be signed with. "none" and the symmetric ones, which a public key could forge, are not here.
var algorithms = []string{oidc.RS256, oidc.ES256}

// Verifier turns bearer tokens into principals. It fetches the issuer's keys at the first token and keeps them; it is safe
// for concurrent use.
type Verifier struct {
	config Config
	tokens *oidc.IDTokenVerifier
}

// NewVerifier returns a verifier that asks for keys through client. It reads no network before the first token.
func NewVerifier(config Config, client *http.Client, now func() time.Time) *Verifier {
	calm := &http.Client{Timeout: client.Timeout, Transport: newCalmTransport(client.Transport, now)}
	keys := oidc.NewRemoteKeySet(oidc.ClientContext(context.Background(), calm), config.KeysURL)
	return &Verifier{
		config: config,
		tokens: oidc.NewVerifier(config.Issuer, watchedKeys{keys}, &oidc.Config{
			// The audience is checked by forUs, because Cognito's access tokens carry client_id in place of aud.
			SkipClientIDCheck:    true,
			SupportedSigningAlgs: algorithms,
			Now:                  now,
		}),
	}
}

// Verify returns the person behind a bearer token. It fails with Unauthenticated and a code that says why (token-missing,
// token-invalid, token-expired, token-not-ours, token-wrong-use), or with Unavailable when the issuer's keys cannot be had.
func (v *Verifier) Verify(ctx context.Context, token string) (Principal, error) {
	if token == "" {
		return Principal{}, refuse("token-missing", nil)
	}
	if len(token) > longestToken {
		return Principal{}, refuse("token-invalid", nil)
	}
	var fetch fetchOutcome
	verified, err := v.tokens.Verify(context.WithValue(ctx, fetchKey{}, &fetch), token)
	if err != nil {
		return Principal{}, v.explain(token, err, fetch)
	}
	var c claims
	if err := verified.Claims(&c); err != nil {
		return Principal{}, refuse("token-invalid", err)
	}
	if !v.forUs(verified.Audience, c) {
		return Principal{}, refuse("token-not-ours", nil)
	}
	if !c.opens(header(token).typ) {
		return Principal{}, refuse("token-wrong-use", nil)
	}
	if verified.Subject == "" {
		return Principal{}, refuse("token-invalid", nil)
	}
	return c.principal(verified.Issuer, verified.Subject), nil
}

func (v *Verifier) forUs(audience []string, c claims) bool {
	if len(audience) == 0 {
		return c.TokenUse == useAccess && c.ClientID == v.config.Audience
	}
	return slices.Contains(audience, v.config.Audience)
}

// explain finds the code for what go-oidc reports as text. Only expiry has a type of its own there, and a wrong issuer is
// told apart by reading the (verified or not) claim again: it changes the advice, never the refusal.
func (v *Verifier) explain(token string, err error, fetch fetchOutcome) error {
	var expired *oidc.TokenExpiredError
	issuer := issuerOf(token)
	switch {
	case fetch.failed != nil:
		return problem.New(problem.Unavailable, "sign-in-unavailable").Because(fetch.failed)
	case errors.As(err, &expired):
		return refuse("token-expired", nil)
	case issuer != "" && issuer != v.config.Issuer:
		return refuse("token-not-ours", err)
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

type jwtHeader struct{ typ string }

// header reads a token that was verified already, so it cannot fail to parse.
func header(token string) jwtHeader {
	jws, err := jose.ParseSigned(token, []jose.SignatureAlgorithm{jose.RS256, jose.ES256})
	if err != nil {
		return jwtHeader{}
	}
	typ, _ := jws.Signatures[0].Header.ExtraHeaders[jose.HeaderType].(string)
	return jwtHeader{typ: typ}
}
