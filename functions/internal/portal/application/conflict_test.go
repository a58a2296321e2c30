package application_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/pkg/domain/application"
)

func TestTwoWindowsFillInDifferentPartsSideBySide(t *testing.T) {
	t.Parallel()
	s := filled(t)
	window := s.get("/en/applications/{id}/draft/contact").fields()
	s.goes(s.send("impact", "later", "impact-goals", "Other goals."), "/en/applications/{id}/draft?saved=yes")
	form := visitor.With(window, "contact-address", "Bakı", "intent", "later")
	s.goes(s.post("/en/applications/{id}/draft/contact", form), "/en/applications/{id}/draft?saved=yes")
	if f := s.peek().Form; f.Contact.Address != "Bakı" || f.Impact.Goals != "Other goals." {
		t.Errorf("want both, got %+v", f)
	}
}

func TestTwoWindowsOfOnePartAreShownSideBySide(t *testing.T) {
	t.Parallel()
	s := filled(t)
	window := s.get("/en/applications/{id}/draft/contact").fields()
	s.save(application.Patch{Contact: &application.Contact{Email: "new@example.org", Phone: "+905321234567", Country: "GEO", Address: "İzmir, Konak"}})
	a := s.post("/en/applications/{id}/draft/contact", visitor.With(window, "contact-address", "Bakı", "intent", "continue"))
	if a.Status != http.StatusConflict {
		t.Fatalf("want 409, got %d to %s", a.Status, a.Location())
	}
	whole(t, a, http.StatusConflict, "en")
	for _, both := range []string{"emre@example.org", "new@example.org", "Türkiye", "Georgia", "Bakı", "İzmir, Konak"} {
		if !strings.Contains(a.text(), both) {
			t.Errorf("want %q to be shown", both)
		}
	}
	if strings.Contains(a.text(), "+905321234567") {
		t.Error("want only what differs to be asked")
	}
	form := visitor.With(a.fields(), "keep-contact-email", "theirs", "keep-contact-country", "theirs", "keep-contact-address", "mine", "intent", "merge")
	s.goes(s.post("/en/applications/{id}/draft/contact", form), "/en/applications/{id}/draft/expertise")
	want := application.Contact{Email: "new@example.org", Phone: "+905321234567", Country: "GEO", Address: "Bakı"}
	if diff := cmp.Diff(want, s.peek().Form.Contact); diff != "" {
		t.Error(diff)
	}
}

func TestEntriesThatOnlyOneWindowHasCanBeKept(t *testing.T) {
	t.Parallel()
	s := filled(t)
	window := s.get("/en/applications/{id}/draft/languages").fields()
	s.save(application.Patch{Languages: &[]application.Skill{{Language: "en", Level: "C1", Certificate: "IELTS 8.0"}, {Language: "ru", Level: "B1"}}})
	a := s.post("/en/applications/{id}/draft/languages", visitor.With(window, "languages-0-level", "C2", "intent", "continue"))
	if a.Status != http.StatusConflict {
		t.Fatalf("want 409, got %d", a.Status)
	}
	form := visitor.With(a.fields(), "keep-languages-1-language", "theirs", "keep-languages-1-level", "theirs", "intent", "merge")
	s.goes(s.post("/en/applications/{id}/draft/languages", form), "/en/applications/{id}/draft/finances")
	want := []application.Skill{{Language: "en", Level: "C2", Certificate: "IELTS 8.0"}, {Language: "ru", Level: "B1"}}
	if diff := cmp.Diff(want, s.peek().Form.Languages); diff != "" {
		t.Error(diff)
	}
}

// Choosing is itself compared with what is stored by then: a third change is shown too.
func TestAChoiceThatComesTooLateIsAskedAgain(t *testing.T) {
	t.Parallel()
	s := filled(t)
	window := s.get("/en/applications/{id}/draft/impact").fields()
	s.save(application.Patch{Impact: &application.Impact{Goals: "Second.", LabourMarket: "x"}})
	a := s.post("/en/applications/{id}/draft/impact", visitor.With(window, "impact-goals", "First.", "intent", "continue"))
	s.save(application.Patch{Impact: &application.Impact{Goals: "Third.", LabourMarket: "x"}})
	again := s.post("/en/applications/{id}/draft/impact", visitor.With(a.fields(), "intent", "merge"))
	if again.Status != http.StatusConflict || !strings.Contains(again.text(), "Third.") || !strings.Contains(again.text(), "First.") {
		t.Errorf("want to be asked again, got %d %s", again.Status, again.text())
	}
}

type told struct {
	Version, Seen, At string
	Unread            int
	Changed           bool
}

func (s *stage) keep(step string, form url.Values, pairs ...string) told {
	s.t.Helper()
	return decode[told](s.t, s.post("/en/applications/{id}/draft/"+step, visitor.With(form, append(pairs, "intent", "keep")...)))
}

func TestAutosaveStoresAndTellsTheVersionToGoOnFrom(t *testing.T) {
	t.Parallel()
	s := filled(t)
	form := s.get("/en/applications/{id}/draft/impact").fields()
	got := s.keep("impact", form, "impact-goals", "Half a sen")
	if got.Changed || got.Unread != 0 || got.At != "10:00" {
		t.Fatalf("want it saved at ten, got %+v", got)
	}
	got = s.keep("impact", form, "version", got.Version, "seen", got.Seen, "impact-goals", "Half a sentence.")
	if got.Changed || s.peek().Form.Impact.Goals != "Half a sentence." {
		t.Errorf("want the second to be saved too, got %+v and %q", got, s.peek().Form.Impact.Goals)
	}
}

func TestAutosaveSaysWhatItCouldNotReadAndWhatSomebodyElseChanged(t *testing.T) {
	t.Parallel()
	s := filled(t)
	form := s.get("/en/applications/{id}/draft/finances").fields()
	if got := s.keep("finances", form, "finances-funds", "a lot"); got.Unread != 1 {
		t.Errorf("want one field unread, got %+v", got)
	}
	window := s.get("/en/applications/{id}/draft/impact").fields()
	s.save(application.Patch{Impact: &application.Impact{Goals: "Second.", LabourMarket: "x"}})
	if got := s.keep("impact", window, "impact-goals", "First."); !got.Changed {
		t.Errorf("want to hear of the change, got %+v", got)
	}
	if got := s.peek().Form.Impact.Goals; got != "Second." {
		t.Errorf("want nothing overwritten, got %q", got)
	}
}

// Autosave asks often: it must fill the owner's history with no readings.
func TestSavingIsNoReading(t *testing.T) {
	t.Parallel()
	s := filled(t)
	form := s.get("/en/applications/{id}/draft/impact").fields()
	before := s.reads()
	s.keep("impact", form, "impact-goals", "One.")
	s.get("/en/applications/{id}/draft")
	s.get("/en/applications/{id}/draft/documents/state")
	if after := s.reads(); after != before {
		t.Errorf("want %d readings, got %d", before, after)
	}
}
