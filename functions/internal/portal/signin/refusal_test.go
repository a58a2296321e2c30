package signin_test

import (
	"errors"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"hsmp.example/cases/functions/internal/portal/session"
	"hsmp.example/cases/functions/internal/portal/signin"
	"hsmp.example/cases/pkg/aws/oidc/issuertest"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
)

func TestASignInThatCannotEndWellSaysWhatToDo(t *testing.T) {
	t.Parallel()
	const none, failed, over, denied = problem.Unauthenticated, "sign-in-failed", "sign-in-over", "sign-in-denied"
	for _, test := range []struct {
		name string
		harm func(p *portal, b browser, answer url.Values)
		kind problem.Kind
		code string
	}{
		{"the person has cancelled", said("access_denied"), none, denied},
		{"the provider is overloaded", said("temporarily_unavailable"), problem.Unavailable, "sign-in-unavailable"},
		{"the provider is broken", said("server_error"), problem.Unavailable, "sign-in-unavailable"},
		{"the provider says anything else", said("invalid_scope"), none, failed},
		{"there is no code", func(_ *portal, _ browser, a url.Values) { a.Del("code") }, none, failed},
		{"the code is another's", func(_ *portal, _ browser, a url.Values) { a.Set("code", "code-7") }, none, over},
		{"another issuer answers", func(_ *portal, _ browser, a url.Values) { a.Set("iss", "https://evil.example") }, none, failed},
		{"the state is foreign", func(p *portal, _ browser, a url.Values) { a.Set("state", p.stateElsewhere()) }, none, over},
		{"the state is made up", func(_ *portal, _ browser, a url.Values) { a.Set("state", strings.Repeat("A", 43)) }, none, over},
		{"the state is endless", func(_ *portal, _ browser, a url.Values) { a.Set("state", strings.Repeat("A", 9000)) }, none, over},
		{"there is no state", func(_ *portal, _ browser, a url.Values) { a.Del("state") }, none, over},
		{"it is another browser", func(p *portal, b browser, _ url.Values) { delete(b, signin.Cookie); p.start(b, "") }, none, over},
		{"the browser keeps no cookies", func(_ *portal, b browser, _ url.Values) { clear(b) }, none, over},
		{"it took ten minutes", func(p *portal, _ browser, _ url.Values) { p.now = p.now.Add(signin.Patience) }, none, over},
		{"the nonce is of another sign-in", identityToken(issuertest.With("nonce", "another")), none, failed},
		{"there is no nonce", identityToken(issuertest.With("nonce", nil)), none, failed},
		{"the identity token is for another client", identityToken(issuertest.With("aud", "another")), none, failed},
		{"the identity token is of another issuer", identityToken(issuertest.OtherIssuer), none, failed},
		{"the identity token is forged", identityToken(issuertest.Forged), none, failed},
		{"the identity token is of another person", identityToken(issuertest.With("sub", "boris")), none, failed},
		{"the identity token has expired", identityToken(issuertest.Expired), none, failed},
		{"the access token is forged", accessToken(issuertest.Forged), none, failed},
		{"the access token is for another service", accessToken(issuertest.OtherAudience), none, failed},
		{"the provider's keys cannot be had", func(p *portal, _ browser, _ url.Values) { p.provider.keys.Fail(503) }, problem.Unavailable, "sign-in-unavailable"},
		{"the token endpoint is down", func(p *portal, _ browser, _ url.Values) { p.provider.down = true }, problem.Unavailable, "sign-in-unavailable"},
		{"the table is down", func(p *portal, _ browser, _ url.Values) { p.table.Down(true) }, problem.Unavailable, "unavailable"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p, b := newPortal(t), browser{}
			answer := p.provider.authorise(p.start(b, "/ru/applications/app_1"))
			test.harm(p, b, answer)
			_, err := p.comeBack(b, answer)
			wantProblem(t, err, test.kind, test.code)
			p.table.Down(false)
			p.wantNobody(b)
			if got := len(p.table.Rows()); got != 0 {
				t.Errorf("want no session made, got %d", got)
			}
			if strings.Contains(err.Error(), "person anna") {
				t.Errorf("want nothing of the person in the log, got %s", err)
			}
		})
	}
}

func said(what string) func(*portal, browser, url.Values) {
	return func(_ *portal, _ browser, a url.Values) {
		a.Del("code")
		a.Set("error", what)
		a.Set("error_description", "of person anna")
	}
}

func identityToken(o issuertest.Option) func(*portal, browser, url.Values) {
	return func(p *portal, _ browser, _ url.Values) { p.provider.id = []issuertest.Option{o} }
}

func accessToken(o issuertest.Option) func(*portal, browser, url.Values) {
	return func(p *portal, _ browser, _ url.Values) { p.provider.access = []issuertest.Option{o} }
}

// stateElsewhere is a good state of a sign-in that began in another browser.
func (p *portal) stateElsewhere() string {
	at, err := url.Parse(p.start(browser{}, ""))
	if err != nil {
		p.t.Fatal(err)
	}
	return at.Query().Get("state")
}

func TestASignInThatTookAlmostTenMinutesIsGood(t *testing.T) {
	t.Parallel()
	p, b := newPortal(t), browser{}
	answer := p.provider.authorise(p.start(b, ""))
	p.now = p.now.Add(signin.Patience - time.Second)
	if _, err := p.comeBack(b, answer); err != nil {
		t.Error(err)
	}
}

