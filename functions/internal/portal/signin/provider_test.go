package signin_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"

	"hsmp.example/cases/pkg/aws/oidc/issuertest"
	"hsmp.example/cases/pkg/usecase/identity"
)

const client = "portal-client"

// provider is an OpenID provider without pages: whoever comes is let in as person. It holds to the protocol: codes are
// good once, for the client, the address and the proof they were given to, and a refresh token that is used twice ends
// them all.
type provider struct {
	*httptest.Server
	t    testing.TB
	keys *issuertest.Issuer
	now  func() time.Time

	mu      sync.Mutex
	person  identity.Principal
	codes   map[string]url.Values // what the code was asked with
	refresh string
	status  int                 // of the token endpoint; 0 is what is right
	answer  map[string]any      // said in place of the tokens
	asked   []url.Values        // at the token endpoint
	access  []issuertest.Option // spoil the access token
	id      []issuertest.Option // and the identity token
	noExit  bool                // no end_session_endpoint
	down    bool                // of everything but keys
}

func newProvider(t testing.TB, now func() time.Time) *provider {
	t.Helper()
	p := &provider{t: t, keys: issuertest.New(t, now), now: now, codes: map[string]url.Values{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", p.describe)
	mux.HandleFunc("POST /token", p.token)
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.down {
			http.Error(w, "out of order", http.StatusBadGateway)
			return
		}
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(p.Close)
	return p
}

func (p *provider) change(change func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	change()
}

func (p *provider) describe(w http.ResponseWriter, _ *http.Request) {
	about := map[string]any{"issuer": p.URL, "authorization_endpoint": p.URL + "/authorize", "token_endpoint": p.URL + "/token",
		"jwks_uri": p.keys.URL + "/keys", "id_token_signing_alg_values_supported": []string{"ES256"}}
	if !p.noExit {
		about["end_session_endpoint"] = p.URL + "/logout"
	}
	p.say(w, http.StatusOK, about)
}

// authorise answers a browser that was sent here, as after the password and the code; it returns the callback's query.
func (p *provider) authorise(entrance string) url.Values {
	p.t.Helper()
	at, err := url.Parse(entrance)
	if err != nil {
		p.t.Fatal(err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	code := fmt.Sprint("code-", len(p.codes)+1)
	p.codes[code] = at.Query()
	return url.Values{"code": {code}, "state": {at.Query().Get("state")}, "iss": {p.URL}}
}

func (p *provider) token(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		p.t.Error(err)
	}
	p.asked = append(p.asked, r.PostForm)
	_, hasSecret := r.PostForm["client_secret"]
	_, _, hasHeader := r.BasicAuth()
	switch {
	case p.status != 0:
		p.say(w, p.status, p.answer)
	case r.PostForm.Get("client_id") != client || hasSecret || hasHeader:
		p.say(w, http.StatusUnauthorized, map[string]any{"error": "invalid_client"})
	case r.PostForm.Get("grant_type") == "refresh_token":
		p.renew(w, r.PostForm.Get("refresh_token"))
	default:
		p.exchange(w, r.PostForm)
	}
}

func (p *provider) exchange(w http.ResponseWriter, form url.Values) {
	asked, ok := p.codes[form.Get("code")]
	p.codes[form.Get("code")] = nil
	proof := sha256.Sum256([]byte(form.Get("code_verifier")))
	if !ok || asked == nil || base64.RawURLEncoding.EncodeToString(proof[:]) != asked.Get("code_challenge") ||
		asked.Get("code_challenge_method") != "S256" || form.Get("redirect_uri") != asked.Get("redirect_uri") {
		p.say(w, http.StatusBadRequest, map[string]any{"error": "invalid_grant", "error_description": "of person anna"})
		return
	}
	p.refresh = "refresh-1"
	p.say(w, http.StatusOK, p.tokens(asked.Get("nonce")))
}

func (p *provider) renew(w http.ResponseWriter, refresh string) {
	if refresh == "" || refresh != p.refresh {
		p.refresh = ""
		p.say(w, http.StatusBadRequest, map[string]any{"error": "invalid_grant"})
		return
	}
	p.refresh += "+"
	p.say(w, http.StatusOK, p.tokens(""))
}

func (p *provider) tokens(nonce string) map[string]any {
	ours := issuertest.With("iss", p.URL)
	id := []issuertest.Option{ours, issuertest.With("aud", client), issuertest.With("nonce", nonce), issuertest.Typ("JWT")}
	return map[string]any{"token_type": "Bearer", "expires_in": 900, "refresh_token": p.refresh,
		"access_token": p.keys.Token(p.person, append([]issuertest.Option{ours}, p.access...)...),
		"id_token":     p.keys.Token(p.person, append(id, p.id...)...)}
}

func (p *provider) say(w http.ResponseWriter, status int, answer map[string]any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(answer); err != nil {
		p.t.Error(err)
	}
}
