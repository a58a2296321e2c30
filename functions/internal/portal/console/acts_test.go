package console_test

import (
	"net/http"
	"strings"
	"testing"

	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/pkg/domain/points"
	"hsmp.example/cases/pkg/usecase/casework"
)

func TestAnOfficerClaimsAndAColleagueTakesOver(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for range 2 { // safe to repeat
		s.done(expert, lanePath+"education/claim")
	}
	s.get(expert, "/en/console/cases/{id}?done=claim").Wants(t, "You claimed this lane", "The lane is claimed")
	colleague := "colleague-science-education"
	got := s.post(colleague, lanePath+"education/claim")
	got.WantPage(t, http.StatusConflict, "en")
	got.Wants(t, "The case changed meanwhile", "Take over", "A colleague")
	got.Hides(t, "Officer-science-education")
	s.done(colleague, lanePath+"education/claim", "take-over", "yes")
	s.get(colleague, "/en/console/cases/{id}").Wants(t, "You claimed this lane")
}

func TestAScoreClosesTheLaneAndMayBeSentAgain(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for range 2 {
		s.done(expert, lanePath+"education/score", "points", "15", "justification", why, "evidence", "doc_diploma")
	}
	got := s.get(expert, "/en/console/cases/{id}?done=score")
	got.Wants(t, "The score is kept", "15 of 15", why, "diploma.pdf", "Scored", "You")
	s.get("colleague-science-education", "/en/console/cases/{id}").Wants(t, "Officer of: Ministry of Science and Education")
}

func TestEveryFaultOfAScoreIsNamedAtItsFieldWithWhatWasTyped(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for _, points := range []string{"16", "-1", "7.5", "", "many"} {
		for _, language := range visitor.Languages {
			got := s.post(expert, strings.Replace(lanePath, "/en/", "/"+language+"/", 1)+"education/score", "points", points, "justification", "short <b>", "evidence", "doc_passport")
			got.WantPage(t, http.StatusUnprocessableEntity, language)
			got.Wants(t, `href="#education-points"`, `href="#education-justification"`, `href="#education-evidence"`, "short <b>", `value="`+points+`"`)
			got.Hides(t, `href="#languages-points"`)
		}
	}
	none := s.post(expert, lanePath+"education/score", "points", "5", "justification", why)
	none.WantPage(t, http.StatusUnprocessableEntity, "en")
	none.Wants(t, `href="#education-evidence"`, why)
	if c := s.peek(); c.AllLanesClosed() || len(c.Handlers()) != 0 {
		t.Error("want nothing scored")
	}
	s.get(expert, lanePath+"education/score").WantPage(t, http.StatusOK, "en") // where the language switch leads
}

func TestTheBoundsOfACriterionAreTakenOnBothSides(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.done(expert, lanePath+"education/score", "points", "0", "justification", why)
	s.done(expert, lanePath+"languages/score", "points", "5", "justification", why, "evidence", "doc_language-certificate")
}

func TestAScoreThatComesTooLateShowsWhatHappenedAndKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.done("colleague-science-education", lanePath+"education/score", "points", "9", "justification", why, "evidence", "doc_diploma")
	got := s.post(expert, lanePath+"education/score", "points", "12", "justification", "My own long and careful words.", "evidence", "doc_diploma")
	got.WantPage(t, http.StatusConflict, "en")
	got.Wants(t, "The case changed meanwhile", "Education (Ministry of Science and Education): Scored", "What you wrote:", "My own long and careful words.", "12", "9 of 15")
}

func TestTheClearanceIsClearedOrObjectedToAndNeverScored(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.post("officer-sms", lanePath+"clearance/clearance", "justification", "").Wants(t, `href="#clearance-justification"`)
	if got := s.post("officer-sms", lanePath+"clearance/score", "points", "1", "justification", why); got.Status != http.StatusForbidden {
		t.Errorf("want a score refused, got %d", got.Status)
	}
	s.done("officer-sms", lanePath+"clearance/clearance", "justification", why)
	s.get("officer-sms", "/en/console/cases/{id}").Wants(t, "No objection")
}

