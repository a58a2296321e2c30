package application

import (
	"strconv"
	"strings"

	"hsmp.example/cases/functions/internal/portal"
	domain "hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/web/application"
	"hsmp.example/cases/web/dossier"
	"hsmp.example/cases/web/page"
)

// show is one part of the draft as it is stored. With check=yes it says what is missing in it, as the links of the task
// list and the review ask.
func (r Room) show(v *portal.Visit) (portal.Answer, error) {
	s, ok := stepOf(v.Path("step"))
	if !ok {
		return portal.Answer{}, problem.New(problem.NotFound, "not-found")
	}
	d, err := r.read(v)
	if err != nil {
		return elsewhere(v, err)
	}
	t, err := s.stored(d.Form)
	if err != nil {
		return portal.Answer{}, err
	}
	if v.Asked("check") == "yes" {
		d.blame(v, s, t, d.missing())
	}
	return portal.Show(application.StepPage(r.stepView(v, d, s, fields{t, t.seen(), v.Asked("more"), ""}))), nil
}

// fields is what a step's page shows: its fields, the fingerprint of what is stored, a list to be lengthened, and the
// number of the sending that it answers, once all of that is stored.
type fields struct {
	typed  typed
	seen   string
	more   string
	stored string
}

// blame puts the faults of one step on the page, each beside its field.
func (d draft) blame(v *portal.Visit, s step, t typed, faults []problem.Fault) {
	for _, f := range faults {
		if partOf(f.Pointer) == s.id {
			field := page.FieldID(f.Pointer)
			v.Page.Faults = append(v.Page.Faults, page.Fault{Field: field, Text: d.named(v.Page, f, t[field] == "")})
		}
	}
}

// named says a fault with the field that it is about, since many faults say no more than that something is missing.
func (d draft) named(p page.Page, f problem.Fault, empty bool) string {
	text := d.says(p, f, empty)
	for _, s := range steps {
		for _, g := range s.groups {
			for _, one := range g.fields {
				if entry, ok := g.finds(page.FieldID(f.Pointer), one); ok {
					return g.label(p, entry, one) + ": " + text
				}
			}
			if page.FieldID(f.Pointer) == g.id() {
				return g.title(p, s) + ": " + text
			}
		}
	}
	return text
}

// finds reports whether a control's id is that of the field, and of which entry.
func (g group) finds(id string, f field) (entry int, ok bool) {
	if !g.list {
		return 0, id == g.name(0, f)
	}
	for entry := range mostPosted {
		if id == g.name(entry, f) {
			return entry, true
		}
	}
	return 0, false
}

// title is what a group is called: its one field's name where it lists plain values, else the part's.
func (g group) title(p page.Page, s step) string {
	if g.list && g.fields[0].key == "" {
		return dossier.Label(p, g.key(g.fields[0]))
	}
	return p.Of("application.part", s.id)
}

// label is what a field is called, with its entry where there are several.
func (g group) label(p page.Page, entry int, f field) string {
	label := dossier.Label(p, g.key(f))
	if g.list {
		return p.Of("application.entry", g.id(), "n", strconv.Itoa(entry+1)) + ", " + label
	}
	return label
}

func (r Room) stepView(v *portal.Visit, d draft, s step, shown fields) (page.Page, application.StepView) {
	w := writer{v.Page, d.timetable.Programme, shown.typed, d.today.Year}
	title := v.Page.Of("application.part", s.id)
	over := v.Page.Say("application.step-of", "n", strconv.Itoa(s.number()), "total", strconv.Itoa(len(steps)))
	view := application.StepView{Case: string(d.ID), Step: s.id, Title: title, Over: over, Why: s.why(v.Page, d.timetable.Programme),
		Criteria: serves(v.Page, d.timetable.Programme, s.section), Version: strconv.Itoa(d.FormVersion), Seen: shown.seen,
		Groups: w.groups(s, shown.more), Device: application.Device{Key: deviceKey(d.ID, s), Stored: shown.stored}}
	return furnish(v.Page, title, "autosave.js"), view
}

// why says what a part is asked for, with what the programme reckons by (facts 48 and 49; contradiction C6).
func (s step) why(p page.Page, rules programme.Programme) string {
	text := p.Of("application.why", s.id, "years", p.Count("application.years", rules.ExperienceYears), "income", p.Count("application.years", rules.IncomeYears),
		"level", string(rules.LanguageMinimum), "languages", studied(p, rules))
	if s.section == "experience" && rules.DocumentedYears > 0 {
		text += " " + p.Count("application.documented", rules.DocumentedYears)
	}
	return text
}

// studied names the languages in which studies count as proof of a language.
func studied(p page.Page, rules programme.Programme) string {
	names := make([]string, len(rules.StudyLanguages))
	for i, l := range rules.StudyLanguages {
		names[i] = dossier.Language(p, string(l))
	}
	return strings.Join(names, ", ")
}

func (s step) number() int {
	for i, one := range steps {
		if one.id == s.id {
			return i + 1
		}
	}
	return 0
}

// serves names the criteria whose lanes see a section, with the most points of each.
func serves(p page.Page, rules programme.Programme, section programme.SectionID) []string {
	var names []string
	for _, c := range rules.Criteria {
		for _, s := range c.Sections {
			if s == section {
				names = append(names, p.Say("application.criterion", "name", p.Text(c.Names), "maximum", strconv.Itoa(int(c.Maximum))))
			}
		}
	}
	return names
}

// furnish is what all pages of the room have.
func furnish(p page.Page, title string, modules ...string) page.Page {
	p.Room, p.Modules = page.Applications, modules
	return p.Titled(title)
}

// kindName is what a kind of document is called.
func (d draft) kindName(p page.Page, kind string) string {
	if k, ok := d.timetable.Programme.Document(programme.DocumentKind(kind)); ok {
		return p.Text(k.Names)
	}
	return kind
}

// faultsOf lists what is missing in a step once its form is this one.
func (d draft) faultsOf(s step, form domain.Form) []problem.Fault {
	d.Form = form
	var faults []problem.Fault
	for _, f := range d.missing() {
		if partOf(f.Pointer) == s.id {
			faults = append(faults, f)
		}
	}
	return faults
}
