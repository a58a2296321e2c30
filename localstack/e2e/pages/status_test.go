//go:build e2e

package pages

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"hsmp.example/cases/localstack/browser"
	"hsmp.example/cases/localstack/demo/client"
	"hsmp.example/cases/localstack/demo/filing"
	"hsmp.example/cases/localstack/demo/papers"
)

const (
	askedFor = "Diplomun qiymətlər vərəqini göndərin, zəhmət olmasa."
	answered = "Here is the annex with all marks."
)

// tongue is what the journey needs to find in a language and no text of the pages' own: names that come with the
// programme.
type tongue struct{ education, diploma, english string }

var tongues = map[string]tongue{
	"az": {"Təhsil", "Diplom və ya təhsil sənədi", "İngilis"},
	"tr": {"Eğitim", "Diploma veya öğrenim belgesi", "İngilizce"},
	"ru": {"Образование", "Диплом или документ об образовании", "Английский"},
}

// An authority asks to mend something; the applicant answers in place with a document, in three languages and manners.
func TestAnApplicantAnswersACorrectionInPlace(t *testing.T) {
	t.Parallel()
	for language, c := range map[string]struct {
		user    string
		number  int
		manner  string
		options []browser.Option
	}{
		"az": {"applicant23", 75, "with the mouse", nil},
		"ru": {"applicant24", 76, "by keyboard", []browser.Option{browser.ByKeyboard()}},
		"tr": {"applicant25", 77, "without scripts", []browser.Option{browser.WithoutJavaScript()}},
	} {
		t.Run(c.manner+" in "+language, func(t *testing.T) {
			t.Parallel()
			a := filed(t, c.user, c.number)
			p := browser.Start(t, append([]browser.Option{browser.In(language)}, c.options...)...)
			p.SignIn(c.user)
			p.Open("/applications/" + a.ID)
			p.See(p.Say("status.next.assessing"))
			askThroughAPI(t, a)
			p.Reload()
			p.See(p.Say("status.next.correction"))
			inspect(p)
			answer(t, p, tongues[language], c.manner == "without scripts")
			p.See(p.Say("status.done.reply"))
			repliedWith(t, a)
		})
	}
}

func askThroughAPI(t *testing.T, a *filing.Application) {
	t.Helper()
	err := person(t, "officer-science-education").Post(t.Context(), a.CasePath("/lanes/education/correction"), map[string]string{"request": askedFor}, nil)
	if err != nil {
		t.Fatal(err)
	}
}

// answer goes from the status page through an upload to the reply.
func answer(t *testing.T, p *browser.Page, say tongue, plain bool) {
	t.Helper()
	p.Click(p.Say("status.answer", "lane", say.education))
	p.See(askedFor)
	inspect(p)
	p.Shot("status-correction")
	p.Click(p.Say("status.add-document"))
	inspect(p)
	p.Choose(p.Say("status.kind"), say.diploma)
	p.Choose(p.Say("status.language"), say.english)
	if plain {
		p.Choose(p.Say("status.format"), "PDF")
		p.Click(p.Say("status.on"))
		p.Inspect()
		p.Upload(p.Say("status.choose-file"), annex(t))
		p.Click(p.Say("status.send-file"))
	} else {
		p.Upload(p.Say("status.choose-file"), annex(t))
		p.Click(p.Say("status.on"))
	}
	if plain {
		lookUntil(p, p.Say("status.look-again"), p.Say("status.send-along"))
	}
	p.Patiently(workflowTime).See(p.Say("status.send-along"))
	p.Fill(p.Say("status.reply-text"), answered)
	p.Click(p.Say("status.send-reply"))
}

// lookUntil follows a link that leads to the same page until the page says a text: whoever has no scripts looks again
// until the inspection has ended.
func lookUntil(p *browser.Page, link, text string) {
	for end := time.Now().Add(workflowTime); time.Now().Before(end) && !strings.Contains(p.Text(), text); {
		p.Click(link)
	}
}

