package status_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"hsmp.example/cases/pkg/application"
	"hsmp.example/cases/pkg/evidence"
	"hsmp.example/cases/pkg/evidence/specimen"
)

func TestARequestIsAnsweredInPlace(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.get("emre", "en", "/corrections").wants(t, "No authority has asked you for anything.")
	s.asks("education")
	s.get("emre", "en", "").wants(t, "An authority asks you to mend something", "Reply: Education", "Waits for your reply", "Reply wanted by")
	s.get("emre", "en", "/corrections").wants(t, asking, "Ministry of Science and Education")
	s.get("emre", "en", "/corrections/1").wants(t, asking, "Please reply by", "Text of the reply", "/corrections/1/documents/new")

	s.post("emre", "/corrections/1", "text", "The annex was part of the diploma.").leads(t, "/en/applications/"+string(s.id)+"?done=reply")
	if got := s.peek().Corrections[0].Reply; got == nil || got.Text != "The annex was part of the diploma." {
		t.Fatalf("want the reply, got %+v", got)
	}
	s.get("emre", "en", "?done=reply").wants(t, "Your reply was sent.", "You replied on", "Not begun")
	s.get("emre", "en", "/corrections/1").wants(t, "The annex was part of the diploma.", "cannot be changed")
}

func TestTheSameReplySentTwiceIsOneAndAnotherIsAConflict(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.asks("education")
	for range 2 {
		s.post("emre", "/corrections/1", "text", "The first answer.").leads(t, "?done=reply")
	}
	got := s.post("emre", "/corrections/1", "text", "Another answer.")
	got.wantPage(t, http.StatusConflict, "en")
	got.wants(t, `value="Another answer."`) // what was typed stays on the page
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
			got.wantPage(t, http.StatusUnprocessableEntity, "en")
			got.wants(t, append(c.wants, asking, "Please correct the following")...)
		})
	}
}

func TestAReplyOfTheMostCharactersIsTaken(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.asks("education")
	s.post("emre", "/corrections/1", "text", strings.Repeat("ə", application.MostReason)).leads(t, "?done=reply")
}

func TestARequestThatIsNotThereIsNotFound(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.asks("education")
	for _, number := range []string{"0", "2", "-1", "one", "1.5"} {
		s.get("emre", "en", "/corrections/"+number).wantPage(t, http.StatusNotFound, "en")
		s.post("emre", "/corrections/"+number, "text", "Hello there.").wantPage(t, http.StatusNotFound, "en")
	}
}

func TestAfterAWithdrawalARequestWaitsNoMore(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.asks("education")
	s.post("emre", "/withdrawal", "understood", "yes").leads(t, "?done=withdrawal")
	s.get("emre", "en", "").hides(t, "Waits for your reply", "Reply: Education")
	s.get("emre", "en", "/corrections/1").wants(t, "A reply is no longer needed.")
	s.get("emre", "en", "/corrections/1/documents/new").wantPage(t, http.StatusConflict, "en")
	s.post("emre", "/corrections/1", "text", "Too late.").wantPage(t, http.StatusConflict, "en")
}

// Without scripts: what the file is, then the file itself straight to the documents' store, which leads back to the request.
func TestADocumentGoesWithTheReplyWithoutScripts(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.asks("education")
	id := s.declares("diploma", "en", "application/pdf")
	s.get("emre", "en", "/corrections/1").wants(t, "/documents/"+id+"/upload", "Waiting for the file")
	back := s.sends(s.get("emre", "en", "/corrections/1/documents/"+id+"/upload"))
	if want := "/en/applications/" + string(s.id) + "/corrections/1"; !strings.HasSuffix(back, want) {
		t.Errorf("want the store to lead back to %s, got %q", want, back)
	}
	page := s.get("emre", "en", "/corrections/1")
	page.wants(t, `value="`+id+`"`, "checked", "Documents to send with the reply")
	s.get("emre", "en", "/corrections/1/documents/"+id+"/upload").leads(t, "/corrections/1")

	s.post("emre", "/corrections/1", "documents", id).leads(t, "?done=reply")
	if got := s.peek().Corrections[0].Reply.Documents; len(got) != 1 || got[0] != id {
		t.Errorf("want the document with the reply, got %v", got)
	}
	s.get("emre", "en", "/file/"+id).leads(t, "/"+id)
}

