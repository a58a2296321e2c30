package visitor

import (
	"html"
	"io"
	"net/http"
	"strings"
	"testing"
)

// Answer is what came back; Body has its entities written out.
type Answer struct {
	Status int
	Header http.Header
	Body   string
	Raw    []byte
}

// Read takes an answer in, whoever gave it.
func Read(got *http.Response) (Answer, error) {
	raw, err := io.ReadAll(got.Body)
	return Answer{got.StatusCode, got.Header, html.UnescapeString(string(raw)), raw}, err
}

// Location is where the answer sends the browser on, if it does.
func (a Answer) Location() string { return a.Header.Get("Location") }

// Leads ends the test unless the answer sends the browser on to that address.
func (a Answer) Leads(t testing.TB, to string) {
	t.Helper()
	if a.Status != http.StatusSeeOther || a.Location() != to {
		t.Fatalf("want 303 to %s, got %d to %q\n%s", to, a.Status, a.Location(), a.Body)
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

// Hides checks that no text stands in what came back.
func (a Answer) Hides(t testing.TB, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(a.Body, text) {
			t.Errorf("want no %q on the page", text)
		}
	}
}

// Shown is the answer without its templates: what scripts may show later does not stand there yet.
func (a Answer) Shown() Answer {
	a.Body = templates.ReplaceAllString(a.Body, "")
	return a
}
