//go:build e2e

package pages

import (
	"testing"

	"hsmp.example/cases/localstack/browser"
)

// theEconomy is what the ministry is called in each language, and theService the Service.
var (
	theEconomy = map[string]string{"az": "İqtisadiyyat Nazirliyi", "tr": "Ekonomi Bakanlığı", "en": "Ministry of Economy", "ru": "Министерство экономики"}
	theService = map[string]string{"az": "Dövlət Miqrasiya Xidməti", "tr": "Devlet Göç Servisi", "en": "State Migration Service", "ru": "Государственная миграционная служба"}
)

func TestTheServicesSupervisorWatchesEveryAuthorityInEveryManner(t *testing.T) {
	t.Parallel()
	for name, options := range manners {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := browser.Start(t, append([]browser.Option{browser.In("az")}, options...)...)
			p.SignIn("supervisor-sms")
			p.Open("/supervision")
			p.See(p.Say("supervision.all"), theEconomy["az"], theService["az"])
			p.Inspect()
			p.Choose(p.Say("supervision.authority"), theEconomy["az"])
			p.Click(p.Say("supervision.show"))
			p.See(p.Say("supervision.to-work"))
			p.DoNotSee(p.Say("supervision.all"))
			p.Click(p.Say("supervision.to-work"))
			p.IsAt("/az/console")
			p.See(theEconomy["az"])
		})
	}
}

func TestAMinistrysSupervisorWatchesItsOwnAlone(t *testing.T) {
	t.Parallel()
	for _, language := range languages {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			p := browser.Start(t, browser.In(language))
			p.SignIn("supervisor-economy")
			p.Open("/supervision")
			p.See(theEconomy[language], p.Say("supervision.scores-title"), p.Say("supervision.times-title"))
			p.DoNotSee(p.Say("supervision.all"))
			p.Inspect()
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

func TestShotsOfSupervision(t *testing.T) {
	t.Parallel()
	p := browser.Start(t, browser.In("az"))
	p.SignIn("supervisor-sms")
	p.Open("/supervision")
	p.See(p.Say("supervision.loads-title"))
	p.Shot("supervision")
}
