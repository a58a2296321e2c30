package application

import (
	"errors"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"hsmp.example/cases/functions/internal/portal"
	domain "hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/web/application"
	"hsmp.example/cases/web/page"
)

// review shows everything as the officers will see it, and what is missing with where it is put right.
func (r Room) review(v *portal.Visit) (portal.Answer, error) {
	d, err := r.read(v)
	if err != nil {
		return elsewhere(v, err)
	}
	return portal.Show(d.reviewPage(v, d.Form.Declaration, false)), nil
}

func (d draft) reviewPage(v *portal.Visit, declared domain.Declaration, changed bool) templ.Component {
	rules := d.timetable.Programme
	due := d.timetable.Clock.Calendar.DueFrom(d.today, rules.Clock.WorkingDays, rules.Clock.FirstDay)
	view := application.ReviewView{Case: string(d.ID), Version: strconv.Itoa(d.FormVersion), File: d.file(v.Page), Changed: changed,
		Due: v.Page.Date(due.Date), Why: due.Explain(v.Language()), Truthful: declared.Truthful, Consents: declared.DataProcessing,
		Clock: v.Page.Count("application.clock", rules.Clock.WorkingDays), OnDevice: onDevice(v.Page, d.ID)}
	view.File.Change = func(id programme.SectionID) []page.Action { return changes(v.Page, d.ID, id) }
	for _, kind := range d.Undocumented(rules) {
		view.Expected = append(view.Expected, d.kindName(v.Page, string(kind)))
	}
	for _, f := range d.missing() {
		view.Lacks = append(view.Lacks, d.lack(v.Page, f))
	}
	return application.ReviewPage(furnish(v.Page, v.Say("application.review"), "autosave.js"), view)
}

// lack leads to the very field where the part has one.
func (d draft) lack(p page.Page, f problem.Fault) application.Lack {
	part := partOf(f.Pointer)
	if part == documentsPart {
		return application.Lack{Part: p.Say("application.documents"), Text: d.says(p, f, false), Link: p.To(path(d.ID, "/documents"))}
	}
	title := p.Of("application.part", part)
	return application.Lack{Part: title, Text: strings.TrimPrefix(d.named(p, f, true), title+": "),
		Link: p.To(path(d.ID, "/"+part+"?check=yes#"+page.FieldID(f.Pointer)))}
}

// changes are the links of a section to the parts in which it is filled in.
func changes(p page.Page, id domain.ID, section programme.SectionID) []page.Action {
	var actions []page.Action
	for _, s := range steps {
		if s.section == section {
			actions = append(actions, page.Action{Text: p.Say("application.change-part", "part", p.Of("application.part", s.id)), Link: p.To(path(id, "/"+s.id))})
		}
	}
	return actions
}

// submit takes the declaration and files the draft, if it still is what its owner looked at. Pressed twice it leads to
// the same place.
func (r Room) submit(v *portal.Visit) (portal.Answer, error) {
	declared := domain.Declaration{Truthful: v.Value("declaration-truthful") == "yes", DataProcessing: v.Value("declaration-data_processing") == "yes"}
	if v.OnlyShows() { // saving the declaration made the version that the page shows, so it would be refused as stale
		return r.submitAgain(v, declared, nil)
	}
	_, err := r.Intake.Save(v.Context(), v.Who, caseOf(v), version(v), domain.Patch{Declaration: &declared})
	if err == nil {
		_, err = r.Intake.Submit(v.Context(), v.Who, caseOf(v))
	}
	switch {
	case err == nil:
		return portal.See(v.Page, "/applications/"+v.Path("id")), nil
	case errors.Is(err, problem.Stale) || errors.Is(err, problem.Invalid) || errors.Is(err, problem.Conflict):
		return r.submitAgain(v, declared, err)
	}
	return portal.Answer{}, err
}

func (r Room) submitAgain(v *portal.Visit, declared domain.Declaration, why error) (portal.Answer, error) {
	d, err := r.read(v)
	if err != nil {
		return elsewhere(v, err)
	}
	if errors.Is(why, problem.Stale) {
		return portal.Clash(d.reviewPage(v, declared, true)), nil
	}
	faults := problem.From(why).Faults
	if v.OnlyShows() {
		d.Form.Declaration = declared
		faults = d.Completeness(d.timetable.Programme, d.today)
	}
	for _, f := range faults {
		if partOf(f.Pointer) == reviewPart {
			v.Page.Faults = append(v.Page.Faults, page.Fault{Field: page.FieldID(f.Pointer), Text: d.says(v.Page, f, true)})
		}
	}
	return portal.Again(d.reviewPage(v, declared, false)), nil
}

func (r Room) askDiscard(v *portal.Visit) (portal.Answer, error) {
	d, err := r.look(v)
	if err != nil {
		return elsewhere(v, err)
	}
	title := v.Say("application.discard-title")
	return portal.Show(application.ConfirmPage(furnish(v.Page, title), application.ConfirmView{Title: title, Text: v.Say("application.discard-text"),
		Warning: v.Say("application.discard-warning"), Path: path(d.ID, "/discard"), Yes: v.Say("application.discard-yes"), Back: v.Page.To(path(d.ID, ""))})), nil
}

// discard throws the draft away. Where there is none any more the button was pressed twice: the list says what there
// is.
func (r Room) discard(v *portal.Visit) (portal.Answer, error) {
	err := r.Intake.Discard(v.Context(), v.Who, caseOf(v))
	if errors.Is(err, problem.NotFound) {
		return portal.See(v.Page, "/applications"), nil
	}
	if err != nil {
		return portal.Answer{}, err
	}
	return portal.See(v.Page, "/applications?discarded=yes"), nil
}
