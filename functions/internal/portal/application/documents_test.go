package application_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/evidence/specimen"
)

const documentsPath = "/en/applications/{id}/draft/documents"

// kindsAsked lists the headings of the checklist, in order.
func (a answer) kindsAsked() []string {
	var names []string
	for _, n := range a.all(func(n *html.Node) bool { return n.Data == "h2" }) {
		names = append(names, textOf(n))
	}
	return names
}

func TestTheChecklistFollowsTheAnswers(t *testing.T) {
	t.Parallel()
	s := begun(t)
	if names := s.get(documentsPath).kindsAsked(); names[0] != "Passport" {
		t.Errorf("want the passport first while no paper is stated, got %v", names)
	}
	s.save(wholePatch())
	a := s.get(documentsPath)
	for _, want := range []string{"A document is missing: Passport.", "A document is missing: Bank statement"} {
		if !strings.Contains(a.text(), want) {
			t.Errorf("want %q, got %s", want, a.text())
		}
	}
}

func TestADocumentComesInWithoutScripts(t *testing.T) {
	t.Parallel()
	s := filled(t)
	s.goes(s.post(documentsPath+"/new", url.Values{"kind": {"diploma"}, "language": {"en"}, "media_type": {"application/pdf"}}),
		"/en/applications/{id}/draft/documents/doc_01KBXQ8ZJ4N5V6W7X8Y9Z0D101/upload")
	d := s.peek().Documents[0]
	if d.FileName != "Diploma or academic certificate.pdf" || d.State != evidence.Expected || d.DeclaredSize != 0 {
		t.Fatalf("want a diploma of unknown size expected, got %+v", d)
	}
	page := s.get(documentsPath + "/" + d.ID + "/upload")
	form := page.all(func(n *html.Node) bool { return n.Data == "form" && has(n, "data-upload") })[0]
	back := s.Carry(attribute(form, "action"), page.fields(), paper(t, "diploma")).Location()
	if want := "/en/applications/" + string(s.id) + "/draft/documents"; !strings.HasSuffix(back, want) {
		t.Errorf("want the store to lead back to %s, got %s", want, back)
	}
	if got := s.peek().Documents[0].State; got != evidence.Accepted {
		t.Errorf("want it accepted, got %s: %+v", got, s.peek().Documents[0].Report)
	}
	s.goes(s.get(documentsPath+"/"+d.ID+"/upload"), "/en/applications/{id}/draft/documents")
	if link := s.get(documentsPath + "/" + d.ID + "/open"); link.Status != http.StatusSeeOther || !strings.HasPrefix(link.Location(), s.Documents()) {
		t.Errorf("want a link to the store, got %d %s", link.Status, link.Location())
	}
}

// A script knows name and size, and takes a form that answers it instead of leading on.
func TestAScriptDeclaresNameAndSizeAndIsAnswered(t *testing.T) {
	t.Parallel()
	s := filled(t)
	a := s.post(documentsPath+"/new", url.Values{"kind": {"diploma"}, "language": {"en"}, "media_type": {"application/pdf"},
		"file_name": {"C:\\Belgeler\\diplom\u202efdp.pdf"}, "size": {"1234"}, "script": {"yes"}})
	if !strings.HasSuffix(a.Location(), "/upload?script=yes") {
		t.Fatalf("want a form for a script, got %d %s", a.Status, a.Location())
	}
	if d := s.peek().Documents[0]; d.FileName != "diplomfdp.pdf" || d.DeclaredSize != 1234 {
		t.Errorf("want name and size, got %q and %d", d.FileName, d.DeclaredSize)
	}
	if back := s.get(a.Location()).fields().Get("success_action_redirect"); back != "" {
		t.Errorf("want a form that leads nowhere, got %s", back)
	}
}

func TestARejectedDocumentSaysWhyAndCanBeReplaced(t *testing.T) {
	t.Parallel()
	s := filled(t)
	id := s.bring(specimen.EICAR(), "kind", "reference", "language", "en", "media_type", "application/pdf")
	a := s.get(documentsPath)
	for _, want := range []string{"Rejected", "this is none of the formats that are taken", "Replace"} {
		if !strings.Contains(a.text(), want) {
			t.Errorf("want %q, got %s", want, a.text())
		}
	}
	s.bring(paper(t, "reference"), "kind", "reference", "language", "en", "media_type", "application/pdf", "instead", id)
	documents := s.peek().Documents
	if len(documents) != 1 || documents[0].ID == id || documents[0].State != evidence.Accepted {
		t.Errorf("want the new one alone, got %+v", documents)
	}
}

func TestAnAcceptedDocumentIsNotReplacedByAPromise(t *testing.T) {
	t.Parallel()
	s := filled(t)
	id := s.bring(paper(t, "reference"), "kind", "reference", "language", "en", "media_type", "application/pdf")
	s.post(documentsPath+"/new", url.Values{"kind": {"reference"}, "language": {"en"}, "media_type": {"application/pdf"}, "instead": {id}})
	if n := len(s.peek().Documents); n != 2 {
		t.Errorf("want both, got %d", n)
	}
}

func TestATranslationIsLinkedToItsOriginal(t *testing.T) {
	t.Parallel()
	s := filled(t)
	id := s.bring(paper(t, "diplôme"), "kind", "diploma", "language", "fr", "media_type", "application/pdf", "file_name", "diplome.pdf")
	if text := s.get(documentsPath).text(); !strings.Contains(text, "please add a translation into Azerbaijani or English") {
		t.Errorf("want to be asked for a translation, got %s", text)
	}
	page := s.get(documentsPath + "/new?kind=translation&of=" + id)
	if got := page.fields().Get("translation_of"); got != id {
		t.Errorf("want the original chosen, got %q", got)
	}
	s.bring(paper(t, "tərcümə"), "kind", "translation", "language", "az", "media_type", "application/pdf", "translation_of", id)
	text := s.get(documentsPath).text()
	if strings.Contains(text, "please add a translation") || !strings.Contains(text, "translation of diplome.pdf") {
		t.Errorf("want the translation linked, got %s", text)
	}
}

