//go:build e2e

package pages

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hsmp.example/cases/localstack/browser"
	"hsmp.example/cases/localstack/demo/client"
	"hsmp.example/cases/localstack/demo/filing"
	"hsmp.example/cases/localstack/demo/papers"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/evidence/specimen"
	"hsmp.example/cases/pkg/locale"
)

// An applicant begins, fills in every part, brings the documents, looks at all of it and submits: by the pages alone,
// in each language, and once without scripts and once by keyboard alone.
func TestAnApplicantApplies(t *testing.T) {
	t.Parallel()
	for _, one := range []struct {
		name, user, language string
		number               int
		manner               []browser.Option
	}{
		{"in Azerbaijani", "dilnoza", "az", 31, nil},
		{"in Turkish without scripts", "nino", "tr", 32, []browser.Option{browser.WithoutJavaScript()}},
		{"in English by keyboard", "maria", "en", 33, []browser.Option{browser.ByKeyboard()}},
		{"in Russian", "boris", "ru", 34, nil},
	} {
		t.Run(one.name, func(t *testing.T) {
			t.Parallel()
			tidied(t, one.user)
			a := apply(t, one.language, one.manner...)
			a.SignIn(one.user)
			a.begin()
			who := papers.Somebody(one.number)
			a.fillIn(who)
			a.bringAll(who, one.language == "tr")
			a.submit()
		})
	}
}

// Typing and uploading go on after the network was away for a while, and nothing is declared or stored twice.
func TestAnApplicantLosesTheNetwork(t *testing.T) {
	t.Parallel()
	tidied(t, "priya")
	a := apply(t, "en")
	a.SignIn("priya")
	a.begin()
	a.part("impact")
	a.Offline(true)
	a.Fill(a.label("impact.goals"), "Typed without a network.")
	a.See(a.Say("application.device-offline"))
	a.Offline(false)
	a.Patiently(workflowTime).DoNotSee(a.Say("application.device-offline"))
	a.Reload()
	if got := a.Value(a.label("impact.goals")); got != "Typed without a network." {
		t.Errorf("want it stored, got %q", got)
	}
	a.Open(a.draft + "/documents/new?kind=diploma")
	a.Choose(a.Say("application.document-language"), "English")
	a.Upload(a.Say("application.file"), written(t, diploma(t, 35)))
	a.Offline(true)
	a.Eval("document.querySelector('form[data-declare] button[type=submit]').click(); ''")
	a.See(a.Say("application.waiting"))
	a.Offline(false)
	a.Patiently(workflowTime).See("diploma.pdf", a.Say("dossier.state.accepted"))
}

// A file that no scanner lets through is rejected with a reason, and the next one takes its place.
func TestAnApplicantSendsAFileThatIsRejected(t *testing.T) {
	t.Parallel()
	tidied(t, "omar")
	a := apply(t, "en")
	a.SignIn("omar")
	a.begin()
	a.bring("diploma", "English", client.File{Name: "virus.pdf", Content: specimen.WithVirus()})
	a.See("virus.pdf", a.Say("dossier.state.rejected"), "malicious software was found in it")
	a.Inspect()
	a.Click(a.Say("application.replace") + " virus.pdf")
	a.Choose(a.Say("application.document-language"), "English")
	a.Upload(a.Say("application.file"), written(t, diploma(t, 36)))
	a.Click(a.Say("application.on"))
	a.Patiently(workflowTime).See("diploma.pdf", a.Say("dossier.state.accepted"))
	a.DoNotSee("virus.pdf")
}

// tidied ends what the user has open, now and after the test.
func tidied(t *testing.T, user string) {
	t.Helper()
	owner := person(t, user)
	end := func() {
		ctx, cancel := context.WithTimeout(context.Background(), closing)
		defer cancel()
		if err := filing.Tidy(ctx, owner); err != nil {
			t.Error(err)
		}
	}
	end()
	t.Cleanup(end)
}

// applicant is a person in front of the pages of a draft.
type applicant struct {
	*browser.Page
	t        *testing.T
	language locale.Language
	draft    string // path of the draft
}

func apply(t *testing.T, language string, manner ...browser.Option) *applicant {
	t.Helper()
	return &applicant{Page: browser.Start(t, append([]browser.Option{browser.In(language)}, manner...)...), t: t, language: locale.Language(language)}
}

// label is what a field of the form is called.
func (a *applicant) label(key string) string { return a.Say("dossier.label." + key) }

func (a *applicant) optional(key string) string { return a.label(key) + " " + a.Say("kit.optional") }

