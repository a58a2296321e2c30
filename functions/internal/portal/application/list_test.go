package application_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/usecase/casework"
)

func TestAnApplicationIsBegunInTheLanguageThatWasChosen(t *testing.T) {
	t.Parallel()
	s := bare(t)
	a := s.get("/tr/applications")
	if got := a.fields().Get("language"); got != "tr" {
		t.Errorf("want the reader's language chosen, got %q", got)
	}
	a = s.post("/tr/applications", url.Values{"language": {"ru"}})
	if a.Status != http.StatusSeeOther || !strings.HasPrefix(a.Location(), "/tr/applications/app_") {
		t.Fatalf("want the draft, got %d %s", a.Status, a.Location())
	}
	s.id = s.Cases()[0]
	if c := s.peek(); c.Language != "ru" || c.State != application.Draft {
		t.Errorf("want a draft in Russian, got %s in %s", c.State, c.Language)
	}
}

func TestAPersonHasOneOpenApplication(t *testing.T) {
	t.Parallel()
	s := begun(t)
	if text := s.get("/en/applications").text(); strings.Contains(text, "Begin an application") {
		t.Error("want no second one offered")
	}
	a := s.post("/en/applications", url.Values{"language": {"en"}})
	if a.Status != http.StatusConflict || !strings.Contains(a.text(), "You already have an application that is open.") || !strings.Contains(a.Body, string(s.id)) {
		t.Errorf("want to be led to the open one, got %d %s", a.Status, a.text())
	}
	whole(t, a, http.StatusConflict, "en")
}

func TestABeginningNeedsALanguage(t *testing.T) {
	t.Parallel()
	for _, language := range []string{"", "de"} {
		s := bare(t)
		a := s.post("/en/applications", url.Values{"language": {language}})
		if a.Status != http.StatusUnprocessableEntity || a.faults()["language"] == "" {
			t.Errorf("%q: want a fault, got %d %v", language, a.Status, a.faults())
		}
		if n := len(s.Cases()); n != 0 {
			t.Errorf("want no draft, got %d", n)
		}
	}
}

func TestASelfAssessmentIsCarriedIntoADraft(t *testing.T) {
	t.Parallel()
	s := bare(t)
	a := s.post("/en/applications", url.Values{"field": {"it"}, "answer-degree": {"master"}, "answer-language": {"b2"}, "answer-means": {"none"}, "answer-alchemy": {"x"}})
	s.id = s.Cases()[0]
	s.goes(a, "/en/applications/{id}/draft?carried=yes")
	want := application.Form{Expertise: application.Expertise{Field: "it"}, Education: []application.Study{{Level: "master"}}, Languages: []application.Skill{{Level: "B2"}}}
	if diff := cmp.Diff(want, s.peek().Form); diff != "" {
		t.Error(diff)
	}
	if text := s.get(a.Location()).text(); !strings.Contains(text, "Points are not carried over") {
		t.Errorf("want to hear what was carried, got %s", text)
	}
}

// Signed out, the answers wait on the page and go along once the person has signed in.
func TestASelfAssessmentSurvivesSigningIn(t *testing.T) {
	t.Parallel()
	s := bare(t)
	a := s.parsed(s.Post(s.to("/en/applications"), url.Values{"field": {"it"}, "answer-degree": {"master"}}))
	if got := a.fields(); got.Get("field") != "it" || got.Get("answer-degree") != "master" {
		t.Errorf("want the answers kept, got %v", got)
	}
}

func TestTheListShowsEveryApplicationTheNewestFirst(t *testing.T) {
	t.Parallel()
	s := bare(t)
	id, err := s.File(t.Context(), "emre")
	if err != nil {
		t.Fatal(err)
	}
	if text := s.get("/en/applications").text(); !strings.Contains(text, "Decision due by:") || !strings.Contains(text, "Being assessed") {
		t.Errorf("want state and due date, got %s", text)
	}
	if _, err := s.UseCases.Intake.Withdraw(t.Context(), emre(), id); err != nil {
		t.Fatal(err)
	}
	s.Pass(24 * time.Hour)
	s.post("/en/applications", url.Values{"language": {"en"}})
	for _, l := range visitor.Languages {
		a := s.get("/" + l + "/applications")
		whole(t, a, http.StatusOK, l)
		if draft, old := strings.Index(a.Body, "/draft\""), strings.Index(a.Body, string(id)+"\""); draft < 0 || old < draft {
			t.Errorf("%s: want the draft before the one withdrawn", l)
		}
	}
}

func TestTheLanguageOfADraftCanBeChanged(t *testing.T) {
	t.Parallel()
	s := begun(t)
	form := visitor.With(s.get("/en/applications/{id}/draft").fields(), "language", "az")
	s.goes(s.post("/en/applications/{id}/draft/language", form), "/en/applications/{id}/draft?saved=yes")
	if got := s.peek().Language; got != "az" {
		t.Errorf("want Azerbaijani, got %s", got)
	}
	s.goes(s.post("/en/applications/{id}/draft/language", form), "/en/applications/{id}/draft?language=stale")
}

func TestAfterARefusalTheListSaysFromWhenOnOneMayApplyAgain(t *testing.T) {
	t.Parallel()
	s := bare(t, func(r *casework.Rules) { r.Programme.Reapplication.WaitDays = 90 })
	id, err := s.File(t.Context(), "emre")
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = s.Store.Change(t.Context(), id, func(c *application.Case) (record.Entry, error) {
		c.State, c.ClosedAt = application.Refused, s.Now()
		return record.Entry{Action: "issue-statement", At: s.Now()}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	s.Pass(89 * 24 * time.Hour)
	if text := s.get("/en/applications").text(); !strings.Contains(text, "You can apply again from 5 April 2026.") || strings.Contains(text, "Begin an application") {
		t.Errorf("want the day, and no beginning before it, got %s", text)
	}
	a := s.post("/en/applications", url.Values{"language": {"en"}})
	if a.Status != http.StatusConflict || !strings.Contains(a.text(), "after a refusal there is a wait of 90 days") {
		t.Errorf("want to be told to wait, got %d %s", a.Status, a.text())
	}
	s.Pass(24 * time.Hour)
	if a := s.post("/en/applications", url.Values{"language": {"en"}}); a.Status != http.StatusSeeOther {
		t.Errorf("want a draft on the day, got %d %s", a.Status, a.text())
	}
}
