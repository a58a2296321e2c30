package supervision_test

import (
	"html"
	"io"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"hsmp.example/cases/functions/internal/portal/rehearsal"
	"hsmp.example/cases/localstack/browser"
	"hsmp.example/cases/pkg/application"
	"hsmp.example/cases/pkg/identity"
	"hsmp.example/cases/pkg/programme"
	"hsmp.example/cases/pkg/testkit/drafts"
)

func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }

var languages = []string{"az", "tr", "en", "ru"}

// stage is a portal whose authorities have work.
type stage struct {
	*rehearsal.Stage
	t     testing.TB
	cases []application.ID
}

func newStage(t testing.TB) *stage {
	t.Helper()
	s, err := rehearsal.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return &stage{Stage: s, t: t}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (s *stage) file(name string) application.ID {
	s.t.Helper()
	id, err := s.File(s.t.Context(), name)
	must(s.t, err)
	s.cases = append(s.cases, id)
	return id
}

// score closes every criterion of a case with that share of its maximum, in percent.
func (s *stage) score(id application.ID, percent int) {
	s.t.Helper()
	c, err := s.Store.Peek(s.t.Context(), id)
	must(s.t, err)
	for _, l := range c.Lanes {
		if l.Kind != programme.CriterionLane {
			continue
		}
		_, err := s.House.Scoring.Score(s.t.Context(), officer(l.Authority), id, l.ID, application.Finding{
			Points: l.Maximum * programme.Points(percent) / 100, Justification: "The evidence supports this finding in full.", Evidence: []string{drafts.Evidence[l.ID]}})
		must(s.t, err)
	}
}

func officer(authority programme.AuthorityID) identity.Principal {
	return rehearsal.People("officer-" + string(authority))
}

func (s *stage) days(n int) { s.Pass(time.Duration(n) * 24 * time.Hour) }

type answer struct {
	status   int
	location string
	body     string
}

// get opens a page as somebody; "" is nobody.
func (s *stage) get(name, path string) answer {
	s.t.Helper()
	request, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, s.URL+path, nil)
	must(s.t, err)
	if name != "" {
		request.AddCookie(&http.Cookie{Name: "rehearsal-as", Value: name})
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, Timeout: 20 * time.Second}
	got, err := client.Do(request)
	must(s.t, err)
	defer got.Body.Close()
	body, err := io.ReadAll(got.Body)
	must(s.t, err)
	return answer{got.StatusCode, got.Header.Get("Location"), html.UnescapeString(string(body))}
}

var (
	headings = regexp.MustCompile(`<h1[ >]`)
	keys     = regexp.MustCompile(`>\s*(supervision|kit)\.[a-z]`)
)

// wantPage checks what every page has to be.
func (a answer) wantPage(t testing.TB, status int, language string) {
	t.Helper()
	if a.status != status || !strings.Contains(a.body, `<html lang="`+language+`"`) || len(headings.FindAllString(a.body, -1)) != 1 {
		t.Errorf("want a page in %s with one h1 and %d, got %d\n%s", language, status, a.status, a.body)
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

// row is the numbers of a table's row that begins with name, in the order of columns.
func (a answer) row(t testing.TB, table, name string) []string {
	t.Helper()
	_, rest, found := strings.Cut(a.body, `id="`+table+`"`)
	inner, _, _ := strings.Cut(rest, "</table>")
	for _, one := range strings.Split(inner, "<tr") {
		text := strings.Fields(tags.ReplaceAllString(quiet.ReplaceAllString("<tr"+one, " "), " "))
		if found && strings.HasPrefix(strings.Join(text, " "), name) {
			return text[len(strings.Fields(name)):]
		}
	}
	t.Fatalf("no row %q in %q\n%s", name, table, a.body)
	return nil
}

var (
	tags  = regexp.MustCompile(`<[^>]*>`)
	quiet = regexp.MustCompile(`<span class="govuk-visually-hidden">[^<]*</span>`)
)
