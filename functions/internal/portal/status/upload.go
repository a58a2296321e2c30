package status

import (
	"maps"
	"slices"
	"strconv"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/web/dossier"
	"hsmp.example/cases/web/page"
	view "hsmp.example/cases/web/status"
)

// upload shows the form that sends the bytes straight to the documents' store, which leads back to the request. Opened
// again it has a fresh form: that is how an upload that broke off goes on.
func (r Room) upload(v *portal.Visit) (portal.Answer, error) {
	c, k, err := r.asked(v)
	if err != nil {
		return elsewhere(v, err)
	}
	back := c.At("/corrections/" + strconv.Itoa(k.Number))
	led := v.Page.To(back)
	if scripted(v.Asked("script")) != "" {
		led = ""
	}
	form, err := r.Intake.UploadForm(v.Context(), v.Who, c.ID, v.Path("document"), led)
	if problem.From(err).Code == "document-checked-already" {
		return portal.See(v.Page, back), nil
	}
	if err != nil {
		return portal.Answer{}, err
	}
	d, err := c.Document(v.Path("document"))
	if err != nil {
		return portal.Answer{}, err
	}
	kind, _ := c.Timetable.Programme.Document(programme.DocumentKind(d.Kind)) // declared under this programme, which does not change
	shown := view.UploadView{Correction: k, Document: d.ID, URL: form.URL, Accept: d.DeclaredType, MaxBytes: kind.MaxBytes,
		Kind: v.Page.Text(kind.Names), Size: dossier.Size(v.Page, kind.MaxBytes), Until: form.ExpiresAt.In(calendar.Baku).Format("15:04")}
	for _, name := range slices.Sorted(maps.Keys(form.Fields)) {
		shown.Fields = append(shown.Fields, page.Field{Name: name, Value: form.Fields[name]})
	}
	return portal.Show(view.UploadPage(furnish(v.Page, v.Say("status.upload"), "uploads.js"), c, shown)), nil
}

// back leads from a document that was sent to the request that it was sent for.
func (r Room) back(v *portal.Visit) (portal.Answer, error) {
	return portal.See(v.Page, "/applications/"+v.Path("id")+"/corrections/"+v.Path("number")), nil
}

// state tells how far the inspection of each document is: nothing personal, for a script that asks again and again.
type state struct {
	Documents map[string]string `json:"documents"`
}

func (r Room) inspected(v *portal.Visit) (portal.Answer, error) {
	c, err := r.look(v)
	if err != nil {
		return elsewhere(v, err)
	}
	s := state{Documents: map[string]string{}}
	for _, d := range c.Documents {
		s.Documents[d.ID] = string(d.State)
	}
	return portal.Data(s), nil
}

// remove takes a document out. One that is out already is no fault: the button may have been pressed twice.
func (r Room) remove(v *portal.Visit) (portal.Answer, error) {
	c, k, err := r.asked(v)
	if err != nil {
		return elsewhere(v, err)
	}
	err = r.Intake.RemoveDocument(v.Context(), v.Who, c.ID, v.Path("document"))
	if p := problem.From(err); err != nil && p.Code != "no-such-document" {
		return portal.Answer{}, err
	}
	return portal.See(v.Page, c.At("/corrections/"+strconv.Itoa(k.Number))), nil
}