func TestEachActOfALaneHasAPageThatSaysEveryFault(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for act, faults := range map[string][]string{"objection": {"#reason", "#legal_basis"}, "correction": {"#request"}, "extension": {"#reason"}} {
		path := lanePath + "education/" + act
		for _, language := range visitor.Languages {
			s.get(expert, strings.Replace(path, "/en/", "/"+language+"/", 1)).WantPage(t, http.StatusOK, language)
		}
		got := s.post(expert, path, "reason", "Too short", "request", "")
		if act == "correction" {
			got = s.post(expert, path, "request", "Too short")
		}
		got.WantPage(t, http.StatusUnprocessableEntity, "en")
		got.Wants(t, "Too short")
		for _, fault := range faults {
			got.Wants(t, `href="`+fault+`"`)
		}
		for _, name := range []string{"officer-economy", "chief", "decider"} {
			if got := s.post(name, path, "reason", why, "request", why, "legal_basis", "Law"); got.Status != http.StatusForbidden && got.Status != http.StatusNotFound {
				t.Errorf("%s by %s: want it refused, got %d", act, name, got.Status)
			}
		}
	}
	s.get(expert, lanePath+"clearance/objection").WantPage(t, http.StatusForbidden, "en")
	s.get(expert, lanePath+"tea/objection").WantPage(t, http.StatusNotFound, "en")
}

func TestACorrectionGoesToTheApplicantOnce(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for range 2 {
		s.done(expert, lanePath+"education/correction", "request", why)
	}
	if n := len(s.peek().Corrections); n != 1 {
		t.Errorf("want one request, got %d", n)
	}
	s.get(expert, "/en/console/cases/{id}?done=correction").Wants(t, "Correction 1", why, "The applicant is asked")
	got := s.post(expert, lanePath+"education/correction", "request", "Another thing that is to be mended.")
	got.WantPage(t, http.StatusConflict, "en")
	got.Wants(t, "Another thing that is to be mended.", "The case changed meanwhile")
}

func TestAnObjectionIsRuledOnByTheService(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.done(expert, lanePath+"education/objection", "reason", why, "legal_basis", "Law, article 1")
	path := "/en/console/cases/{id}/objections/1"
	for _, language := range visitor.Languages {
		s.get("reviewer", strings.Replace(path, "/en/", "/"+language+"/", 1)).WantPage(t, http.StatusOK, language)
	}
	got := s.post("reviewer", path, "reason", "No")
	got.WantPage(t, http.StatusUnprocessableEntity, "en")
	got.Wants(t, `href="#ruling"`, `href="#reason"`, "No")
	if got := s.post(expert, path, "ruling", "lifted", "reason", why); got.Status != http.StatusForbidden {
		t.Errorf("want nobody else to rule, got %d", got.Status)
	}
	for range 2 {
		s.done("reviewer", path, "ruling", "lifted", "reason", why)
	}
	got = s.post("reviewer", path, "ruling", "upheld", "reason", "A second thought about the matter.")
	got.WantPage(t, http.StatusConflict, "en")
	got.Wants(t, "Lifted", "A second thought about the matter.")
	s.get("reviewer", "/en/console/cases/{id}/objections/2").WantPage(t, http.StatusNotFound, "en")
	s.get("reviewer", "/en/console/cases/{id}/objections/x").WantPage(t, http.StatusNotFound, "en")
}

// Gap G1: any officer of the authority that objected withdraws it, and nobody else is offered to.
func TestAnObjectionIsWithdrawnByTheAuthorityThatRaisedIt(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.done(expert, lanePath+"education/objection", "reason", why, "legal_basis", "Law, article 1")
	path, colleague := "/en/console/cases/{id}/objections/1/withdrawal", "colleague-science-education"
	s.get(colleague, "/en/console/cases/{id}").Wants(t, s.path("/objections/1/withdrawal"), "Withdraw it")
	for _, language := range visitor.Languages {
		s.get(colleague, strings.Replace(path, "/en/", "/"+language+"/", 1)).WantPage(t, http.StatusOK, language)
	}
	for _, name := range []string{"officer-economy", "officer-sms", "reviewer"} {
		s.get(name, "/en/console/cases/{id}").Hides(t, "/withdrawal")
		for _, got := range []visitor.Answer{s.get(name, path), s.post(name, path, "reason", why)} {
			if got.Status != http.StatusForbidden {
				t.Errorf("a withdrawal by %s: want it refused, got %d", name, got.Status)
			}
		}
	}
	got := s.post(colleague, path, "reason", "No")
	got.WantPage(t, http.StatusUnprocessableEntity, "en")
	got.Wants(t, `href="#reason"`, "No")
	for range 2 {
		s.done(colleague, path, "reason", "We mistook one person for another.")
	}
	got = s.get(colleague, "/en/console/cases/{id}?done=objection-withdrawal")
	got.Wants(t, "The objection is withdrawn", "Withdrawn by the authority that raised it", "Reason of the withdrawal", "We mistook one person for another.")
	got.Hides(t, "Withdraw it")
	got = s.post("reviewer", "/en/console/cases/{id}/objections/1", "ruling", "upheld", "reason", "A ruling that comes too late.")
	got.WantPage(t, http.StatusConflict, "en")
	got.Wants(t, "A ruling that comes too late.", "Withdrawn by the authority that raised it")
	s.get(colleague, "/en/console/cases/{id}/objections/2/withdrawal").WantPage(t, http.StatusNotFound, "en")
}

