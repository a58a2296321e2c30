package public_test

import (
	"html"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"hsmp.example/cases/functions/internal/portal/rehearsal"
	"hsmp.example/cases/localstack/browser"
)

func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }

var languages = []string{"az", "tr", "en", "ru"}

// pages are all of the room that a link leads to.
var pages = []string{"/", "/programme", "/programme/criteria", "/programme/benefits", "/programme/documents",
	"/programme/documents?asked=yes&papers=passport&claims=claims-degree&languages=tr&field=it", "/programme/fees-and-times", "/programme/decision",
	"/self-assessment", "/due-date", "/due-date?submitted=2026-03-02&extension=yes", "/terms", "/privacy", "/accessibility", "/sources"}

// answer is what came back, a page mostly.
type answer struct {
	status int
	header http.Header
	body   string
}

func newStage(t testing.TB) *rehearsal.Stage {
	t.Helper()
	s, err := rehearsal.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// visit opens a window on the rehearsal's pages.
func visit(t testing.TB, s *rehearsal.Stage, options ...browser.Option) *browser.Page {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", "..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	return browser.Start(t, append([]browser.Option{browser.At(browser.Site{URL: s.URL, Root: root})}, options...)...)
}

func send(t testing.TB, request *http.Request) answer {
	t.Helper()
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, Timeout: 20 * time.Second}
	got, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer got.Body.Close()
	body, err := io.ReadAll(got.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{got.StatusCode, got.Header, html.UnescapeString(string(body))}
}

func get(t testing.TB, s *rehearsal.Stage, path string) answer {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	return send(t, request)
}

// post sends a form; pairs are name, value. Headers may be put on by more.
func post(t testing.TB, s *rehearsal.Stage, path string, pairs []string, more ...string) answer {
	t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i+1 < len(more); i += 2 {
		request.Header.Set(more[i], more[i+1])
	}
	return send(t, request)
}

var (
	headings = regexp.MustCompile(`<h1[ >]`)
	keys     = regexp.MustCompile(`[>"]\s*(public|kit)\.[a-z][a-z.-]*`)
	places   = regexp.MustCompile(`\{[a-z_]+\}`)
)

// wantPage checks what every page has to be.
func (a answer) wantPage(t testing.TB, status int, language string) {
	t.Helper()
	if a.status != status {
		t.Fatalf("want %d, got %d\n%s", status, a.status, a.body)
	}
	if !strings.Contains(a.body, `<html lang="`+language+`"`) {
		t.Errorf("want a page in %s", language)
	}
	if n := len(headings.FindAllString(a.body, -1)); n != 1 {
		t.Errorf("want one h1, got %d", n)
	}
	for _, pattern := range []*regexp.Regexp{keys, places} {
		if left := pattern.FindString(a.body); left != "" {
			t.Errorf("want words, got %q", left)
		}
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
