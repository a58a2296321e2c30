package status_test

import (
	"context"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/functions/internal/portal/rehearsal"
	"hsmp.example/cases/functions/internal/portal/status"
	"hsmp.example/cases/localstack/browser"
	"hsmp.example/cases/pkg/application"
	"hsmp.example/cases/pkg/identity"
	"hsmp.example/cases/pkg/programme"
	"hsmp.example/cases/pkg/testkit/drafts"
)

func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }

const (
	why    = "The evidence supports this finding in full."
	asking = "Please send the annex to your diploma, with all marks."
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
	must(t, err)
	t.Cleanup(s.Close)
	id, err := s.File(t.Context(), "emre")
	must(t, err)
	return &stage{Stage: s, t: t, id: id}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (s *stage) peek() application.Case {
	s.t.Helper()
	c, err := s.Store.Peek(s.t.Context(), s.id)
	must(s.t, err)
	return c
}

func officer(l application.Lane) string { return "officer-" + string(l.Authority) }

// asks has the lane's authority ask for something.
func (s *stage) asks(lane programme.LaneID) {
	s.t.Helper()
	c := s.peek()
	l, err := c.Lane(lane)
	must(s.t, err)
	_, err = s.House.Scoring.RequestCorrection(s.t.Context(), rehearsal.People(officer(*l)), s.id, lane, asking)
	must(s.t, err)
}

// score closes every lane with that share of its maximum, in percent, and has the workflow go on.
func (s *stage) score(percent int) {
	s.t.Helper()
	for _, l := range s.peek().Lanes {
		if l.Outcome == nil {
			s.scoreLane(l, percent)
		}
	}
	s.Work(s.t.Context())
}

func (s *stage) scoreLane(l application.Lane, percent int) {
	s.t.Helper()
	who := rehearsal.People(officer(l))
	var err error
	if l.Kind == programme.ClearanceLane {
		_, err = s.House.Scoring.Clear(s.t.Context(), who, s.id, l.ID, why)
	} else {
		_, err = s.House.Scoring.Score(s.t.Context(), who, s.id, l.ID, application.Finding{
			Points: l.Maximum * programme.Points(percent) / 100, Justification: why, Evidence: []string{drafts.Evidence[l.ID]}})
	}
	must(s.t, err)
}

// confirm has the decision officer sign, and the document issued.
func (s *stage) confirm() {
	s.t.Helper()
	_, err := s.House.Scoring.Confirm(s.t.Context(), rehearsal.People("decider"), s.id)
	must(s.t, err)
	s.Work(s.t.Context())
}

func (s *stage) decide(percent int) {
	s.t.Helper()
	s.score(percent)
	s.confirm()
}

// answer is what came back, a page mostly.
type answer struct {
	status   int
	location string
	body     string
	header   http.Header
}

// get opens a page below the case as somebody; "" is nobody.
func (s *stage) get(name, language, path string) answer {
	s.t.Helper()
	return s.send(name, http.MethodGet, s.address(language, path), nil, "")
}

// post sends a form as somebody; pairs are name, value.
func (s *stage) post(name, path string, pairs ...string) answer {
	s.t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	return s.send(name, http.MethodPost, s.address("en", path), form, "")
}

func (s *stage) address(language, path string) string {
	return s.URL + "/" + language + "/applications/" + string(s.id) + path
}

func (s *stage) send(name, method, address string, form url.Values, origin string) answer {
	s.t.Helper()
	request, err := http.NewRequestWithContext(s.t.Context(), method, address, strings.NewReader(form.Encode()))
	must(s.t, err)
	if method == http.MethodPost {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if origin != "" {
		request.Header.Set("Origin", origin)
		request.Header.Set("Sec-Fetch-Site", "cross-site")
	}
	if name != "" {
		request.AddCookie(&http.Cookie{Name: "rehearsal-as", Value: name})
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, Timeout: 20 * time.Second}
	got, err := client.Do(request)
	must(s.t, err)
	defer got.Body.Close()
	body, err := io.ReadAll(got.Body)
	must(s.t, err)
	return answer{got.StatusCode, got.Header.Get("Location"), html.UnescapeString(string(body)), got.Header}
}

var (
	headings = regexp.MustCompile(`<h1[ >]`)
	keys     = regexp.MustCompile(`>\s*(status|application|dossier|kit)\.[a-z]`)
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
	if key := keys.FindString(a.body); key != "" {
		t.Errorf("want words, got the key %q", key)
	}
	if strings.Contains(a.body, " style=") || strings.Contains(a.body, " onclick=") {
		t.Error("want neither style attributes nor scripts in the page")
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

func (a answer) leads(t testing.TB, to string) {
	t.Helper()
	if a.status != http.StatusSeeOther || !strings.HasSuffix(a.location, to) {
		t.Fatalf("want 303 to …%s, got %d to %q\n%s", to, a.status, a.location, a.body)
	}
}

// rows counts the links of the chain.
func (s *stage) rows() int {
	s.t.Helper()
	chain, err := s.Store.Chain(s.t.Context(), s.id)
	must(s.t, err)
	return len(chain)
}

// asEmre believes that everybody is emre.
type asEmre struct{}

func (asEmre) Find(context.Context, http.ResponseWriter, *http.Request) (identity.Principal, bool, error) {
	return rehearsal.People("emre"), true, nil
}

// broken is the room over a store that does not answer.
func broken(t *testing.T, s *stage) func(method, path string) answer {
	t.Helper()
	site := portal.New(portal.Config{Sessions: asEmre{}, PublicURL: s.URL, Documents: s.URL, Issuer: s.URL, Now: s.Now})
	room := status.Room{Intake: s.House.Intake, Answers: s.House.Answers}
	room.Intake.Cases, room.Answers.Cases = down{}, down{}
	room.Routes(site)
	h, err := site.Handler()
	must(t, err)
	return func(method, path string) answer {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(method, path, nil))
		return answer{status: w.Code, body: html.UnescapeString(w.Body.String()), header: w.Header()}
	}
}
