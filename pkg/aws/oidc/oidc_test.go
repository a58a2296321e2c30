package oidc_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/aws/oidc"
	"hsmp.example/cases/pkg/aws/oidc/issuertest"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

var officer = identity.Principal{
	Subject: "u-1", Roles: []identity.Role{identity.Officer}, Authority: "economy",
	Name: "Aysel Məmmədova", Email: "aysel@example.com", Locale: locale.Azerbaijani,
}

func codeOf(err error) string {
	if err == nil {
		return ""
	}
	return problem.From(err).Code
}

func TestAGoodTokenBecomesAPrincipal(t *testing.T) {
	t.Parallel()
	issuer := issuertest.New(t, issuertest.Now)
	got, err := issuer.Verifier().Verify(context.Background(), issuer.Token(officer))
	if err != nil {
		t.Fatalf("Verify: %v", err)
	}
	want := officer
	want.Issuer = issuer.URL
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("principal (-want +got):\n%s", diff)
	}
}

func TestBadTokensAreRefusedWithACodeThatSaysWhy(t *testing.T) {
	t.Parallel()
	issuer := issuertest.New(t, issuertest.Now)
	mint := func(options ...issuertest.Option) string { return issuer.Token(officer, options...) }
	now := issuertest.Now()
	good := mint()
	tests := []struct{ name, token, want string }{
		{"no token at all", "", "token-missing"},
		{"words that are no token", "let me in", "token-invalid"},
		{"a token longer than any of ours", strings.Repeat("a", 9000), "token-invalid"},
		{"a token whose payload was changed", changed(good), "token-invalid"},
		{"algorithm none", mint(issuertest.Unsigned), "token-invalid"},
		{"HS256 keyed with the public key", mint(issuertest.Symmetric(issuer.PublicKey())), "token-invalid"},
		{"an algorithm that is not on the list", mint(issuertest.RSA(jwt.SigningMethodRS512)), "token-invalid"},
		{"RS256 with a key of somebody else", mint(issuertest.RSA(jwt.SigningMethodRS256)), "token-invalid"},
		{"a forged signature under our key id", mint(issuertest.Forged), "token-invalid"},
		{"a forged signature under a strange key id", mint(issuertest.ForgedStrange), "token-invalid"},
		{"expired an hour ago", mint(issuertest.Expired), "token-expired"},
		{"expired a second ago", mint(issuertest.Expiring(now.Add(-time.Second))), "token-expired"},
		{"no expiry", mint(issuertest.With("exp", nil)), "token-invalid"},
		{"expires this second", mint(issuertest.Expiring(now)), "token-expired"},
		{"expires in a second", mint(issuertest.Expiring(now.Add(time.Second))), ""},
		{"not yet valid beyond any clock's error", mint(issuertest.With("nbf", now.Add(6*time.Minute).Unix())), "token-invalid"},
		{"not yet valid within clocks' error", mint(issuertest.With("nbf", now.Add(4*time.Minute).Unix())), ""},
		{"another audience", mint(issuertest.OtherAudience), "token-not-ours"},
		{"ours among several audiences", mint(issuertest.With("aud", []string{"x", issuertest.Audience})), ""},
		{"no audience and no token use", mint(issuertest.With("aud", nil)), "token-not-ours"},
		{"another issuer", mint(issuertest.OtherIssuer), "token-not-ours"},
		{"another issuer with keys of its own", mint(issuertest.OtherIssuer, issuertest.ForgedStrange), "token-not-ours"},
		{"an ID token by token_use", mint(issuertest.With("token_use", "id")), "token-wrong-use"},
		{"an ID token by its typ claim", mint(issuertest.With("typ", "ID"), issuertest.Typ("JWT")), "token-wrong-use"},
		{"an ID token by having no scope", mint(issuertest.Typ("JWT"), issuertest.With("scope", nil)), "token-wrong-use"},
		{"a logout token", mint(issuertest.Typ("logout+jwt")), "token-wrong-use"},
		{"an access token without typ but with a scope", mint(issuertest.Typ("")), ""},
		{"an access token of typ application/at+jwt", mint(issuertest.Typ("application/at+JWT"), issuertest.With("scope", nil)), ""},
		{"no subject", mint(issuertest.With("sub", nil)), "token-invalid"},
		{"roles of a wrong type", mint(issuertest.With("roles", 7)), "token-invalid"},
	}
	verifier := issuer.Verifier()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := verifier.Verify(context.Background(), tt.token)
			if got := codeOf(err); got != tt.want {
				t.Fatalf("want code %q, got %q (%v)", tt.want, got, err)
			}
			if err != nil && !errors.Is(err, problem.Unauthenticated) {
				t.Errorf("want an Unauthenticated problem, got %v", err)
			}
		})
	}
}

// changed puts another payload between a good header and a good signature.
func changed(token string) string {
	parts := strings.Split(token, ".")
	middle := []byte(parts[1])
	middle[10] ^= 1
	return parts[0] + "." + string(middle) + "." + parts[2]
}