// An objection closes the clearance lane: who has not claimed it takes it over first.
func TestAnObjectionDoesNotCloseAColleaguesLane(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	colleague := "colleague-sms"
	s.done(colleague, lanePath+"clearance/claim")
	s.get("officer-sms", "/en/console/cases/{id}").Hides(t, "/clearance/objection")
	got := s.post("officer-sms", lanePath+"clearance/objection", "reason", why, "legal_basis", "Law, article 1")
	got.WantPage(t, http.StatusConflict, "en")
	got.Wants(t, "The case changed meanwhile", why)
	s.get(colleague, "/en/console/cases/{id}").Wants(t, "/clearance/objection")
	s.done(colleague, lanePath+"clearance/objection", "reason", why, "legal_basis", "Law, article 1")
}

// Who may object, and whether on a law, the programme says (gap G1).
func TestTheFormOfAnObjectionObeysTheProgramme(t *testing.T) {
	t.Parallel()
	newStage(t).get(expert, lanePath+"education/objection").Hides(t, "(optional)")
	s := newStage(t, func(r *casework.Rules) { r.Programme.Objections.LegalBasisRequired = false })
	s.get(expert, lanePath+"education/objection").Wants(t, "(optional)")
	s.done(expert, lanePath+"education/objection", "reason", why)
	s = newStage(t, func(r *casework.Rules) { r.Programme.Objections.LaneAuthorities = false })
	s.get(expert, lanePath+"education/objection").WantPage(t, http.StatusForbidden, "en")
	s.get(expert, "/en/console/cases/{id}").Hides(t, "/education/objection")
	s.get("officer-sms", lanePath+"clearance/objection").WantPage(t, http.StatusOK, "en")
}

func TestAnExtensionIsAnsweredByTheServicesSupervisor(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	path := "/en/console/cases/{id}/extensions/1"
	s.get("chief", path).WantPage(t, http.StatusNotFound, "en")
	s.done(expert, lanePath+"education/extension", "reason", why)
	for _, language := range visitor.Languages {
		s.get("chief", strings.Replace(path, "/en/", "/"+language+"/", 1)).WantPage(t, http.StatusOK, language)
	}
	s.get(expert, "/en/console/cases/{id}").Wants(t, "You asked for it; somebody else answers.")
	got := s.post("chief", path, "reason", "Maybe")
	got.WantPage(t, http.StatusUnprocessableEntity, "en")
	got.Wants(t, `href="#answer"`, "Maybe")
	s.post("chief", path, "answer", "granted").Wants(t, `href="#reason"`)
	before := s.peek().Submission.Due.Date
	for range 2 {
		s.done("chief", path, "answer", "granted", "reason", why)
	}
	if after := s.peek().Submission.Due.Date; !after.After(before) {
		t.Errorf("want a later due date than %s, got %s", before, after)
	}
	got = s.post("chief", path, "answer", "refused", "reason", "On second thoughts, rather not.")
	got.WantPage(t, http.StatusConflict, "en")
	got.Wants(t, "Granted", "On second thoughts, rather not.")
}

func TestTheServicesSupervisorGivesALaneToAnotherAuthority(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	desk := s.get("chief", "/en/console/cases/{id}")
	desk.Wants(t, "/lanes/experience/route")
	desk.Hides(t, "/lanes/education/route", "/lanes/clearance/route")
	s.get(expert, "/en/console/cases/{id}").Hides(t, "/route")
	path := lanePath + "experience/route"
	form := s.get("chief", path)
	form.WantPage(t, http.StatusOK, "en")
	form.Wants(t, `<option value="labour"`)
	form.Hides(t, `<option value="sms"`)
	got := s.post("chief", path, "authority", "tea", "reason", why)
	got.WantPage(t, http.StatusUnprocessableEntity, "en")
	got.Wants(t, `href="#authority"`, why)
	for range 2 {
		s.done("chief", path, "authority", "labour", "reason", why)
	}
	s.get("officer-labour", "/en/console").Wants(t, "#experience")
}

