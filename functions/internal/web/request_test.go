package web_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/aws/oidc/issuertest"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

func TestEveryBadTokenIsA401ThatSaysWhatToDo(t *testing.T) {
	t.Parallel()
	r := open(t)
	mint := func(option issuertest.Option) string { return "Bearer " + r.issuer.Token(applicant, option) }
	for _, tt := range []struct{ name, authorization, want string }{
		{"none", "", "token-missing"},
		{"another scheme", "Basic dTpw", "token-missing"},
		{"no token after the scheme", "Bearer  ", "token-missing"},
		{"expired", mint(issuertest.Expired), "token-expired"},
		{"forged", mint(issuertest.Forged), "token-invalid"},
		{"of another audience", mint(issuertest.OtherAudience), "token-not-ours"},
		{"of algorithm none", mint(issuertest.Unsigned), "token-invalid"},
	} {
		w, got := r.send(asking{method: "GET", path: "/v1/diplomas", header: map[string]string{"Authorization": tt.authorization}})
		if w.Code != 401 || got.Code != tt.want || w.Header().Get("WWW-Authenticate") == "" {
			t.Errorf("%s: want 401 %s, got %d %s", tt.name, tt.want, w.Code, got.Code)
		}
	}
}

func TestAPublicRouteNeedsNoTokenAndReadsNone(t *testing.T) {
	t.Parallel()
	w, got := open(t).send(asking{method: "GET", path: "/v1/health", header: map[string]string{"Authorization": "Bearer nonsense"}})
	if w.Code != 200 || got.Person != "" {
		t.Errorf("want 200 for nobody, got %d %+v", w.Code, got)
	}
}

func TestARoleThatMayNeverDoItIsTurnedAwayAtOnce(t *testing.T) {
	t.Parallel()
	r := open(t)
	if w, got := r.send(asking{method: "GET", path: "/v1/workload"}); w.Code != 403 || got.Code != "forbidden" {
		t.Errorf("want 403, got %d %s", w.Code, got.Code)
	}
	token := r.issuer.Token(identity.Principal{Subject: "a", Roles: []identity.Role{identity.Administrator}})
	if w, _ := r.send(asking{method: "GET", path: "/v1/workload", header: map[string]string{"Authorization": "bearer " + token}}); w.Code != 200 {
		t.Errorf("want the administrator let in, got %d", w.Code)
	}
}

func TestAnIssuerThatIsDownIsA503(t *testing.T) {
	t.Parallel()
	r := open(t)
	r.issuer.Fail(http.StatusBadGateway)
	w, got := r.send(asking{method: "GET", path: "/v1/diplomas"})
	if w.Code != 503 || got.Code != "sign-in-unavailable" || w.Header().Get("Retry-After") == "" {
		t.Errorf("want 503 and when to come again, got %d %s", w.Code, got.Code)
	}
}

func TestTheLanguageIsTheHeadersThenThePersonsThenEnglish(t *testing.T) {
	t.Parallel()
	r := open(t)
	stranger := r.issuer.Token(applicant, issuertest.With("locale", nil))
	for _, tt := range []struct {
		name   string
		header map[string]string
		path   string
		want   string
	}{
		{"the header's", map[string]string{"Accept-Language": "ru"}, "/v1/diplomas", "ru"},
		{"the header's second, where we do not speak the first", map[string]string{"Accept-Language": "de, ru;q=0.3"}, "/v1/diplomas", "ru"},
		{"the person's", nil, "/v1/diplomas", "tr"},
		{"the person's, where we do not speak the header's", map[string]string{"Accept-Language": "de-DE, fr;q=0.5"}, "/v1/diplomas", "tr"},
		{"the person's, where the header takes any", map[string]string{"Accept-Language": "*"}, "/v1/diplomas", "tr"},
		{"the person's, where the header is none", map[string]string{"Accept-Language": ";;q"}, "/v1/diplomas", "tr"},
		{"English for a person without one", map[string]string{"Authorization": "Bearer " + stranger}, "/v1/diplomas", "en"},
		{"English for nobody", nil, "/v1/health", "en"},
	} {
		if _, got := r.send(asking{method: "GET", path: tt.path, header: tt.header}); got.Language != tt.want {
			t.Errorf("%s: want %s, got %s", tt.name, tt.want, got.Language)
		}
	}
	if w, _ := r.send(asking{method: "GET", path: "/v1/diplomas?limit=0"}); w.Header().Get("Content-Language") != "tr" {
		t.Errorf("want a problem in the person's language too, got %s", w.Header().Get("Content-Language"))
	}
}

