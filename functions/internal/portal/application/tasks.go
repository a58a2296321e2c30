package application

import (
	"strconv"
	"strings"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/web/application"
	"hsmp.example/cases/web/page"
)

// tasks lists the parts of the draft. It tells only how much is missing in each, so it leaves no row.
func (r Room) tasks(v *portal.Visit) (portal.Answer, error) {
	d, err := r.look(v)
	if err != nil {
		return elsewhere(v, err)
	}
	switch {
	case v.Asked("saved") == "yes":
		v.Page.Notices = append(v.Page.Notices, page.Notice{Kind: page.Success, Title: v.Say("application.saved"), Text: v.Say("application.saved-text")})
	case v.Asked("language") == "stale":
		v.Page.Faults = []page.Fault{{Text: v.Page.Fault("stale", nil)}}
	}
	lacks := map[string]int{}
	for _, f := range d.missing() {
		lacks[partOf(f.Pointer)]++
	}
	view := application.TasksView{Case: string(d.ID), Missing: sum(lacks), Languages: ownNames(v.Page), Language: string(d.Language),
		Version: strconv.Itoa(d.FormVersion), Carried: v.Asked("carried") == "yes",
		OnDevice: onDevice(v.Page, d.ID)}
	for _, s := range steps {
		task, err := d.task(v.Page, s, lacks[s.id])
		if err != nil {
			return portal.Answer{}, err
		}
		view.Parts = append(view.Parts, task)
	}
	view.Last = d.lastTasks(v.Page, lacks)
	return portal.Show(application.TasksPage(furnish(v.Page, v.Say("application.tasks"), "autosave.js"), view)), nil
}

func sum(lacks map[string]int) int {
	all := 0
	for _, n := range lacks {
		all += n
	}
	return all
}

func (d draft) task(p page.Page, s step, lacking int) (page.Task, error) {
	task := page.Task{Title: p.Of("application.part", s.id), Link: p.To(path(d.ID, "/"+s.id))}
	t, err := s.stored(d.Form)
	switch {
	case err != nil:
		return task, err
	case t.blank() && lacking == 0:
		task.Hint = strings.Join(serves(p, d.timetable.Programme, s.section), "; ")
		task.State, task.Kind = p.Say("application.optional"), page.Neutral
	case t.blank():
		task.State, task.Kind = p.Say("application.not-begun"), page.Neutral
	case lacking > 0:
		task.State, task.Kind = p.Count("application.lacks", lacking), page.Waiting
		task.Link += "?check=yes"
	default:
		task.State, task.Kind = p.Say("application.done"), page.Good
	}
	return task, nil
}

func (d draft) lastTasks(p page.Page, lacks map[string]int) []page.Task {
	documents := page.Task{Title: p.Say("application.documents"), Link: p.To(path(d.ID, "/documents")), Hint: p.Say("application.documents-hint")}
	switch {
	case lacks[documentsPart] > 0:
		documents.State, documents.Kind = p.Count("application.lacks", lacks[documentsPart]), page.Waiting
	case len(d.Documents) == 0:
		documents.State, documents.Kind = p.Say("application.optional"), page.Neutral
	default:
		documents.State, documents.Kind = p.Say("application.done"), page.Good
	}
	review := page.Task{Title: p.Say("application.review"), Link: p.To(path(d.ID, "/review")), State: p.Say("application.not-yet"), Kind: page.Neutral}
	if sum(lacks) == 0 {
		review.State, review.Kind = p.Say("application.ready"), page.Progress
	}
	return []page.Task{documents, review}
}

// pending reports whether a document is on its way through the inspection.
func (d draft) pending() bool {
	for _, one := range d.Documents {
		if one.State == evidence.Uploaded {
			return true
		}
	}
	return false
}
