//go:build e2e && shots

package pages

import (
	"fmt"
	"testing"

	"hsmp.example/cases/localstack/browser"
	"hsmp.example/cases/pkg/domain/statistics"
)

// The pictures of pages that no journey takes on its way. They check nothing that the journeys do not, so only make
// shots runs them.

func TestShotsOfTheComparison(t *testing.T) {
	p := browser.Start(t, browser.In("en"))
	p.Open("/comparison?words=talent")
	p.Shot("comparison")
	p.Open("/comparison/side-by-side?compare=az-highly-skilled-migrant-programme&compare=az-investor-temporary-residence-permit")
	p.Shot("side-by-side")
}

func TestShotsOfEmployers(t *testing.T) {
	t.Parallel()
	p := browser.Start(t, browser.In("az"))
	p.Open("/employer")
	p.See(p.Say("employer.public-text"))
	p.Shot("employer")
	p.SignIn("employer")
	p.Open("/employer/register")
	p.See(p.Say("employer.form-text"))
	p.Shot("employer-registration")
}

func TestShotsOfThePublicPages(t *testing.T) {
	p := browser.Start(t, browser.In("en"))
	p.Open("/")
	p.Shot("home")
	p.Open("/programme/criteria")
	p.Shot("criteria")
	p.Open("/programme/documents?asked=yes&papers=passport&claims=claims-degree&claims=claims-experience&languages=tr&field=it")
	p.Shot("documents")
	p.Open("/due-date?submitted=2026-03-02&extension=no")
	p.Shot("due-date")
	p.Open("/self-assessment")
	assess(p)
	p.Shot("self-assessment")
	azerbaijani := browser.Start(t, browser.In("az"))
	azerbaijani.Open("/")
	azerbaijani.Shot("home-az")
}

// The figures are drawn once there are enough cases for a number to be shown.
func TestShotsOfFigures(t *testing.T) {
	for n := range statistics.Least + 1 {
		becomes(t, filed(t, fmt.Sprintf("applicant%02d", n+1), 30+n), "assessing")
	}
	public := browser.Start(t, browser.In("az"))
	public.Open("/statistics")
	public.Shot("statistics")
	supervisor := browser.Start(t, browser.In("az"))
	supervisor.SignIn("supervisor-sms")
	supervisor.Open("/supervision")
	supervisor.See(supervisor.Say("supervision.loads-title"))
	supervisor.Shot("supervision")
}

func TestShotsOfVerification(t *testing.T) {
	p := browser.Start(t, browser.In("en"))
	p.Open("/verify")
	p.Shot("verify")
	text, family := issued(t)
	p.Fill("Text of the QR code", text)
	p.Click("Check the text")
	p.See(family)
	p.Shot("verified")
}
