package web_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/aws/oidc/issuertest"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

func TestARepeatGetsTheFirstAnswer(t *testing.T) {
	t.Parallel()
	r := open(t)
	first, _ := r.send(post(good))
	second, _ := r.send(post(good))
	if r.count != 1 {
		t.Errorf("want it filed once, got %d times", r.count)
	}
	if second.Code != first.Code || second.Body.String() != first.Body.String() {
		t.Errorf("want %d %s, got %d %s", first.Code, first.Body, second.Code, second.Body)
	}
	for _, name := range []string{"ETag", "Location", "Content-Type"} {
		if want, got := first.Header().Get(name), second.Header().Get(name); got != want || want == "" {
			t.Errorf("%s: want %q, got %q", name, want, got)
		}
	}
	if first.Header().Get("Idempotent-Replayed") != "" || second.Header().Get("Idempotent-Replayed") != "true" {
		t.Error("want only the repeat to say that it is one")
	}
}

func TestAKeyBelongsToOneMessageOfOnePersonAtOneAddress(t *testing.T) {
	t.Parallel()
	r := open(t)
	r.send(post(good).with("Idempotency-Key", "k"))
	again := post(good).with("Idempotency-Key", "k")

	w, got := r.send(post(good+" ").with("Idempotency-Key", "k"))
	if w.Code != 422 || got.Code != "idempotency-key-reused" || r.count != 1 {
		t.Errorf("another message: want 422 and nothing done, got %d %s", w.Code, got.Code)
	}
	other := r.issuer.Token(identity.Principal{Subject: "u-2", Roles: []identity.Role{identity.Applicant}})
	if w, got := r.send(again.with("Authorization", "Bearer "+other)); w.Code != 201 || got.By != "u-2" || r.count != 2 {
		t.Errorf("another person: want it done for them, got %d %+v", w.Code, got)
	}
	elsewhere := again
	elsewhere.path = "/v1/people/p-2/diplomas"
	if w, got := r.send(elsewhere); w.Code != 201 || got.Count != 3 {
		t.Errorf("another address: want it done there, got %d %+v", w.Code, got)
	}
}

func TestKeysThatAreMissingOrUnreadableAreRefused(t *testing.T) {
	t.Parallel()
	r := open(t)
	for _, tt := range []struct {
		name, key string
		status    int
		code      string
	}{
		{"none", "", 400, "idempotency-key-missing"},
		{"with a blank", "a b", 422, "invalid"},
		{"not Latin", "ə", 422, "invalid"},
		{"256 long", strings.Repeat("k", 256), 422, "invalid"},
		{"255 long", strings.Repeat("k", 255), 201, ""},
	} {
		if w, got := r.send(post(good).with("Idempotency-Key", tt.key)); w.Code != tt.status || got.Code != tt.code {
			t.Errorf("%s: want %d %s, got %d %s", tt.name, tt.status, tt.code, w.Code, got.Code)
		}
	}
	_, got := r.send(post(good).with("Idempotency-Key", "a b"))
	if diff := cmp.Diff([]string{"header:Idempotency-Key idempotency-key-unreadable"}, got.faults()); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
}

func TestAProblemIsNotKept(t *testing.T) {
	t.Parallel()
	r := open(t)
	r.fail = problem.New(problem.Conflict, "stale")
	if w, _ := r.send(post(good)); w.Code != 409 {
		t.Fatalf("want 409, got %d", w.Code)
	}
	r.fail = nil
	if w, _ := r.send(post(good)); w.Code != 201 || w.Header().Get("Idempotent-Replayed") != "" {
		t.Errorf("want the same message to succeed later, got %d", w.Code)
	}
}

// Where no answer could be kept, what is new is told from a repeat by the name of the request.
func TestARequestHasOneNameHoweverOftenItComes(t *testing.T) {
	t.Parallel()
	r := open(t)
	r.memory.full = errDown
	r.send(post(good))
	r.send(post(good))
	r.send(post(good).with("Idempotency-Key", "another"))
	if len(r.names) != 3 || r.names[0] == "" || r.names[0] != r.names[1] || r.names[0] == r.names[2] {
		t.Errorf("want one name for the first two and another for the third, got %v", r.names)
	}
	if got := web.Request(t.Context()); got != "" {
		t.Errorf("want no name where there is no request, got %q", got)
	}
}

func TestAnAnswerIsKeptUpTo300KBAndGivenInAnyCase(t *testing.T) {
	t.Parallel()
	const limit = 300 << 10
	r := open(t)
	ask := asking{method: http.MethodPost, path: "/v1/exports", header: map[string]string{"Idempotency-Key": "empty"}}
	w, _ := r.send(ask)
	overhead := w.Body.Len()
	for _, tt := range []struct {
		key    string
		length int
		kept   bool
	}{{"just", limit, true}, {"more", limit + 1, false}} {
		r.size = tt.length - overhead
		for range 2 {
			w, _ = r.send(ask.with("Idempotency-Key", tt.key))
			if w.Code != 200 || w.Body.Len() != tt.length {
				t.Fatalf("%s: want %d bytes, got %d with %d", tt.key, tt.length, w.Code, w.Body.Len())
			}
		}
		if got := w.Header().Get("Idempotent-Replayed") == "true"; got != tt.kept {
			t.Errorf("%s: want it kept: %t, got %t", tt.key, tt.kept, got)
		}
	}
}

func TestAnAnswerThatCannotBeKeptIsGivenAllTheSame(t *testing.T) {
	t.Parallel()
	r := open(t)
	r.memory.full = errDown
	if w, got := r.send(post(good)); w.Code != 201 || got.Count != 1 {
		t.Errorf("want it done, got %d %+v", w.Code, got)
	}
}

func TestAMemoryThatIsDownRefusesAndDoesNothing(t *testing.T) {
	t.Parallel()
	r := open(t)
	r.memory.down = errDown
	w, got := r.send(post(good))
	if w.Code != http.StatusServiceUnavailable || got.Code != "unavailable" || r.count != 0 {
		t.Errorf("want 503 and nothing done, got %d %s after %d", w.Code, got.Code, r.count)
	}
}

func TestARouteThatCannotWorkIsFoundAtTheStart(t *testing.T) {
	t.Parallel()
	for name, route := range map[string]web.Route{
		"no id":                       {Summary: "s", Method: "GET", Path: "/a", Public: true},
		"no summary":                  {ID: "a", Method: "GET", Path: "/a", Public: true},
		"a token nobody verifies":     {ID: "a", Summary: "s", Method: "GET", Path: "/a"},
		"public and idempotent":       {ID: "a", Summary: "s", Method: "POST", Path: "/a", Public: true, Idempotent: true},
		"idempotent without a memory": {ID: "a", Summary: "s", Method: "POST", Path: "/a", Idempotent: true},
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: want it refused", name)
				}
			}()
			api, _ := web.New("public", web.Deps{Now: issuertest.Now})
			web.Register(api, route, open(t).handlerOf)
		}()
	}
}