func (a *applicant) state(code string) string { return evidence.StateNames(code).In(a.language) }

func (a *applicant) begin() {
	a.t.Helper()
	a.Open("/applications")
	inspect(a.Page)
	a.Click(a.Say("application.begin"))
	a.See(a.Say("application.tasks"))
	a.draft = strings.TrimPrefix(strings.Split(a.Path(), "?")[0], "/"+string(a.language))
	inspect(a.Page)
}

// part opens one part of the draft from the list of parts.
func (a *applicant) part(id string) {
	a.t.Helper()
	a.Open(a.draft)
	a.Click(a.Say("application.part." + id))
	a.IsAt(a.draft + "/" + id)
	inspect(a.Page)
}

func (a *applicant) save(next string) {
	a.t.Helper()
	a.Click(a.Say("application.continue"))
	a.IsAt(a.draft + "/" + next)
	inspect(a.Page)
}

// date fills the three fields of a date, written 2024-03-01.
func (a *applicant) date(within *browser.Page, legend, value string) {
	a.t.Helper()
	parts := strings.Split(value, "-")
	group := within.Within(legend)
	for i, name := range []string{"kit.year", "kit.month", "kit.day"} {
		group.Fill(a.Say(name), parts[i])
	}
}

// fillIn goes from part to part, as the button leads.
func (a *applicant) fillIn(who papers.Applicant) {
	a.t.Helper()
	form := who.Form()
	a.part("identity")
	a.Fill(a.label("identity.family_name"), form.Identity.FamilyName)
	a.Fill(a.label("identity.given_names"), form.Identity.GivenNames)
	a.Within(a.label("identity.sex")).Check(a.Say("dossier.sex." + form.Identity.Sex))
	a.date(a.Page, a.label("identity.birth_date"), form.Identity.BirthDate)
	a.Fill(a.label("identity.birth_place"), form.Identity.BirthPlace)
	a.entry("identity-nationalities").Choose(a.label("identity.nationalities"), a.state(form.Identity.Nationalities[0]))
	a.save("papers")
	a.fillPapers(form.Identity.Papers[0])
	a.Fill(a.label("contact.email"), form.Contact.Email)
	a.Fill(a.optional("contact.phone"), form.Contact.Phone)
	a.Choose(a.label("contact.country"), a.state(form.Contact.Country))
	a.Fill(a.label("contact.address"), form.Contact.Address)
	a.save("expertise")
	a.fillProfession(form)
	a.fillEducation(form)
	a.Fill(a.optional("finances.yearly_income"), "60 000")
	a.Fill(a.optional("finances.funds"), "25 000")
	a.Fill(a.optional("finances.currency"), form.Finances.Currency)
	a.save("achievements")
	a.save("impact")
	a.Fill(a.label("impact.goals"), form.Impact.Goals)
	a.Fill(a.label("impact.labour_market"), form.Impact.LabourMarket)
	a.save("documents")
}

// entry is the first entry of a list.
func (a *applicant) entry(list string) *browser.Page {
	return a.Within(a.Say("application.entry."+list, "n", "1"))
}

func (a *applicant) fillPapers(t papers.Travel) {
	a.t.Helper()
	one := a.entry("identity-papers")
	one.Choose(a.label("identity.papers.kind"), a.Say("dossier.papers."+t.Kind))
	one.Fill(a.label("identity.papers.number"), t.Number)
	one.Choose(a.label("identity.papers.issuer"), a.state(t.Issuer))
	a.date(one, a.label("identity.papers.issued_on"), t.IssuedOn)
	a.date(one, a.label("identity.papers.expires_on"), t.ExpiresOn)
	one.Fill(a.optional("identity.papers.mrz"), t.MRZ)
	a.save("contact")
}

func (a *applicant) fillProfession(form papers.Form) {
	a.t.Helper()
	field := map[locale.Language]string{"az": "İnformasiya texnologiyaları", "tr": "Bilgi teknolojileri", "en": "Information technology", "ru": "Информационные технологии"}
	a.Choose(a.label("expertise.field"), field[a.language])
	a.Fill(a.label("expertise.profession"), form.Expertise.Profession)
	a.Fill(a.label("expertise.summary"), form.Expertise.Summary)
	a.save("experience")
	post, stated := a.entry("experience"), form.Experience[0]
	post.Fill(a.label("experience.employer"), stated.Employer)
	post.Choose(a.label("experience.country"), a.state(stated.Country))
	post.Fill(a.label("experience.position"), stated.Position)
	a.date(post, a.label("experience.since"), stated.Since)
	post.Fill(a.optional("experience.duties"), stated.Duties)
	a.save("education")
}