func TestClaimsOfEachIssuerAreUnderstood(t *testing.T) {
	t.Parallel()
	issuer := issuertest.New(t, issuertest.Now)
	bare := []issuertest.Option{issuertest.With("roles", nil), issuertest.With("authority", nil)}
	tests := []struct {
		name      string
		claims    []issuertest.Option
		roles     []identity.Role
		authority string
	}{
		{"Cognito's access token: client_id for aud, groups for roles", []issuertest.Option{
			issuertest.With("aud", nil), issuertest.With("client_id", issuertest.Audience), issuertest.With("token_use", "access"),
			issuertest.With("cognito:groups", []string{"officer", "supervisor"}), issuertest.With("custom:authority", "sms"),
		}, []identity.Role{identity.Officer, identity.Supervisor}, "sms"},
		{"an authority given as a group", []issuertest.Option{
			issuertest.With("cognito:groups", []string{"officer", "authority:labour"}),
		}, []identity.Role{identity.Officer}, "labour"},
		{"roles in one word list", []issuertest.Option{issuertest.With("roles", "auditor administrator")},
			[]identity.Role{identity.Auditor, identity.Administrator}, ""},
		{"unknown and repeated roles", []issuertest.Option{issuertest.With("roles", []string{"root", "auditor", "auditor"})},
			[]identity.Role{identity.Auditor}, ""},
		{"no role is an applicant", nil, []identity.Role{identity.Applicant}, ""},
	}
	verifier := issuer.Verifier()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			token := issuer.Token(identity.Principal{Subject: "u-2"}, append(append([]issuertest.Option{}, bare...), tt.claims...)...)
			got, err := verifier.Verify(context.Background(), token)
			if err != nil {
				t.Fatalf("Verify: %v", err)
			}
			if diff := cmp.Diff(tt.roles, got.Roles); diff != "" {
				t.Errorf("roles (-want +got):\n%s", diff)
			}
			if got.Authority != tt.authority {
				t.Errorf("want authority %q, got %q", tt.authority, got.Authority)
			}
		})
	}
}

func TestKeysThatCannotBeHadAreUnavailableAndNotABadToken(t *testing.T) {
	t.Parallel()
	issuer := issuertest.New(t, issuertest.Now)
	verifier, token := issuer.Verifier(), issuer.Token(officer)
	issuer.Fail(http.StatusInternalServerError)
	if _, err := verifier.Verify(context.Background(), token); !errors.Is(err, problem.Unavailable) {
		t.Fatalf("want Unavailable while the issuer is down, got %v", err)
	}
	issuer.Fail(0)
	if _, err := verifier.Verify(context.Background(), token); err != nil {
		t.Fatalf("want the token taken once the issuer is back, got %v", err)
	}
	issuer.Fail(http.StatusInternalServerError)
	if _, err := verifier.Verify(context.Background(), token); err != nil {
		t.Fatalf("want known keys to be enough, got %v", err)
	}
}

func TestAnIssuerThatNobodyReachesIsUnavailable(t *testing.T) {
	t.Parallel()
	issuer := issuertest.New(t, issuertest.Now)
	config := issuer.Config()
	config.KeysURL = "http://127.0.0.1:1/keys"
	verifier := oidc.NewVerifier(config, &http.Client{Timeout: time.Second}, issuertest.Now)
	if _, err := verifier.Verify(context.Background(), issuer.Token(officer)); !errors.Is(err, problem.Unavailable) {
		t.Fatalf("want Unavailable, got %v", err)
	}
}

// inProcess asks a handler without a network, whose waiting synctest's clock would not pass.
type inProcess struct{ http.Handler }

func (h inProcess) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result(), nil
}

func TestAskingForUnknownKeysIsRateLimited(t *testing.T) {
	t.Parallel()
	issuer := issuertest.New(t, issuertest.Now)
	synctest.Test(t, func(t *testing.T) {
		verifier := oidc.NewVerifier(issuer.Config(), &http.Client{Timeout: time.Second, Transport: inProcess{issuer}}, issuertest.Now)
		for range 20 {
			if _, err := verifier.Verify(t.Context(), issuer.Token(officer, issuertest.ForgedStrange)); codeOf(err) != "token-invalid" {
				t.Fatalf("want a forged token refused, got %v", err)
			}
		}
		if got := issuer.Fetches(); got != 1 {
			t.Errorf("want the keys fetched once, got %d times", got)
		}
		issuer.Rotate()
		time.Sleep(10 * time.Second)
		if _, err := verifier.Verify(t.Context(), issuer.Token(officer)); err != nil {
			t.Errorf("want a rotated key known after ten seconds, got %v", err)
		}
		issuer.Rotate()
		issuer.Fail(http.StatusBadGateway)
		time.Sleep(10 * time.Second)
		if _, err := verifier.Verify(t.Context(), issuer.Token(officer)); !errors.Is(err, problem.Unavailable) {
			t.Errorf("want Unavailable where a new key cannot be fetched, got %v", err)
		}
	})
}
