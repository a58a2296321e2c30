package supervision_test

import (
	"testing"

	"hsmp.example/cases/localstack/browser"
)

// visit opens a page of the stage as somebody.
func (s *stage) visit(name, language, query string, options ...browser.Option) *browser.Page {
	s.t.Helper()
	p := browser.Start(s.t, append([]browser.Option{browser.At(browser.Site{URL: s.URL}), browser.In(language)}, options...)...)
	p.OpenAddress(s.AddressAs(name, "/"+language+"/supervision"+query))
	return p
}

// working is a stage with lanes of every urgency and scores.
func working(t *testing.T) *stage {
	t.Helper()
	s := newStage(t)
	s.score(s.file("emre"), 70)
	s.days(3)
	s.score(s.file("leyla"), 90)
	s.file("aynur")
	s.days(21)
	s.file("samir")
	s.days(4)
	return s
}

func TestTheOverviewStandsUpToInspection(t *testing.T) {
	t.Parallel()
	s := working(t)
	p := s.visit("chief", "az", "")
	for _, one := range [][2]string{{"chief", "az"}, {"supervisor-economy", "ru"}, {"supervisor-sms", "tr"}, {"supervisor-labour", "en"}} {
		p.OpenAddress(s.AddressAs(one[0], "/"+one[1]+"/supervision"))
		p.Inspect()
		p.InPrint(func() { p.NoHorizontalScroll() })
	}
}

func TestASupervisorNarrowsTheOverviewInEveryManner(t *testing.T) {
	t.Parallel()
	s := working(t)
	for name, options := range map[string][]browser.Option{"by keyboard": {browser.ByKeyboard()}, "without scripts": {browser.WithoutJavaScript()}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			at := &stage{Visitor: s.Visitor, t: t}
			p := at.visit("chief", "en", "", options...)
			p.Choose("Authority", "Ministry of Economy")
			p.Choose("First month", "January 2026")
			p.Click("Show")
			p.See("January 2026 – February 2026", "Open the work list of this authority")
			if got := p.Value("Authority"); got != "Ministry of Economy" && got != "economy" {
				t.Errorf("want what was chosen kept, got %q", got)
			}
			p.Click("Open the work list of this authority")
			p.IsAt("/en/console")
		})
	}
}
