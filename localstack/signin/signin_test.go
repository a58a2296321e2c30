package signin

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// provider behaves as the local one does: redirects, two forms tied by a cookie, a code for the callback, PKCE at the
// end.
type provider struct {
	challenge, state string
	spoilState       bool
}

func (p *provider) start(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /auth", func(w http.ResponseWriter, r *http.Request) {
		p.challenge, p.state = r.URL.Query().Get("code_challenge"), r.URL.Query().Get("state")
		http.SetCookie(w, &http.Cookie{Name: "interaction", Value: "1", Path: "/"})
		http.Redirect(w, r, "/interaction/1", http.StatusSeeOther)
	})
	mux.HandleFunc("GET /interaction/1", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `<form method="post" action="/interaction/1/password">`)
	})
	mux.HandleFunc("POST /interaction/1/password", p.password)
	mux.HandleFunc("POST /interaction/1/code", p.code)
	mux.HandleFunc("POST /token", p.token)
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

func (p *provider) password(w http.ResponseWriter, r *http.Request) {
	_, err := r.Cookie("interaction")
	if err != nil || r.FormValue("password") != "right" {
		w.WriteHeader(http.StatusUnauthorized)
		fmt.Fprint(w, `<p role="alert">The user name or the password is wrong.</p>`)
		return
	}
	fmt.Fprint(w, `<strong id="shown-code">042195</strong><form method="post" action="/interaction/1/code">`)
}

func (p *provider) code(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("code") != "042195" {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	state := p.state
	if p.spoilState {
		state = "another"
	}
	http.Redirect(w, r, callback+"?code=abc&state="+state, http.StatusSeeOther)
}

func (p *provider) token(w http.ResponseWriter, r *http.Request) {
	sum := sha256.Sum256([]byte(r.FormValue("code_verifier")))
	if r.FormValue("code") != "abc" || base64.RawURLEncoding.EncodeToString(sum[:]) != p.challenge {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	fmt.Fprint(w, `{"access_token":"the token","token_type":"Bearer"}`)
}

func TestASignInGoesThroughBothFormsToAToken(t *testing.T) {
	t.Parallel()
	p := &provider{}
	got, err := Token(t.Context(), p.start(t), "aynur", "right")
	if err != nil || got != "the token" {
		t.Errorf("want the token, got %q and %v", got, err)
	}
}

func TestTheErrorSaysWhatThePageSaid(t *testing.T) {
	t.Parallel()
	p := &provider{}
	_, err := Token(t.Context(), p.start(t), "aynur", "wrong")
	if err == nil || !strings.Contains(err.Error(), "The user name or the password is wrong.") {
		t.Errorf("want the page's words, got %v", err)
	}
}

func TestACallbackWithAnotherStateIsRefused(t *testing.T) {
	t.Parallel()
	p := &provider{spoilState: true}
	_, err := Token(t.Context(), p.start(t), "aynur", "right")
	if err == nil || !strings.Contains(err.Error(), "state") {
		t.Errorf("want it refused for its state, got %v", err)
	}
}
