//go:build e2e

package pages

import (
	"testing"

	"hsmp.example/cases/localstack/browser"
)

// theEconomy is what the ministry is called, and theService the Service.
var (
	theEconomy = map[string]string{"az": "İqtisadiyyat Nazirliyi", "en": "Ministry of Economy", "ru": "Министерство экономики"}
	theService = "Dövlət Miqrasiya Xidməti" // in Azerbaijani
)

func TestTheServicesSupervisorWatchesEveryAuthority(t *testing.T) {
	t.Parallel()
	p := browser.Start(t, browser.In("az"), browser.ByKeyboard())
	p.SignIn("supervisor-sms")
	p.Open("/supervision")
	p.See(p.Say("supervision.all"), theEconomy["az"], theService)
	p.Inspect()
	p.Choose(p.Say("supervision.authority"), theEconomy["az"])
	p.Click(p.Say("supervision.show"))
	p.See(p.Say("supervision.to-work"))
	p.DoNotSee(p.Say("supervision.all"))
	p.Click(p.Say("supervision.to-work"))
	p.IsAt("/az/console")
	p.See(theEconomy["az"])
}

func TestAMinistrysSupervisorWatchesItsOwnAlone(t *testing.T) {
	t.Parallel()
	for _, way := range []way{withoutScripts, withMouseToo} {
		t.Run(way.language, func(t *testing.T) {
			t.Parallel()
			p := browser.Start(t, way.options...)
			p.SignIn("supervisor-economy")
			p.Open("/supervision")
			p.See(theEconomy[way.language], p.Say("supervision.scores-title"), p.Say("supervision.times-title"))
			p.DoNotSee(p.Say("supervision.all"))
			inspect(p)
			p.Expects("403")
			p.Open("/supervision?authority=sms")
			p.DoNotSee(p.Say("supervision.scores-title"))
		})
	}
}

func TestAnOfficerIsNoSupervisor(t *testing.T) {
	t.Parallel()
	p := browser.Start(t, browser.In("az"))
	p.SignIn("officer-economy")
	p.Expects("403")
	p.Open("/supervision")
	p.DoNotSee(p.Say("supervision.now"))
}
