package signin_test

import (
	"crypto/rand"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"hsmp.example/cases/functions/internal/portal/session"
	"hsmp.example/cases/functions/internal/portal/signin"
	"hsmp.example/cases/pkg/aws/oidc"
	"hsmp.example/cases/pkg/aws/oidc/issuertest"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit/memory"
	"hsmp.example/cases/pkg/usecase/identity"
)

const public = "https://pass.example"

var (
	anna = identity.Principal{Subject: "anna", Roles: []identity.Role{identity.Applicant}, Name: "Anna Nováková",
		Email: "anna@example.test", Locale: locale.Russian}
	orkhan = identity.Principal{Subject: "orkhan", Roles: []identity.Role{identity.Officer}, Authority: "education", Name: "Orxan"}
)

// portal is the door with everything behind it, at a time that the test sets.
type portal struct {
	*signin.SignIn
	t        testing.TB
	sessions *session.Sessions
	provider *provider
	table    *memory.Sessions
	now      time.Time
}

func newPortal(t testing.TB) *portal {
	t.Helper()
	p := &portal{t: t, now: issuertest.Now()}
	clock := func() time.Time { return p.now }
	p.provider, p.table = newProvider(t, clock), memory.NewSessions(clock)
	p.provider.person = anna
	provider, err := signin.NewProvider(p.issuer(clock))
	if err != nil {
		t.Fatal(err)
	}
	p.sessions, err = session.New(session.Config{Store: p.table, Renewer: provider, Now: clock, Random: rand.Reader})
	if err != nil {
		t.Fatal(err)
	}
	p.SignIn, err = signin.New(signin.Config{Provider: provider, Sessions: p.sessions, Attempts: p.table, Now: clock, Random: rand.Reader})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *portal) issuer(clock func() time.Time) signin.Issuer {
	asked := &http.Client{Timeout: 5 * time.Second}
	config := oidc.Config{Issuer: p.provider.URL, KeysURL: p.provider.keys.URL + "/keys", Audience: issuertest.Audience}
	return signin.Issuer{URL: p.provider.URL, ClientID: client, PublicURL: public, Client: asked, Now: clock,
		Verifier: oidc.NewVerifier(config, asked, clock)}
}

// browser keeps cookies as a browser does. The standard library's would not send ours over the tests' plain HTTP.
type browser map[string]string

func (b browser) request(method, address string) *http.Request {
	r := httptest.NewRequest(method, public+address, nil)
	for name, value := range b {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	return r
}

func (b browser) take(w *httptest.ResponseRecorder) {
	for _, c := range w.Result().Cookies() {
		if c.MaxAge < 0 {
			delete(b, c.Name)
			continue
		}
		b[c.Name] = c.Value
	}
}

// start begins a sign-in and returns where the browser is sent.
func (p *portal) start(b browser, to string) string {
	p.t.Helper()
	w := httptest.NewRecorder()
	r := b.request(http.MethodGet, "/ru/sign-in?"+url.Values{"to": {to}}.Encode())
	if err := p.Start(w, r, locale.Russian); err != nil {
		p.t.Fatal(err)
	}
	b.take(w)
	return p.redirected(w)
}

func (p *portal) redirected(w *httptest.ResponseRecorder) string {
	p.t.Helper()
	if w.Code != http.StatusSeeOther || w.Header().Get("Cache-Control") != "no-store" || w.Body.Len() > 0 {
		p.t.Errorf("want an empty 303 that nobody keeps, got %d, %v, %q", w.Code, w.Header(), w.Body)
	}
	return w.Header().Get("Location")
}

// comeBack brings the provider's answer and returns where the browser is sent, or the failure.
func (p *portal) comeBack(b browser, answer url.Values) (string, error) {
	p.t.Helper()
	w := httptest.NewRecorder()
	if err := p.Return(w, b.request(http.MethodGet, signin.CallbackPath+"?"+answer.Encode())); err != nil {
		if _, set := b[session.Cookie]; !set && len(w.Result().Cookies()) > 0 {
			p.t.Errorf("want no cookie after a failure, got %v", w.Result().Cookies())
		}
		return "", err
	}
	b.take(w)
	return p.redirected(w), nil
}

// signIn goes the whole way and returns where it ends.
func (p *portal) signIn(b browser, to string) string {
	p.t.Helper()
	at, err := p.comeBack(b, p.provider.authorise(p.start(b, to)))
	if err != nil {
		p.t.Fatal(err)
	}
	return at
}

func (p *portal) who(b browser) (identity.Principal, bool) {
	p.t.Helper()
	got, found, err := p.sessions.Find(p.t.Context(), nil, b.request(http.MethodGet, "/az"))
	if err != nil {
		p.t.Fatal(err)
	}
	return got, found
}

func (p *portal) wantNobody(b browser) {
	p.t.Helper()
	if _, found := p.who(b); found {
		p.t.Error("want nobody signed in")
	}
}

func wantProblem(t testing.TB, err error, kind problem.Kind, code string) {
	t.Helper()
	var found *problem.Error
	if !errors.As(err, &found) || found.Kind != kind || found.Code != code {
		t.Errorf("want %s %q, got %v", kind, code, err)
	}
}
