package apigw_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/aws/apigw"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
)

func TestEachKindHasItsStatus(t *testing.T) {
	t.Parallel()
	for kind, want := range map[problem.Kind]int{
		problem.Malformed: 400, problem.Invalid: 422, problem.Unauthenticated: 401, problem.Forbidden: 403,
		problem.NotFound: 404, problem.Conflict: 409, problem.Stale: 412, problem.Unconditional: 428, problem.TooLarge: 413,
		problem.Unsupported: 415, problem.TooMany: 429, problem.Unavailable: 503, problem.Internal: 500, "never heard of": 500,
	} {
		if got := apigw.Status(problem.New(kind, "any")); got != want {
			t.Errorf("%s: want %d, got %d", kind, want, got)
		}
	}
	if got := apigw.Status(problem.New(problem.NotFound, apigw.MethodNotAllowed)); got != 405 {
		t.Errorf("want 405 for a wrong method, got %d", got)
	}
}

func write(t *testing.T, language string, err error) (*httptest.ResponseRecorder, map[string]any) {
	t.Helper()
	w := httptest.NewRecorder()
	r := httptest.NewRequestWithContext(apigw.WithRequestID(context.Background(), "req-9"), http.MethodGet, "/", nil)
	r.Header.Set("Accept-Language", language)
	apigw.WriteProblem(w, r, err)
	var document map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &document); err != nil {
		t.Fatalf("read the document: %v", err)
	}
	return w, document
}

func TestADocumentListsEveryFaultInTheCallersLanguage(t *testing.T) {
	t.Parallel()
	err := problem.Of([]problem.Fault{
		problem.At("", "not-object"), problem.At("/given_names", "too-long", "max", "80"), problem.At("query:limit", "not-whole-number"),
	})
	w, got := write(t, "en-GB, az;q=0.5", fmt.Errorf("save the draft: %w", err))
	want := map[string]any{
		"type": "urn:hsm:problem:invalid", "title": "The message breaks rules", "status": 422.0, "code": "invalid",
		"detail":   "Some of what you sent needs correcting. Each fault is listed; please correct them all and send it again.",
		"instance": "urn:hsm:request:req-9",
		"errors": []any{
			map[string]any{"pointer": "", "code": "not-object", "detail": "Please write an object with fields here."},
			map[string]any{"pointer": "/given_names", "code": "too-long", "detail": "Please write at most 80 characters."},
			map[string]any{"in": "query", "parameter": "limit", "code": "not-whole-number", "detail": "Please write a whole number here."},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("document (-want +got):\n%s", diff)
	}
	if w.Code != 422 || w.Header().Get("Content-Type") != apigw.ProblemType || w.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("want a 422 problem that nobody keeps, got %d %v", w.Code, w.Header())
	}
}

func TestADocumentSpeaksEachLanguage(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, l := range locale.All {
		w, document := write(t, string(l), problem.New(problem.NotFound, "not-found"))
		if got := w.Header().Get("Content-Language"); got != string(l) {
			t.Errorf("want %s, got %s", l, got)
		}
		seen[document["title"].(string)+document["detail"].(string)] = true
	}
	if len(seen) != len(locale.All) {
		t.Errorf("want %d different texts, got %d", len(locale.All), len(seen))
	}
}

func TestSomeProblemsSayWhenAndHowToComeAgain(t *testing.T) {
	t.Parallel()
	tests := []struct {
		kind         problem.Kind
		header, want string
	}{
		{problem.Unavailable, "Retry-After", "30"},
		{problem.TooMany, "Retry-After", "5"},
		{problem.Unauthenticated, "WWW-Authenticate", `Bearer realm="hsm"`},
		{problem.Conflict, "Retry-After", ""},
	}
	for _, tt := range tests {
		w, _ := write(t, "en", problem.New(tt.kind, string(tt.kind)))
		if got := w.Header().Get(tt.header); got != tt.want {
			t.Errorf("%s: want %s %q, got %q", tt.kind, tt.header, tt.want, got)
		}
	}
}

func TestNothingOfTheInsideLeaves(t *testing.T) {
	t.Parallel()
	inner := errors.New("dial tcp 10.0.0.7: secret")
	for _, err := range []error{
		inner,
		fmt.Errorf("put case: %w", inner),
		problem.New(problem.Internal, "internal", "detail", "secret").Because(inner),
		problem.New(problem.Internal, "a-code-of-its-own").Because(inner),
		problem.New(problem.Unavailable, "unavailable").Because(inner),
		problem.New(problem.Conflict, "no-text-for-this").Because(inner),
	} {
		w, _ := write(t, "en", err)
		if body := w.Body.String(); strings.Contains(body, "secret") || strings.Contains(body, "dial") {
			t.Errorf("%v: want nothing inner, got %s", err, body)
		}
	}
}

func TestEveryKindHasATitle(t *testing.T) {
	t.Parallel()
	catalogue, err := problem.Catalogue()
	if err != nil {
		t.Fatalf("texts: %v", err)
	}
	for _, kind := range []problem.Kind{
		problem.Malformed, problem.Invalid, problem.Unauthenticated, problem.Forbidden, problem.NotFound, problem.Conflict,
		problem.Stale, problem.Unconditional, problem.TooLarge, problem.Unsupported, problem.TooMany, problem.Unavailable, problem.Internal,
	} {
		if _, ok := catalogue.Text(locale.English, "title-"+string(kind), nil); !ok {
			t.Errorf("no title for %s", kind)
		}
	}
}
