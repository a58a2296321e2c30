package status_test

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"hsmp.example/cases/functions/internal/portal/rehearsal"
	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
	"hsmp.example/cases/web/page"
)

// Invariant 8: who opened what, by role and authority; no officer is named.
func TestWhoOpenedTheFileIsToldByRoleAndAuthority(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.get("emre", "en", "/accesses").Wants(t, "Nobody has opened it yet.")
	who := rehearsal.People("officer-science-education")
	_, err := s.House.Scoring.Read(t.Context(), who, s.id)
	must(t, err)
	_, err = s.House.Scoring.Document(t.Context(), who, s.id, "doc_diploma")
	must(t, err)
	s.get("emre", "en", "/file").Wants(t, "Yılmaz", "diploma.pdf")
	got := s.get("emre", "en", "/accesses")
	got.Wants(t, "Officer of the authority – Ministry of Science and Education", "Case read", "Document opened: ", "Applicant", "Application read")
	got.Hides(t, "officer-science-education", "issuer.test", "diploma.pdf", "Officer-science")
}

func TestEachRowHasItsReceiptAndThePageTheChainsOwn(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.get("emre", "en", "/file")
	chain, err := s.Store.Chain(t.Context(), s.id)
	must(t, err)
	last := chain[len(chain)-1]
	got := s.get("emre", "en", "/accesses")
	got.Wants(t, "Row "+strconv.Itoa(last.Sequence), last.Hash, "The chain is unbroken")
	got.Hides(t, "The chain is broken")
}

func TestALongListHasPagesTheNewestFirst(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for range 60 {
		_, err := s.House.Intake.Read(t.Context(), rehearsal.People("emre"), s.id)
		must(t, err)
	}
	rows := func(a visitor.Answer) int { return strings.Count(a.Body, "Application read") }
	for asked, want := range map[string]int{"": 25, "?page=2": 25, "?page=3": 10, "?page=4": 10, "?page=0": 25, "?page=x": 25} {
		if got := rows(s.get("emre", "en", "/accesses"+asked)); got != want {
			t.Errorf("%q: want %d rows, got %d", asked, want, got)
		}
	}
	newest := "Row " + strconv.Itoa(s.rows())
	s.get("emre", "en", "/accesses").Wants(t, newest, "Page 1 of 3", "page=2")
	s.get("emre", "en", "/accesses?page=3").Hides(t, newest)
}

// Everything that a reading can be of, and everybody who can read, has words in four languages.
func TestEveryActAndRoleHasWords(t *testing.T) {
	t.Parallel()
	for _, l := range locale.All {
		p := page.Page{Language: l}
		for action, kind := range identity.Actions {
			if kind == identity.AuthorityKind || kind == identity.EmployerKind {
				continue
			}
			wantWords(t, p.Of("status.action", string(action)))
		}
		for _, role := range identity.Roles {
			wantWords(t, p.Of("status.role", string(role)))
		}
	}
}

func wantWords(t *testing.T, text string) {
	t.Helper()
	if strings.HasPrefix(text, "status.") {
		t.Errorf("want words for %s", text)
	}
}

// down is a store of cases that does not answer.
type down struct{ casework.Cases }

func (down) Peek(context.Context, application.ID) (application.Case, error) {
	return application.Case{}, problem.New(problem.Unavailable, "unavailable")
}

func (down) Change(context.Context, application.ID, func(*application.Case) (audit.Entry, error)) (application.Case, error) {
	return application.Case{}, problem.New(problem.Unavailable, "unavailable")
}

func TestWhatIsDownSaysSo(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	h := broken(t, s)
	for _, path := range []string{"", "/corrections", "/decision", "/accesses"} {
		got := h(http.MethodGet, "/en/applications/"+string(s.id)+path)
		got.WantPage(t, http.StatusServiceUnavailable, "en")
		got.Wants(t, "does not answer at the moment")
	}
}
