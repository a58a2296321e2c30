package session_test

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/functions/internal/portal/session"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

// short is a grant as Cognito gives it: the access token lives for a quarter of an hour.
func short(p identity.Principal) session.Grant {
	return session.Grant{Principal: p, Expires: monday.Add(15 * time.Minute), Refresh: "first"}
}

func TestTokensAreRenewedWhenTheyExpireAndNotBefore(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	cookie := d.begin(short(anna))
	d.now = monday.Add(15*time.Minute - time.Nanosecond)
	d.load(cookie)
	if d.provider.asked != 0 {
		t.Error("want nobody asked before the token expires")
	}
	d.now = monday.Add(15 * time.Minute)
	d.provider.person = with(anna, identity.Employer)
	want := session.Session{Grant: session.Grant{Principal: d.provider.person, Expires: monday.Add(30 * time.Minute), Refresh: "first+"},
		Created: monday, Seen: d.now}
	for range 2 { // the second finds what the first has written
		if diff := cmp.Diff(want, d.load(cookie)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
	d.now = monday.Add(31 * time.Minute)
	if got := d.load(cookie).Refresh; got != "first++" || d.provider.asked != 2 {
		t.Errorf("want the rotated token used, got %q after %d questions", got, d.provider.asked)
	}
}

func TestWhomTheProviderRefusesIsSignedOut(t *testing.T) {
	t.Parallel()
	for name, harm := range map[string]func(*provider){
		"the refresh token is no longer good":   func(p *provider) { p.refresh = "" },
		"the tokens are suddenly of another":    func(p *provider) { p.person = orkhan },
		"the session was ended in the meantime": nil,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			cookie := d.begin(short(anna))
			d.now = monday.Add(15 * time.Minute)
			if harm != nil {
				harm(d.provider)
			} else {
				d.provider.during = func() { d.signOut(cookie) }
			}
			d.wantOver(cookie)
			if got := len(d.table.Rows()); got != 0 {
				t.Errorf("want the session gone, got %d", got)
			}
		})
	}
}

func (d *desk) signOut(c *http.Cookie) {
	if err := d.End(httptest.NewRecorder(), request(c)); err != nil {
		d.t.Error(err)
	}
}

func TestWithoutARefreshTokenASessionEndsWithTheAccessToken(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	grant := short(anna)
	grant.Refresh = ""
	cookie := d.begin(grant)
	d.now = monday.Add(15*time.Minute - time.Nanosecond)
	d.load(cookie)
	d.now = monday.Add(15 * time.Minute)
	d.wantOver(cookie)
}

func TestAProviderThatIsDownCostsNobodyTheSessionAtOnce(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	cookie := d.begin(short(anna))
	d.provider.down = true
	for _, step := range []struct {
		name  string
		after time.Duration // since the token expired
		good  bool
		asked int // so far
	}{
		{"the first that finds out goes on", 0, true, 1},
		{"the provider is left alone for a while", 15*time.Second - time.Nanosecond, true, 1},
		{"and asked again", 15 * time.Second, true, 2},
		{"to the end of the grace", session.Grace - time.Nanosecond, true, 3},
		{"then there is no going on", session.Grace, false, 3},
		{"until it answers", session.Grace + time.Minute, false, 4},
	} {
		d.now = monday.Add(15*time.Minute + step.after)
		_, err := d.Load(request(cookie))
		if step.good != (err == nil) || d.provider.asked != step.asked {
			t.Errorf("%s: want good %v and %d questions, got %v and %d", step.name, step.good, step.asked, err, d.provider.asked)
		}
		if !step.good {
			wantProblem(t, err, problem.Unavailable, "sign-in-unavailable")
		}
	}
	d.provider.down = false
	d.now = d.now.Add(15 * time.Second)
	d.load(cookie)
}

func TestOfTenRequestsAtOnceOneRenews(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	cookie := d.begin(short(anna))
	d.now = monday.Add(15 * time.Minute)
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() {
			if _, err := d.Load(request(cookie)); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if d.provider.asked != 1 {
		t.Errorf("want the provider asked once, got %d", d.provider.asked)
	}
	if got := d.load(cookie).Refresh; got != "first+" {
		t.Errorf("want the new token kept, got %q", got)
	}
}

func TestWhatTheProviderSaysOnceIsKept(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	cookie := d.begin(short(anna))
	d.now = monday.Add(15 * time.Minute)
	d.provider.person = identity.Principal{Issuer: anna.Issuer, Subject: anna.Subject, Roles: []identity.Role{identity.Officer}, Authority: "labour"}
	want := anna
	want.Roles, want.Authority = []identity.Role{identity.Officer}, "labour"
	if diff := cmp.Diff(want, d.load(cookie).Principal); diff != "" {
		t.Errorf("want name, address and language kept, and new rights (-want +got):\n%s", diff)
	}
	d.now = d.now.Add(30 * time.Minute)
	d.wantOver(cookie) // an officer by now, with an officer's limit
}
