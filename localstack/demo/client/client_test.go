package client

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/localstack/instance"
)

// at returns somebody at an API that answers with handle.
func at(t *testing.T, run string, handle http.HandlerFunc) Person {
	t.Helper()
	server := httptest.NewServer(handle)
	t.Cleanup(server.Close)
	p := Open(instance.Instance{APIURL: server.URL}, run).Anybody()
	p.User = "emre"
	return p
}

func TestAServiceThatIsAwayIsAskedAgainWithTheSameKey(t *testing.T) {
	t.Parallel()
	var keys []string
	p := at(t, "run", func(w http.ResponseWriter, r *http.Request) {
		keys = append(keys, r.Header.Get("Idempotency-Key"))
		if len(keys) < 3 {
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		_, _ = io.WriteString(w, `{"id":"app_1"}`)
	})
	var got Application
	err := p.Post(t.Context(), "/v1/applications", map[string]string{"language": "en"}, &got)
	if err != nil || got.ID != "app_1" {
		t.Fatalf("want the third answer, got %+v and %v", got, err)
	}
	if len(keys) != 3 || keys[0] == "" || keys[0] != keys[1] || keys[1] != keys[2] {
		t.Errorf("want one key three times, got %v", keys)
	}
}

func TestKeysDifferByRunPersonAddressAndWords(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, run := range []string{"1", "2"} {
		for _, user := range []string{"emre", "hana"} {
			for _, call := range []Call{{Path: "/a"}, {Path: "/b"}, {Path: "/b", Body: []byte("{}")}} {
				p := Person{User: user, site: Open(instance.Instance{}, run)}
				key := p.step(call)
				if seen[key] || key != p.step(call) {
					t.Errorf("%s, %s, %+v: the key is another's, or not the same twice", run, user, call)
				}
				seen[key] = true
			}
		}
	}
}

func TestAProblemIsAnErrorWithEveryFault(t *testing.T) {
	t.Parallel()
	p := at(t, "run", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusUnprocessableEntity)
		_, _ = io.WriteString(w, `{"status":422,"code":"invalid","detail":"Correct them.","errors":[{"pointer":"/points","code":"out-of-range"},{"in":"query","parameter":"limit","code":"above-maximum"}]}`)
	})
	err := p.Get(t.Context(), "/v1/x", nil)
	var problem *Problem
	if !errors.As(err, &problem) || problem.Code != "invalid" || len(problem.Errors) != 2 {
		t.Fatalf("want the problem, got %v", err)
	}
	for _, want := range []string{"emre, GET /v1/x", "422 invalid", "[/points out-of-range]", "[limit above-maximum]"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("want %q in %v", want, err)
		}
	}
}

func TestAnAnswerThatIsNoProblemIsQuoted(t *testing.T) {
	t.Parallel()
	p := at(t, "run", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, "<html>nothing</html>")
	})
	err := p.Get(t.Context(), "/v1/x", nil)
	if err == nil || !strings.Contains(err.Error(), "<html>nothing") {
		t.Errorf("want the answer quoted, got %v", err)
	}
}

func TestAChangeNamesItsVersionAndReturnsTheNext(t *testing.T) {
	t.Parallel()
	p := at(t, "run", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-Match") != `"1"` || r.Header.Get("Authorization") != "Bearer token" || r.Header.Get("Accept-Language") != "az" {
			w.WriteHeader(http.StatusPreconditionRequired)
		}
		w.Header().Set("ETag", `"2"`)
	})
	tag, err := p.In("az").Bearing("token").Patch(t.Context(), "/v1/x", `"1"`, map[string]int{})
	if err != nil || tag != `"2"` {
		t.Errorf("want the next tag, got %s and %v", tag, err)
	}
}

func TestAFileIsPostedAfterEveryFieldOfItsForm(t *testing.T) {
	t.Parallel()
	var got []string
	p := at(t, "run", func(w http.ResponseWriter, r *http.Request) {
		form, err := r.MultipartReader()
		if err != nil {
			t.Error(err)
			return
		}
		for {
			part, err := form.NextPart()
			if err != nil {
				break
			}
			raw, _ := io.ReadAll(part)
			got = append(got, part.FormName()+"="+string(raw))
		}
		w.WriteHeader(http.StatusNoContent)
	})
	answer, err := p.Send(t.Context(), Upload{URL: p.site.Instance.APIURL, Fields: map[string]string{"key": "documents/1"}},
		File{Name: "a.pdf", Content: []byte("%PDF")})
	if err != nil || answer.Status != http.StatusNoContent {
		t.Fatalf("want 204, got %d and %v", answer.Status, err)
	}
	if diff := cmp.Diff([]string{"key=documents/1", "file=%PDF"}, got); diff != "" {
		t.Error("form (-want +got):\n" + diff)
	}
}

func TestUntilNamesWhatDidNotCome(t *testing.T) {
	t.Parallel()
	looks := 0
	err := Until(t.Context(), "the third look", time.Minute, time.Millisecond, func(context.Context) (bool, error) {
		looks++
		return looks == 3, nil
	})
	if err != nil || looks != 3 {
		t.Errorf("want three looks, got %d and %v", looks, err)
	}
	never := func(context.Context) (bool, error) { return false, nil }
	err = Until(t.Context(), "the end", 5*time.Millisecond, time.Millisecond, never)
	if err == nil || !strings.Contains(err.Error(), "the end did not come within 5ms") {
		t.Errorf("want it named, got %v", err)
	}
	broken := errors.New("broken")
	err = Until(t.Context(), "x", time.Minute, time.Millisecond, func(context.Context) (bool, error) { return false, broken })
	if !errors.Is(err, broken) {
		t.Errorf("want the look's own error, got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err = Until(ctx, "x", time.Minute, time.Millisecond, never)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("want the interruption, got %v", err)
	}
}
