package api_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"hsmp.example/cases/functions/internal/api/scoring"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/aws/oidc/issuertest"
	"hsmp.example/cases/pkg/testkit/memory"
)

// The rooms verify every token again themselves: the gateway's authorizer is one lock, and one is not enough.
func TestOnlyGoodTokensOpenARoom(t *testing.T) {
	t.Parallel()
	issuer := issuertest.New(t, issuertest.Now)
	a, handler := web.New("scoring", web.Deps{Tokens: issuer.Verifier(), Memory: &answers{kept: map[string]kept{}}, Now: issuertest.Now})
	w := open(t)
	room := scoring.Room{}
	room.Scoring.Rules, room.Scoring.Now, room.Scoring.Lists = w.rules, issuertest.Now, memory.New()
	room.Routes(a)
	who := officer("economy")
	for name, c := range map[string]struct {
		token string
		want  int
	}{
		"a good token":               {issuer.Token(who), http.StatusOK},
		"none":                       {"", http.StatusUnauthorized},
		"an expired one":             {issuer.Token(who, issuertest.Expired), http.StatusUnauthorized},
		"one for another audience":   {issuer.Token(who, issuertest.OtherAudience), http.StatusUnauthorized},
		"one of another issuer":      {issuer.Token(who, issuertest.OtherIssuer), http.StatusUnauthorized},
		"one that is not signed":     {issuer.Token(who, issuertest.Unsigned), http.StatusUnauthorized},
		"one signed by a forger":     {issuer.Token(who, issuertest.Forged), http.StatusUnauthorized},
		"one signed with our key":    {issuer.Token(who, issuertest.Symmetric(issuer.PublicKey())), http.StatusUnauthorized},
		"something that is no token": {"let me in", http.StatusUnauthorized},
	} {
		r := httptest.NewRequest(http.MethodGet, "/v1/worklist", nil)
		r.Header.Set("Authorization", "Bearer "+c.token)
		page := httptest.NewRecorder()
		handler.ServeHTTP(page, r)
		if page.Code != c.want {
			t.Errorf("%s: want %d, got %d %s", name, c.want, page.Code, page.Body)
		}
	}
}