// Fact 56: whose every other lane is, the act says itself.
func TestNoOtherLaneIsGivenAway(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for _, l := range s.peek().Lanes {
		if l.ID == "experience" {
			continue
		}
		s.get("chief", lanePath+string(l.ID)+"/route").WantPage(t, http.StatusNotFound, "en")
		s.post("chief", lanePath+string(l.ID)+"/route", "authority", "culture", "reason", why).WantPage(t, http.StatusNotFound, "en")
	}
	got := s.post("chief", lanePath+"experience/route", "authority", "sms", "reason", why)
	got.WantPage(t, http.StatusConflict, "en")
	got.Wants(t, "State Migration Service is in charge of no field of expertise", why)
	for _, l := range s.peek().Lanes {
		if len(l.Routings) > 0 {
			t.Errorf("want no lane moved, got %+v", l)
		}
	}
}

func TestNoExtensionIsOfferedWhereTheProgrammeHasNone(t *testing.T) {
	t.Parallel()
	s := newStage(t, func(r *casework.Rules) { r.Programme.Clock.Extension.Max = 0 })
	path := lanePath + "education/extension"
	got := s.get(expert, "/en/console/cases/{id}")
	got.Wants(t, "/lanes/education/correction")
	got.Hides(t, "/lanes/education/extension")
	s.get(expert, path).WantPage(t, http.StatusNotFound, "en")
	s.post(expert, path, "reason", why).WantPage(t, http.StatusNotFound, "en")
	if e := s.peek().Extensions; len(e) > 0 {
		t.Errorf("want none asked for, got %+v", e)
	}
}

func TestTheDecisionOfficerSeesEverythingAndSigns(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	path := "/en/console/cases/{id}/confirmation"
	s.get("decider", path).Wants(t, "There is no decision to confirm yet", "Being assessed")
	s.post("decider", path).WantPage(t, http.StatusConflict, "en")
	s.done(expert, lanePath+"education/objection", "reason", "A doubt about the degree in question.", "legal_basis", "Law, article 1")
	s.done("reviewer", "/en/console/cases/{id}/objections/1", "ruling", "lifted", "reason", "The doubt was cleared up fully.")
	s.closeAll(80)
	for _, language := range visitor.Languages {
		s.get("decider", strings.Replace(path, "/en/", "/"+language+"/", 1)).WantPage(t, http.StatusOK, language)
	}
	got := s.get("decider", path)
	got.Wants(t, "80 points; recognition takes 70", "decision-99-2025-04-03", s.Rules.Programme.Hash(), why, "reference.pdf", "Officer of: Ministry of Economy",
		"A doubt about the degree in question.", "The doubt was cleared up fully.", "Lifted", "may not confirm its decision.", "Confirm the recognition")
	for _, name := range []string{expert, "chief", "reviewer"} {
		if got := s.post(name, path); got.Status != http.StatusForbidden {
			t.Errorf("a confirmation by %s: want it refused, got %d", name, got.Status)
		}
	}
	for range 2 {
		s.done("decider", path)
	}
	if d := s.peek().Decision; d == nil || d.Outcome != points.Recognised {
		t.Errorf("want it recognised, got %+v", d)
	}
	s.get("decider", path).Wants(t, "The decision was confirmed on")
}

func TestARefusalIsConfirmedWithItsGrounds(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.closeAll(60)
	s.get("decider", "/en/console/cases/{id}/confirmation").Wants(t, "Confirm the refusal", "The total is below the points needed.")
}

func TestAFormFromElsewhereIsNotTaken(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	got := s.As(expert).Post(s.path(lanePath+"education/claim"), nil, "Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site")
	if got.Status != http.StatusForbidden {
		t.Errorf("want it refused, got %d", got.Status)
	}
	for _, l := range s.peek().Lanes {
		if l.Claim != nil {
			t.Errorf("want nothing claimed, got %s", l.ID)
		}
	}
}
