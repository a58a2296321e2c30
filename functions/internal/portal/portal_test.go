package portal_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
	"hsmp.example/cases/web/page"
)

// byCookie believes a cookie.
type byCookie struct{}

func (byCookie) Find(_ context.Context, _ http.ResponseWriter, r *http.Request) (identity.Principal, bool, error) {
	c, err := r.Cookie("as")
	switch {
	case err != nil:
		return identity.Principal{}, false, nil
	case c.Value == "down":
		return identity.Principal{}, false, problem.New(problem.Unavailable, "unavailable")
	}
	return identity.Principal{Issuer: "i", Subject: c.Value, Name: c.Value, Roles: []identity.Role{identity.Role(c.Value)}}, true, nil
}

func shown(v *portal.Visit) (portal.Answer, error) {
	return portal.Show(page.Layout(v.Page.Titled(v.Language().Tag().String() + " " + v.Path("id") + v.Asked("q") + v.Value("f")))), nil
}

// open returns a small site of every kind of page.
func open(t *testing.T) http.Handler {
	t.Helper()
	s := portal.New(portal.Config{Sessions: byCookie{}, PublicURL: "https://pass.example", Documents: "https://documents.example",
		Issuer: "https://issuer.example", Now: func() time.Time { return time.Unix(0, 0) }})
	s.Open("GET", "/", shown)
	s.Open("GET", "/things/{id}", shown)
	s.Open("POST", "/things", func(v *portal.Visit) (portal.Answer, error) { return portal.See(v.Page, "/things/7?q=x"), nil })
	s.Closed("GET", "/mine", identity.ReadApplication, shown)
	s.Closed("POST", "/mine", identity.ReadApplication, shown)
	s.Open("GET", "/broken", func(*portal.Visit) (portal.Answer, error) { return portal.Answer{}, errors.New("secret of the house") })
	s.Open("GET", "/half", func(*portal.Visit) (portal.Answer, error) {
		return portal.Show(templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
			_, _ = io.WriteString(w, "half a page")
			return errors.New("and no more")
		})), nil
	})
	s.Open("POST", "/wrong", func(v *portal.Visit) (portal.Answer, error) {
		err := problem.Of([]problem.Fault{problem.At("/a/b", "required"), problem.At("/c", "required")})
		if !v.Faults(err) {
			return portal.Answer{}, err
		}
		return portal.Again(page.Layout(v.Page.Titled(v.Page.FaultOf("a-b")))), nil
	})
	s.Open("GET", "/file", func(*portal.Visit) (portal.Answer, error) {
		return portal.Download("şəhadətnamə 1.pdf", "application/pdf", []byte("%PDF")), nil
	})
	s.Plain("GET /plain", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "plain") }))
	h, err := s.Handler()
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func ask(t *testing.T, h http.Handler, method, target, as string, form url.Values, headers ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, target, strings.NewReader(form.Encode()))
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if as != "" {
		r.AddCookie(&http.Cookie{Name: "as", Value: as})
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestPagesAreFoundInFourLanguages(t *testing.T) {
	t.Parallel()
	h := open(t)
	for _, l := range locale.All {
		r := ask(t, h, "GET", "/"+string(l)+"/things/7?q=x", "", nil)
		text := body(t, r)
		if r.StatusCode != http.StatusOK || !strings.Contains(text, `lang="`+string(l)+`"`) || !strings.Contains(text, string(l)+" 7x") {
			t.Errorf("%s: got %d %.200s", l, r.StatusCode, text)
		}
	}
}

func TestAddressesLeadWhereTheyShould(t *testing.T) {
	t.Parallel()
	h := open(t)
	for name, c := range map[string]struct {
		method, target, as string
		headers            []string
		status             int
		location           string
	}{
		"the root goes to the browser's language":          {"GET", "/", "", []string{"Accept-Language", "az"}, 302, "/az/"},
		"a bare page goes to the browser's language":       {"GET", "/things/7?q=1", "", []string{"Accept-Language", "ru"}, 302, "/ru/things/7?q=1"},
		"an unknown language is no page":                   {"GET", "/fr/things/7", "", nil, 404, ""},
		"an unknown page is no page":                       {"GET", "/az/nothing", "", nil, 404, ""},
		"a page that takes no forms says so":               {"POST", "/az/things/7", "", nil, 405, ""},
		"a form is not a page":                             {"GET", "/az/things", "", nil, 405, ""},
		"what was sent leads to a page in the language":    {"POST", "/tr/things", "", nil, 303, "/tr/things/7?q=x"},
		"whoever is not signed in is asked to":             {"GET", "/az/mine?q=1", "", nil, 303, "/az/sign-in?to=%2Faz%2Fmine%3Fq%3D1"},
		"who may not is told so":                           {"GET", "/az/mine", "officer", nil, 403, ""},
		"who may is let in":                                {"GET", "/az/mine", "applicant", nil, 200, ""},
		"a table that is down closes no open page":         {"GET", "/az/things/7", "down", nil, 200, ""},
		"a table that is down closes the others":           {"GET", "/az/mine", "down", nil, 503, ""},
		"a fault of ours is one":                           {"GET", "/az/broken", "", nil, 500, ""},
		"half a page is no page":                           {"GET", "/az/half", "", nil, 500, ""},
		"a path without language needs none":               {"GET", "/plain", "", nil, 200, ""},
		"a form of another site changes nothing":           {"POST", "/az/things", "", []string{"Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"}, 403, ""},
		"a form of the portal's own address is taken":      {"POST", "/az/things", "", []string{"Origin", "https://pass.example"}, 303, "/az/things/7?q=x"},
		"a form of a neighbouring address changes nothing": {"POST", "/az/things", "", []string{"Sec-Fetch-Site", "same-site", "Origin", "https://other.pass.example"}, 403, ""},
		"two slashes lead to no other site":                {"GET", "//evil.example/things/7", "", nil, 404, ""},
		"a language alone is its first page":               {"GET", "/az", "", nil, 200, ""},
		"HEAD is answered as GET":                          {"HEAD", "/az/things/7", "", nil, 200, ""},
		"a foreign form without language is refused, too":  {"POST", "/things", "", nil, 404, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := ask(t, h, c.method, c.target, c.as, nil, c.headers...)
			if r.StatusCode != c.status || r.Header.Get("Location") != c.location {
				t.Errorf("want %d %q, got %d %q", c.status, c.location, r.StatusCode, r.Header.Get("Location"))
			}
		})
	}
}

