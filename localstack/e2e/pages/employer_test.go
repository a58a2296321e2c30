//go:build e2e

package pages

import (
	"path"
	"strings"
	"testing"

	"hsmp.example/cases/localstack/browser"
)

// sectors is what information technology is called.
var sectors = map[string]string{"az": "İnformasiya texnologiyaları", "tr": "Bilgi teknolojileri", "en": "Information technology", "ru": "Информационные технологии"}

// An employer registers, has to mend the form, and is refused at last: so the VÖEN is free for the next round and for
// whoever runs this again. A VÖEN has one registration at a time, hence one round after the other.
func TestAnEmployerGoesTheWholeWay(t *testing.T) {
	t.Parallel()
	for _, way := range []way{withMouse, byKeyboard} {
		t.Run(way.language, func(t *testing.T) {
			registers(browser.Start(t, way.options...), browser.Start(t, browser.In("az"), browser.WithoutJavaScript()), way.language)
		})
	}
}

func registers(e, c *browser.Page, language string) {
	const reason = "Adı vergi uçotundakı kimi yazın, bu bir sınaqdır."
	e.SignIn("employer")
	e.Open("/employer")
	inspect(e)
	e.Click(e.Say("employer.register"))
	e.Fill(e.Say("employer.label.voen"), "9900071000")
	e.Click(e.Say("employer.send"))
	e.See(e.Say("kit.error-summary"))
	inspect(e)
	fillEmployer(e, "legal-person", "9900071001", sectors[language])
	e.Click(e.Say("employer.send"))
	e.See(e.Say("employer.done.sent"), e.Say("employer.state.submitted"))
	inspect(e)
	id := shown(e)

	c.SignIn("supervisor-sms")
	c.Open("/console/registrations")
	inspect(c)
	c.Click(id)
	inspect(c)
	rule(c, "returned", reason)
	e.Reload()
	e.See(e.Say("employer.state.returned"), reason)
	e.Click(e.Say("employer.correct"))
	inspect(e)
	e.Fill(e.Say("employer.label.name"), "Xəzər Proqram ASC")
	e.Click(e.Say("employer.send-again"))
	e.See(e.Say("employer.done.corrected"), "Xəzər Proqram ASC")
	c.Reload()
	rule(c, "refused", reason)
	e.Reload()
	e.See(e.Say("employer.state.refused"), e.Say("employer.next.refused"))
}

// shown is the id of the registration on the page.
func shown(e *browser.Page) string {
	address, _, _ := strings.Cut(e.Path(), "?")
	return path.Base(address)
}

// fillEmployer states everything that is needed.
func fillEmployer(p *browser.Page, kind, voen, sector string) {
	p.Choose(p.Say("employer.label.kind"), p.Say("employer.kind."+kind))
	for field, text := range map[string]string{"voen": voen, "name": "Xəzər Proqram MMC", "address-city": "Bakı", "address-street": "Nizami küçəsi 10",
		"representative-family_name": "Əliyeva", "representative-given_names": "Günay", "representative-position": "Direktor"} {
		p.Fill(p.Say("employer.label."+field), text)
	}
	p.Choose(p.Say("employer.label.sector"), sector)
	for _, statement := range []string{"truthful", "entitled", "data_processing"} {
		p.Check(p.Say("employer.label.declaration-" + statement))
	}
}

func rule(c *browser.Page, outcome, reason string) {
	c.Choose(c.Say("employer.outcome"), c.Say("employer.rule."+outcome))
	c.Fill(c.Say("employer.reason"), reason)
	c.Click(c.Say("employer.decide"))
	c.See(c.Say("employer.done." + outcome))
}

func TestTwoWindowsOfOneRegistrationConflictInTheOpen(t *testing.T) {
	t.Parallel()
	e := browser.Start(t, browser.In("en"))
	e.SignIn("employer-2")
	e.Open("/employer/register")
	fillEmployer(e, "foreign-branch", "1401555071", sectors["en"])
	e.Fill(e.Say("employer.label.parent-name"), "Ege Yazılım A.Ş.")
	e.Choose(e.Say("employer.label.parent-country"), "Türkiye")
	e.Click(e.Say("employer.send"))
	e.See(e.Say("employer.done.sent"))
	id := shown(e)
	other := e.Tab()
	for _, window := range []*browser.Page{e, other} {
		window.Open("/employer/" + id + "/correction")
	}
	other.Fill(other.Say("employer.label.name"), "From the other window")
	other.Click(other.Say("employer.send-again"))
	other.See(other.Say("employer.done.corrected"))
	e.Fill(e.Say("employer.label.name"), "From this window")
	e.Expects("409")
	e.Click(e.Say("employer.send-again"))
	e.See(e.Say("employer.conflict"), "From the other window", "From this window")
	e.Inspect()
	e.Click(e.Say("employer.send-mine"))
	e.See(e.Say("employer.done.corrected"), "From this window")

	c := browser.Start(t, browser.In("az"))
	c.SignIn("supervisor-sms")
	c.Open("/console/registrations/" + id)
	rule(c, "refused", "Bu bir sınaqdır, heç kimin qeydiyyatı deyil.")
}

func TestAnybodySeesWhoCanRegisterAndIsAskedToSignIn(t *testing.T) {
	t.Parallel()
	p := browser.Start(t, withMouseToo.options...)
	p.Open("/employer")
	for _, kind := range []string{"legal-person", "natural-person", "foreign-branch"} {
		p.See(p.Say("employer.kind." + kind))
	}
	inspect(p)
	p.LighterThan(browser.FirstPage)
	p.Click(p.Say("employer.sign-in"))
	p.SignInHere("employer")
	if at := p.Path(); !strings.HasSuffix(at, "/employer") {
		t.Errorf("want the employer's first page, got %s", at)
	}
	p.See(p.Say("employer.mine"))
}
