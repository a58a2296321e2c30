package status_test

import (
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strings"
	"testing"

	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/evidence/specimen"
)

func TestARequestIsAnsweredInPlace(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.get("emre", "en", "/corrections").Wants(t, "No authority has asked you for anything.")
	s.asks("education")
	s.get("emre", "en", "").Wants(t, "An authority asks you to mend something", "Reply: Education", "Waits for your reply", "Reply wanted by")
	s.get("emre", "en", "/corrections").Wants(t, asking, "Ministry of Science and Education")
	s.get("emre", "en", "/corrections/1").Wants(t, asking, "Please reply by", "Text of the reply", "/corrections/1/documents/new")

	s.leads(s.post("emre", "/corrections/1", "text", "The annex was part of the diploma."), "?done=reply")
	if got := s.peek().Corrections[0].Reply; got == nil || got.Text != "The annex was part of the diploma." {
		t.Fatalf("want the reply, got %+v", got)
	}
	s.get("emre", "en", "?done=reply").Wants(t, "Your reply was sent.", "You replied on", "Not begun")
	s.get("emre", "en", "/corrections/1").Wants(t, "The annex was part of the diploma.", "cannot be changed")
}

func TestTheSameReplySentTwiceIsOneAndAnotherIsAConflict(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.asks("education")
	for range 2 {
		s.leads(s.post("emre", "/corrections/1", "text", "The first answer."), "?done=reply")
	}
	got := s.post("emre", "/corrections/1", "text", "Another answer.")
	got.WantPage(t, http.StatusConflict, "en")
	got.Wants(t, `value="Another answer."`) // what was typed stays on the page
	if text := s.peek().Corrections[0].Reply.Text; text != "The first answer." {
		t.Errorf("want the first answer, got %q", text)
	}
}

func TestAReplyThatCannotBeTakenKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.asks("education")
	long := strings.Repeat("ə", application.MostReason+1)
	for name, c := range map[string]struct {
		pairs []string
		wants []string
	}{
		"nothing at all":           {nil, []string{`href="#text"`, "Write a reply, or add a document that is ready"}},
		"spaces":                   {[]string{"text", "   "}, []string{`href="#text"`}},
		"one character too many":   {[]string{"text", long}, []string{`href="#text"`, ">" + long + "<"}},
		"a document of nobody":     {[]string{"text", "Here.", "documents", "doc_none"}, []string{`href="#documents"`, ">Here.<"}},
		"text and documents wrong": {[]string{"text", long, "documents", "doc_none"}, []string{`href="#text"`, `href="#documents"`, ">" + long + "<"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := s.post("emre", "/corrections/1", c.pairs...)
			got.WantPage(t, http.StatusUnprocessableEntity, "en")
			got.Wants(t, append(c.wants, asking, "Please correct the following")...)
		})
	}
}

func TestAReplyOfTheMostCharactersIsTaken(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.asks("education")
	s.leads(s.post("emre", "/corrections/1", "text", strings.Repeat("ə", application.MostReason)), "?done=reply")
}

func TestARequestThatIsNotThereIsNotFound(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.asks("education")
	for _, number := range []string{"0", "2", "-1", "one", "1.5"} {
		s.get("emre", "en", "/corrections/"+number).WantPage(t, http.StatusNotFound, "en")
		s.post("emre", "/corrections/"+number, "text", "Hello there.").WantPage(t, http.StatusNotFound, "en")
	}
}

func TestAfterAWithdrawalARequestWaitsNoMore(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.asks("education")
	s.leads(s.post("emre", "/withdrawal", "understood", "yes"), "?done=withdrawal")
	s.get("emre", "en", "").Hides(t, "Waits for your reply", "Reply: Education")
	s.get("emre", "en", "/corrections/1").Wants(t, "A reply is no longer needed.")
	s.get("emre", "en", "/corrections/1/documents/new").WantPage(t, http.StatusConflict, "en")
	s.post("emre", "/corrections/1", "text", "Too late.").WantPage(t, http.StatusConflict, "en")
}

// Without scripts: what the file is, then the file itself straight to the documents' store, which leads back to the
// request.
func TestADocumentGoesWithTheReplyWithoutScripts(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.asks("education")
	id := s.declares("diploma", "en", "application/pdf")
	s.get("emre", "en", "/corrections/1").Wants(t, "/documents/"+id+"/upload", "Waiting for the file")
	back := s.sends(s.get("emre", "en", "/corrections/1/documents/"+id+"/upload"))
	if want := "/en/applications/" + string(s.id) + "/corrections/1"; !strings.HasSuffix(back, want) {
		t.Errorf("want the store to lead back to %s, got %q", want, back)
	}
	page := s.get("emre", "en", "/corrections/1")
	page.Wants(t, `value="`+id+`"`, "checked", "Documents to send with the reply")
	s.leads(s.get("emre", "en", "/corrections/1/documents/"+id+"/upload"), "/corrections/1")

	s.leads(s.post("emre", "/corrections/1", "documents", id), "?done=reply")
	if got := s.peek().Corrections[0].Reply.Documents; len(got) != 1 || got[0] != id {
		t.Errorf("want the document with the reply, got %v", got)
	}
	if file := s.get("emre", "en", "/file/"+id); file.Status != http.StatusSeeOther || !strings.HasPrefix(file.Location(), s.Documents()) || !strings.HasSuffix(file.Location(), "/"+id) {
		t.Errorf("want the way to the document, got %d to %q", file.Status, file.Location())
	}
}