func TestAFailureKnowsWhereThePersonWanted(t *testing.T) {
	t.Parallel()
	p, b := newPortal(t), browser{}
	answer := p.provider.authorise(p.start(b, "/ru/applications/app_1"))
	said("access_denied")(p, b, answer)
	_, err := p.comeBack(b, answer)
	var failure *signin.Failure
	if !errors.As(err, &failure) || failure.Language != locale.Russian || failure.To != "/ru/applications/app_1" {
		t.Errorf("want the way back, got %+v", failure)
	}
}

func TestAnAnswerIsTakenOnce(t *testing.T) {
	t.Parallel()
	p, b := newPortal(t), browser{}
	answer := p.provider.authorise(p.start(b, "/ru/status"))
	thief := maps.Clone(b) // has the cookie of the sign-in and the answer, and comes late
	if _, err := p.comeBack(b, answer); err != nil {
		t.Fatal(err)
	}
	_, err := p.comeBack(thief, answer)
	wantProblem(t, err, problem.Unauthenticated, "sign-in-over")
	p.wantNobody(thief)

	before := b[session.Cookie]
	at, err := p.comeBack(b, answer) // the person's own back button
	if err != nil || at != "/ru/applications" || b[session.Cookie] != before {
		t.Errorf("want the person's first page and the same session, got %s, %v", at, err)
	}
	if got := len(p.provider.asked); got != 1 {
		t.Errorf("want the code sent once, got %d", got)
	}
}

func TestASignInDoesNotBeginWhileSomethingIsDown(t *testing.T) {
	t.Parallel()
	p := newPortal(t)
	try := func(code string) {
		t.Helper()
		w := httptest.NewRecorder()
		err := p.Start(w, browser{}.request(http.MethodGet, "/tr/sign-in?to=/tr/status"), locale.Turkish)
		wantProblem(t, err, problem.Unavailable, code)
		var failure *signin.Failure
		if !errors.As(err, &failure) || failure.Language != locale.Turkish || failure.To != "/tr/status" || len(w.Result().Cookies()) > 0 {
			t.Errorf("want the way back and no cookie, got %+v, %v", failure, w.Result().Cookies())
		}
	}
	p.provider.change(func() { p.provider.down = true })
	try("sign-in-unavailable")
	p.provider.change(func() { p.provider.down = false })
	p.start(browser{}, "") // a failure is not kept
	p.table.Down(true)
	try("unavailable")
}

func TestSigningOutLeavesThePortalAndTheProvider(t *testing.T) {
	t.Parallel()
	p, b := newPortal(t), browser{}
	p.signIn(b, "")
	stolen, w := maps.Clone(b), httptest.NewRecorder()
	if err := p.Leave(w, b.request(http.MethodPost, "/sign-out"), locale.Azerbaijani); err != nil {
		t.Fatal(err)
	}
	b.take(w)
	want := p.provider.URL + "/logout?client_id=portal-client&logout_uri=https%3A%2F%2Fpass.example%2F" +
		"&post_logout_redirect_uri=https%3A%2F%2Fpass.example%2F&ui_locales=az"
	if got := p.redirected(w); got != want {
		t.Errorf("want %s, got %s", want, got)
	}
	if _, kept := b[session.Cookie]; kept {
		t.Error("want the cookie taken away")
	}
	p.wantNobody(stolen)
}

func TestSigningOutEverywhereEndsTheOtherBrowsersToo(t *testing.T) {
	t.Parallel()
	p, here, there, w := newPortal(t), browser{}, browser{}, httptest.NewRecorder()
	p.signIn(here, "")
	p.signIn(there, "")
	if err := p.LeaveEverywhere(w, here.request(http.MethodPost, "/sign-out"), locale.Azerbaijani); err != nil {
		t.Fatal(err)
	}
	if got := p.redirected(w); !strings.HasPrefix(got, p.provider.URL+"/logout?") {
		t.Errorf("want the provider's page, got %s", got)
	}
	p.wantNobody(there)
	err := p.LeaveEverywhere(httptest.NewRecorder(), here.request(http.MethodPost, "/sign-out"), locale.Azerbaijani)
	wantProblem(t, err, problem.Unauthenticated, "session-over")
}

func TestSigningOutWorksWithoutAPageForItAtTheProvider(t *testing.T) {
	t.Parallel()
	for name, harm := range map[string]func(*provider){
		"it has none": func(p *provider) { p.noExit = true },
		"it is down":  func(p *provider) { p.down = true },
	} {
		p, w := newPortal(t), httptest.NewRecorder()
		harm(p.provider)
		if err := p.Leave(w, browser{}.request(http.MethodPost, "/sign-out"), locale.Azerbaijani); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if got := p.redirected(w); got != "/az" {
			t.Errorf("%s: want the first page, got %s", name, got)
		}
	}
}

func TestWhoCouldNotBeSignedOutIsTold(t *testing.T) {
	t.Parallel()
	p, b := newPortal(t), browser{}
	p.signIn(b, "")
	p.table.Down(true)
	err := p.Leave(httptest.NewRecorder(), b.request(http.MethodPost, "/sign-out"), locale.Azerbaijani)
	wantProblem(t, err, problem.Unavailable, "unavailable")
}

func TestADoorSaysWhatItLacks(t *testing.T) {
	t.Parallel()
	if _, err := signin.New(signin.Config{}); err == nil {
		t.Error("want it refused")
	}
	if _, err := signin.NewProvider(signin.Issuer{}); err == nil {
		t.Error("want it refused")
	}
}
