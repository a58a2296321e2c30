package rooms_test

import (
	"context"
	"crypto/rand"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/functions/internal/portal/rooms"
	"hsmp.example/cases/functions/internal/portal/session"
	"hsmp.example/cases/functions/internal/portal/signin"
	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/problem"
)

// unreachable is a table of sessions that cannot be reached. What it is not asked for it does not have.
type unreachable struct{ session.Store }

func (unreachable) Session(context.Context, string) (*dynamo.SessionRow, error) {
	return nil, problem.New(problem.Unavailable, "unavailable")
}

// unasked is a provider that nobody asks.
type unasked struct{ session.Renewer }

// inDarkness is the whole portal while its sessions cannot be read.
func inDarkness(t *testing.T) http.Handler {
	t.Helper()
	stage := visitor.New(t)
	sessions, err := session.New(session.Config{Store: unreachable{}, Renewer: unasked{}, Now: stage.Now, Random: rand.Reader})
	if err != nil {
		t.Fatal(err)
	}
	site := portal.New(portal.Config{Sessions: sessions, PublicURL: stage.URL, Documents: stage.URL, Issuer: stage.URL, Now: stage.Now})
	site.SignIn(&signin.SignIn{})
	handler, err := rooms.Open(site, stage.UseCases)
	if err != nil {
		t.Fatal(err)
	}
	return handler
}

// carrying asks as a browser that was signed in.
func carrying(t *testing.T, portal http.Handler, method, path, form string) visitor.Answer {
	t.Helper()
	secret, err := session.NewSecret(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(form))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.AddCookie(&http.Cookie{Name: session.Cookie, Value: secret.Text()})
	w := httptest.NewRecorder()
	portal.ServeHTTP(w, r)
	got, err := visitor.Read(w.Result())
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestPagesForEverybodyNeedNoSessions(t *testing.T) {
	t.Parallel()
	portal := inDarkness(t)
	for _, path := range []string{"/", "/programme", "/programme/criteria", "/programme/benefits", "/programme/decision", "/programme/fees-and-times",
		"/programme/documents", "/self-assessment", "/due-date", "/terms", "/privacy", "/accessibility", "/sources", "/comparison", "/statistics",
		"/verify", "/notices", "/employer"} {
		got := carrying(t, portal, http.MethodGet, "/en"+path, "")
		got.WantPage(t, http.StatusOK, "en")
		got.Wants(t, `href="/en/sign-in"`)
		if cookies := got.Header.Values("Set-Cookie"); len(cookies) != 0 {
			t.Errorf("%s: want the cookie left alone, got %v", path, cookies)
		}
	}
	carrying(t, portal, http.MethodPost, "/en/verify", "text=no+code").WantPage(t, http.StatusUnprocessableEntity, "en")
}

func TestPagesThatMustKnowTheirReaderSayWhatIsDown(t *testing.T) {
	t.Parallel()
	portal := inDarkness(t)
	for _, path := range []string{"/applications", "/applications/app_1", "/applications/app_1/draft/identity", "/console", "/console/cases/app_1",
		"/console/registrations", "/employer/register", "/supervision", "/sign-out"} {
		got := carrying(t, portal, http.MethodGet, "/en"+path, "")
		got.WantPage(t, http.StatusServiceUnavailable, "en")
		if cookies := got.Header.Values("Set-Cookie"); len(cookies) != 0 || got.Header.Get("Retry-After") == "" {
			t.Errorf("%s: want the cookie left alone and a time to come back, got %v", path, got.Header)
		}
	}
	kept := carrying(t, portal, http.MethodPost, "/en/applications/app_1/draft/contact", "contact-email=typed%40example.org")
	kept.WantPage(t, http.StatusServiceUnavailable, "en")
	kept.Wants(t, `name="contact-email" value="typed@example.org"`)
}
