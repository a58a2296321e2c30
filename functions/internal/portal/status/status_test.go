package status_test

import (
	"hsmp.example/cases/pkg/usecase/casework"
	"net/http"
	"strings"
	"testing"
	"time"

	"hsmp.example/cases/functions/internal/portal/rehearsal"
	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/testkit/drafts"
)

const day = 24 * time.Hour

// Every page in every language, while the case is assessed and after it was decided either way.
func TestEveryPageIsWholeInFourLanguages(t *testing.T) {
	t.Parallel()
	open, recognised, refused := newStage(t), newStage(t), newStage(t)
	open.asks("education")
	recognised.decide(90)
	refused.decide(40)
	for name, c := range map[string]struct {
		stage *stage
		paths []string
	}{
		"while it is assessed":  {open, []string{"", "/file", "/corrections", "/corrections/1", "/corrections/1/documents/new", "/withdrawal", "/accesses"}},
		"after its recognition": {recognised, []string{"", "/file", "/corrections", "/decision", "/accesses"}},
		"after its refusal":     {refused, []string{"", "/decision", "/accesses"}},
	} {
		for _, language := range visitor.Languages {
			t.Run(name+" in "+language, func(t *testing.T) {
				t.Parallel()
				for _, path := range c.paths {
					c.stage.get("emre", language, path).WantPage(t, http.StatusOK, language)
				}
			})
		}
	}
}

func TestTheStatusTellsEachLaneWithItsAuthority(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	p := s.Rules.Programme
	page := s.get("emre", "en", "")
	for _, l := range s.peek().Lanes {
		authority, _ := p.Authority(l.Authority)
		page.Wants(t, authority.Names.In(locale.English))
	}
	for _, c := range p.Criteria {
		page.Wants(t, c.Names.In(locale.English))
	}
	page.Wants(t, p.Clearance.Names.In(locale.English), "Not begun", "3 February 2026", "0 of 7 lanes finished", "Refresh")
	s.scoreLane(s.peek().Lanes[0], 80)
	s.get("emre", "en", "").Wants(t, "Finished", "1 of 7 lanes finished")
}

// The page is polled without a row in the chain, so nothing on it may be what a person wrote.
func TestTheStatusHoldsNothingPersonalAndLeavesNoRow(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.asks("education")
	l := s.peek().Lanes[0]
	_, err := s.UseCases.Scoring.RequestExtension(t.Context(), rehearsal.People(officer(l)), s.id, l.ID, "A secret of this person needs looking into.")
	must(t, err)
	s.scoreLane(s.peek().Lanes[1], 80)
	before := s.rows()
	page := s.get("emre", "en", "")
	page.WantPage(t, http.StatusOK, "en")
	page.Hides(t, "Yılmaz", "diploma.pdf", asking, why, "A secret of this person", drafts.Form().Contact.Email, "13 points")
	if got := s.rows(); got != before {
		t.Errorf("want no row for a look, got %d", got-before)
	}
	s.get("emre", "en", "/corrections").Wants(t, asking, "A secret of this person")
	if got := s.rows(); got != before+1 {
		t.Errorf("want one row for what was read, got %d", got-before)
	}
}

// Domain 2.5: filed on Monday 5 January 2026, due on 3 February, and on 17 February when extended (fact 58).
func TestTheDueDateSaysWhy(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	page := s.get("emre", "en", "")
	page.Wants(t, "Why this date?", "Received: 5 January 2026", "Not counted: 20 January 2026", "Ordinary weekend days not counted: 8")
	page.Hides(t, "The first due date was", "extension")

	l := s.peek().Lanes[0]
	_, err := s.UseCases.Scoring.RequestExtension(t.Context(), rehearsal.People(officer(l)), s.id, l.ID, why)
	must(t, err)
	s.get("emre", "en", "").Wants(t, "Until a supervisor of the Service decides, the date stays", "3 February 2026")
	_, err = s.UseCases.Scoring.AnswerExtension(t.Context(), rehearsal.People("chief"), s.id, casework.Approving{Number: 1, Granted: true, Reason: "The registry abroad has to be asked."})
	must(t, err)
	page = s.get("emre", "en", "")
	page.Wants(t, "The first due date was 3 February 2026", "extended by 10 working days", "New due date: 17 February 2026", "The term was extended")
	page.Hides(t, "The registry abroad")
	s.get("emre", "en", "/corrections").Wants(t, why, "The registry abroad has to be asked.", "New due date: 17 February 2026")
}

