package public

import (
	"slices"
	"strings"

	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/web/dossier"
	"hsmp.example/cases/web/page"
)

// ChecklistView is what somebody said of a future application, and the documents that it then takes.
type ChecklistView struct {
	Programme   programme.Programme
	Asked       bool
	Papers      string // "passport" or "travel-document"
	Claims      []programme.Fact
	Languages   []string // of the documents: one of Spoken
	Field       programme.FieldID
	Authority   programme.AuthorityID // in charge of the field; "" when no field was given
	Recognition []programme.Requirement
	Permit      []programme.Requirement
}

// Papers are the documents by which somebody can show who they are.
var Papers = []string{"passport", "travel-document"}

// Spoken are the languages that documents may be said to be in; "other" is any besides those of the form.
var Spoken = []string{"az", "en", "tr", "ru", "other"}

// Claims lists the facts about an application's content that the programme's documents depend on, in the order of its
// file.
func Claims(prog programme.Programme) []programme.Fact {
	var facts []programme.Fact
	for _, d := range prog.Documents {
		for _, demand := range d.Stages {
			for _, c := range demand.When {
				if c.Fact != programme.HasPassport && c.Fact != programme.NeedsTranslation && !slices.Contains(facts, c.Fact) {
					facts = append(facts, c.Fact)
				}
			}
		}
	}
	return facts
}

func paperOptions(p page.Page) []page.Option {
	options := make([]page.Option, len(Papers))
	for i, id := range Papers {
		options[i] = page.Option{Value: id, Label: p.Of("public.papers", id)}
	}
	return options
}

func (v ChecklistView) claimOptions(p page.Page) []page.Option {
	var options []page.Option
	for _, fact := range Claims(v.Programme) {
		options = append(options, page.Option{Value: string(fact), Label: v.fact(p, fact), Chosen: slices.Contains(v.Claims, fact)})
	}
	return options
}

// fact says what the applicant claims, of the years that the programme asks about (fact 48).
func (v ChecklistView) fact(p page.Page, fact programme.Fact) string {
	return p.Of("public.fact", string(fact), "years", p.Count("public.kept-years", v.Programme.IncomeYears))
}

func (v ChecklistView) languageOptions(p page.Page) []page.Option {
	options := make([]page.Option, len(Spoken))
	for i, id := range Spoken {
		options[i] = page.Option{Value: id, Label: p.Of("public.language", id), Chosen: slices.Contains(v.Languages, id)}
	}
	return options
}

func fieldOptions(p page.Page, prog programme.Programme) []page.Option {
	options := make([]page.Option, len(prog.Fields))
	for i, f := range prog.Fields {
		options[i] = page.Option{Value: string(f.ID), Label: p.Text(f.Names)}
	}
	return options
}

// summary repeats the answers, because on paper the form is not there.
func (v ChecklistView) summary(p page.Page) string {
	said := []string{p.Of("public.papers", v.Papers)}
	for _, fact := range v.Claims {
		said = append(said, v.fact(p, fact))
	}
	if field, ok := v.Programme.Field(v.Field); ok {
		said = append(said, p.Text(field.Names))
	}
	for _, id := range v.Languages {
		said = append(said, p.Of("public.language", id))
	}
	return p.Say("public.documents.summary", "answers", strings.Join(said, "; "))
}

// shown are the documents of the checklist without those that these answers leave no use for: a document that some
// other answer would require is optional by the programme, and would only make the list longer.
func (v ChecklistView) shown(all []programme.Requirement) []programme.Requirement {
	var shown []programme.Requirement
	for _, need := range all {
		d, _ := v.Programme.Document(need.Kind)
		conditional := slices.ContainsFunc(d.Stages, func(s programme.Demand) bool { return s.Stage == programme.Recognition && len(s.When) > 0 })
		if need.Need != programme.Optional || !conditional {
			shown = append(shown, need)
		}
	}
	slices.SortStableFunc(shown, func(a, b programme.Requirement) int { return order(a.Need) - order(b.Need) })
	return shown
}

func order(n programme.Need) int {
	return slices.Index([]programme.Need{programme.Required, programme.Expected, programme.Optional}, n)
}

func (v ChecklistView) permitTable(p page.Page) page.Table {
	t := page.Table{ID: "permit-documents", Caption: p.Say("public.documents.stage-permit"), QuietCaption: true,
		Columns: []page.Column{{Text: p.Say("public.documents.document")}, {Text: p.Say("public.documents.needed")}}}
	for _, need := range v.Permit {
		if d, ok := v.Programme.Document(need.Kind); ok && need.Need == programme.Required {
			t.Rows = append(t.Rows, []page.Cell{{Text: p.Text(d.Names)}, {Content: page.Tag(dossier.NeedTag(need.Need), p.Of("public.need", string(need.Need)))}})
		}
	}
	return t
}

// allTable is every kind of document with the form it must have.
func allTable(p page.Page, prog programme.Programme) page.Table {
	t := page.Table{ID: "all-documents", Caption: p.Say("public.documents.all"), QuietCaption: true,
		Columns: []page.Column{{Text: p.Say("public.documents.document")}, {Text: p.Say("public.documents.form")}}}
	for _, d := range prog.Documents {
		t.Rows = append(t.Rows, page.Cells(p.Text(d.Names), formOf(p, d)))
	}
	return t
}

// formOf says in which form a document is taken.
func formOf(p page.Page, d programme.Document) string {
	formats := make([]string, len(d.Formats))
	for i, f := range d.Formats {
		formats[i] = strings.ToUpper(string(f))
	}
	line := p.Say("public.documents.form-of", "formats", strings.Join(formats, ", "), "size", p.Number(int(d.MaxBytes>>20)), "pages", p.Number(d.MaxPages), "count", p.Number(d.MaxCount))
	if d.Authenticated {
		line += " " + p.Say("public.documents.authenticated")
	}
	return line
}
