package status_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"
	"time"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/functions/internal/portal/rehearsal"
	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/functions/internal/portal/status"
	"hsmp.example/cases/localstack/browser"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/pkg/usecase/identity"
)

func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }

const (
	why    = "The evidence supports this finding in full."
	asking = "Please send the annex to your diploma, with all marks."
)

// stage is a portal with one submitted case of emre's.
type stage struct {
	visitor.Visitor
	t  testing.TB
	id application.ID
}

func newStage(t testing.TB) *stage {
	t.Helper()
	v := visitor.New(t)
	id, err := v.File(t.Context(), "emre")
	must(t, err)
	return &stage{Visitor: v, t: t, id: id}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (s *stage) peek() application.Case {
	s.t.Helper()
	c, err := s.Store.Load(s.t.Context(), s.id)
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
	_, err = s.UseCases.Scoring.RequestCorrection(s.t.Context(), rehearsal.People(officer(*l)), s.id, lane, asking)
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
		_, err = s.UseCases.Scoring.Clear(s.t.Context(), who, s.id, l.ID, why)
	} else {
		_, err = s.UseCases.Scoring.Score(s.t.Context(), who, s.id, l.ID, application.Finding{
			Points: l.Maximum * programme.Points(percent) / 100, Justification: why, Evidence: []string{drafts.Evidence[l.ID]}})
	}
	must(s.t, err)
}

// confirm has the decision officer sign, and the document issued.
func (s *stage) confirm() {
	s.t.Helper()
	_, err := s.UseCases.Scoring.Confirm(s.t.Context(), rehearsal.People("decider"), s.id, time.Time{})
	must(s.t, err)
	s.Work(s.t.Context())
}

func (s *stage) decide(percent int) {
	s.t.Helper()
	s.score(percent)
	s.confirm()
}

// get opens a page below the case as somebody; "" is nobody.
func (s *stage) get(name, language, path string) visitor.Answer {
	s.t.Helper()
	return s.As(name).Get(s.path(language, path))
}

// post sends a form as somebody; pairs are name, value.
func (s *stage) post(name, path string, pairs ...string) visitor.Answer {
	s.t.Helper()
	return s.As(name).Post(s.path("en", path), visitor.Form(pairs...))
}

func (s *stage) path(language, path string) string {
	return "/" + language + "/applications/" + string(s.id) + path
}

// leads wants emre sent on to a page below the case.
func (s *stage) leads(got visitor.Answer, path string) {
	s.t.Helper()
	got.Leads(s.t, s.path("en", path))
}

// rows counts what was done and read.
func (s *stage) rows() int {
	s.t.Helper()
	chain, err := s.Store.Chain(s.t.Context(), s.id)
	must(s.t, err)
	return len(chain) + len(s.Store.Looks(s.t.Context(), s.id))
}

// asEmre believes that everybody is emre.
type asEmre struct{}

func (asEmre) Find(context.Context, http.ResponseWriter, *http.Request) (identity.Principal, bool, error) {
	return rehearsal.People("emre"), true, nil
}

// broken is the room over a store that does not answer.
func broken(t *testing.T, s *stage) func(method, path string) visitor.Answer {
	t.Helper()
	site := portal.New(portal.Config{Sessions: asEmre{}, PublicURL: s.URL, Documents: s.URL, Issuer: s.URL, Now: s.Now})
	room := status.Room{Intake: s.UseCases.Intake, Answers: s.UseCases.Answers}
	room.Intake.Cases, room.Answers.Cases = down{}, down{}
	room.Routes(site)
	h, err := site.Handler()
	must(t, err)
	return func(method, path string) visitor.Answer {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(method, path, nil))
		got, err := visitor.Read(w.Result())
		must(t, err)
		return got
	}
}