func TestARefusedExtensionIsSaidAndMovesNothing(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	l := s.peek().Lanes[0]
	_, err := s.UseCases.Scoring.RequestExtension(t.Context(), rehearsal.People(officer(l)), s.id, l.ID, why)
	must(t, err)
	_, err = s.UseCases.Scoring.AnswerExtension(t.Context(), rehearsal.People("chief"), s.id, casework.Approving{Number: 1, Reason: "There is time enough for this lane."})
	must(t, err)
	s.get("emre", "en", "").Wants(t, "this was refused. The due date stays.", "3 February 2026")
}

// Gap G5: silence is visible, and never counts against the applicant.
func TestSilenceIsVisibleAndNeverPunishes(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.get("emre", "en", "").Hides(t, "silence", "Reminded")
	s.Pass(20 * day) // the tenth working day, and not the fifteenth, has ended
	s.Work(t.Context())
	page := s.get("emre", "en", "")
	page.Wants(t, "Reminded 1 time.", "never counts against you", "Authorities were reminded")
	page.Hides(t, "superiors were told", "past the due date")
	s.Pass(15 * day)
	s.Work(t.Context())
	page = s.get("emre", "en", "")
	page.Wants(t, "superiors were told of the delay", "The due date has passed. This is not your fault", "working day")
	if got := s.peek(); got.State != "assessing" || got.Lanes[0].Outcome != nil {
		t.Errorf("want nothing scored by silence, got %s", got.State)
	}
}

func TestTheStateChangesWithTheCase(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.get("emre", "en", "").Wants(t, "Being assessed", "data-live")
	s.score(90)
	s.get("emre", "en", "").Wants(t, "Decision awaits confirmation", "7 of 7 lanes finished")
	s.confirm()
	page := s.get("emre", "en", "")
	page.Wants(t, "Recognised", "Download the certificate", "The certificate was issued")
	page.Hides(t, "data-live ", "data-live=", "/withdrawal")
}

func TestADraftIsSentToItsOwnPages(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	c, err := s.UseCases.Intake.Begin(t.Context(), rehearsal.People("ayla"), "tr", "")
	must(t, err)
	s.id = c.ID
	for _, path := range []string{"", "/file", "/corrections", "/withdrawal", "/accesses"} {
		s.get("ayla", "tr", path).Leads(t, "/tr/applications/"+string(c.ID)+"/draft")
	}
}

func TestAStrangerFindsNothingAndNobodyIsAskedToSignIn(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.asks("education")
	s.staysAsItIs()
	for _, path := range []string{"", "/file", "/file/doc_diploma", "/corrections", "/corrections/1", "/corrections/1/documents/new", "/withdrawal", "/decision", "/certificate", "/accesses"} {
		got := s.get("leyla", "en", path)
		got.WantPage(t, http.StatusNotFound, "en")
		got.Hides(t, asking, "Yılmaz", "assessed")
		if got := s.get("", "az", path); got.Status != http.StatusSeeOther || !strings.Contains(got.Location(), "/az/sign-in?to=") {
			t.Errorf("%s: want the way to sign in, got %d %s", path, got.Status, got.Location())
		}
		if got := s.get("officer-economy", "en", path); got.Status != http.StatusForbidden {
			t.Errorf("%s: want no officer on an applicant's page, got %d", path, got.Status)
		}
	}
	for _, path := range []string{"/withdrawal", "/corrections/1", "/corrections/1/documents/new", "/corrections/1/documents/doc_diploma/removal"} {
		if got := s.post("leyla", path, "understood", "yes", "text", "Mine."); got.Status != http.StatusNotFound {
			t.Errorf("POST %s: want 404, got %d", path, got.Status)
		}
	}
}

// staysAsItIs says that the case stays as it is: what a stranger does must not change it.
func (s *stage) staysAsItIs() {
	s.t.Helper()
	s.t.Cleanup(func() {
		if c := s.peek(); c.State != "assessing" || c.Corrections[0].Reply != nil {
			s.t.Errorf("want the case untouched, got %s", c.State)
		}
	})
}

func TestAFormOfAnotherSiteIsRefused(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	got := s.As("emre").Post(s.path("en", "/withdrawal"), visitor.Form("understood", "yes"), "Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site")
	if got.Status != http.StatusForbidden || s.peek().State != "assessing" {
		t.Errorf("want the form refused, got %d and a case %s", got.Status, s.peek().State)
	}
}
