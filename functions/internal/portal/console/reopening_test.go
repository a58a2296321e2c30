package console_test

import (
	"net/http"
	"testing"

	"hsmp.example/cases/pkg/domain/application"
)

// Three points for thirteen: the officer takes them back with a reason, and everybody who decides sees it.
func TestAScoreIsTakenBackWithItsReason(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	score := []string{"justification", why, "evidence", "doc_diploma", "points"}
	s.done(expert, lanePath+"education/score", append(score, "3")...)
	s.get(expert, "/en/console/cases/{id}").Wants(t, "/lanes/education/reopen", "/lanes/education/objection")
	s.get("officer-economy", "/en/console/cases/{id}").Hides(t, "/lanes/education/reopen")
	path := lanePath + "education/reopen"
	s.get("officer-economy", path).WantPage(t, http.StatusForbidden, "en")
	s.get(expert, path).Wants(t, "Take the result back", "Why is the result taken back?")
	s.post(expert, path, "reason", "slip").Wants(t, ">slip<")
	s.done(expert, path, "reason", "Three was typed where thirteen was meant.")
	s.post(expert, path, "reason", "Three was typed once more, and again.").WantPage(t, http.StatusConflict, "en")
	s.get(expert, "/en/console/cases/{id}?done=reopen").Wants(t, "The lane is open again", "Earlier result", "3 of 15",
		"Three was typed where thirteen was meant.", "Taken back by the authority")
	s.done(expert, lanePath+"education/score", append(score, "13")...)
	s.closeAll(80)
	s.get("decider", "/en/console/cases/{id}/confirmation").Wants(t, "Earlier result", "3 of 15", "13 of 15")
}

func TestADecisionOfficerReturnsAProposalToItsLanes(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	path := "/en/console/cases/{id}/return"
	s.closeAll(60)
	s.get("decider", "/en/console/cases/{id}/confirmation").Wants(t, "/return", "Return it to lanes instead")
	s.get(expert, path).WantPage(t, http.StatusForbidden, "en")
	s.get("decider", path).Wants(t, "Which lanes are to be looked at again?", `value="education"`)
	s.post("decider", path, "reason", why).WantPage(t, http.StatusUnprocessableEntity, "en")
	again := s.post("decider", path, "lanes", "education", "reason", "No")
	again.Wants(t, `value="education" checked`, ">No<")
	s.done("decider", path, "lanes", "education", "lanes", "clearance", "reason", "The diploma says more than the points do.")
	if c := s.peek(); c.State != application.Assessing || c.Proposal != nil {
		t.Fatalf("want it assessed again, got %s", c.State)
	}
	s.get(expert, "/en/console/cases/{id}").Wants(t, "Returned with the proposed decision", "The diploma says more than the points do.")
	s.post("decider", path, "lanes", "languages", "reason", "One more lane is to be looked at.").WantPage(t, http.StatusConflict, "en")
	s.closeAll(100)
	s.get("decider", "/en/console/cases/{id}/confirmation").Wants(t, "Returned with the proposed decision", "Confirm the refusal")
	s.done("decider", "/en/console/cases/{id}/confirmation")
}
