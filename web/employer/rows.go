package employer

import (
	"slices"
	"strings"
	"time"

	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/web/page"
)

// Row is one statement of the form, as it is shown. Field is the id of its control.
type Row struct{ Section, Field, Label, Value string }

// Label names a field of the form.
func Label(p page.Page, field string) string { return p.Of("employer.label", field) }

// Rows write a form as pages show it, in the order of the form; what is not stated is empty.
func Rows(p page.Page, f employer.Particulars, rules programme.Programme) []Row {
	row := func(section, field, value string) Row { return Row{section, field, Label(p, field), value} }
	rows := []Row{
		row("who", "kind", KindName(p, f.Kind)), row("who", "voen", f.VOEN), row("who", "name", f.Name), row("who", "trade_name", f.TradeName),
		row("who", "parent-name", f.Parent.Name), row("who", "parent-country", country(p, f.Parent.Country)),
		row("who", "sector", SectorName(p, rules, f.Sector)), row("who", "activity", f.Activity),
		row("address", "address-city", f.Address.City), row("address", "address-street", f.Address.Street), row("address", "address-postcode", f.Address.Postcode),
		row("contact", "contact-email", f.Contact.Email), row("contact", "contact-phone", f.Contact.Phone), row("contact", "contact-website", f.Contact.Website),
		row("contact", "language", tongue(p, string(f.Language))),
		row("representative", "representative-family_name", f.Representative.FamilyName), row("representative", "representative-given_names", f.Representative.GivenNames),
		row("representative", "representative-position", f.Representative.Position), row("representative", "representative-email", f.Representative.Email),
		row("representative", "representative-phone", f.Representative.Phone),
	}
	return rows
}

// KindName says what sort of employer it is; a kind that is none is shown as it was typed.
func KindName(p page.Page, k employer.Kind) string {
	if !slices.Contains(employer.Kinds, k) {
		return string(k)
	}
	return p.Of("employer.kind", string(k))
}

// SectorName is the programme's name of a sector.
func SectorName(p page.Page, rules programme.Programme, id string) string {
	if f, ok := rules.Field(programme.FieldID(id)); ok {
		return p.Text(f.Names)
	}
	return id
}

func country(p page.Page, code string) string {
	if code == "" {
		return ""
	}
	return p.Text(evidence.StateNames(code))
}

func tongue(p page.Page, code string) string {
	if code == "" {
		return ""
	}
	return p.Text(evidence.LanguageNames(code))
}

// stated are the rows of a section that say something.
func (v RegistrationView) stated(p page.Page, section string) []page.SummaryRow {
	var rows []page.SummaryRow
	for _, r := range Rows(p, v.Employer.Form, v.Programme) {
		if r.Section == section && r.Value != "" {
			rows = append(rows, page.SummaryRow{Key: r.Label, Value: r.Value})
		}
	}
	return rows
}

// Differences lists the statements that two forms make differently.
func Differences(p page.Page, mine, theirs employer.Particulars, rules programme.Programme) []Difference {
	var all []Difference
	others := Rows(p, theirs, rules)
	for i, r := range Rows(p, mine, rules) {
		if r.Value != others[i].Value {
			all = append(all, Difference{r.Label, shown(p, r.Value), shown(p, others[i].Value)})
		}
	}
	return all
}

func shown(p page.Page, value string) string {
	if value == "" {
		return p.Say("employer.unstated")
	}
	return value
}

func event(p page.Page, at time.Time, title, text string, kind page.TagKind) page.Event {
	return page.Event{When: p.Time(at), Stamp: at.UTC().Format(time.RFC3339Nano), Title: title, Text: text, Kind: kind}
}

// sorted puts the newest first; their stamps sort as text.
func sorted(all []page.Event) []page.Event {
	slices.SortStableFunc(all, func(a, b page.Event) int { return strings.Compare(b.Stamp, a.Stamp) })
	return all
}
