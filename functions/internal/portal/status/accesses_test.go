package status_test

import (
	"context"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/functions/internal/portal/rehearsal"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/record"
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
	_, err := s.UseCases.Scoring.Read(t.Context(), who, s.id)
	must(t, err)
	_, err = s.UseCases.Scoring.Document(t.Context(), who, s.id, "doc_diploma")
	must(t, err)
	s.get("emre", "en", "/file").Wants(t, "Yılmaz", "diploma.pdf")
	got := s.get("emre", "en", "/accesses")
	got.Wants(t, "Officer of the authority – Ministry of Science and Education", "Case read", "Document opened: ", "Applicant", "Application read")
	got.Hides(t, "officer-science-education", "issuer.test", "diploma.pdf", "Officer-science")
}

func TestThePageHasTheReceiptOfTheChain(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.get("emre", "en", "/file")
	chain, err := s.Store.Chain(t.Context(), s.id)
	must(t, err)
	last := chain[len(chain)-1]
	got := s.get("emre", "en", "/accesses")
	got.Wants(t, strconv.Itoa(last.Sequence), last.Hash, "The chain is unbroken")
	got.Hides(t, "The chain is broken")
}

func TestALongListHasPagesTheNewestFirst(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for range 60 {
		_, err := s.UseCases.Intake.Read(t.Context(), rehearsal.People("emre"), s.id)
		must(t, err)
		s.Pass(record.Coalesced)
	}
	next := regexp.MustCompile(`(/accesses\?after=[\w-]+)" rel="next"`)
	path, shown := "/accesses", []int{}
	for path != "" {
		got := s.get("emre", "en", path)
		shown = append(shown, strings.Count(got.Body, "Application read"))
		path = ""
		if link := next.FindStringSubmatch(got.Body); link != nil {
			path = link[1]
		}
	}
	if diff := cmp.Diff([]int{25, 25, 10}, shown); diff != "" {
		t.Errorf("rows a page (-want +got):\n%s", diff)
	}
	s.get("emre", "en", "/accesses?after=nonsense").WantPage(t, http.StatusUnprocessableEntity, "en")
}

// Who was refused is told too.
func TestAnAttemptThatWasRefusedIsTold(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	_, err := s.UseCases.Intake.Read(t.Context(), rehearsal.People("nigar"), s.id)
	if err == nil {
		t.Fatal("want a stranger refused")
	}
	s.get("emre", "en", "/accesses").Wants(t, "Refused: Application read")
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

func (down) Load(context.Context, application.ID) (application.Case, error) {
	return application.Case{}, problem.New(problem.Unavailable, "unavailable")
}

func (down) Change(context.Context, application.ID, func(*application.Case) (record.Entry, error)) (application.Case, bool, error) {
	return application.Case{}, false, problem.New(problem.Unavailable, "unavailable")
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