// declares says what a document is and returns its id.
func (s *stage) declares(kind, language, mediaType string) string {
	s.t.Helper()
	got := s.post("emre", "/corrections/1/documents/new", "kind", kind, "language", language, "media_type", mediaType)
	rest, found := strings.CutSuffix(got.Location(), "/upload")
	if got.Status != http.StatusSeeOther || !found {
		s.t.Fatalf("want a way to the upload, got %d to %q\n%s", got.Status, got.Location(), got.Body)
	}
	return path.Base(rest)
}

var (
	action = regexp.MustCompile(`action="(http[^"]+)"`)
	hidden = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)"`)
)

// sends posts the form of an upload page with a paper, as a browser does, and returns where it leads.
func (s *stage) sends(page visitor.Answer) string {
	s.t.Helper()
	page.WantPage(s.t, http.StatusOK, "en")
	fields := url.Values{}
	for _, field := range hidden.FindAllStringSubmatch(page.Body, -1) {
		fields.Set(field[1], field[2])
	}
	content, err := specimen.Paper{Title: "Annex"}.PDF()
	must(s.t, err)
	return s.Carry(action.FindStringSubmatch(page.Body)[1], fields, content).Location()
}

func TestADocumentThatWasAddedCanBeTakenOutAgain(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.asks("education")
	id := s.declares("diploma", "en", "application/pdf")
	for range 2 { // pressed twice it is done once
		s.leads(s.post("emre", "/corrections/1/documents/"+id+"/removal"), "/corrections/1")
	}
	c := s.peek()
	if _, err := c.Document(id); err == nil {
		t.Error("want the document out")
	}
	s.post("emre", "/corrections/1/documents/doc_diploma/removal").WantPage(t, http.StatusConflict, "en")
}

func TestEveryFaultOfADocumentIsSaidAtOnceWithWhatWasChosen(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.asks("education")
	got := s.post("emre", "/corrections/1/documents/new", "kind", "diploma")
	got.WantPage(t, http.StatusUnprocessableEntity, "en")
	got.Wants(t, `href="#language"`, `href="#media_type"`, `value="diploma" selected`)
	got = s.post("emre", "/corrections/1/documents/new", "kind", "diploma", "language", "none", "media_type", "application/pdf")
	got.WantPage(t, http.StatusUnprocessableEntity, "en")
	got.Wants(t, `href="#language"`)
	got.Hides(t, "No text (only a photograph or a passport page)")
	got = s.post("emre", "/corrections/1/documents/new", "kind", "translation", "language", "en", "media_type", "application/pdf")
	got.WantPage(t, http.StatusUnprocessableEntity, "en")
	got.Wants(t, `href="#translation_of"`, `value="translation" selected`, `value="en" selected`)
	c := s.peek()
	if n := len(c.Unsent()); n != 0 {
		t.Errorf("want nothing added, got %d", n)
	}
}

// A script hears from the store itself how the sending ended; being led to a page would tell it nothing.
func TestAScriptsFormLeadsNowhere(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.asks("education")
	got := s.post("emre", "/corrections/1/documents/new", "kind", "diploma", "language", "en", "media_type", "application/pdf",
		"file_name", "annex.pdf", "size", "1200", "script", "yes")
	plain, found := strings.CutSuffix(got.Location(), "/upload?script=yes")
	if got.Status != http.StatusSeeOther || !found {
		t.Fatalf("want a form for a script, got %d to %q", got.Status, got.Location())
	}
	form := s.As("emre").Get(got.Location())
	form.WantPage(t, http.StatusOK, "en")
	form.Hides(t, "success_action_redirect")
	s.As("emre").Get(plain+"/upload").Wants(t, "success_action_redirect")
	c := s.peek()
	if d := c.Unsent()[0]; d.FileName != "annex.pdf" || d.DeclaredSize != 1200 || d.Language != "en" {
		t.Errorf("want what was declared, got %+v", d)
	}
}

func TestTheStateForScriptsHoldsNothingPersonal(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.asks("education")
	id := s.declares("diploma", "en", "application/pdf")
	got := s.get("emre", "en", "/corrections/1/documents/state")
	got.Wants(t, `"`+id+`":"`+string(evidence.Expected)+`"`)
	got.Hides(t, "pdf", "Diploma")
	s.leads(s.get("emre", "en", "/corrections/1/documents"), "/corrections/1")
}
