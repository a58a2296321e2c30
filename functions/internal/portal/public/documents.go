package public

import (
	"slices"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/web/public"
)

// documents answers what somebody would have to hand in, by the same rules as the checklist of a draft.
func (r Room) documents(v *portal.Visit) (portal.Answer, error) {
	view := public.ChecklistView{Programme: r.Rules.Latest().Programme, Papers: v.Asked("papers"), Languages: v.Page.Query["languages"], Field: programme.FieldID(v.Asked("field"))}
	for _, claim := range v.Page.Query["claims"] {
		view.Claims = append(view.Claims, programme.Fact(claim))
	}
	if v.Asked("asked") == "" {
		return portal.Show(public.DocumentsPage(v.Page, view)), nil
	}
	if err := problem.Of(r.unanswerable(view)); err != nil {
		if !v.Faults(err) {
			return portal.Answer{}, err
		}
		return portal.Again(public.DocumentsPage(v.Page, view)), nil
	}
	facts := r.facts(view)
	view.Asked = true
	view.Recognition, view.Permit = r.Rules.Latest().Programme.Required(programme.Recognition, facts), r.Rules.Latest().Programme.Required(programme.PermitStage, facts)
	if view.Field != "" {
		view.Authority = r.Rules.Latest().Programme.AuthorityFor(view.Field)
	}
	return portal.Show(public.DocumentsPage(v.Page, view)), nil
}

// unanswerable names every answer that is missing or that the programme does not know.
func (r Room) unanswerable(view public.ChecklistView) []problem.Fault {
	var faults []problem.Fault
	if view.Papers == "" {
		faults = append(faults, problem.At("/papers", "choose-one"))
	} else {
		faults = append(faults, listed("/papers", view.Papers, public.Papers)...)
	}
	known := public.Claims(r.Rules.Latest().Programme)
	if slices.ContainsFunc(view.Claims, func(f programme.Fact) bool { return !slices.Contains(known, f) }) {
		faults = append(faults, problem.At("/claims", "choose-from-list"))
	}
	if slices.ContainsFunc(view.Languages, func(l string) bool { return !slices.Contains(public.Spoken, l) }) {
		faults = append(faults, problem.At("/languages", "choose-from-list"))
	}
	if _, ok := r.Rules.Latest().Programme.Field(view.Field); view.Field != "" && !ok {
		faults = append(faults, problem.At("/field", "choose-from-list"))
	}
	return faults
}

// facts are what the answers mean to the checklist. A translation is needed when any document is in a language that is
// not taken as it is (fact 47; contradiction C4).
func (r Room) facts(view public.ChecklistView) programme.Facts {
	facts := programme.Facts{
		programme.HasPassport:      view.Papers == "passport",
		programme.NeedsTranslation: slices.ContainsFunc(view.Languages, func(l string) bool { return !r.Rules.Latest().Programme.Untranslated(l) }),
	}
	for _, claim := range view.Claims {
		facts[claim] = true
	}
	return facts
}
