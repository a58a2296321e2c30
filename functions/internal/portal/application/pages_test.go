package application_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/usecase/casework"
)

// everyPage lists the pages of a draft that has a document in each state.
var everyPage = []string{"/applications", "/applications/{id}/draft", "/applications/{id}/draft/identity", "/applications/{id}/draft/papers",
	"/applications/{id}/draft/contact", "/applications/{id}/draft/expertise", "/applications/{id}/draft/experience",
	"/applications/{id}/draft/education", "/applications/{id}/draft/languages", "/applications/{id}/draft/finances",
	"/applications/{id}/draft/achievements", "/applications/{id}/draft/impact", "/applications/{id}/draft/documents",
	"/applications/{id}/draft/documents/new?kind=diploma", "/applications/{id}/draft/documents/new", "/applications/{id}/draft/review",
	"/applications/{id}/draft/discard", "/applications/{id}/draft/identity?check=yes", "/applications/{id}/draft/experience?more=experience"}

func TestEveryPageIsWholeInFourLanguages(t *testing.T) {
	t.Parallel()
	s := filled(t)
	s.bring(paper(t, "diploma"), "kind", "diploma", "language", "en", "media_type", "application/pdf")
	s.bring([]byte("no document"), "kind", "reference", "language", "fr", "media_type", "application/pdf")
	waiting := s.post("/en/applications/{id}/draft/documents/new", url.Values{"kind": {"reference"}, "language": {"none"}, "media_type": {"image/png"}})
	upload := strings.TrimPrefix(waiting.Location(), "/en")
	for _, l := range visitor.Languages {
		for _, path := range append([]string{upload, strings.Replace(upload, "/upload", "/remove", 1)}, everyPage...) {
			t.Run(l+path, func(t *testing.T) {
				whole(t, s.get("/"+l+path), http.StatusOK, l)
			})
		}
	}
}

// whole checks what every page must be, and that its error summary leads to fields that are there.
func whole(t *testing.T, a answer, status int, language string) {
	t.Helper()
	a.WantPage(t, status, language)
	for field := range a.faults() {
		if len(a.all(func(n *html.Node) bool { return attribute(n, "id") == field })) == 0 {
			t.Errorf("the error summary links to %q, which is not there", field)
		}
	}
}

func TestWhoIsSignedOutIsAskedToSignInAndNothingTypedIsLost(t *testing.T) {
	t.Parallel()
	s := begun(t)
	a := s.Get(s.to("/en/applications/{id}/draft/contact"))
	if a.Status != http.StatusSeeOther || !strings.HasPrefix(a.Location(), "/en/sign-in?to=") {
		t.Errorf("want to be sent to the sign-in, got %d %s", a.Status, a.Location())
	}
	kept := s.parsed(s.Post(s.to("/en/applications/{id}/draft/contact"), url.Values{"contact-email": {"emre@example.org"}, "intent": {"continue"}}))
	if kept.Status != http.StatusUnauthorized {
		t.Fatalf("want 401, got %d", kept.Status)
	}
	if got := kept.fields().Get("contact-email"); got != "emre@example.org" {
		t.Errorf("want what was typed to be kept, got %q", got)
	}
}

func TestADraftIsNobodyElses(t *testing.T) {
	t.Parallel()
	s := filled(t)
	s.bring(paper(t, "diploma"), "kind", "diploma", "language", "en", "media_type", "application/pdf")
	for _, path := range everyPage[1:] {
		if a := s.As("ivan").Get(s.to("/en" + path)); a.Status != http.StatusNotFound && a.Status != http.StatusForbidden {
			t.Errorf("%s: want nothing for a stranger, got %d", path, a.Status)
		}
		if a := s.As("officer-economy").Get(s.to("/en" + path)); a.Status != http.StatusForbidden && a.Status != http.StatusNotFound {
			t.Errorf("%s: want nothing for an officer, got %d", path, a.Status)
		}
	}
	before := s.peek()
	for _, path := range []string{"/contact", "/review", "/documents/new", "/language", "/discard"} {
		form := url.Values{"intent": {"continue"}, "contact-email": {"x@example.org"}, "language": {"az"}, "kind": {"other"}, "media_type": {"image/png"}, "version": {"2"}}
		if a := s.As("ivan").Post(s.to("/en/applications/{id}/draft"+path), form); a.Status == http.StatusOK {
			t.Errorf("%s: want a refusal for a stranger, got %d", path, a.Status)
		}
	}
	if after := s.peek(); after.FormVersion != before.FormVersion || len(after.Documents) != len(before.Documents) {
		t.Error("a stranger changed the draft")
	}
}

