package signin_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/functions/internal/portal/session"
	"hsmp.example/cases/functions/internal/portal/signin"
	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/aws/oidc/issuertest"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

var _ signin.Attempts = (*dynamo.Table)(nil)

func TestASignInLeadsBackToThePageAndKnowsThePerson(t *testing.T) {
	t.Parallel()
	p, b := newPortal(t), browser{}
	if want, got := "/ru/applications/app_1?step=2", p.signIn(b, "/ru/applications/app_1?step=2"); want != got {
		t.Errorf("want %s, got %s", want, got)
	}
	want := anna
	want.Issuer = p.provider.URL
	got, found := p.who(b)
	if diff := cmp.Diff(want, got); !found || diff != "" {
		t.Errorf("found %v (-want +got):\n%s", found, diff)
	}
}

func TestTheProviderIsAskedForACodeWithAProof(t *testing.T) {
	t.Parallel()
	p := newPortal(t)
	first, second := p.start(browser{}, ""), p.start(browser{}, "")
	at, err := url.Parse(first)
	if err != nil || !strings.HasPrefix(first, p.provider.URL+"/authorize?") {
		t.Fatalf("want the provider's page, got %s, %v", first, err)
	}
	got := at.Query()
	for _, secret := range []string{"state", "nonce", "code_challenge"} {
		if len(got.Get(secret)) != 43 || strings.Contains(second, got.Get(secret)) {
			t.Errorf("want 43 random characters as %s, others each time, got %q", secret, got.Get(secret))
		}
		got.Del(secret)
	}
	want := url.Values{"response_type": {"code"}, "client_id": {client}, "redirect_uri": {public + "/signed-in"},
		"scope": {"openid profile email"}, "code_challenge_method": {"S256"}, "prompt": {"login"}, "ui_locales": {"ru"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTheSignInsCookieKeepsTheRulesOfItsPrefix(t *testing.T) {
	t.Parallel()
	p, w := newPortal(t), httptest.NewRecorder()
	if err := p.Start(w, browser{}.request(http.MethodGet, "/az/sign-in"), locale.Azerbaijani); err != nil {
		t.Fatal(err)
	}
	got := w.Result().Cookies()[0]
	want := &http.Cookie{Name: "__Host-signin", Value: got.Value, Path: "/", MaxAge: 600, Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode}
	got.Raw = ""
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWithoutAPageInMindEverybodyBeginsAtTheirOwn(t *testing.T) {
	t.Parallel()
	of := func(roles ...identity.Role) identity.Principal { return identity.Principal{Roles: roles} }
	speaking := func(p identity.Principal, l locale.Language) identity.Principal {
		p.Locale = l
		return p
	}
	for want, who := range map[string]identity.Principal{
		"/ru/applications": speaking(of(identity.Applicant), locale.Turkish), // the language they came in
		"/az/console":      of(identity.Officer),
		"/en/console":      speaking(of(identity.Applicant, identity.Auditor), locale.English),
		"/ru/employer":     of(identity.Employer),
	} {
		if got := signin.Home(who, locale.Russian); got != want {
			t.Errorf("%v: want %s, got %s", who.Roles, want, got)
		}
	}
	if got := signin.Home(of(identity.Applicant, identity.Employer), locale.Azerbaijani); got != "/az/applications" {
		t.Errorf("want an employer's own application first, got %s", got)
	}
	p := newPortal(t)
	p.provider.person = orkhan
	if want, got := "/az/console", p.signIn(browser{}, "https://evil.example/"); want != got {
		t.Errorf("want %s, got %s", want, got)
	}
}

// Cognito's access tokens have neither name nor address; its identity tokens have no roles.
func TestWordsComeFromTheIdentityTokenAndRightsFromTheAccessToken(t *testing.T) {
	t.Parallel()
	p, b := newPortal(t), browser{}
	p.provider.person = orkhan
	for _, claim := range []string{"name", "email", "locale"} {
		p.provider.access = append(p.provider.access, issuertest.With(claim, nil))
	}
	p.provider.id = []issuertest.Option{issuertest.With("roles", []string{"administrator"}), issuertest.With("authority", "sms"),
		issuertest.With("email", "orkhan@example.test"), issuertest.With("locale", "tr-TR")}
	p.signIn(b, "")
	want := orkhan
	want.Issuer, want.Email, want.Locale = p.provider.URL, "orkhan@example.test", locale.Turkish
	got, _ := p.who(b)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestASignInAlwaysMakesANewSession(t *testing.T) {
	t.Parallel()
	p, b := newPortal(t), browser{}
	p.signIn(b, "")
	before := browser{session.Cookie: b[session.Cookie]}
	p.provider.change(func() { p.provider.person = orkhan })
	p.signIn(b, "")
	if b[session.Cookie] == before[session.Cookie] {
		t.Error("want another secret")
	}
	p.wantNobody(before)
	if got, _ := p.who(b); got.Subject != "orkhan" {
		t.Errorf("want orkhan, got %s", got.Subject)
	}
}

func TestTwoTabsSignInBesideOneAnother(t *testing.T) {
	t.Parallel()
	p, b := newPortal(t), browser{}
	first, second := p.provider.authorise(p.start(b, "/az/a")), p.provider.authorise(p.start(b, "/az/b"))
	for want, answer := range map[string]url.Values{"/az/a": first, "/az/b": second} {
		if got, err := p.comeBack(b, answer); err != nil || got != want {
			t.Errorf("want %s, got %s, %v", want, got, err)
		}
	}
	if got := len(p.table.Rows()); got != 1 {
		t.Errorf("want the browser to have one session, got %d", got)
	}
}

func TestRightsFollowTheProviderWhenTokensAreRenewed(t *testing.T) {
	t.Parallel()
	p, b := newPortal(t), browser{}
	p.signIn(b, "")
	p.provider.change(func() { p.provider.person.Roles = []identity.Role{identity.Employer} })
	p.now = p.now.Add(15*time.Minute - time.Nanosecond)
	if got, _ := p.who(b); !got.Has(identity.Applicant) {
		t.Errorf("want the token's roles while it is good, got %v", got.Roles)
	}
	p.now = p.now.Add(time.Nanosecond)
	if got, _ := p.who(b); !got.Has(identity.Employer) || got.Has(identity.Applicant) {
		t.Errorf("want the new roles, got %v", got.Roles)
	}
	p.provider.change(func() { p.provider.refresh = "" }) // the provider has ended the person's session
	p.now = p.now.Add(15 * time.Minute)
	p.wantNobody(b)
}

func TestAProviderThatIsDownAtRenewalIsSaid(t *testing.T) {
	t.Parallel()
	for name, harm := range map[string]func(*provider){
		"it answers 502":              func(p *provider) { p.down = true },
		"it does not know the client": func(p *provider) { p.status, p.answer = 401, map[string]any{"error": "invalid_client"} },
		"it has had enough":           func(p *provider) { p.status, p.answer = 429, map[string]any{"error": "slow_down"} },
		"it says no and is broken":    func(p *provider) { p.status, p.answer = 500, map[string]any{"error": "invalid_grant"} },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, b := newPortal(t), browser{}
			p.signIn(b, "")
			p.provider.change(func() { harm(p.provider) })
			p.now = p.now.Add(15 * time.Minute)
			if _, found := p.who(b); !found {
				t.Error("want the grace")
			}
			p.now = p.now.Add(session.Grace)
			_, err := p.sessions.Load(b.request(http.MethodGet, "/az"))
			wantProblem(t, err, problem.Unavailable, "sign-in-unavailable")
		})
	}
}
