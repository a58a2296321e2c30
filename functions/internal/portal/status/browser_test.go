package status_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hsmp.example/cases/functions/internal/portal/rehearsal"
	"hsmp.example/cases/localstack/browser"
	"hsmp.example/cases/pkg/domain/evidence/specimen"
	"hsmp.example/cases/web/page"
)

// visit opens a page of emre's case.
func (s *stage) visit(language, path string, options ...browser.Option) *browser.Page {
	s.t.Helper()
	options = append([]browser.Option{browser.At(browser.Site{URL: s.URL, Documents: s.Documents()}), browser.In(language)}, options...)
	p := browser.Start(s.t, options...)
	p.OpenAddress(s.AddressAs("emre", s.path(language, path)))
	return p
}

// manners are the ways in which a journey has to work.
var manners = map[string][]browser.Option{
	"with the mouse":  nil,
	"by keyboard":     {browser.ByKeyboard()},
	"without scripts": {browser.WithoutJavaScript()},
}

func TestEveryPageStandsUpToInspection(t *testing.T) {
	t.Parallel()
	open, recognised, refused := newStage(t), newStage(t), newStage(t)
	open.asks("education")
	l := open.peek().Lanes[0]
	_, err := open.UseCases.Scoring.RequestExtension(t.Context(), rehearsal.People(officer(l)), open.id, l.ID, why)
	must(t, err)
	open.declares("diploma", "en", "application/pdf")
	recognised.decide(80)
	refused.decide(40)
	for name, c := range map[string]struct {
		stage *stage
		pages [][2]string // language, path
	}{
		"while it is assessed": {open, [][2]string{{"az", ""}, {"tr", ""}, {"en", ""}, {"ru", ""}, {"ru", "/corrections"}, {"az", "/corrections/1"},
			{"ru", "/corrections/1/documents/new"}, {"tr", "/withdrawal"}, {"az", "/accesses"}, {"ru", "/file"}}},
		"after its recognition": {recognised, [][2]string{{"az", ""}, {"ru", "/decision"}}},
		"after its refusal":     {refused, [][2]string{{"tr", "/decision"}, {"en", ""}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.stage.inspect(t, c.pages)
		})
	}
}

// inspect goes through pages in one window. What axe looks for is the same in every language, so it looks at each page
// once.
func (s *stage) inspect(t *testing.T, pages [][2]string) {
	t.Helper()
	at := &stage{Visitor: s.Visitor, t: t, id: s.id}
	p := at.visit(pages[0][0], pages[0][1])
	inspected := map[string]bool{}
	for _, page := range pages {
		p.OpenAddress(s.URL + s.path(page[0], page[1]))
		if inspected[page[1]] {
			p.Fits()
		} else {
			p.Inspect()
		}
		inspected[page[1]] = true
		p.InPrint(func() { p.NoHorizontalScroll() })
	}
}

func TestThePageRenewsItselfAndReadsOutWhatChanged(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	p := s.visit("en", "")
	p.See("This page renews itself.", "0 of 7 lanes finished")
	p.Click("Why this date?")
	p.See("Ordinary weekend days not counted")
	s.scoreLane(s.peek().Lanes[0], 80)
	look(p)
	p.See("1 of 7 lanes finished", "Changed: Work experience in the relevant field: Finished", "Ordinary weekend days not counted")
	if got := p.Focused(); !strings.Contains(got, "Why this date?") {
		t.Errorf("want the keyboard where it was, got %q", got)
	}
	s.decide(90)
	look(p)
	p.See("Download the certificate (PDF)", "Changed: State: Recognised")
	p.DoNotSee("This page renews itself.")
	if got := p.Eval(`String(document.querySelector("[data-live]"))`); got != "null" {
		t.Errorf("want no further look at a closed case, got %s", got)
	}
}

// look has live.js look at once, as it does when the network is back.
func look(p *browser.Page) { p.Eval(`String(dispatchEvent(new Event("online")))`) }

// What goes away between press and release is never clicked: the page keeps what is new until the release.
func TestThePageDoesNotChangeUnderAPress(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	p := s.visit("en", "")
	p.See("This page renews itself.")
	p.Eval(`String(fetch = (ask => async (...about) => {
		const text = await (await ask(...about)).text();
		document.body.append("The answer is here");
		return new Response(text);
	})(fetch))`)
	p.Eval(`String(dispatchEvent(new Event("pointerdown")))`)
	s.scoreLane(s.peek().Lanes[0], 80)
	look(p)
	p.See("The answer is here")
	p.DoNotSee("1 of 7 lanes finished")
	p.Eval(`String(dispatchEvent(new Event("pointerup")))`)
	p.See("1 of 7 lanes finished")
}