func TestAFormOfAnotherSiteChangesNothing(t *testing.T) {
	t.Parallel()
	s := begun(t)
	a := s.As("emre").Post(s.to("/en/applications/{id}/draft/discard"), nil, "Origin", "https://elsewhere.example", "Sec-Fetch-Site", "cross-site")
	if a.Status != http.StatusForbidden {
		t.Errorf("want 403, got %d", a.Status)
	}
	s.peek() // still there
}

func TestAPageThatIsNotThereSaysSo(t *testing.T) {
	t.Parallel()
	s := begun(t)
	for _, path := range []string{"/alchemy", "/documents/doc_none/upload", "/documents/doc_none/open", "/documents/doc_none/remove"} {
		if a := s.get("/en/applications/{id}/draft" + path); a.Status != http.StatusNotFound {
			t.Errorf("%s: want 404, got %d", path, a.Status)
		}
	}
}

// The status pages take over where a draft ends: every address of the draft leads there.
func TestADraftThatWasSubmittedLeadsToItsStatus(t *testing.T) {
	t.Parallel()
	s := bare(t)
	id, err := s.File(t.Context(), "emre")
	if err != nil {
		t.Fatal(err)
	}
	s.id = id
	for _, path := range []string{"", "/contact", "/documents", "/documents/new", "/review", "/discard", "/documents/state"} {
		s.goes(s.get("/en/applications/{id}/draft"+path), "/en/applications/{id}")
	}
	s.goes(s.post("/en/applications/{id}/draft/contact", url.Values{"intent": {"continue"}}), "/en/applications/{id}")
	s.goes(s.post("/en/applications/{id}/draft/review", url.Values{"version": {"2"}}), "/en/applications/{id}")
}

// Facts 48 and 49, contradiction C6: what the programme reckons by is said where it is asked.
func TestPartsSayWhatTheProgrammeReckonsBy(t *testing.T) {
	t.Parallel()
	s := begun(t, func(r *casework.Rules) {
		p := &r.Programme
		p.ExperienceYears, p.DocumentedYears, p.IncomeYears, p.LanguageMinimum, p.StudyLanguages = 12, 4, 3, "C1", []locale.Language{"tr", "ru"}
	})
	for step, want := range map[string]string{
		"experience": "Your posts of the past 12 years: how long, where and in which position you worked is assessed. The last 4 years of work should be documented.",
		"finances":   "Your income of the past 3 years or your funds are assessed.",
		"languages":  "at least C1, or studies at a recognised institution in one of these languages: Turkish, Russian.",
		"education":  "Studies in one of these languages can count as proof of it: Turkish, Russian.",
	} {
		if text := s.get("/en/applications/{id}/draft/" + step).text(); !strings.Contains(text, want) {
			t.Errorf("%s: want %q, got %s", step, want, text)
		}
	}
}

// Contradiction C6: a warning and no bar.
func TestTheReviewNamesWhatIsExpectedAndNotThere(t *testing.T) {
	t.Parallel()
	text := filled(t).get("/en/applications/{id}/draft/review").text()
	if !strings.Contains(text, "Expected, and not there yet Record of work history You can submit without these documents.") {
		t.Errorf("want the work history named, got %s", text)
	}
	if text := begun(t).get("/en/applications/{id}/draft/review").text(); strings.Contains(text, "Expected, and not there yet") {
		t.Errorf("want nothing expected of who states no experience, got %s", text)
	}
}
