package console_test

import (
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"

	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/localstack/browser"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/pkg/usecase/casework"
)

func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }

const (
	why    = "The evidence supports this finding in full."
	expert = "officer-science-education"
)

// stage is a portal with one submitted case of emre's.
type stage struct {
	visitor.Visitor
	t  testing.TB
	id application.ID
}

func newStage(t testing.TB, changes ...func(*casework.Rules)) *stage {
	t.Helper()
	s := &stage{Visitor: visitor.New(t, changes...), t: t}
	s.id = s.file("emre")
	return s
}

func (s *stage) file(name string) application.ID {
	s.t.Helper()
	id, err := s.File(s.t.Context(), name)
	if err != nil {
		s.t.Fatal(err)
	}
	return id
}

// get opens a page as somebody; "" is nobody. {id} in the path is the case's.
func (s *stage) get(name, path string) visitor.Answer {
	s.t.Helper()
	return s.As(name).Get(s.path(path))
}

// post sends a form as somebody; pairs are name, value.
func (s *stage) post(name, path string, pairs ...string) visitor.Answer {
	s.t.Helper()
	return s.As(name).Post(s.path(path), visitor.Form(pairs...))
}

func (s *stage) path(path string) string {
	return strings.ReplaceAll(path, "{id}", string(s.id))
}

// done sends a form that is to be taken, and fails the test when it is not.
func (s *stage) done(name, path string, pairs ...string) {
	s.t.Helper()
	if got := s.post(name, path, pairs...); got.Status != http.StatusSeeOther {
		s.t.Fatalf("%s %s: want 303, got %d\n%s", name, path, got.Status, got.Body)
	}
}

func (s *stage) peek() application.Case {
	s.t.Helper()
	c, err := s.Store.Load(s.t.Context(), s.id)
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
		if l.Closed() {
			continue
		}
		if l.Kind == programme.ClearanceLane {
			s.done(name, lanePath+"clearance/clearance", "justification", why)
			continue
		}
		s.done(name, lanePath+string(l.ID)+"/score", "points", fmt.Sprint(int(l.Maximum)*percent/100), "justification", why, "evidence", drafts.Evidence[l.ID])
	}
}

// reads counts the readings of a document in the chain.
func (s *stage) reads(document string) int {
	s.t.Helper()
	n := 0
	for _, e := range s.Store.Looks(s.t.Context(), s.id) {
		if !e.Refused && e.Subject == document {
			n++
		}
	}
	return n
}