func repliedWith(t *testing.T, a *filing.Application) {
	t.Helper()
	asked, err := a.Corrections(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(asked) != 1 || asked[0].Reply == nil || asked[0].Reply.Text != answered || len(asked[0].Reply.Documents) != 1 {
		t.Errorf("want one correction answered with words and a document, got %+v", asked)
	}
}

// annex is a paper of the demo, under a name of its own.
func annex(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "annex.pdf")
	files, err := papers.Somebody(81).Files()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(files, func(f client.File) bool { return f.Kind == "diploma" })
	if err := os.WriteFile(name, files[i].Content, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// A withdrawal is asked about, confirmed, and final. Somebody else finds no such case.
func TestAnApplicantWithdraws(t *testing.T) {
	t.Parallel()
	a := filed(t, "applicant22", 78)
	strangerFindsNothing(t, a)
	p := browser.Start(t, browser.In("en"), browser.ByKeyboard())
	p.SignIn("applicant22")
	p.Open("/applications/" + a.ID)
	p.Click(p.Say("status.to-withdrawal"))
	p.Click(p.Say("status.withdraw"))
	p.See(p.Say("status.withdrawal-tick"))
	p.Inspect()
	p.Check(p.Say("status.withdrawal-understood"))
	p.Click(p.Say("status.withdraw"))
	p.See(p.Say("status.done.withdrawal"), p.Say("status.lane.closed"))
	p.DoNotSee(p.Say("status.to-withdrawal"))
	becomes(t, a, "withdrawn")
}

func strangerFindsNothing(t *testing.T, a *filing.Application) {
	t.Helper()
	p := browser.Start(t, browser.In("ru"))
	p.SignIn("applicant21")
	for _, path := range []string{"", "/corrections", "/decision", "/accesses", "/file", "/withdrawal"} {
		p.Expects("404")
		p.Open("/applications/" + a.ID + path)
		p.DoNotSee(p.Say("status.lanes"), p.Say("status.withdraw"))
	}
}

// The status page follows the case by itself to the decision; the certificate is downloaded, and the list tells who
// read.
func TestAnApplicantFollowsTheCaseToItsCertificate(t *testing.T) {
	t.Parallel()
	a := filed(t, "applicant21", 79)
	p := browser.Start(t, browser.In("az"))
	p.SignIn("applicant21")
	p.Open("/applications/" + a.ID)
	p.See(p.Say("status.live"), p.Say("status.lane.open"))
	p.Shot("status")
	p.LoseSession()
	p.Eval(`String(dispatchEvent(new Event("online")))`) // has the page look for news, and it finds that nobody is signed in
	p.SignInHere("applicant21")
	p.See(p.Say("status.live"))
	scoreTheRest(t, a)
	scoreEducation(t, a)
	p.Patiently(workflowTime).See(p.Say("status.state.confirming"))
	if err := person(t, "decider").Post(t.Context(), a.CasePath("/confirmation"), nil, nil); err != nil {
		t.Fatal(err)
	}
	p.Patiently(workflowTime).See(p.Say("status.next.recognised"))
	p.Inspect()
	p.InPrint(func() { p.NoHorizontalScroll() })
	name, content := p.Download(p.Say("status.get-certificate"))
	if !strings.HasSuffix(name, ".pdf") || !strings.HasPrefix(string(content), "%PDF") {
		t.Errorf("want a PDF, got %s of %d bytes", name, len(content))
	}
	reads(p, strings.TrimSuffix(name, ".pdf"))
}

// reads looks at the decision with its reasons, and at who opened the file.
func reads(p *browser.Page, certificate string) {
	p.Click(p.Say("status.read-decision"))
	p.See(certificate, finding, p.Say("status.follows"), p.Say("status.no-objections"))
	p.Inspect()
	p.Shot("status-decision")
	p.Back()
	p.Click(p.Say("status.to-accesses"))
	p.See(p.Say("status.action.read-certificate"), p.Say("status.action.read-decision"), p.Say("status.role.applicant"))
	p.DoNotSee("person-", p.Say("status.chain-broken"))
	p.Inspect()
	p.Shot("status-accesses")
}

func scoreEducation(t *testing.T, a *filing.Application) {
	t.Helper()
	err := person(t, "officer-science-education").Post(t.Context(), a.CasePath("/lanes/education/score"), map[string]any{"points": 13,
		"justification": finding, "evidence": []string{a.Documents["diploma"]}}, nil)
	if err != nil {
		t.Fatal(err)
	}
}
