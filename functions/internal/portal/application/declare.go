package application

import (
	"maps"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/functions/internal/portal/choice"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/trial"
	"hsmp.example/cases/web/application"
	"hsmp.example/cases/web/dossier"
	"hsmp.example/cases/web/page"
)

// What the form of a new document is called, in fields. The first four are those of a declaration.
const (
	kindField     = "kind"
	languageField = "language"
	formatField   = "media_type"
	originalField = "translation_of"
	insteadField  = "instead"
	nameField     = "file_name" // with scripts alone: without, the store takes the file and nobody hears its name
	sizeField     = "size"
	scriptField   = "script" // a script sends the file: the store answers it and leads nowhere
)

// noWords is chosen for a kind without text in it.
const noWords = "none"

// askDocument asks what a file is: its kind and language, which decide who sees it and whether it needs a translation.
func (r Room) askDocument(v *portal.Visit) (portal.Answer, error) {
	return r.newDocument(v, map[string]string{kindField: v.Asked(kindField), originalField: v.Asked("of"), insteadField: v.Asked(insteadField)}, portal.Show)
}

func (r Room) newDocument(v *portal.Visit, typed map[string]string, answer func(templ.Component) portal.Answer) (portal.Answer, error) {
	d, err := r.read(v)
	if err != nil {
		return elsewhere(v, err)
	}
	rules := d.timetable.Programme
	kind, known := rules.Document(programme.DocumentKind(typed[kindField]))
	if !known {
		kind = programme.Document{Formats: []programme.Format{programme.PDF, programme.JPEG, programme.PNG}}
	}
	view := application.NewDocumentView{Case: string(d.ID), Title: v.Page.Text(kind.Names), Help: v.Page.Text(kind.Help), Instead: typed[insteadField],
		Kind:      page.Control{ID: kindField, Label: v.Say("application.kind"), Value: typed[kindField]},
		Kinds:     d.kinds(v.Page),
		Format:    page.Control{ID: formatField, Label: v.Say("application.format"), Hint: v.Say("application.format-hint"), Value: typed[formatField], Inline: true},
		Language:  page.Control{ID: languageField, Label: v.Say("application.document-language"), Hint: v.Say("application.translate"), Value: typed[languageField]},
		Original:  page.Control{ID: originalField, Label: v.Say("application.original"), Hint: v.Say("application.original-hint"), Value: typed[originalField], Optional: true},
		Languages: choice.Languages(v.Language()),
		Originals: d.originals(v.Page, typed[insteadField]), StateLink: v.Page.To(path(d.ID, "/documents/state"))}
	_, view.Formats = mediaTypes(kind)
	if !known || !kind.BearsWords {
		view.Languages = append([]page.Option{{Value: noWords, Label: v.Say("application.no-words")}}, view.Languages...)
	}
	if known {
		view.Limits, view.MaxBytes = limits(v.Page, kind), byteCount(kind.MaxBytes)
	}
	return answer(application.NewDocumentPage(furnish(v.Page, v.Say("application.new-document"), "autosave.js", "uploads.js"), view)), nil
}

// kinds are those that the checklist of this application has.
func (d draft) kinds(p page.Page) []page.Option {
	var options []page.Option
	for _, need := range d.Checklist(d.timetable.Programme) {
		options = append(options, page.Option{Value: string(need.Kind), Label: d.kindName(p, string(need.Kind))})
	}
	return options
}

// originals are the documents that a new one may translate.
func (d draft) originals(p page.Page, but string) []page.Option {
	var options []page.Option
	for _, one := range d.Documents {
		if one.TranslationOf == "" && one.ID != but {
			options = append(options, page.Option{Value: one.ID, Label: one.FileName + " – " + d.kindName(p, one.Kind)})
		}
	}
	return options
}

// declare records the document and goes on to the form that sends its bytes. What it replaces is taken out only then,
// so that nothing is lost when the process dies in between; a document that was accepted is never replaced by a
// promise.
func (r Room) declare(v *portal.Visit) (portal.Answer, error) {
	d, err := r.look(v)
	if err != nil {
		return elsewhere(v, err)
	}
	declared, err := d.declaration(v)
	if err == nil {
		var one evidence.Document
		if one, err = r.Intake.DeclareDocument(v.Context(), v.Who, d.ID, declared); err == nil {
			return r.afterDeclaring(v, d, one)
		}
	}
	if problem.From(err).Kind != problem.Invalid && problem.From(err).Kind != problem.Conflict {
		return portal.Answer{}, err
	}
	r.blameDeclaration(v, d, err)
	typed := map[string]string{}
	for _, name := range []string{kindField, languageField, formatField, originalField, insteadField} {
		typed[name] = v.Value(name)
	}
	return r.newDocument(v, typed, portal.Again)
}