// declares says what a document is and returns its id.
func (s *stage) declares(kind, language, mediaType string) string {
	s.t.Helper()
	got := s.post("emre", "/corrections/1/documents/new", "kind", kind, "language", language, "media_type", mediaType)
	got.leads(s.t, "/upload")
	parts := strings.Split(got.location, "/")
	return parts[len(parts)-2]
}

var (
	action = regexp.MustCompile(`action="(http[^"]+)"`)
	hidden = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)"`)
)

// sends posts the form of an upload page with a paper, as a browser does, and returns where it leads.
func (s *stage) sends(page answer) string {
	s.t.Helper()
	page.wantPage(s.t, http.StatusOK, "en")
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for _, field := range hidden.FindAllStringSubmatch(page.body, -1) {
		must(s.t, form.WriteField(field[1], field[2]))
	}
	file, err := form.CreateFormFile("file", "annex.pdf")
	must(s.t, err)
	content, err := specimen.Paper{Title: "Annex"}.PDF()
	must(s.t, err)
	_, err = file.Write(content)
	must(s.t, err)
	must(s.t, form.Close())
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	got, err := client.Post(action.FindStringSubmatch(page.body)[1], form.FormDataContentType(), &body)
	must(s.t, err)
	defer got.Body.Close()
	return got.Header.Get("Location")
}

func TestADocumentThatWasAddedCanBeTakenOutAgain(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.asks("education")
	id := s.declares("diploma", "en", "application/pdf")
	for range 2 { // pressed twice it is done once
		s.post("emre", "/corrections/1/documents/"+id+"/removal").leads(t, "/corrections/1")
	}
	c := s.peek()
	if _, err := c.Document(id); err == nil {
		t.Error("want the document out")
	}
	s.post("emre", "/corrections/1/documents/doc_diploma/removal").wantPage(t, http.StatusConflict, "en")
}

func TestEveryFaultOfADocumentIsSaidAtOnceWithWhatWasChosen(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.asks("education")
	got := s.post("emre", "/corrections/1/documents/new", "kind", "diploma")
	got.wantPage(t, http.StatusUnprocessableEntity, "en")
	got.wants(t, `href="#language"`, `href="#media_type"`, `value="diploma" selected`)
	got = s.post("emre", "/corrections/1/documents/new", "kind", "translation", "language", "en", "media_type", "application/pdf")
	got.wantPage(t, http.StatusUnprocessableEntity, "en")
	got.wants(t, `href="#translation_of"`, `value="translation" selected`, `value="en" selected`)
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
	got := s.post("emre", "/corrections/1/documents/new", "kind", "diploma", "language", "none", "media_type", "application/pdf",
		"file_name", "annex.pdf", "size", "1200", "script", "yes")
	got.leads(t, "/upload?script=yes")
	form := s.send("emre", http.MethodGet, s.URL+got.location, nil, "")
	form.wantPage(t, http.StatusOK, "en")
	form.hides(t, "success_action_redirect")
	s.send("emre", http.MethodGet, s.URL+strings.TrimSuffix(got.location, "?script=yes"), nil, "").wants(t, "success_action_redirect")
	c := s.peek()
	if d := c.Unsent()[0]; d.FileName != "annex.pdf" || d.DeclaredSize != 1200 || d.Language != "" {
		t.Errorf("want what was declared, got %+v", d)
	}
}

func TestTheStateForScriptsHoldsNothingPersonal(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.asks("education")
	id := s.declares("diploma", "en", "application/pdf")
	got := s.get("emre", "en", "/corrections/1/documents/state")
	got.wants(t, `"`+id+`":"`+string(evidence.Expected)+`"`)
	got.hides(t, "pdf", "Diploma")
	s.get("emre", "en", "/corrections/1/documents").leads(t, "/corrections/1")
}
