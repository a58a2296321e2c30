package dossier

import (
	"strconv"
	"strings"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/web/page"
)

// lister writes the rows of one entry; what is not stated says so, because it tells as much as what is.
type lister struct {
	p       page.Page
	section string
	rows    []page.SummaryRow
}

func (l *lister) text(key, value string) {
	row := page.SummaryRow{Key: Label(l.p, l.section+"."+key), Value: value}
	switch {
	case strings.TrimSpace(value) == "":
		row.Content = unstated(l.p)
	case strings.Contains(value, "\n"):
		row.Content = lines(value)
	}
	l.rows = append(l.rows, row)
}

// rare writes a row only where something is stated: most people have none of it.
func (l *lister) rare(key, value string) {
	if value != "" {
		l.text(key, value)
	}
}

func (l *lister) date(key string, d calendar.Date) {
	if d.IsZero() {
		l.text(key, "")
		return
	}
	l.text(key, l.p.Date(d))
}

func (l *lister) number(key string, n int, unit string) {
	if n == 0 {
		l.text(key, "")
		return
	}
	l.text(key, strings.TrimSpace(l.p.Number(n)+" "+unit))
}

func (l *lister) year(key string, year int) {
	if year == 0 {
		l.text(key, "")
		return
	}
	l.text(key, strconv.Itoa(year))
}

// entries writes a section; none means that a list is empty.
func (f File) entries(p page.Page, id programme.SectionID) []entry {
	form := f.Form
	switch id {
	case "identity":
		return identity(p, form.Identity)
	case "contact":
		return contact(p, form.Contact)
	case "expertise":
		return f.expertise(p, form.Expertise)
	case "experience":
		return each(form.Experience, func(e application.Employment) entry { return post(p, e) })
	case "education":
		return each(form.Education, func(s application.Study) entry { return study(p, s) })
	case "languages":
		return each(form.Languages, func(s application.Skill) entry { return skill(p, s) })
	case "finances":
		return finances(p, form.Finances)
	case "achievements":
		return each(form.Achievements, func(a application.Achievement) entry { return achievement(p, a) })
	case "impact":
		l := lister{p: p, section: "impact"}
		l.text("goals", form.Impact.Goals)
		l.text("labour_market", form.Impact.LabourMarket)
		return []entry{{rows: l.rows}}
	}
	return nil
}

func each[T any](list []T, write func(T) entry) []entry {
	entries := make([]entry, len(list))
	for i, one := range list {
		entries[i] = write(one)
	}
	return entries
}

func identity(p page.Page, i application.Identity) []entry {
	l := lister{p: p, section: "identity"}
	l.text("family_name", i.FamilyName)
	l.text("given_names", i.GivenNames)
	l.rare("native_name", i.NativeName)
	l.text("sex", Sex(p, i.Sex))
	l.date("birth_date", i.BirthDate)
	l.text("birth_place", i.BirthPlace)
	names := make([]string, len(i.Nationalities))
	for n, code := range i.Nationalities {
		names[n] = State(p, code)
	}
	l.text("nationalities", strings.Join(names, ", "))
	l.rare("fin", i.FIN)
	return append([]entry{{rows: l.rows}}, each(i.Papers, func(t application.TravelPapers) entry { return papers(p, t) })...)
}

func papers(p page.Page, t application.TravelPapers) entry {
	l := lister{p: p, section: "identity.papers"}
	l.text("kind", PaperKind(p, t.Kind))
	l.text("number", t.Number)
	l.text("issuer", State(p, t.Issuer))
	l.date("issued_on", t.IssuedOn)
	l.date("expires_on", t.ExpiresOn)
	l.rare("mrz", t.MRZ)
	return entry{title: title(t.Number, PaperKind(p, t.Kind)), rows: l.rows}
}

func contact(p page.Page, c application.Contact) []entry {
	l := lister{p: p, section: "contact"}
	l.text("email", c.Email)
	l.text("phone", c.Phone)
	l.text("country", State(p, c.Country))
	l.text("address", c.Address)
	return []entry{{rows: l.rows}}
}

func (f File) expertise(p page.Page, e application.Expertise) []entry {
	l := lister{p: p, section: "expertise"}
	l.text("field", p.Text(f.Programme.FieldNames(programme.FieldID(e.Field))))
	l.text("profession", e.Profession)
	l.text("summary", e.Summary)
	return []entry{{rows: l.rows}}
}

func post(p page.Page, e application.Employment) entry {
	l := lister{p: p, section: "experience"}
	l.text("employer", e.Employer)
	l.text("country", State(p, e.Country))
	l.text("position", e.Position)
	l.date("since", e.Since)
	if e.Until.IsZero() {
		l.text("until", p.Say("dossier.still"))
	} else {
		l.date("until", e.Until)
	}
	l.text("duties", e.Duties)
	return entry{title: title(e.Position, e.Employer), rows: l.rows}
}

func study(p page.Page, s application.Study) entry {
	l := lister{p: p, section: "education"}
	l.text("institution", s.Institution)
	l.text("country", State(p, s.Country))
	l.text("level", Level(p, s.Level))
	l.text("subject", s.Subject)
	l.text("language", Language(p, s.Language))
	l.year("completed", s.Completed)
	return entry{title: title(s.Subject, s.Institution), rows: l.rows}
}

func skill(p page.Page, s application.Skill) entry {
	l := lister{p: p, section: "languages"}
	l.text("language", Language(p, s.Language))
	l.text("level", s.Level)
	l.text("certificate", s.Certificate)
	return entry{title: Language(p, s.Language), rows: l.rows}
}

func finances(p page.Page, f application.Finances) []entry {
	l := lister{p: p, section: "finances"}
	l.number("yearly_income", f.YearlyIncome, f.Currency)
	l.number("funds", f.Funds, f.Currency)
	return []entry{{rows: l.rows}}
}

func achievement(p page.Page, a application.Achievement) entry {
	l := lister{p: p, section: "achievements"}
	l.text("kind", Achievement(p, a.Kind))
	l.text("title", a.Title)
	l.year("year", a.Year)
	return entry{title: a.Title, rows: l.rows}
}

// title joins what names an entry.
func title(parts ...string) string {
	var said []string
	for _, part := range parts {
		if part != "" {
			said = append(said, part)
		}
	}
	return strings.Join(said, ", ")
}