func (a *applicant) fillEducation(form papers.Form) {
	a.t.Helper()
	study, stated := a.entry("education"), form.Education[0]
	study.Fill(a.label("education.institution"), stated.Institution)
	study.Choose(a.label("education.country"), a.state(stated.Country))
	study.Choose(a.label("education.level"), a.Say("dossier.level."+stated.Level))
	study.Fill(a.label("education.subject"), stated.Subject)
	study.Choose(a.optional("education.language"), evidence.LanguageNames(stated.Language).In(a.language))
	study.Fill(a.label("education.completed"), "2012")
	a.save("languages")
	skill := a.entry("languages")
	skill.Choose(a.label("languages.language"), evidence.LanguageNames("en").In(a.language))
	skill.Choose(a.label("languages.level"), form.Languages[0].Level)
	skill.Fill(a.optional("languages.certificate"), form.Languages[0].Certificate)
	a.save("finances")
}

// bringAll brings every document, and waits for the verdict on each.
func (a *applicant) bringAll(who papers.Applicant, plain bool) {
	a.t.Helper()
	files, err := who.Files()
	if err != nil {
		a.t.Fatal(err)
	}
	for _, f := range files {
		words := a.Say("application.no-words")
		if f.Language != "" {
			words = evidence.LanguageNames(f.Language).In(a.language)
		}
		if plain {
			a.bringPlainly(f, words)
		} else {
			a.bring(f.Kind, words, f)
			a.Patiently(workflowTime).See(f.Name)
		}
	}
	a.Open(a.draft + "/documents")
	a.settled(plain)
	a.DoNotSee(a.Say("dossier.state.rejected"), a.Say("application.documents-missing"))
	inspect(a.Page)
}

// settled waits until no document is being checked; without scripts the page is asked for again, as it says.
func (a *applicant) settled(plain bool) {
	a.t.Helper()
	if !plain {
		a.Patiently(workflowTime).DoNotSee(a.Say("application.being-checked"))
		return
	}
	err := client.Until(a.t.Context(), "the inspection of the documents", workflowTime, time.Second, func(context.Context) (bool, error) {
		a.Open(a.draft + "/documents")
		return !strings.Contains(a.Text(), a.Say("application.being-checked")), nil
	})
	if err != nil {
		a.t.Fatal(err)
	}
}

// bring sends a file from one page, as scripts allow, and stays until its verdict is there.
func (a *applicant) bring(kind, words string, f client.File) {
	a.t.Helper()
	a.Open(a.draft + "/documents/new?kind=" + kind)
	if kind == "passport" {
		inspect(a.Page) // the others are the same page
	}
	a.Choose(a.Say("application.document-language"), words)
	a.Upload(a.Say("application.file"), written(a.t, f))
	a.Click(a.Say("application.on"))
	a.Patiently(workflowTime).IsAt(a.draft + "/documents")
}

// bringPlainly sends a file by the two plain pages.
func (a *applicant) bringPlainly(f client.File, words string) {
	a.t.Helper()
	a.Open(a.draft + "/documents/new?kind=" + f.Kind)
	a.Choose(a.Say("application.document-language"), words)
	a.Check(map[string]string{"application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG"}[f.MediaType])
	a.Click(a.Say("application.on"))
	if f.Kind == "passport" {
		a.Inspect() // the second page is there without scripts alone
	}
	a.Upload(a.Say("application.file"), written(a.t, f))
	a.Click(a.Say("application.send"))
	a.IsAt(a.draft + "/documents")
}

// submit looks at everything and files it.
func (a *applicant) submit() {
	a.t.Helper()
	a.Open(a.draft + "/review")
	a.See("Yılmaz", "Ege Yazılım", a.Say("application.submit-title"))
	inspect(a.Page)
	a.Shot("application-review-" + string(a.language))
	a.Check(a.Say("application.truthful"))
	a.Check(a.Say("application.data-processing"))
	a.Click(a.Say("application.submit"))
	a.IsAt(strings.TrimSuffix(a.draft, "/draft"))
}

// written puts a file where the browser can take it.
func written(t *testing.T, f client.File) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), f.Name)
	if err := os.WriteFile(path, f.Content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func diploma(t *testing.T, number int) client.File {
	t.Helper()
	files, err := papers.Somebody(number).Files()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f.Kind == "diploma" {
			return f
		}
	}
	t.Fatal("no diploma among the papers")
	return client.File{}
}
