package status_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"hsmp.example/cases/functions/internal/portal/rehearsal"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/usecase/casework"
)

const basis = "Migration Code, article 16.1.2"

func TestADecisionIsToldOnlyOnceItIsMade(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for range 2 {
		for _, path := range []string{"/decision", "/certificate"} {
			s.get("emre", "en", path).WantPage(t, http.StatusConflict, "en")
		}
		if s.peek().State == application.Assessing {
			s.score(90) // and now it waits for its confirmation
		}
	}
}

func TestARecognitionTellsEachCriterionWithItsReasons(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.decide(80)
	p := s.Rules.Programme
	got := s.get("emre", "en", "/decision")
	got.WantPage(t, http.StatusOK, "en")
	c := s.peek()
	for _, l := range c.Explanation().Criteria {
		criterion, _ := p.Criterion(programme.CriterionID(l.Criterion))
		authority, _ := p.Authority(l.Authority)
		got.Wants(t, criterion.Names.In(locale.English), authority.Names.In(locale.English), fmt.Sprintf("%d points of %d", l.Points, l.Maximum))
	}
	got.Wants(t, why, "diploma.pdf", "Your status is recognised", "At least 70 needed, out of 100", "No authority objected.", c.Submission.Versions.Programme,
		c.Certificate.Number, "/en/verify", "What could have earned more: Education", "This criterion looks at:")
	for _, b := range p.Benefits {
		got.Wants(t, b.Names.In(locale.English))
	}
	got.Hides(t, "What you can do", "officer-economy", "https://issuer.test")
}

func TestFullPointsLeaveNothingToAdd(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.decide(100)
	s.get("emre", "en", "/decision").Hides(t, "What could have earned more")
}

func TestTheCertificateIsDownloadedAsAFile(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.decide(90)
	got := s.get("emre", "en", "/certificate")
	if got.Status != http.StatusOK || got.Header.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(got.Body, "%PDF") {
		t.Fatalf("want a PDF, got %d %s", got.Status, got.Header.Get("Content-Type"))
	}
	if want, got := "attachment", got.Header.Get("Content-Disposition"); !strings.HasPrefix(got, want) || !strings.Contains(got, s.peek().Certificate.Number) {
		t.Errorf("want it attached under its number, got %q", got)
	}
}

func TestARefusalTellsItsGroundsAndTheRemedies(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.decide(40)
	s.get("emre", "en", "").Wants(t, "Refused", "Download the statement of reasons")
	got := s.get("emre", "en", "/decision")
	got.Wants(t, "The application is refused", "The total is below the required points.", "You can appeal within "+fmt.Sprint(s.Rules.Programme.Appeal.Days)+" days", "Download the statement of reasons")
	got.Hides(t, "What follows", "Verify the certificate")
	if paper := s.get("emre", "en", "/certificate"); !bytes.HasPrefix([]byte(paper.Body), []byte("%PDF")) {
		t.Errorf("want the statement, got %d", paper.Status)
	}
}

// Fact 57: an upheld objection refuses at any total; a lifted one is told with its ruling all the same.
func TestObjectionsAreToldWithTheirRulings(t *testing.T) {
	t.Parallel()
	for ruling, wants := range map[application.Ruling][]string{
		application.Upheld: {"The application is refused", "Upheld", "objection was upheld"},
		application.Lifted: {"Your status is recognised", "Lifted"},
	} {
		t.Run(string(ruling), func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			l := s.peek().Lanes[0]
			_, err := s.UseCases.Scoring.Object(t.Context(), rehearsal.People(officer(l)), s.id, casework.Objecting{Lane: l.ID, Reason: why, LegalBasis: basis})
			must(t, err)
			s.get("emre", "en", "").Hides(t, basis, why)
			_, err = s.UseCases.Scoring.ResolveObjection(t.Context(), rehearsal.People("reviewer"), s.id, casework.Resolving{Number: 1, Ruling: ruling, Reason: "The file shows it clearly enough."})
			must(t, err)
			s.decide(90)
			s.get("emre", "en", "/decision").Wants(t, append(wants, why, basis, "The file shows it clearly enough.")...)
		})
	}
}

// Gap G1: the applicant reads that the authority took its objection back, and why.
func TestAWithdrawnObjectionIsTold(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	l := s.peek().Lanes[0]
	who := rehearsal.People(officer(l))
	_, err := s.UseCases.Scoring.Object(t.Context(), who, s.id, casework.Objecting{Lane: l.ID, Reason: why, LegalBasis: basis})
	must(t, err)
	_, err = s.UseCases.Scoring.WithdrawObjection(t.Context(), who, s.id, 1, "We mistook one person for another.")
	must(t, err)
	s.decide(90)
	s.get("emre", "en", "/decision").Wants(t, "Your status is recognised", why, "None: the authority withdrew its objection", "Reason of the withdrawal",
		"We mistook one person for another.")
}

func TestAWithdrawalIsAskedAboutAndThenFinal(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.get("emre", "en", "").Wants(t, "/withdrawal")
	s.get("emre", "en", "/withdrawal").Wants(t, "cannot be undone", "Keep the application")
	got := s.post("emre", "/withdrawal")
	got.WantPage(t, http.StatusUnprocessableEntity, "en")
	got.Wants(t, `href="#understood"`)
	if s.peek().State != application.Assessing {
		t.Fatal("want nothing withdrawn without the word")
	}
	for range 2 {
		s.leads(s.post("emre", "/withdrawal", "understood", "yes"), "?done=withdrawal")
	}
	page := s.get("emre", "en", "?done=withdrawal")
	page.Wants(t, "The application was withdrawn.", "Withdrawn", "Closed by your withdrawal")
	page.Hides(t, "/withdrawal\"")
	s.get("emre", "en", "/withdrawal").WantPage(t, http.StatusConflict, "en")
}

func TestADecidedCaseIsNotWithdrawn(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.decide(90)
	s.get("emre", "en", "/withdrawal").WantPage(t, http.StatusConflict, "en")
	s.post("emre", "/withdrawal", "understood", "yes").WantPage(t, http.StatusConflict, "en")
}
