package application_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hsmp.example/cases/localstack/browser"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/evidence/specimen"
)

// window opens a page of the stage as emre; {id} in the path is the draft's.
func (s *stage) window(path string, options ...browser.Option) *browser.Page {
	s.t.Helper()
	site := browser.Site{URL: s.URL, Documents: s.Documents()}
	p := browser.Start(s.t, append([]browser.Option{browser.At(site), browser.In("en")}, options...)...)
	p.OpenAddress(s.AddressAs("emre", s.to(path)))
	return p
}

func file(t testing.TB, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestEveryPageStandsUpToInspection(t *testing.T) {
	t.Parallel()
	s := filled(t)
	s.bring(paper(t, "diploma"), "kind", "diploma", "language", "en", "media_type", "application/pdf")
	s.bring([]byte("no document"), "kind", "reference", "language", "en", "media_type", "application/pdf")
	waiting := s.post("/en/applications/{id}/draft/documents/new", map[string][]string{"kind": {"reference"}, "language": {"none"}, "media_type": {"image/png"}})
	upload := strings.TrimPrefix(waiting.Location(), "/en")
	p := s.window("/en/applications")
	for _, path := range append([]string{upload, strings.Replace(upload, "/upload", "/remove", 1)}, everyPage...) {
		p.Open(s.to(path))
		p.Inspect()
	}
}

func TestTheConflictAndTheRefusalStandUpToInspection(t *testing.T) {
	t.Parallel()
	s := filled(t)
	p := s.window("/en/applications/{id}/draft/contact")
	p.Fill("Email address", "nobody")
	p.Click("Save and continue")
	p.See("Please correct the following", "Email address: This does not look right.")
	p.Inspect()
	s.save(wholePatch())
	p.Fill("Address", "Bakı")
	p.Expects("409")
	p.Click("Save and continue")
	p.See("What was saved meanwhile")
	p.Inspect()
	p.Within("Email address").Check("What was saved meanwhile")
	p.Click("Save what I chose")
	p.IsAt(s.to("/applications/{id}/draft/expertise"))
	if got := s.peek().Form.Contact; got.Email != "emre@example.org" || got.Address != "Bakı" {
		t.Errorf("want the choice stored, got %+v", got)
	}
}

func TestAPartIsFilledInByKeyboardAlone(t *testing.T) {
	t.Parallel()
	s := begun(t)
	p := s.window("/en/applications/{id}/draft/languages", browser.ByKeyboard())
	p.Choose("Language", "English")
	p.Choose("Level", "C1")
	p.Fill("Certificate (optional)", "IELTS 8.0")
	p.Click("Add a language")
	p.Within("Language 2").Choose("Language", "Russian")
	p.Within("Language 2").Choose("Level", "B2")
	p.Click("Save and continue")
	p.IsAt(s.to("/applications/{id}/draft/finances"))
	if got := s.peek().Form.Languages; len(got) != 2 || got[1].Language != "ru" || got[0].Certificate != "IELTS 8.0" {
		t.Errorf("want two languages, got %+v", got)
	}
}

// Enter in a field saves; it must never press the first button on the page, which takes an entry out.
func TestEnterInAFieldSavesAndRemovesNothing(t *testing.T) {
	t.Parallel()
	s := filled(t)
	p := s.window("/en/applications/{id}/draft/experience")
	p.Fill("Employer", "Ege")
	p.Press("Enter")
	p.IsAt(s.to("/applications/{id}/draft/education"))
	if got := s.peek().Form.Experience; len(got) != 1 || got[0].Employer != "Ege" {
		t.Errorf("want the post saved, got %+v", got)
	}
}

func TestTypingIsSavedByItself(t *testing.T) {
	t.Parallel()
	s := filled(t)
	p := s.window("/en/applications/{id}/draft/impact")
	p.Fill("Contribution to national goals", "Typed and never sent.")
	p.See("Saved at 10:00")
	if got := s.peek().Form.Impact.Goals; got != "Typed and never sent." {
		t.Errorf("want it stored, got %q", got)
	}
	if kept := p.Eval(keptKeys); kept != "0" {
		t.Errorf("want nothing kept on the device once it is saved, got %s", kept)
	}
}

func TestALostNetworkKeepsWhatIsTypedAndSendsItLater(t *testing.T) {
	t.Parallel()
	s := filled(t)
	p := s.window("/en/applications/{id}/draft/impact")
	p.Offline(true)
	p.Fill("Contribution to national goals", "Typed without a network.")
	p.See("No network: what you typed is kept on this device")
	p.Offline(false)
	p.See("Saved at 10:00")
	if got := s.peek().Form.Impact.Goals; got != "Typed without a network." {
		t.Errorf("want it stored, got %q", got)
	}
}

func TestWhatWasNotSavedComesBackAndCanBeDropped(t *testing.T) {
	t.Parallel()
	s := filled(t)
	lost := s.window("/en/applications/{id}/draft/impact")
	lost.Offline(true) // and for good: this window never comes back
	lost.Fill("Contribution to national goals", "Typed before the battery was empty.")
	lost.See("No network")
	keeps(t, lost)
	p := lost.Tab()
	p.Open(s.to("/applications/{id}/draft/impact"))
	p.See("was brought back")
	if got := p.Value("Contribution to national goals"); got != "Typed before the battery was empty." {
		t.Errorf("want what was typed, got %q", got)
	}
	p.Click("Discard this and show what is saved")
	p.DoNotSee("was brought back")
	if got := p.Value("Contribution to national goals"); got != "Instant payments for the region." {
		t.Errorf("want what is saved, got %q", got)
	}
}

// What the service cannot read is on the page and on the device alone: the same page in another language has it as
// well.
func TestAnotherLanguageKeepsWhatCameBackWithFaults(t *testing.T) {
	t.Parallel()
	s := filled(t)
	p := s.window("/en/applications/{id}/draft/identity")
	p.Within("Date of birth").Fill("Day", "99")
	p.Click("Save and continue")
	p.See("Please correct the following")
	p.Click("Türkçe")
	p.See("Lütfen aşağıdakileri düzeltin")
	if got := p.Eval(`document.querySelector("main [name=identity-birth_date-day]").value`); got != "99" {
		t.Errorf("want what was typed, got %q", got)
	}
}

func TestSigningOutEverywhereLeavesNothingOnTheDevice(t *testing.T) {
	t.Parallel()
	s := filled(t)
	p := s.window("/en/applications/{id}/draft/impact")
	p.Offline(true)
	p.Fill("Contribution to national goals", "Nobody else's business.")
	p.See("No network")
	keeps(t, p)
	left := p.Tab()
	left.Open("/sign-out")
	left.Inspect()
	left.Click("Sign out on all devices")
	left.See("Sign in")
	// The other tab hears of it in its own time; what it does when it goes would keep what was typed.
	const goes = "dispatchEvent(new Event('pagehide')); " + keptKeys
	eventually(t, "nothing kept on the device any more", func() bool { return p.Eval(goes) == "0" })
	p.Fill("Contribution to national goals", "Nobody else's business, and more of it.")
	if kept := p.Eval(goes); kept != "0" {
		t.Errorf("want nothing kept of what is typed later, got %s", kept)
	}
}

func TestADraftIsKeptWhenTheSessionEnds(t *testing.T) {
	t.Parallel()
	s := filled(t)
	p := s.window("/en/applications/{id}/draft/impact")
	p.LoseSession()
	p.Expects("401")
	p.Fill("Contribution to national goals", "Typed after the session had ended.")
	p.See("Your session has ended. What you typed is kept on this device")
	p.OpenAddress(s.AddressAs("emre", s.to("/en/applications/{id}/draft/impact")))
	p.See("was brought back")
	p.Click("Save and continue")
	p.IsAt(s.to("/applications/{id}/draft/documents"))
	if got := s.peek().Form.Impact.Goals; got != "Typed after the session had ended." {
		t.Errorf("want it stored, got %q", got)
	}
	if kept := p.Eval(keptKeys); kept != "0" {
		t.Errorf("want nothing kept on the device once it is saved, got %s", kept)
	}
}

func TestAFileIsSentWithScriptsAndItsVerdictShown(t *testing.T) {
	t.Parallel()
	s := filled(t)
	p := s.window("/en/applications/{id}/draft/documents/new?kind=diploma")
	p.Choose("Language of the document", "English")
	p.Upload("File", file(t, "diploma.pdf", paper(t, "diploma")))
	p.Click("Continue")
	p.IsAt(s.to("/applications/{id}/draft/documents"))
	p.See("diploma.pdf", "Accepted")
}

func TestARejectedFileIsShownWithItsReasonAndReplaced(t *testing.T) {
	t.Parallel()
	s := filled(t)
	p := s.window("/en/applications/{id}/draft/documents/new?kind=reference")
	p.Choose("Language of the document", "English")
	p.Upload("File", file(t, "reference.pdf", specimen.EICAR()))
	p.Click("Continue")
	p.See("Rejected", "this is none of the formats that are taken")
	p.Click("Replace reference.pdf")
	p.Choose("Language of the document", "English")
	p.Upload("File", file(t, "reference2.pdf", paper(t, "reference")))
	p.Click("Continue")
	p.See("reference2.pdf", "Accepted")
	p.DoNotSee("Rejected")
}

func TestAnUploadGoesOnWhenTheNetworkIsBack(t *testing.T) {
	t.Parallel()
	s := filled(t)
	p := s.window("/en/applications/{id}/draft/documents/new?kind=diploma")
	p.Choose("Language of the document", "English")
	p.Upload("File", file(t, "diploma.pdf", paper(t, "diploma")))
	p.Offline(true)
	p.Eval("document.querySelector('form[data-declare] button[type=submit]').click(); ''")
	p.See("No network. Sending goes on when the network is back")
	p.Offline(false)
	p.See("diploma.pdf", "Accepted")
	if n := len(s.peek().Documents); n != 1 {
		t.Errorf("want it declared once, got %d", n)
	}
}

func TestADocumentComesInThroughABrowserWithoutScripts(t *testing.T) {
	t.Parallel()
	s := filled(t)
	p := s.window("/en/applications/{id}/draft/documents/new?kind=diploma", browser.WithoutJavaScript())
	p.Choose("Language of the document", "English")
	p.Check("PDF")
	p.Click("Continue")
	p.Upload("File", file(t, "diploma.pdf", paper(t, "diploma")))
	p.Click("Send")
	p.See("Accepted")
	if got := s.peek().Documents[0].State; got != evidence.Accepted {
		t.Errorf("want it accepted, got %s", got)
	}
}