func TestADeclarationSaysAllThatIsWrong(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		form url.Values
		want []string
	}{
		"nothing chosen":                    {url.Values{}, []string{"kind", "language", "media_type"}},
		"a kind that is none":               {url.Values{"kind": {"poem"}, "language": {"en"}, "media_type": {"application/pdf"}}, []string{"kind"}},
		"a translation of nothing":          {url.Values{"kind": {"translation"}, "language": {"az"}, "media_type": {"application/pdf"}}, []string{"translation_of"}},
		"a diploma without words":           {url.Values{"kind": {"diploma"}, "language": {"none"}, "media_type": {"application/pdf"}}, []string{"language"}},
		"a diploma that translates":         {url.Values{"kind": {"diploma"}, "language": {"de"}, "media_type": {"application/pdf"}, "translation_of": {"doc_x"}}, []string{"translation_of"}},
		"a language that is none":           {url.Values{"kind": {"diploma"}, "language": {"xx"}, "media_type": {"application/pdf"}}, []string{"language"}},
		"a photograph that is no picture":   {url.Values{"kind": {"photo"}, "language": {"none"}, "media_type": {"application/pdf"}}, []string{"media_type"}},
		"a script's file that is too large": {url.Values{"kind": {"diploma"}, "language": {"en"}, "media_type": {"application/pdf"}, "size": {"99999999"}}, []string{"media_type"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := filled(t)
			s.bring(paper(t, "x"), "kind", "other", "language", "en", "media_type", "application/pdf")
			a := s.post(documentsPath+"/new", test.form)
			if a.Status != http.StatusUnprocessableEntity {
				t.Fatalf("want 422, got %d to %s", a.Status, a.Location())
			}
			whole(t, a, http.StatusUnprocessableEntity, "en")
			for _, field := range test.want {
				if a.faults()[field] == "" {
					t.Errorf("want a fault at %s, got %v", field, a.faults())
				}
			}
			if got, want := len(a.faults()), len(test.want); got != want {
				t.Errorf("want %d faults, got %v", want, a.faults())
			}
			if got := a.fields().Get("kind"); got != test.form.Get("kind") && got != "" {
				t.Errorf("want the kind kept, got %q", got)
			}
		})
	}
}

func TestADocumentIsRemovedAfterAQuestionAndTwiceIsOnce(t *testing.T) {
	t.Parallel()
	s := filled(t)
	id := s.bring(paper(t, "x"), "kind", "other", "language", "en", "media_type", "application/pdf")
	a := s.get(documentsPath + "/" + id + "/remove")
	if !strings.Contains(a.text(), "Other document.pdf") && !strings.Contains(a.text(), "Remove “") {
		t.Errorf("want to be asked about the file, got %s", a.text())
	}
	for range 2 {
		s.goes(s.post(documentsPath+"/"+id+"/remove", url.Values{}), "/en/applications/{id}/draft/documents")
	}
	if n := len(s.peek().Documents); n != 0 {
		t.Errorf("want none left, got %d", n)
	}
}

func TestTheStateOfDocumentsHoldsNothingPersonal(t *testing.T) {
	t.Parallel()
	s := filled(t)
	id := s.bring([]byte("none"), "kind", "other", "language", "en", "media_type", "application/pdf", "file_name", "Emre Yılmaz.pdf")
	a := s.get(documentsPath + "/state")
	got := decode[struct{ Documents map[string]evidence.State }](t, a)
	if got.Documents[id] != evidence.Rejected || strings.Contains(a.Body, "Emre") {
		t.Errorf("want the state alone, got %s", a.Body)
	}
}

func TestOnlyAKindWithoutWordsMayBeDeclaredSo(t *testing.T) {
	t.Parallel()
	s := filled(t)
	for kind, offered := range map[string]bool{"passport": true, "photo": true, "diploma": false, "other": false} {
		text := s.get(documentsPath + "/new?kind=" + kind).text()
		if got := strings.Contains(text, "It has no text"); got != offered {
			t.Errorf("%s: want “no text” offered %t, got %t", kind, offered, got)
		}
	}
	s.goes(s.post(documentsPath+"/new", url.Values{"kind": {"passport"}, "language": {"none"}, "media_type": {"application/pdf"}}),
		"/en/applications/{id}/draft/documents/doc_01KBXQ8ZJ4N5V6W7X8Y9Z0D101/upload")
	if d := s.peek().Documents[0]; d.Language != "" {
		t.Errorf("want a passport without a language, got %q", d.Language)
	}
}

// The most documents of a kind stands in the programme; past it the page offers no more.
func TestNoMoreDocumentsAreOfferedThanAKindTakes(t *testing.T) {
	t.Parallel()
	s := filled(t)
	s.post(documentsPath+"/new", url.Values{"kind": {"photo"}, "language": {"none"}, "media_type": {"image/png"}})
	for _, n := range s.get(documentsPath).all(func(n *html.Node) bool { return n.Data == "a" }) {
		if strings.Contains(attribute(n, "href"), "new?kind=photo") && !strings.Contains(attribute(n, "href"), "instead=") {
			t.Errorf("want no second photograph to be offered")
		}
	}
}
