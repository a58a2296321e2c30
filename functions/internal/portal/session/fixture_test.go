package session_test

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"hsmp.example/cases/functions/internal/portal/session"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit/memory"
	"hsmp.example/cases/pkg/usecase/identity"
)

var (
	monday = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

	anna = identity.Principal{Issuer: "https://login.example", Subject: "anna", Roles: []identity.Role{identity.Applicant},
		Name: "Anna Nováková", Email: "anna@example.test", Locale: locale.Russian}
	orkhan = identity.Principal{Issuer: "https://login.example", Subject: "orkhan", Roles: []identity.Role{identity.Officer},
		Authority: "education", Name: "Orxan Quliyev", Email: "orkhan@example.test", Locale: locale.Azerbaijani}
)

// provider renews tokens as one that rotates does: a refresh token is good once, and its second use ends them all.
type provider struct {
	mu      sync.Mutex
	person  identity.Principal
	refresh string // the one that is good; "" when the provider has ended the person's session
	life    time.Duration
	down    bool
	asked   int
	during  func() // runs while the provider is being asked
	now     func() time.Time
}

func (p *provider) Renew(_ context.Context, refresh string) (session.Grant, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked++
	if p.during != nil {
		p.during()
	}
	if p.down {
		return session.Grant{}, problem.New(problem.Unavailable, "sign-in-unavailable").Because(errors.New("no route"))
	}
	if refresh != p.refresh {
		p.refresh = ""
		return session.Grant{}, problem.New(problem.Unauthenticated, "sign-in-over")
	}
	p.refresh += "+"
	return session.Grant{Principal: p.person, Expires: p.now().Add(p.life), Refresh: p.refresh}, nil
}

// desk is a portal with sessions, at a time that the test sets.
type desk struct {
	*session.Sessions
	t        testing.TB
	table    *memory.Sessions
	provider *provider
	now      time.Time
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	d := &desk{t: t, now: monday}
	clock := func() time.Time { return d.now }
	d.table = memory.NewSessions(clock)
	d.provider = &provider{person: anna, refresh: "first", life: 15 * time.Minute, now: clock}
	sessions, err := session.New(session.Config{Store: d.table, Renewer: d.provider, Now: clock, Random: rand.Reader})
	if err != nil {
		t.Fatal(err)
	}
	d.Sessions = sessions
	return d
}

func request(cookies ...*http.Cookie) *http.Request {
	r := httptest.NewRequest(http.MethodGet, "https://pass.example/az/applications", nil)
	for _, c := range cookies {
		r.AddCookie(c)
	}
	return r
}

// lasting is a grant whose access token outlives every limit.
func lasting(p identity.Principal) session.Grant {
	return session.Grant{Principal: p, Expires: monday.Add(48 * time.Hour), Refresh: "first"}
}

// begin signs in a browser that has these cookies and returns the session's cookie.
func (d *desk) begin(g session.Grant, before ...*http.Cookie) *http.Cookie {
	d.t.Helper()
	w := httptest.NewRecorder()
	if err := d.Begin(w, request(before...), g); err != nil {
		d.t.Fatal(err)
	}
	return d.cookie(w)
}

func (d *desk) cookie(w *httptest.ResponseRecorder) *http.Cookie {
	d.t.Helper()
	set := w.Result().Cookies()
	if len(set) != 1 {
		d.t.Fatalf("want one cookie set, got %v", set)
	}
	return set[0]
}

func (d *desk) load(c *http.Cookie) session.Session {
	d.t.Helper()
	got, err := d.Load(request(c))
	if err != nil {
		d.t.Fatal(err)
	}
	return got
}

func (d *desk) wantOver(c *http.Cookie) {
	d.t.Helper()
	_, err := d.Load(request(c))
	wantProblem(d.t, err, problem.Unauthenticated, "session-over")
}

func wantProblem(t testing.TB, err error, kind problem.Kind, code string) {
	t.Helper()
	var p *problem.Error
	if !errors.As(err, &p) || p.Kind != kind || p.Code != code {
		t.Errorf("want %s %q, got %v", kind, code, err)
	}
}