func TestRoutesAndMethodsThatAreNotThereAreProblems(t *testing.T) {
	t.Parallel()
	r := open(t)
	for _, tt := range []struct {
		method, path string
		status       int
		code, allow  string
	}{
		{"GET", "/v1/nowhere", 404, "not-found", ""},
		{"GET", "/", 404, "not-found", ""},
		{"GET", "/v1/diplomas/", 404, "not-found", ""},
		{"GET", "//v1/diplomas", 404, "not-found", ""},
		{"GET", "/v1/x/../diplomas", 404, "not-found", ""},
		{"DELETE", "/v1/diplomas", 405, "method-not-allowed", "GET, HEAD"},
		{"GET", "/openapi.json", 404, "not-found", ""},
		{"GET", "/docs", 404, "not-found", ""},
		{"GET", "/schemas/Problem.json", 404, "not-found", ""},
	} {
		w, got := r.send(asking{method: tt.method, path: tt.path, header: map[string]string{"Accept-Language": "az"}})
		if w.Code != tt.status || got.Code != tt.code || w.Header().Get("Allow") != tt.allow || w.Header().Get("Content-Language") != "az" {
			t.Errorf("%s %s: want %d %s, got %d %s %v", tt.method, tt.path, tt.status, tt.code, w.Code, got.Code, w.Header())
		}
	}
}

func TestAChangeSaysWhichVersionItIsBasedOn(t *testing.T) {
	t.Parallel()
	r := open(t)
	for _, tt := range []struct {
		name, tag    string
		status, want int
		code         string
	}{
		{"our tag", web.ETag(7), 200, 7, ""},
		{"no tag", "", 428, 0, "unconditional"},
		{"any version", "*", 428, 0, "unconditional"},
		{"a tag that was never ours", `"abc"`, 422, 0, "invalid"},
		{"a weak tag", `W/"7"`, 422, 0, "invalid"},
		{"a tag without quotes", "7", 422, 0, "invalid"},
		{"a number in another spelling", `"07"`, 412, 0, "stale"},
		{"a number beyond any version", `"99999999999999999999"`, 412, 0, "stale"},
		{"several tags", `"7", "8"`, 422, 0, "invalid"},
	} {
		header := map[string]string{"If-Match": tt.tag, "Content-Type": "application/json"}
		w, got := r.send(asking{method: "PATCH", path: "/v1/diplomas/d", body: good, header: header})
		if w.Code != tt.status || got.Version != tt.want || got.Code != tt.code {
			t.Errorf("%s: want %d %s version %d, got %d %s version %d", tt.name, tt.status, tt.code, tt.want, w.Code, got.Code, got.Version)
		}
	}
}

func TestWhatAHandlerReturnsBecomesItsDocument(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		err    error
		status int
		code   string
	}{
		{"a conflict", problem.New(problem.Conflict, "stale"), 409, "stale"},
		{"a wrapped problem", fmt.Errorf("save: %w", problem.New(problem.Forbidden, "forbidden")), 403, "forbidden"},
		{"faults", problem.Of([]problem.Fault{problem.At("/title", "required")}), 422, "invalid"},
		{"a part that is down", errDown, 503, "unavailable"},
		{"time that ran out", fmt.Errorf("query: %w", context.DeadlineExceeded), 503, "unavailable"},
		{"what nobody foresaw", errors.New("secret: dial tcp"), 500, "internal"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := open(t)
			r.fail = tt.err
			w, got := r.send(post(good))
			if w.Code != tt.status || got.Code != tt.code || strings.Contains(w.Body.String(), "secret") {
				t.Errorf("want %d %s, got %d %s", tt.status, tt.code, w.Code, w.Body)
			}
			if w.Header().Get("Content-Type") != "application/problem+json" || w.Header().Get("Content-Language") != "en" || w.Header().Get("Vary") != "Accept-Language" {
				t.Errorf("want a problem in English because of Accept-Language, got %v", w.Header())
			}
		})
	}
}

func TestAnyAcceptHeaderGetsJSON(t *testing.T) {
	t.Parallel()
	r := open(t)
	for _, accept := range []string{"", "text/html", "json", "application/cbor", "*/*"} {
		w, _ := r.send(asking{method: "GET", path: "/v1/health", header: map[string]string{"Accept": accept}})
		if got := w.Header().Get("Content-Type"); w.Code != 200 || got != "application/json" {
			t.Errorf("%q: want JSON, got %d %s", accept, w.Code, got)
		}
	}
}
