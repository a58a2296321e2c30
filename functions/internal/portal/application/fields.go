package application

import (
	"strconv"
	"strings"

	"hsmp.example/cases/functions/internal/portal/choice"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/web/application"
	"hsmp.example/cases/web/dossier"
	"hsmp.example/cases/web/page"
)

// writer makes the questions of a step out of what stands in its fields.
type writer struct {
	page  page.Page
	rules programme.Programme
	typed typed
	year  int // the current one, by which machine-readable lines are read
}

// groups writes a step. more is the id of a list that gets one more, empty entry; a list without entries always has
// one.
func (w writer) groups(s step, more string) []application.Group {
	groups := make([]application.Group, 0, len(s.groups))
	for _, g := range s.groups {
		view := application.Group{ID: g.id(), List: g.list}
		if g.list {
			view.Fault = w.page.FaultOf(g.id())
			view.Add, view.AddText = "add-"+g.id(), w.page.Of("application.add", g.id())
		}
		n := w.typed.count(g)
		shown := n
		if g.list && (n == 0 || more == g.id()) {
			shown++
		}
		for entry := range shown {
			view.Entries = append(view.Entries, w.entry(g, entry, entry < n))
		}
		groups = append(groups, view)
	}
	return groups
}

func (w writer) entry(g group, entry int, there bool) application.Entry {
	e := application.Entry{}
	if g.list {
		number := strconv.Itoa(entry + 1)
		e.Legend = w.page.Of("application.entry", g.id(), "n", number)
		e.About = e.Legend
		if there {
			e.Remove = "remove-" + g.id() + "-" + strconv.Itoa(entry)
		}
	}
	for _, f := range g.fields {
		e.Fields = append(e.Fields, w.field(g, entry, f))
	}
	if g.id() == "identity-papers" {
		e.Note = w.zone(w.typed[g.name(entry, field{key: "mrz"})])
	}
	return e
}

// key is under which texts of a field are found: "identity.papers.number".
func (g group) key(f field) string {
	key := strings.ReplaceAll(g.path, "/", ".")
	if f.key == "" {
		return key
	}
	return key + "." + f.key
}

func (w writer) field(g group, entry int, f field) application.Field {
	name := g.name(entry, f)
	v := application.Field{Kind: application.Line, Control: page.Control{ID: name, Label: dossier.Label(w.page, g.key(f)), Value: w.typed[name],
		Optional: f.optional, Width: f.width, Autocomplete: f.complete}}
	if f.hint {
		v.Control.Hint = w.page.Of("application.hint", g.key(f), "languages", studied(w.page, w.rules))
	}
	switch f.as {
	case area:
		v.Kind, v.Control.Max = application.Area, f.max
	case date:
		v.Kind = application.Date
		v.Parts = page.DateParts{Day: w.typed[name+"-day"], Month: w.typed[name+"-month"], Year: w.typed[name+"-year"]}
	case whole:
		v.Control.InputMode = "numeric"
	case sex:
		v.Kind, v.Options, v.Control.Inline = application.Radios, w.options(f.as, v.Control.Value), true
	case line:
		w.line(f, &v)
	default:
		v.Kind, v.Options = application.List, w.options(f.as, v.Control.Value)
	}
	return v
}

// line says which keyboard a phone shows.
func (w writer) line(f field, v *application.Field) {
	switch f.complete {
	case "email":
		v.Control.Type = "email"
	case "tel":
		v.Control.Type = "tel"
	}
}

// options are the choices of a closed list. A value that is none of them, because it came by the API, stays a choice.
func (w writer) options(as asked, value string) []page.Option {
	var options []page.Option
	switch as {
	case state:
		options = choice.Countries(w.page.Language)
	case person:
		options = choice.Nationalities(w.page.Language)
	case tongue:
		options = choice.Languages(w.page.Language)
	case sex:
		options = closed(dossier.Sexes, func(v string) string { return dossier.Sex(w.page, v) })
	case paper:
		options = closed(dossier.PaperKinds, func(v string) string { return dossier.PaperKind(w.page, v) })
	case level:
		options = closed(dossier.Levels, func(v string) string { return dossier.Level(w.page, v) })
	case achievement:
		options = closed(dossier.Achievements, func(v string) string { return dossier.Achievement(w.page, v) })
	case cefr:
		for _, l := range programme.CEFRLevels {
			options = append(options, page.Option{Value: string(l), Label: string(l)})
		}
	case expertise:
		for _, f := range w.rules.Fields {
			options = append(options, page.Option{Value: string(f.ID), Label: w.page.Text(f.Names)})
		}
	}
	return withStranger(options, value)
}

func closed(values []string, say func(string) string) []page.Option {
	options := make([]page.Option, len(values))
	for i, v := range values {
		options[i] = page.Option{Value: v, Label: say(v)}
	}
	return options
}

func withStranger(options []page.Option, value string) []page.Option {
	if value == "" {
		return options
	}
	for _, o := range options {
		if o.Value == value {
			return options
		}
	}
	return append([]page.Option{{Value: value, Label: value}}, options...)
}

// zone says what the machine-readable lines say, once they can be read, so that a slip shows at once.
func (w writer) zone(lines string) string {
	if lines == "" {
		return ""
	}
	m, faults := evidence.ParseMRZ(lines, w.year)
	if len(faults) > 0 {
		return ""
	}
	return w.page.Say("application.mrz-says", "name", strings.TrimSpace(m.Surname+" "+m.GivenNames), "number", m.Number,
		"issuer", dossier.State(w.page, m.Issuer), "expires", w.page.Date(m.Expires))
}