// declaration is what the form says. The language decides about a translation: it has to be chosen unless the kind
// bears no words.
func (d draft) declaration(v *portal.Visit) (evidence.Declaration, error) {
	e := evidence.Declaration{Kind: v.Value(kindField), FileName: v.Value(nameField), Language: v.Value(languageField),
		TranslationOf: v.Value(originalField), MediaType: v.Value(formatField)}
	e.Size, _ = strconv.ParseInt(v.Value(sizeField), 10, 64) // 0 is unknown; the store holds everybody to the most
	kind, known := d.timetable.Programme.Document(programme.DocumentKind(e.Kind))
	if e.Language == noWords {
		e.Language = ""
	}
	var faults []problem.Fault
	if e.Kind == "" {
		faults = append(faults, problem.At("/"+kindField, "required"))
	}
	if e.Language == "" && (!known || kind.BearsWords) {
		faults = append(faults, problem.At("/"+languageField, "required"))
	}
	if e.MediaType == "" {
		faults = append(faults, problem.At("/"+formatField, "required"))
	}
	if kind.FollowsOriginal && e.TranslationOf == "" {
		faults = append(faults, problem.At("/"+originalField, "required"))
	}
	if e.FileName == "" {
		e.FileName = d.kindName(v.Page, e.Kind) + ending(e.MediaType)
	}
	return e, problem.Of(faults)
}

func (r Room) blameDeclaration(v *portal.Visit, d draft, err error) {
	p := problem.From(err)
	if len(p.Faults) == 0 && !trial.Passed(err) {
		v.Page.Faults = append(v.Page.Faults, page.Fault{Text: v.Page.Fault(p.Code, p.Args)})
	}
	for _, f := range p.Faults {
		field := page.FieldID(f.Pointer)
		if field == sizeField {
			kind, _ := d.timetable.Programme.Document(programme.DocumentKind(v.Value(kindField)))
			v.Page.Faults = append(v.Page.Faults, page.Fault{Field: formatField, Text: limits(v.Page, kind)})
			continue
		}
		v.Page.Faults = append(v.Page.Faults, page.Fault{Field: field, Text: d.says(v.Page, f, v.Value(field) == "")})
	}
}

func (r Room) afterDeclaring(v *portal.Visit, d draft, one evidence.Document) (portal.Answer, error) {
	if old, err := d.Document(v.Value(insteadField)); err == nil && old.State != evidence.Accepted {
		if err := r.Intake.RemoveDocument(v.Context(), v.Who, d.ID, old.ID); err != nil && problem.From(err).Kind != problem.NotFound {
			return portal.Answer{}, err
		}
	}
	to := path(d.ID, "/documents/"+one.ID+"/upload")
	if v.Value(scriptField) == "yes" {
		to += "?script=yes"
	}
	return portal.See(v.Page, to), nil
}

// upload shows the form that sends a declared document's bytes straight to the documents' store, which leads back to
// the checklist. Opened again it has a fresh form: that is how an upload that broke off goes on.
func (r Room) upload(v *portal.Visit) (portal.Answer, error) {
	back := v.Page.To(path(caseOf(v), "/documents"))
	if v.Asked(scriptField) == "yes" {
		back = ""
	}
	form, err := r.Intake.UploadForm(v.Context(), v.Who, caseOf(v), v.Path("document"), back)
	if problem.From(err).Code == "document-checked-already" {
		return portal.See(v.Page, path(caseOf(v), "/documents")), nil
	}
	if err != nil {
		return portal.Answer{}, err
	}
	d, err := r.look(v)
	if err != nil {
		return elsewhere(v, err)
	}
	one, err := d.Document(v.Path("document"))
	if err != nil {
		return portal.Answer{}, err
	}
	kind, _ := d.timetable.Programme.Document(programme.DocumentKind(one.Kind))
	view := application.UploadView{Case: string(d.ID), Document: one.ID, Title: v.Page.Text(kind.Names), URL: form.URL, Accept: one.DeclaredType,
		Limits:   v.Say("application.upload-limits", "format", formatOf(one.DeclaredType), "size", dossier.Size(v.Page, kind.MaxBytes)),
		MaxBytes: byteCount(kind.MaxBytes), Until: form.ExpiresAt.In(calendar.Baku).Format("15:04"), StateLink: v.Page.To(path(d.ID, "/documents/state"))}
	for _, name := range slices.Sorted(maps.Keys(form.Fields)) {
		view.Fields = append(view.Fields, page.Field{Name: name, Value: form.Fields[name]})
	}
	return portal.Show(application.UploadPage(furnish(v.Page, v.Say("application.send-title"), "autosave.js", "uploads.js"), view)), nil
}

func formatOf(mediaType string) string {
	for f, name := range formatNames {
		if f.MediaType() == mediaType {
			return name
		}
	}
	return mediaType
}
