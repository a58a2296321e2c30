package page

import (
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/web/assets"
)

// The languages' names for themselves, by which people find their own.
var languageNames = map[locale.Language]string{
	locale.Azerbaijani: "Azərbaycanca",
	locale.Turkish:     "Türkçe",
	locale.English:     "English",
	locale.Russian:     "Русский",
}

// entry is one link of the navigation.
type entry struct {
	room Room
	text string
	path string
}

// entries lists where the reader may go: the public rooms, then those of the roles that the person has.
func (p Page) entries() []entry {
	all := []entry{
		{Programme, p.Say("kit.programme"), "/programme"},
		{Assessment, p.Say("kit.assessment"), "/self-assessment"},
		{Verification, p.Say("kit.verification"), "/verify"},
		{Comparison, p.Say("kit.comparison"), "/comparison"},
		{Statistics, p.Say("kit.statistics"), "/statistics"},
	}
	if p.Person.Applicant {
		all = append(all, entry{Applications, p.Say("kit.applications"), "/applications"})
	}
	if p.Person.Officer {
		all = append(all, entry{Console, p.Say("kit.console"), "/console"})
	}
	if p.Person.Overseer {
		all = append(all, entry{Supervision, p.Say("kit.supervision"), "/supervision"})
	}
	if p.Person.Employer {
		all = append(all, entry{Employers, p.Say("kit.employers"), "/employer"})
	}
	return all
}

// small lists what stands at the foot of every page.
func (p Page) small() []entry {
	return []entry{
		{text: p.Say("kit.terms"), path: "/terms"},
		{text: p.Say("kit.privacy"), path: "/privacy"},
		{text: p.Say("kit.accessibility"), path: "/accessibility"},
		{text: p.Say("kit.sources"), path: "/sources"},
		{text: p.Say("kit.for-employers"), path: "/employer"},
		{text: p.Say("kit.calculator"), path: "/due-date"},
		{text: p.Say("kit.notices"), path: "/notices"},
	}
}

// wide reports whether a room works with tables beside each other and needs the whole screen.
func (r Room) wide() bool { return r == Console || r == Supervision || r == Comparison }

func (p Page) containerClass() string {
	if p.Room.wide() {
		return "govuk-width-container hsmp-wide"
	}
	return "govuk-width-container"
}

// tabTitle says first that something is wrong: a screen reader reads the tab before the page.
func (p Page) tabTitle() string {
	title := p.Title + " – " + p.Say("kit.service")
	if len(p.Faults) > 0 {
		return p.Say("kit.error") + " " + title
	}
	return title
}

// earlyFonts are those which the first lines of any page in the language need; fetched along with the style sheet.
func (p Page) earlyFonts() []string {
	if p.Language == locale.Russian {
		return []string{assets.URL("noto-cyrillic-400.woff2"), assets.URL("noto-cyrillic-700.woff2")}
	}
	return []string{assets.URL("noto-core-400.woff2"), assets.URL("noto-core-700.woff2")}
}
