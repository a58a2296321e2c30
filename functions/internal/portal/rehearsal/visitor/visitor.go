// Package visitor asks a rehearsal's pages as a browser without scripts would, and looks at what comes back. Tests only; it
// knows no page.
package visitor

import (
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"hsmp.example/cases/functions/internal/portal/rehearsal"
)

// Languages are those that every page speaks.
var Languages = []string{"az", "tr", "en", "ru"}

// Visitor is somebody without an account.
type Visitor struct {
	*rehearsal.Stage
	t testing.TB
}

// New opens a stage for the time of the test.
func New(t testing.TB) Visitor {
	t.Helper()
	s, err := rehearsal.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return Visitor{s, t}
}

// Answer is what came back; Body has its entities written out.
type Answer struct {
	Status int
	Header http.Header
	Body   string
	Raw    []byte
}

// Get asks for a whole path: "/en/verify". Headers come in pairs.
func (v Visitor) Get(path string, headers ...string) Answer {
	v.t.Helper()
	return v.ask(http.MethodGet, path, nil, headers)
}

// Post sends a form.
func (v Visitor) Post(path string, form url.Values, headers ...string) Answer {
	v.t.Helper()
	return v.ask(http.MethodPost, path, form, headers)
}

func (v Visitor) ask(method, path string, form url.Values, headers []string) Answer {
	v.t.Helper()
	request, err := http.NewRequestWithContext(v.t.Context(), method, v.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		v.t.Fatal(err)
	}
	if method == http.MethodPost {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	client := http.Client{Timeout: 20 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	got, err := client.Do(request)
	if err != nil {
		v.t.Fatal(err)
	}
	defer got.Body.Close()
	raw, err := io.ReadAll(got.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	return Answer{got.StatusCode, got.Header, html.UnescapeString(string(raw)), raw}
}

var (
	headings  = regexp.MustCompile(`<h1[ >]`)
	keys      = regexp.MustCompile(`[>"]\s*(verify|comparison|statistics|notices|kit)\.[a-z][a-z.-]+`)
	templates = regexp.MustCompile(`(?s)<template.*?</template>`)
	ids       = regexp.MustCompile(` id="([^"]+)"`)
)

// WantPage checks what every page has to be: its status and language, one h1, every id once, and words instead of keys.
func (a Answer) WantPage(t testing.TB, status int, language string) {
	t.Helper()
	if a.Status != status || !strings.Contains(a.Body, `<html lang="`+language+`"`) || len(headings.FindAllString(a.Body, -1)) != 1 {
		t.Errorf("want a page in %s with one h1 and %d, got %d\n%s", language, status, a.Status, a.Body)
	}
	if key := keys.FindString(a.Body); key != "" {
		t.Errorf("want words in %s, got the key %q", language, key)
	}
	seen := map[string]bool{}
	for _, id := range ids.FindAllStringSubmatch(templates.ReplaceAllString(a.Body, ""), -1) {
		if seen[id[1]] {
			t.Errorf("want the id %q once in %s", id[1], language)
		}
		seen[id[1]] = true
	}
}

// Wants checks that each text stands on the page.
func (a Answer) Wants(t testing.TB, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(a.Body, text) {
			t.Errorf("want %q on the page (%d), got\n%s", text, a.Status, a.Body)
		}
	}
}

// Hides checks that no text stands on the page; what scripts may show later does not count.
func (a Answer) Hides(t testing.TB, texts ...string) {
	t.Helper()
	shown := templates.ReplaceAllString(a.Body, "")
	for _, text := range texts {
		if strings.Contains(shown, text) {
			t.Errorf("want no %q on the page", text)
		}
	}
}
