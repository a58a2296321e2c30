package supervision_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"hsmp.example/cases/functions/internal/portal/rehearsal"
	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/localstack/browser"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/pkg/usecase/identity"
)

func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }

// stage is a portal whose authorities have work.
type stage struct {
	visitor.Visitor
	t     testing.TB
	cases []application.ID
}

func newStage(t testing.TB) *stage {
	t.Helper()
	return &stage{Visitor: visitor.New(t), t: t}
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
	c, err := s.Store.Load(s.t.Context(), id)
	must(s.t, err)
	for _, l := range c.Lanes {
		if l.Kind != programme.CriterionLane {
			continue
		}
		_, err := s.UseCases.Scoring.Score(s.t.Context(), officer(l.Authority), id, l.ID, application.Finding{
			Points: l.Maximum * programme.Points(percent) / 100, Justification: "The evidence supports this finding in full.", Evidence: []string{drafts.Evidence[l.ID]}})
		must(s.t, err)
	}
}

func officer(authority programme.AuthorityID) identity.Principal {
	return rehearsal.People("officer-" + string(authority))
}

func (s *stage) days(n int) { s.Pass(time.Duration(n) * 24 * time.Hour) }

// cells is the numbers of a table's row that begins with name, in the order of columns.
func cells(t testing.TB, a visitor.Answer, table, name string) []string {
	t.Helper()
	_, rest, found := strings.Cut(a.Body, `id="`+table+`"`)
	inner, _, _ := strings.Cut(rest, "</table>")
	for _, one := range strings.Split(inner, "<tr") {
		text := strings.Fields(tags.ReplaceAllString(quiet.ReplaceAllString("<tr"+one, " "), " "))
		if found && strings.HasPrefix(strings.Join(text, " "), name) {
			return text[len(strings.Fields(name)):]
		}
	}
	t.Fatalf("no row %q in %q\n%s", name, table, a.Body)
	return nil
}

var (
	tags  = regexp.MustCompile(`<[^>]*>`)
	quiet = regexp.MustCompile(`<span class="govuk-visually-hidden">[^<]*</span>`)
)
