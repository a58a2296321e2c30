package console_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/record"
)

func TestACaseIsAPageInFourLanguages(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for _, name := range []string{expert, "officer-sms", "supervisor-economy", "chief", "decider", "reviewer"} {
		for _, language := range visitor.Languages {
			s.get(name, "/"+language+"/console/cases/{id}").WantPage(t, http.StatusOK, language)
		}
	}
}

// Invariant 2: an authority sees of a case what its own lanes need, and nothing else.
func TestNothingIsShownThatALaneDoesNotNeed(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.done("officer-digital", lanePath+"experience/score", "points", "30", "justification", "A secret word of the digital ministry.", "evidence", "doc_reference")
	s.done("officer-economy", lanePath+"national-goals/objection", "reason", "A secret reason of the economy.", "legal_basis", "A secret law, article 7")
	got := s.get(expert, "/en/console/cases/{id}")
	got.Wants(t, "Ege University", "diploma.pdf", "language-certificate.pdf", "University ranking")
	got.Hides(t, "Yılmaz", "U12345678", "emre@example.org", "Ege Yazılım", "60,000", "bank-statement.pdf", "passport.jpg", "secret", "Instant payments")
	s.get("officer-sms", "/en/console/cases/{id}").Wants(t, "Yılmaz", "passport.jpg", "bank-statement.pdf")
	s.get("chief", "/en/console/cases/{id}").Hides(t, "secret", "Ege University", "?document=") // reads the Service's own lanes, and no document
	s.get("decider", "/en/console/cases/{id}").Wants(t, "A secret word", "A secret reason", "Yılmaz")
	s.get("supervisor-science-education", "/en/console/cases/{id}").Hides(t, "?document=", "Yılmaz", "secret")
}

func TestWhoHasNothingToDoWithACaseLearnsNothing(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	_, _, err := s.Store.Change(t.Context(), s.id, func(c *application.Case) (record.Entry, error) {
		c.Lanes = c.Lanes[2:] // without the field's ministry and the economy's
		return record.Entry{Action: "begin-review"}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"", "/documents/doc_diploma", "/lanes/education/objection"} {
		for name, want := range map[string]int{"officer-economy": http.StatusNotFound, "emre": http.StatusForbidden, "auditor": http.StatusForbidden, "": http.StatusSeeOther} {
			if got := s.get(name, "/en/console/cases/{id}"+path); got.Status != want || strings.Contains(got.Body, "diploma.pdf") {
				t.Errorf("%q as %q: want %d and nothing told, got %d", path, name, want, got.Status)
			}
		}
	}
	for name, want := range map[string]int{"officer-economy": http.StatusNotFound, "emre": http.StatusForbidden, "": http.StatusUnauthorized} {
		if got := s.post(name, lanePath+"education/score", "points", "9", "justification", why, "evidence", "doc_diploma"); got.Status != want {
			t.Errorf("a score by %q: want %d, got %d", name, want, got.Status)
		}
	}
	s.get(expert, "/en/console/cases/app_unknown").WantPage(t, http.StatusNotFound, "en")
}

func TestADocumentOpensBesideTheClaimAndEachOpeningIsKept(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	got := s.get(expert, "/en/console/cases/{id}?document=doc_diploma")
	got.WantPage(t, http.StatusOK, "en")
	got.Wants(t, "<iframe", `title="diploma.pdf"`, "Open above", `target="_blank"`)
	if n := s.reads("doc_diploma"); n != 1 {
		t.Errorf("want one reading kept, got %d", n)
	}
	s.get("officer-sms", "/en/console/cases/{id}?document=doc_passport").Wants(t, "<img", "Picture of passport.jpg")
	s.get(expert, "/en/console/cases/{id}?document=doc_passport").WantPage(t, http.StatusNotFound, "en")
	if n := s.reads("doc_passport"); n != 1 {
		t.Errorf("want no reading of what was refused, got %d", n)
	}
	s.Pass(record.Coalesced) // sooner it would be the same reading
	if got := s.get(expert, "/en/console/cases/{id}/documents/doc_diploma"); got.Status != http.StatusSeeOther || !strings.Contains(got.Location(), "/documents/") {
		t.Errorf("want the way to the document, got %d %s", got.Status, got.Location())
	}
	if n := s.reads("doc_diploma"); n != 2 {
		t.Errorf("want the second reading kept, got %d", n)
	}
}

func TestADocumentThatWasNotFoundHarmlessIsNeverShown(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	_, _, err := s.Store.Change(t.Context(), s.id, func(c *application.Case) (record.Entry, error) {
		d, err := c.Document("doc_diploma")
		d.State, d.Report.Findings = evidence.Rejected, []evidence.Finding{{Code: "infected"}}
		return record.Entry{Action: "inspect-document"}, err
	})
	if err != nil {
		t.Fatal(err)
	}
	got := s.get(expert, "/en/console/cases/{id}?document=doc_diploma")
	got.WantPage(t, http.StatusOK, "en")
	got.Hides(t, "<iframe", "<img class")
	s.get(expert, "/en/console/cases/{id}/documents/doc_diploma").WantPage(t, http.StatusConflict, "en")
}

func TestTheProgrammeSaysWhatACriterionLooksAtAndThatBandsAreAssumed(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	p := s.Rules.Programme
	got := s.get(expert, "/az/console/cases/{id}")
	criterion, _ := p.Criterion("education")
	got.Wants(t, criterion.Considerations["az"], p.Indicative.Label["az"], fmt.Sprintf("Ən çoxu %d bal", criterion.Maximum))
	for _, q := range p.Indicative.QuestionsOf("education") {
		got.Wants(t, q.Names["az"])
	}
	s.get("decider", "/en/console/cases/{id}").Hides(t, "data-score") // reads every lane, scores none
}

func TestTheHistoryTellsWhoDidAndReadWhat(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.get(expert, "/en/console/cases/{id}?document=doc_diploma")
	for _, language := range visitor.Languages {
		s.get("auditor", "/"+language+"/console/cases/{id}/history").WantPage(t, http.StatusOK, language)
	}
	got := s.get("decider", "/en/console/cases/{id}/history")
	got.Wants(t, "Whole", "officer-own-lane", "Ministry of Science and Education", "doc_diploma", "Reading")
	got.Hides(t, "Officer-science-education", "officer-science-education@", "Emre")
	s.get(expert, "/en/console/cases/{id}/history").WantPage(t, http.StatusForbidden, "en")
	s.get("emre", "/en/console/cases/{id}/history").WantPage(t, http.StatusForbidden, "en")
}