func TestALostNetworkIsSaidAndMadeUpFor(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	p := s.visit("en", "")
	p.See("This page renews itself.")
	p.Offline(true)
	look(p)
	p.See("No connection. What you see may be out of date")
	s.scoreLane(s.peek().Lanes[0], 80)
	p.Offline(false)
	p.See("1 of 7 lanes finished")
	p.DoNotSee("No connection.")
}

func TestWithoutScriptsALinkRefreshesThePage(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	p := s.visit("en", "", browser.WithoutJavaScript())
	p.DoNotSee("This page renews itself.")
	s.scoreLane(s.peek().Lanes[0], 80)
	p.Click("Refresh")
	p.See("1 of 7 lanes finished")
}

func TestARequestIsAnsweredWithADocumentInEveryManner(t *testing.T) {
	t.Parallel()
	for name, options := range manners {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			s.asks("education")
			p := s.visit("en", "", options...)
			p.Click("Reply: Education")
			p.See(asking)
			p.Click("Add a document")
			p.Choose("Kind of document", "Diploma or academic certificate")
			p.Choose("Language of the document", "English")
			if name == "without scripts" {
				p.Choose("Format of the file", "PDF")
				p.Click("Continue")
				p.Upload("File", paper(t))
				p.Click("Send the file")
			} else {
				p.Upload("File", paper(t))
				p.Click("Continue")
			}
			p.See("Documents to send with the reply")
			p.Fill("Text of the reply", "Here is the annex.")
			p.Click("Send the reply")
			p.See("Your reply was sent.")
			if r := s.peek().Corrections[0].Reply; r == nil || len(r.Documents) != 1 || r.Text != "Here is the annex." {
				t.Errorf("want the words and the document, got %+v", r)
			}
		})
	}
}

func TestAReplyIsKeptWhileItsDocumentsAreSent(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.asks("education")
	p := s.visit("en", "/corrections/1")
	p.Fill("Text of the reply", "Half a reply, ")
	p.Click("Add a document")
	p.Click("Back")
	p.See(asking)
	if got := p.Value("Text of the reply"); strings.TrimSpace(got) != "Half a reply," {
		t.Errorf("want what was typed, got %q", got)
	}
	p.Click("Send the reply")
	p.See("Your reply was sent.")
	if got := p.Eval("String(localStorage.length)"); got != "0" {
		t.Errorf("want nothing left on the device, got %s", got)
	}
}

func TestAReplySurvivesANetworkThatIsLostAtTheSending(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.asks("education")
	p := s.visit("en", "/corrections/1")
	p.Fill("Text of the reply", "A whole reply.")
	p.Eval(`document.querySelector("form[data-reply]").addEventListener("submit", (event) => event.preventDefault()); ""`) // it goes nowhere
	p.Click("Send the reply")
	p.Open("/applications/" + string(s.id) + "/corrections/1")
	if got := p.Value("Text of the reply"); got != "A whole reply." {
		t.Errorf("want what was typed, got %q", got)
	}
	p.Click("Send the reply")
	p.See("Your reply was sent.")
	if got := p.Eval("String(localStorage.length)"); got != "0" {
		t.Errorf("want nothing left on the device, got %s", got)
	}
}

func TestAWithdrawalIsConfirmedInEveryManner(t *testing.T) {
	t.Parallel()
	for name, options := range manners {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			p := s.visit("en", "", options...)
			p.Click("Withdraw the application")
			p.Click("Withdraw the application")
			p.See("Please correct the following", "Confirm that you understand")
			p.Check("I understand that this cannot be undone")
			p.Click("Withdraw the application")
			p.See("The application was withdrawn.", "Closed by your withdrawal")
		})
	}
}

func TestTheCertificateIsKeptAsAFileAndThePageOnPaper(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.decide(90)
	p := s.visit("az", "")
	words := page.Page{Language: "az"}
	name, content := p.Download(words.Say("status.get-certificate"))
	if want := s.peek().Certificate.Number + ".pdf"; name != want || !strings.HasPrefix(string(content), "%PDF") {
		t.Errorf("want %s, got %s of %d bytes", want, name, len(content))
	}
	p.InPrint(func() { p.DoNotSee(words.Say("status.refresh"), words.Say("status.to-accesses")) })
	if paper := p.PDF(); len(paper) < 1000 {
		t.Errorf("want the page on paper, got %d bytes", len(paper))
	}
}

// paper writes a PDF to send.
func paper(t *testing.T) string {
	t.Helper()
	content, err := specimen.Paper{Title: "Annex", Body: []string{fmt.Sprint("Marks of ", t.Name())}}.PDF()
	must(t, err)
	name := filepath.Join(t.TempDir(), "annex.pdf")
	must(t, os.WriteFile(name, content, 0o600))
	return name
}