func TestEveryAnswerCarriesTheHeaders(t *testing.T) {
	t.Parallel()
	h := open(t)
	for _, target := range []string{"/", "/az/", "/az/nothing", "/az/broken", "/plain"} {
		r := ask(t, h, "GET", target, "", nil)
		policy := r.Header.Get("Content-Security-Policy")
		for _, want := range []string{"default-src 'none'", "script-src 'self';", "style-src 'self';", "frame-ancestors 'none'", "base-uri 'none'",
			"form-action 'self' https://documents.example https://issuer.example"} {
			if !strings.Contains(policy, want) {
				t.Errorf("%s: want %q in the policy, got %q", target, want, policy)
			}
		}
		if strings.Contains(policy, "unsafe") {
			t.Errorf("%s: unsafe policy %q", target, policy)
		}
		for name, want := range map[string]string{"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"} {
			if got := r.Header.Get(name); got != want {
				t.Errorf("%s: want %s %q, got %q", target, name, want, got)
			}
		}
	}
}

func TestAFormThatMeetsALostSessionStaysOnThePage(t *testing.T) {
	t.Parallel()
	r := ask(t, open(t), "POST", "/az/mine", "", url.Values{"f": {`what "I" typed`}, "g": {"1", "2"}})
	text := body(t, r)
	if r.StatusCode != http.StatusUnauthorized {
		t.Errorf("want 401, got %d", r.StatusCode)
	}
	for _, want := range []string{`name="f" value="what &#34;I&#34; typed"`, `name="g" value="1"`, `name="g" value="2"`, `href="/az/sign-in"`} {
		if !strings.Contains(text, want) {
			t.Errorf("want %s on the page, got %s", want, text)
		}
	}
}

func TestFaultsOfAFormStandAtTheirFields(t *testing.T) {
	t.Parallel()
	r := ask(t, open(t), "POST", "/en/wrong", "", nil)
	if text := body(t, r); r.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(text, problem.Say(locale.English, "required", nil)) {
		t.Errorf("got %d %s", r.StatusCode, text)
	}
}

func TestAPageThatIsNoneKeepsThePersonAndTheAddress(t *testing.T) {
	t.Parallel()
	text := body(t, ask(t, open(t), "GET", "/en/nothing/here", "applicant", nil))
	for _, want := range []string{`href="/az/nothing/here"`, `href="/en/applications"`, `action="/en/sign-out"`} {
		if !strings.Contains(text, want) {
			t.Errorf("want %s on the page, got %s", want, text)
		}
	}
	text = body(t, ask(t, open(t), "POST", "/az/things", "", nil, "Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"))
	if !strings.Contains(text, `lang="az"`) || !strings.Contains(text, `href="/tr/things"`) {
		t.Errorf("want a foreign form refused in the page's language, got %s", text)
	}
	if r := ask(t, open(t), "GET", "/en/nothing", "down", nil); r.StatusCode != http.StatusNotFound {
		t.Errorf("want 404 even when nobody knows who asks, got %d", r.StatusCode)
	}
}

func TestAnInternalErrorSaysNothingOfItself(t *testing.T) {
	t.Parallel()
	if text := body(t, ask(t, open(t), "GET", "/en/broken", "", nil)); strings.Contains(text, "secret") {
		t.Errorf("the page tells: %s", text)
	}
}

func TestAFormTooLargeIsRefused(t *testing.T) {
	t.Parallel()
	r := ask(t, open(t), "POST", "/en/things", "", url.Values{"f": {strings.Repeat("a", 600<<10)}})
	if r.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("want 413, got %d", r.StatusCode)
	}
}

func TestAFileIsKeptAndNeverShown(t *testing.T) {
	t.Parallel()
	r := ask(t, open(t), "GET", "/az/file", "", nil)
	want := "attachment; filename*=UTF-8''%C5%9F%C9%99had%C9%99tnam%C9%99%201.pdf"
	if got := r.Header.Get("Content-Disposition"); got != want || r.Header.Get("Content-Type") != "application/pdf" {
		t.Errorf("want %s, got %s %s", want, got, r.Header.Get("Content-Type"))
	}
}
