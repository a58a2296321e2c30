package application_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
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
	upload := strings.TrimPrefix(waiting.location, "/en")
	for _, l := range languages {
		for _, path := range append([]string{upload, strings.Replace(upload, "/upload", "/remove", 1)}, everyPage...) {
			t.Run(l+path, func(t *testing.T) {
				a := s.get("/" + l + path)
				if a.status != http.StatusOK {
					t.Fatalf("want 200, got %d: %s", a.status, a.text())
				}
				whole(t, a, l)
			})
		}
	}
}

var keys = regexp.MustCompile(`\b(application|dossier|kit)\.[a-z][a-z._-]+`)

// whole checks what every page must be: its language, one h1, labels, ids that stand once, and no key instead of a text.
func whole(t *testing.T, a answer, language string) {
	t.Helper()
	root := a.all(func(n *html.Node) bool { return n.Data == "html" })[0]
	if got := attribute(root, "lang"); got != language {
		t.Errorf("lang: want %s, got %s", language, got)
	}
	if n := len(a.all(func(n *html.Node) bool { return n.Data == "h1" })); n != 1 {
		t.Errorf("want one h1, got %d", n)
	}
	if key := keys.FindString(a.text()); key != "" {
		t.Errorf("a key shows: %s", key)
	}
	ids := map[string]bool{}
	for _, n := range a.all(func(n *html.Node) bool { return has(n, "id") }) {
		if id := attribute(n, "id"); ids[id] {
			t.Errorf("id %q stands twice", id)
		} else {
			ids[id] = true
		}
	}
	for _, n := range a.all(func(n *html.Node) bool { return has(n, "style") || has(n, "onclick") }) {
		t.Errorf("<%s> has a style or a script", n.Data)
	}
	for field := range a.faults() {
		if !ids[field] {
			t.Errorf("the error summary links to %q, which is not there", field)
		}
	}
}

func TestWhoIsSignedOutIsAskedToSignInAndNothingTypedIsLost(t *testing.T) {
	t.Parallel()
	s := begun(t)
	a := s.as(visit{}, http.MethodGet, "/en/applications/{id}/draft/contact", nil)
	if a.status != http.StatusSeeOther || !strings.HasPrefix(a.location, "/en/sign-in?to=") {
		t.Errorf("want to be sent to the sign-in, got %d %s", a.status, a.location)
	}
	a = s.as(visit{}, http.MethodPost, "/en/applications/{id}/draft/contact", url.Values{"contact-email": {"emre@example.org"}, "intent": {"continue"}})
	if a.status != http.StatusUnauthorized {
		t.Fatalf("want 401, got %d", a.status)
	}
	if got := a.fields().Get("contact-email"); got != "emre@example.org" {
		t.Errorf("want what was typed to be kept, got %q", got)
	}
}

func TestADraftIsNobodyElses(t *testing.T) {
	t.Parallel()
	s := filled(t)
	s.bring(paper(t, "diploma"), "kind", "diploma", "language", "en", "media_type", "application/pdf")
	for _, path := range everyPage[1:] {
		if a := s.as(visit{who: "ivan"}, http.MethodGet, "/en"+path, nil); a.status != http.StatusNotFound && a.status != http.StatusForbidden {
			t.Errorf("%s: want nothing for a stranger, got %d", path, a.status)
		}
		if a := s.as(visit{who: "officer-economy"}, http.MethodGet, "/en"+path, nil); a.status != http.StatusForbidden && a.status != http.StatusNotFound {
			t.Errorf("%s: want nothing for an officer, got %d", path, a.status)
		}
	}
	before := s.peek()
	for _, path := range []string{"/contact", "/review", "/documents/new", "/language", "/discard"} {
		form := url.Values{"intent": {"continue"}, "contact-email": {"x@example.org"}, "language": {"az"}, "kind": {"other"}, "media_type": {"image/png"}, "version": {"2"}}
		if a := s.as(visit{who: "ivan"}, http.MethodPost, "/en/applications/{id}/draft"+path, form); a.status == http.StatusOK {
			t.Errorf("%s: want a refusal for a stranger, got %d", path, a.status)
		}
	}
	if after := s.peek(); after.FormVersion != before.FormVersion || len(after.Documents) != len(before.Documents) {
		t.Error("a stranger changed the draft")
	}
}

func TestAFormOfAnotherSiteChangesNothing(t *testing.T) {
	t.Parallel()
	s := begun(t)
	foreign := visit{who: "emre", headers: map[string]string{"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}}
	a := s.as(foreign, http.MethodPost, "/en/applications/{id}/draft/discard", url.Values{})
	if a.status != http.StatusForbidden {
		t.Errorf("want 403, got %d", a.status)
	}
	s.peek() // still there
}

func TestAPageThatIsNotThereSaysSo(t *testing.T) {
	t.Parallel()
	s := begun(t)
	for _, path := range []string{"/alchemy", "/documents/doc_none/upload", "/documents/doc_none/open", "/documents/doc_none/remove"} {
		if a := s.get("/en/applications/{id}/draft" + path); a.status != http.StatusNotFound {
			t.Errorf("%s: want 404, got %d", path, a.status)
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
