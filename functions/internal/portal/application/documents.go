package application

import (
	"fmt"
	"slices"
	"strconv"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/web/application"
	"hsmp.example/cases/web/dossier"
	"hsmp.example/cases/web/page"
)

// documents is the checklist that adapts to the answers, with what was handed in. It names files, so each look is a
// reading.
func (r Room) documents(v *portal.Visit) (portal.Answer, error) {
	c, t, err := r.Intake.Documents(v.Context(), v.Who, caseOf(v))
	d, err := r.draftOf(v, c, t, err)
	if err != nil {
		return elsewhere(v, err)
	}
	view := application.DocumentsView{Case: string(d.ID), File: d.file(v.Page), Pending: d.pending(), StateLink: v.Page.To(path(d.ID, "/documents/state"))}
	for _, f := range d.missing() {
		if partOf(f.Pointer) == documentsPart {
			view.Missing = append(view.Missing, d.says(v.Page, f, false))
		}
	}
	needs := d.Checklist(d.timetable.Programme)
	slices.SortStableFunc(needs, func(a, b programme.Requirement) int { return d.rank(a) - d.rank(b) })
	for _, need := range needs {
		view.Wanted = append(view.Wanted, d.wanted(v.Page, need))
	}
	return portal.Show(application.DocumentsPage(furnish(v.Page, v.Say("application.documents"), "autosave.js", "uploads.js"), view)), nil
}

// rank puts first what is needed, last what only may be added and is not there.
func (d draft) rank(r programme.Requirement) int {
	there := slices.ContainsFunc(d.Documents, func(one evidence.Document) bool { return one.Kind == string(r.Kind) })
	switch {
	case r.Need == programme.Required:
		return 0
	case r.Need == programme.Expected:
		return 1
	case there:
		return 2
	}
	return 3
}

func (d draft) wanted(p page.Page, need programme.Requirement) application.Wanted {
	kind, _ := d.timetable.Programme.Document(need.Kind)
	w := application.Wanted{Kind: string(kind.Kind), Name: p.Text(kind.Names), Help: p.Text(kind.Help), Limits: limits(p, kind),
		Need: p.Of("application.need", string(need.Need)), NeedKind: dossier.NeedTag(need.Need)}
	if kind.Authenticated {
		w.Rules = append(w.Rules, p.Say("application.authenticated"))
	}
	if kind.BearsWords {
		w.Rules = append(w.Rules, p.Say("application.translate"))
	}
	for _, one := range d.Documents {
		if one.Kind == string(kind.Kind) {
			w.Documents = append(w.Documents, one)
		}
	}
	if len(w.Documents) < kind.MaxCount {
		w.Add = p.To(path(d.ID, "/documents/new?kind="+string(kind.Kind)))
	}
	return w
}

// limits says which formats are taken, how large and how long.
func limits(p page.Page, kind programme.Document) string {
	return p.Say("application.limits", "formats", formats(kind), "size", dossier.Size(p, kind.MaxBytes), "pages", p.Count("dossier.pages", kind.MaxPages))
}

func formats(kind programme.Document) string {
	text := ""
	for i, f := range kind.Formats {
		if i > 0 {
			text += ", "
		}
		text += formatNames[f]
	}
	return text
}

var formatNames = map[programme.Format]string{programme.PDF: "PDF", programme.JPEG: "JPEG", programme.PNG: "PNG"}

// file is the draft as the dossier shows it, with links to what can be opened and changed.
func (d draft) file(p page.Page) dossier.File {
	return dossier.File{Programme: d.timetable.Programme, Form: d.Form, Documents: d.Documents,
		Open: func(one evidence.Document) string {
			if one.State != evidence.Accepted {
				return ""
			}
			return p.To(path(d.ID, "/documents/"+one.ID+"/open"))
		},
		Say: func(p page.Page, one evidence.Document) string {
			if slices.ContainsFunc(evidence.MissingTranslations(d.Documents, d.readable()), func(m evidence.Document) bool { return m.ID == one.ID }) {
				return p.Fault("translation-missing", map[string]string{"file": one.FileName})
			}
			return ""
		}}
}

func (d draft) readable() []string {
	languages := d.timetable.Programme.UntranslatedLanguages
	texts := make([]string, len(languages))
	for i, l := range languages {
		texts[i] = string(l)
	}
	return texts
}

// inspection tells how far the inspection of each document is: nothing personal, for a page that asks every second.
type inspection struct {
	Documents map[string]string `json:"documents"`
}

func (r Room) inspected(v *portal.Visit) (portal.Answer, error) {
	d, err := r.look(v)
	if err != nil {
		return elsewhere(v, err)
	}
	s := inspection{Documents: map[string]string{}}
	for _, one := range d.Documents {
		s.Documents[one.ID] = string(one.State)
	}
	return portal.Data(s), nil
}

// open sends the reader to a document of their own.
func (r Room) open(v *portal.Visit) (portal.Answer, error) {
	link, err := r.Intake.Document(v.Context(), v.Who, caseOf(v), v.Path("document"))
	if err != nil {
		return portal.Answer{}, err
	}
	return portal.Leave(link.URL), nil
}

func (r Room) askRemove(v *portal.Visit) (portal.Answer, error) {
	d, err := r.read(v)
	if err != nil {
		return elsewhere(v, err)
	}
	one, err := d.Document(v.Path("document"))
	if err != nil {
		return portal.Answer{}, err
	}
	title := v.Say("application.remove-title", "file", one.FileName)
	return portal.Show(application.ConfirmPage(furnish(v.Page, title), application.ConfirmView{Title: title, Text: v.Say("application.remove-text"),
		Path: path(d.ID, "/documents/"+one.ID+"/remove"), Yes: v.Say("application.remove-yes"), Back: v.Page.To(path(d.ID, "/documents"))})), nil
}

// remove takes a document out. One that is out already is no fault: the button may have been pressed twice.
func (r Room) remove(v *portal.Visit) (portal.Answer, error) {
	err := r.Intake.RemoveDocument(v.Context(), v.Who, caseOf(v), v.Path("document"))
	if p := problem.From(err); err != nil && p.Code != "no-such-document" {
		return portal.Answer{}, err
	}
	return portal.See(v.Page, path(caseOf(v), "/documents")), nil
}

// mediaTypes are what a file field takes, and the choices of a format.
func mediaTypes(kind programme.Document) (accept string, options []page.Option) {
	for i, f := range kind.Formats {
		if i > 0 {
			accept += ","
		}
		accept += f.MediaType()
		options = append(options, page.Option{Value: f.MediaType(), Label: formatNames[f]})
	}
	return accept, options
}

func byteCount(n int64) string { return strconv.FormatInt(n, 10) }

// ending is how files of a media type end.
func ending(mediaType string) string {
	for f := range formatNames {
		if f.MediaType() == mediaType {
			return fmt.Sprintf(".%s", f)
		}
	}
	return ""
}
