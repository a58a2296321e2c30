package application

import (
	"fmt"
	"net/mail"
	"regexp"
	"slices"
	"strings"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/characters"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
)

// Completeness lists everything that keeps the draft from being submitted on that day, all at once and each with its
// place in the form; none means that it is complete (gap G4: the clock starts with a complete submission).
func (c *Case) Completeness(p programme.Programme, today calendar.Date) []problem.Fault {
	f := c.Form
	return slices.Concat(
		identityFaults(f.Identity, p, today),
		f.lifeFaults(),
		contactFaults(f.Contact),
		expertiseFaults(f.Expertise, p),
		experienceFaults(f.Experience, today),
		educationFaults(f.Education, today),
		languageFaults(f.Languages),
		financeFaults(f.Finances),
		achievementFaults(f.Achievements, today),
		impactFaults(f.Impact),
		declarationFaults(f.Declaration),
		c.documentFaults(p),
	)
}

// checks gathers faults of one message.
type checks []problem.Fault

func (k *checks) add(pointer, code string, args ...string) {
	*k = append(*k, problem.At(pointer, code, args...))
}

// text checks a needed text of at most most characters.
func (k *checks) text(pointer, value string, most int) {
	if characters.Trim(value) == "" {
		k.add(pointer, "required")
	}
	k.length(pointer, value, most)
}

func (k *checks) length(pointer, value string, most int) {
	if characters.Longer(value, most) {
		k.add(pointer, "too-long", "max", fmt.Sprint(most))
	}
}

func (k *checks) state(pointer, code string) {
	switch {
	case code == "":
		k.add(pointer, "required")
	case !evidence.IsState(code):
		k.add(pointer, "unknown-state")
	}
}

func (k *checks) past(pointer string, date, today calendar.Date) {
	switch {
	case date.IsZero():
		k.add(pointer, "required")
	case date.After(today):
		k.add(pointer, "date-in-future")
	}
}

var phone = regexp.MustCompile(`^\+[1-9]\d{6,14}$`)

func contactFaults(t Contact) []problem.Fault {
	var k checks
	switch address, err := mail.ParseAddress(t.Email); {
	case t.Email == "":
		k.add("/contact/email", "required")
	case err != nil || address.Address != t.Email || len(t.Email) > 254:
		k.add("/contact/email", "bad-format", "wanted", "name@example.org")
	}
	if t.Phone != "" && !phone.MatchString(t.Phone) {
		k.add("/contact/phone", "bad-format", "wanted", "+994501234567")
	}
	k.state("/contact/country", t.Country)
	k.text("/contact/address", t.Address, 500)
	return k
}

func expertiseFaults(e Expertise, p programme.Programme) []problem.Fault {
	var k checks
	if _, ok := p.Field(programme.FieldID(e.Field)); !ok {
		options := make([]string, len(p.Fields))
		for i, f := range p.Fields {
			options[i] = string(f.ID)
		}
		k.add("/expertise/field", "not-listed", "options", strings.Join(options, ", "))
	}
	k.text("/expertise/profession", e.Profession, 200)
	k.text("/expertise/summary", e.Summary, MostReason)
	return k
}

func experienceFaults(posts []Employment, today calendar.Date) []problem.Fault {
	var k checks
	k.count("/experience", len(posts))
	for i, e := range posts {
		at := fmt.Sprintf("/experience/%d", i)
		k.text(at+"/employer", e.Employer, 200)
		k.text(at+"/position", e.Position, 200)
		k.state(at+"/country", e.Country)
		k.length(at+"/duties", e.Duties, MostReason)
		k.past(at+"/since", e.Since, today)
		if !e.Until.IsZero() && e.Until.Before(e.Since) {
			k.add(at+"/until", "ends-before-start")
		}
	}
	return k
}

// mostEntries bounds each list of the form.
const mostEntries = 50

func (k *checks) count(pointer string, n int) {
	if n > mostEntries {
		k.add(pointer, "too-many-entries", "max", fmt.Sprint(mostEntries))
	}
}

var studyLevels = []string{"secondary", "vocational", "bachelor", "master", "doctorate"}

func educationFaults(studies []Study, today calendar.Date) []problem.Fault {
	var k checks
	k.count("/education", len(studies))
	for i, s := range studies {
		at := fmt.Sprintf("/education/%d", i)
		k.text(at+"/institution", s.Institution, 200)
		k.state(at+"/country", s.Country)
		k.text(at+"/subject", s.Subject, 200)
		k.year(at+"/completed", s.Completed, today)
		if !slices.Contains(studyLevels, s.Level) {
			k.add(at+"/level", "not-listed", "options", strings.Join(studyLevels, ", "))
		}
		if s.Language != "" {
			k.language(at+"/language", s.Language)
		}
	}
	return k
}

func (k *checks) year(pointer string, year int, today calendar.Date) {
	if year < 1930 || year > today.Year {
		k.add(pointer, "out-of-range", "min", "1930", "max", fmt.Sprint(today.Year))
	}
}

var languageCode = regexp.MustCompile(`^[a-z]{2}$`)

func (k *checks) language(pointer, code string) {
	if !languageCode.MatchString(code) {
		k.add(pointer, "bad-format", "wanted", "az, tr, en, ru, de …")
	}
}

func languageFaults(skills []Skill) []problem.Fault {
	var k checks
	k.count("/languages", len(skills))
	for i, s := range skills {
		at := fmt.Sprintf("/languages/%d", i)
		k.language(at+"/language", s.Language)
		k.length(at+"/certificate", s.Certificate, 200)
		if !slices.Contains(programme.CEFRLevels, programme.CEFR(s.Level)) {
			k.add(at+"/level", "not-listed", "options", "A1, A2, B1, B2, C1, C2")
		}
	}
	return k
}

var currency = regexp.MustCompile(`^[A-Z]{3}$`)

// financeFaults asks for a currency only where an amount is stated: there is no least income (contradiction C5).
func financeFaults(f Finances) []problem.Fault {
	var k checks
	if f.YearlyIncome < 0 {
		k.add("/finances/yearly_income", "negative")
	}
	if f.Funds < 0 {
		k.add("/finances/funds", "negative")
	}
	if (f.YearlyIncome != 0 || f.Funds != 0 || f.Currency != "") && !currency.MatchString(f.Currency) {
		k.add("/finances/currency", "bad-format", "wanted", "AZN, USD, EUR …")
	}
	return k
}

func achievementFaults(list []Achievement, today calendar.Date) []problem.Fault {
	var k checks
	k.count("/achievements", len(list))
	for i, a := range list {
		at := fmt.Sprintf("/achievements/%d", i)
		k.text(at+"/kind", a.Kind, 100)
		k.text(at+"/title", a.Title, 500)
		k.year(at+"/year", a.Year, today)
	}
	return k
}

func impactFaults(i Impact) []problem.Fault {
	var k checks
	k.text("/impact/goals", i.Goals, MostReason)
	k.text("/impact/labour_market", i.LabourMarket, MostReason)
	return k
}

func declarationFaults(d Declaration) []problem.Fault {
	var k checks
	if !d.Truthful {
		k.add("/declaration/truthful", "declaration-missing")
	}
	if !d.DataProcessing {
		k.add("/declaration/data_processing", "declaration-missing")
	}
	return k
}
