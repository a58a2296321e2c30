package application_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/testkit/drafts"
)

// ready is a draft that lacks nothing but its declaration.
func ready(t testing.TB) *stage {
	t.Helper()
	s := filled(t)
	_, _, err := s.Store.Change(t.Context(), s.id, func(c *application.Case) (record.Entry, error) {
		c.Documents = drafts.Documents()
		return record.Entry{Action: "inspect-document", Actor: record.Workflow, At: s.Now()}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

const reviewPath = "/en/applications/{id}/draft/review"

func (s *stage) submit(pairs ...string) answer {
	s.t.Helper()
	return s.post(reviewPath, visitor.With(s.get(reviewPath).fields(), pairs...))
}

func TestTheReviewShowsAllThatWasStatedAndWhatFollows(t *testing.T) {
	t.Parallel()
	s := ready(t)
	a := s.get(reviewPath)
	whole(t, a, http.StatusOK, "en")
	// Facts of drafts.Form; 20 working days from 5 January 2026 end on 3 February (the vector of the calendar).
	for _, want := range []string{"Yılmaz", "12 April 1988", "U12345678", "Information technology", "Ege Yazılım", "Computer engineering", "IELTS 8.0",
		"60,000 USD", "Instant payments for the region.", "diploma.pdf", "20 working days", "Decision due by: " + s.due(), "Why this date?"} {
		if !strings.Contains(a.text(), want) {
			t.Errorf("want %q, got %s", want, a.text())
		}
	}
}

func (s *stage) due() string {
	t, err := drafts.Timetable(0)
	if err != nil {
		s.t.Fatal(err)
	}
	return t.Clock.Calendar.Due(drafts.Day, 20).Date.In("en")
}

func TestTheReviewLeadsToEverythingThatIsMissing(t *testing.T) {
	t.Parallel()
	s := begun(t)
	s.save(application.Patch{Experience: &[]application.Employment{{Employer: "Ege"}}})
	a := s.get(reviewPath)
	for _, want := range []string{`/draft/identity?check=yes#identity-sex"`, `/draft/experience?check=yes#experience-0-position"`, `/draft/papers?check=yes#identity-papers"`, `/draft/documents"`} {
		if !strings.Contains(a.Body, want) {
			t.Errorf("want a link to %s", want)
		}
	}
	if want := "Nationality: Please fill this in."; !strings.Contains(a.text(), want) {
		t.Errorf("want the list called by its name: %q", want)
	}
	if strings.Contains(a.text(), ": Travel documents: ") {
		t.Error("want a part named once")
	}
	if strings.Contains(a.text(), "Submit the application") {
		t.Error("want no submission while something is missing")
	}
	faults := s.get("/en/applications/{id}/draft/experience?check=yes").faults()
	if got := faults["experience-0-position"]; got != "Post 1, Position: Please fill this in." {
		t.Errorf("want the fault beside its field, got %v", faults)
	}
}

func TestADraftIsSubmittedOnceAndTwiceIsOnce(t *testing.T) {
	t.Parallel()
	s := ready(t)
	form := visitor.With(s.get(reviewPath).fields(), "declaration-truthful", "yes", "declaration-data_processing", "yes")
	s.goes(s.post(reviewPath, form), "/en/applications/{id}")
	c := s.peek()
	if c.State != application.Assessing || !c.Form.Declaration.Truthful || len(c.Lanes) != 7 {
		t.Fatalf("want a submitted case, got %s with %d lanes", c.State, len(c.Lanes))
	}
	s.goes(s.post(reviewPath, form), "/en/applications/{id}")
	if diff := cmp.Diff(c.Submission, s.peek().Submission); diff != "" {
		t.Error(diff)
	}
}

func TestWithoutItsDeclarationNothingIsSubmitted(t *testing.T) {
	t.Parallel()
	s := ready(t)
	a := s.submit("declaration-truthful", "yes")
	if a.Status != http.StatusUnprocessableEntity || len(a.faults()) != 1 || a.faults()["declaration-data_processing"] == "" {
		t.Fatalf("want one fault, got %d %v", a.Status, a.faults())
	}
	whole(t, a, http.StatusUnprocessableEntity, "en")
	if got := a.fields().Get("declaration-truthful"); got != "yes" {
		t.Errorf("want the other kept, got %q", got)
	}
	if got := s.peek().State; got != application.Draft {
		t.Errorf("want a draft, got %s", got)
	}
	s.goes(s.submitFrom(a), "/en/applications/{id}")
}

func (s *stage) submitFrom(a answer) answer {
	s.t.Helper()
	return s.post(reviewPath, visitor.With(a.fields(), "declaration-truthful", "yes", "declaration-data_processing", "yes"))
}

// What is submitted is what was looked at.
func TestADraftThatChangedSinceItWasLookedAtIsShownAgain(t *testing.T) {
	t.Parallel()
	s := ready(t)
	seen := s.get(reviewPath)
	s.save(application.Patch{Impact: &application.Impact{Goals: "Others.", LabourMarket: "x"}})
	a := s.submitFrom(seen)
	if a.Status != http.StatusConflict || !strings.Contains(a.text(), "changed in another window") || !strings.Contains(a.text(), "Others.") {
		t.Fatalf("want the review again, got %d %s", a.Status, a.text())
	}
	if got := s.peek().State; got != application.Draft {
		t.Errorf("want a draft, got %s", got)
	}
	s.goes(s.submitFrom(a), "/en/applications/{id}")
}

func TestADraftThatLostADocumentMeanwhileIsNotSubmitted(t *testing.T) {
	t.Parallel()
	s := ready(t)
	form := visitor.With(s.get(reviewPath).fields(), "declaration-truthful", "yes", "declaration-data_processing", "yes")
	s.post(documentsPath+"/doc_diploma/remove", url.Values{})
	a := s.post(reviewPath, form)
	if a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.text(), "A document is missing: Diploma") {
		t.Errorf("want what is missing, got %d %s", a.Status, a.text())
	}
}

func TestADraftIsDiscardedAfterAQuestion(t *testing.T) {
	t.Parallel()
	s := filled(t)
	if a := s.get("/en/applications/{id}/draft/discard"); !strings.Contains(a.text(), "This cannot be undone.") {
		t.Errorf("want a warning, got %s", a.text())
	}
	s.goes(s.post("/en/applications/{id}/draft/discard", url.Values{}), "/en/applications?discarded=yes")
	s.goes(s.post("/en/applications/{id}/draft/discard", url.Values{}), "/en/applications")
	if text := s.get("/en/applications?discarded=yes").text(); !strings.Contains(text, "The draft was discarded") || !strings.Contains(text, "You have no application yet.") {
		t.Errorf("want an empty list, got %s", text)
	}
}
