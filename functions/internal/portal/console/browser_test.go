package console_test

import (
	"strings"
	"testing"

	"hsmp.example/cases/functions/internal/portal/rehearsal"
	"hsmp.example/cases/localstack/browser"
	"hsmp.example/cases/pkg/usecase/casework"
)

// visit opens a page of the stage as somebody.
func (s *stage) visit(name, path string, options ...browser.Option) *browser.Page {
	s.t.Helper()
	options = append([]browser.Option{browser.At(browser.Site{URL: s.URL, Documents: s.Documents()}), browser.In("en")}, options...)
	p := browser.Start(s.t, options...)
	p.OpenAddress(s.AddressAs(name, s.path(path)))
	return p
}

func TestEveryPageOfTheConsoleStandsUpToInspection(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.done(expert, lanePath+"education/objection", "reason", why, "legal_basis", "Law, article 1")
	s.done(expert, lanePath+"education/extension", "reason", why)
	s.done(expert, lanePath+"education/correction", "request", why)
	p := s.visit("auditor", "/en/console")
	for _, one := range []struct{ name, path string }{
		{expert, "/az/console"}, {"chief", "/ru/console"}, {"auditor", "/en/console"},
		{expert, "/en/console/cases/{id}"}, {"officer-sms", "/az/console/cases/{id}?document=doc_passport"},
		{"chief", "/en/console/cases/{id}"}, {"decider", "/tr/console/cases/{id}"},
		{expert, "/ru/console/cases/{id}/lanes/education/objection"}, {"chief", "/en/console/cases/{id}/lanes/experience/route"},
		{"reviewer", "/az/console/cases/{id}/objections/1"}, {"chief", "/tr/console/cases/{id}/extensions/1"},
		{"auditor", "/ru/console/cases/{id}/history"},
	} {
		p.OpenAddress(s.AddressAs(one.name, s.path(one.path)))
		p.Inspect()
		p.InPrint(func() { p.NoHorizontalScroll() })
	}
	s.done("reviewer", "/en/console/cases/{id}/objections/1", "ruling", "lifted", "reason", why)
	if _, err := s.UseCases.Intake.Reply(t.Context(), rehearsal.People("emre"), s.id, casework.Answering{Number: 1, Text: why}); err != nil {
		t.Fatal(err) // the lane waits for it
	}
	s.closeAll(80)
	p.OpenAddress(s.AddressAs("decider", s.path("/az/console/cases/{id}/confirmation")))
	p.Inspect()
}

func TestAnOfficerWorksWithSingleKeys(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.file("aynur")
	p := s.visit(expert, "/en/console")
	p.See("Keyboard shortcuts")
	p.Press("j")
	if got := p.Focused(); !strings.Contains(got, string(s.id)+" – Education") {
		t.Errorf("want the first row, got %q", got)
	}
	p.Press("j")
	p.Press("j")
	p.Press("k")
	if got := p.Focused(); !strings.Contains(got, string(s.id)+" – Foreign language skills") {
		t.Errorf("want the second row, got %q", got)
	}
	p.Press("k")
	p.Press("Enter")
	p.IsAt("/en/console/cases/" + string(s.id))
	p.Press("d")
	p.See("Open above")
	p.Press("s")
	if got := p.Focused(); got != "Points" {
		t.Errorf("want the score form, got %q", got)
	}
	p.Type("5")
	p.Press("Tab")
	p.Type("jks? is text while somebody types it here")
	if got := p.Within("Education").Value("Justification"); !strings.HasPrefix(got, "jks?") {
		t.Errorf("want the keys typed, got %q", got)
	}
}

// An officer of two lanes comes to the one that was chosen on the work list, and on a Russian keyboard s is ы.
func TestTheKeyOfScoresGoesToTheLaneThatWasChosen(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	p := s.visit(expert, "/en/console/cases/{id}#languages")
	p.See("Foreign language skills")
	p.Eval(`String(dispatchEvent.call(document.body, new KeyboardEvent("keydown", { key: "ы", code: "KeyS", bubbles: true, cancelable: true })))`)
	p.Type("3")
	if got := p.Within("Foreign language skills").Value("Points"); got != "3" {
		t.Errorf("want the points typed there, got %q", got)
	}
}

func TestSingleKeysCanBeSwitchedOff(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	p := s.visit(expert, "/en/console")
	p.See("Keyboard shortcuts")
	p.Press("?")
	p.Within("Keyboard shortcuts").Uncheck("Use single-key shortcuts")
	p.Click("Close")
	p.Press("j")
	if got := p.Focused(); strings.Contains(got, string(s.id)) {
		t.Errorf("want no shortcut any more, got %q", got)
	}
	p.Reload()
	p.Press("j")
	if got := p.Focused(); strings.Contains(got, string(s.id)) {
		t.Errorf("want the choice kept, got %q", got)
	}
}

func TestAnotherDocumentOpensWithoutLosingWhatIsTyped(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	p := s.visit(expert, "/en/console/cases/{id}")
	p.Within("Education").Fill("Justification", "Half a thought")
	p.Within("Evidence").Click("diploma.pdf – Diploma or academic certificate")
	p.See("Open in a new tab")
	if got := p.Within("Education").Value("Justification"); got != "Half a thought" {
		t.Errorf("want what was typed kept, got %q", got)
	}
	if n := s.reads("doc_diploma"); n != 1 {
		t.Errorf("want the opening kept as a reading, got %d", n)
	}
}

func TestADocumentThatDoesNotOpenCostsNothingTyped(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	p := s.visit(expert, "/en/console/cases/{id}")
	p.Within("Education").Fill("Justification", "Half a thought")
	p.Offline(true)
	p.Within("Evidence").Click("diploma.pdf – Diploma or academic certificate")
	p.See("The document did not open")
	if got := p.Within("Education").Value("Justification"); got != "Half a thought" {
		t.Errorf("want what was typed kept, got %q", got)
	}
}

// Everything goes without scripts and without a mouse.
func TestACaseIsScoredReviewedAndConfirmedInEveryManner(t *testing.T) {
	t.Parallel()
	for name, options := range map[string][]browser.Option{"by keyboard": {browser.ByKeyboard()}, "without scripts": {browser.WithoutJavaScript()}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			s.done("officer-economy", lanePath+"national-goals/objection", "reason", why, "legal_basis", "Law, article 1")
			p := s.visit(expert, "/en/console", options...)
			p.Click(string(s.id) + " – Education")
			p.Click("Claim Education")
			p.See("The lane is claimed")
			p.Within("Evidence").Click("diploma.pdf – Diploma or academic certificate")
			p.See("Open above")
			lane := p.Within("Education")
			lane.Fill("Points", "16")
			lane.Click("Score Education")
			p.See("Please correct the following")
			lane.Fill("Points", "12")
			lane.Fill("Justification", why)
			lane.Check("diploma.pdf")
			lane.Click("Score Education")
			p.See("The score is kept", "12 of 15")
			r := s.visit("reviewer", "/en/console", options...)
			r.Click(string(s.id) + " – Alignment with national socio-economic goals")
			r.Choose("Ruling", "Lift")
			r.Fill("Reason", why)
			r.Click("Give the ruling")
			r.See("The ruling is given")
			s.closeAll(90)
			d := s.visit("decider", "/en/console", options...)
			d.Click(string(s.id) + " – All lanes")
			d.See("Confirm the recognition")
			d.Click("Confirm the recognition")
			d.See("The decision is confirmed")
		})
	}
}
