package console_test

import (
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"hsmp.example/cases/functions/internal/portal/rehearsal"
	"hsmp.example/cases/localstack/browser"
	"hsmp.example/cases/pkg/application"
	"hsmp.example/cases/pkg/programme"
	"hsmp.example/cases/pkg/testkit/drafts"
)

func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }

const (
	why    = "The evidence supports this finding in full."
	expert = "officer-science-education"
)

var languages = []string{"az", "tr", "en", "ru"}

// stage is a portal with one submitted case of emre's.
type stage struct {
	*rehearsal.Stage
	t  testing.TB
	id application.ID
}

func newStage(t testing.TB) *stage {
	t.Helper()
	s, err := rehearsal.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	at := &stage{Stage: s, t: t}
	at.id = at.file("emre")
	return at
}

func (s *stage) file(name string) application.ID {
	s.t.Helper()
	id, err := s.File(s.t.Context(), name)
	if err != nil {
		s.t.Fatal(err)
	}
	return id
}

// answer is what came back, a page mostly.
type answer struct {
	status   int
	location string
	body     string
}

func (s *stage) send(request *http.Request, name string) answer {
	s.t.Helper()
	if name != "" {
		request.AddCookie(&http.Cookie{Name: "rehearsal-as", Value: name})
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, Timeout: 20 * time.Second}
	got, err := client.Do(request)
	if err != nil {
		s.t.Fatal(err)
	}
	defer got.Body.Close()
	body, err := io.ReadAll(got.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer{got.StatusCode, got.Header.Get("Location"), html.UnescapeString(string(body))}
}

// get opens a page as somebody; "" is nobody. {id} in the path is the case's.
func (s *stage) get(name, path string) answer {
	s.t.Helper()
	request, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, s.URL+strings.ReplaceAll(path, "{id}", string(s.id)), nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return s.send(request, name)
}

// post sends a form as somebody; pairs are name, value.
func (s *stage) post(name, path string, pairs ...string) answer {
	s.t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	request, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, s.URL+strings.ReplaceAll(path, "{id}", string(s.id)), strings.NewReader(form.Encode()))
	if err != nil {
		s.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.send(request, name)
}

// done sends a form that is to be taken, and fails the test when it is not.
func (s *stage) done(name, path string, pairs ...string) {
	s.t.Helper()
	if got := s.post(name, path, pairs...); got.status != http.StatusSeeOther {
		s.t.Fatalf("%s %s: want 303, got %d\n%s", name, path, got.status, got.body)
	}
}

func (s *stage) peek() application.Case {
	s.t.Helper()
	c, err := s.Store.Peek(s.t.Context(), s.id)
	if err != nil {
		s.t.Fatal(err)
	}
	return c
}

const lanePath = "/en/console/cases/{id}/lanes/"

// closeAll scores every lane with these shares of its maximum, in percent, and clears the clearance.
func (s *stage) closeAll(percent int) {
	s.t.Helper()
	for _, l := range s.peek().Lanes {
		name := "officer-" + string(l.Authority)
		if l.Outcome != nil {
			continue
		}
		if l.Kind == programme.ClearanceLane {
			s.done(name, lanePath+"clearance/clearance", "justification", why)
			continue
		}
		s.done(name, lanePath+string(l.ID)+"/score", "points", fmt.Sprint(int(l.Maximum)*percent/100), "justification", why, "evidence", drafts.Evidence[l.ID])
	}
}

var (
	headings = regexp.MustCompile(`<h1[ >]`)
	keys     = regexp.MustCompile(`>\s*(console|dossier|kit)\.[a-z]`)
)

// wantPage checks what every page has to be.
func (a answer) wantPage(t testing.TB, status int, language string) {
	t.Helper()
	if a.status != status {
		t.Errorf("want %d, got %d\n%s", status, a.status, a.body)
		return
	}
	if !strings.Contains(a.body, `<html lang="`+language+`"`) {
		t.Errorf("want a page in %s", language)
	}
	if n := len(headings.FindAllString(a.body, -1)); n != 1 {
		t.Errorf("want one h1, got %d", n)
	}
	if key := keys.FindString(a.body); key != "" {
		t.Errorf("want words, got the key %q", key)
	}
}

func (a answer) wants(t testing.TB, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(a.body, text) {
			t.Errorf("want %q on the page (%d), got\n%s", text, a.status, a.body)
		}
	}
}

func (a answer) hides(t testing.TB, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(a.body, text) {
			t.Errorf("want no %q on the page", text)
		}
	}
}

// reads counts the readings of a document in the chain.
func (s *stage) reads(document string) int {
	s.t.Helper()
	chain, err := s.Store.Chain(s.t.Context(), s.id)
	if err != nil {
		s.t.Fatal(err)
	}
	n := 0
	for _, e := range chain {
		if e.Read && e.Subject == document {
			n++
		}
	}
	return n
}
