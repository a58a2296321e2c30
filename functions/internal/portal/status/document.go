package status

import (
	"strconv"

	"github.com/a-h/templ"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/web/page"
	view "hsmp.example/cases/web/status"
)

// noWords is chosen for a kind without text in it.
const noWords = "none"

// asked is the request that the address names, while it can still be answered.
func (r Room) asked(v *portal.Visit) (view.Case, application.Correction, error) {
	c, err := r.look(v)
	if err != nil {
		return c, application.Correction{}, err
	}
	number, err := numberOf(v, c)
	if err != nil {
		return c, application.Correction{}, err
	}
	k := c.Corrections[number-1]
	if !c.Answerable(k) {
		return c, k, problem.New(problem.Conflict, "wrong-state", "state", string(c.State))
	}
	return c, k, nil
}

// askDocument asks what a file is: its kind and language, which decide who sees it and whether it needs a translation.
func (r Room) askDocument(v *portal.Visit) (portal.Answer, error) {
	return r.newDocument(v, portal.Show)
}

func (r Room) newDocument(v *portal.Visit, answer func(templ.Component) portal.Answer) (portal.Answer, error) {
	if _, _, err := r.asked(v); err != nil {
		return elsewhere(v, err)
	}
	// The originals that a translation may belong to are named, so the look is a reading.
	read, t, err := r.Intake.Documents(v.Context(), v.Who, caseOf(v))
	c, err := submitted(v, read, t, err)
	if err != nil {
		return portal.Answer{}, err
	}
	number, err := numberOf(v, c)
	if err != nil {
		return portal.Answer{}, err
	}
	shown := view.NewDocumentView{Correction: c.Corrections[number-1], Kind: v.Value("kind"), Language: v.Value("language"), Format: v.Value("media_type"),
		Original: v.Value("translation_of")}
	if kind, known := t.Programme.Document(programme.DocumentKind(shown.Kind)); !known || !kind.BearsWords {
		shown.Languages = append(shown.Languages, page.Option{Value: noWords, Label: v.Say("status.no-words")})
	}
	for _, need := range c.Checklist(t.Programme) {
		kind, _ := t.Programme.Document(need.Kind)
		shown.Kinds = append(shown.Kinds, page.Option{Value: string(need.Kind), Label: v.Page.Text(kind.Names)})
	}
	for _, code := range evidence.Languages() {
		shown.Languages = append(shown.Languages, page.Option{Value: code, Label: v.Page.Text(evidence.LanguageNames(code))})
	}
	for _, d := range c.Documents {
		if d.TranslationOf == "" {
			shown.Originals = append(shown.Originals, page.Option{Value: d.ID, Label: d.FileName})
		}
	}
	return answer(view.NewDocumentPage(furnish(v.Page, v.Say("status.new-document"), "uploads.js"), c, shown)), nil
}

// declare records the document and goes on to the form that sends its bytes.
func (r Room) declare(v *portal.Visit) (portal.Answer, error) {
	c, k, err := r.asked(v)
	if err != nil {
		return elsewhere(v, err)
	}
	declared, err := declaration(v, c)
	if err == nil {
		var d evidence.Document
		if d, err = r.Intake.DeclareDocument(v.Context(), v.Who, c.ID, declared); err == nil {
			return portal.See(v.Page, documentPath(c, k, "/"+d.ID+"/upload"+scripted(v.Value("script")))), nil
		}
	}
	if !v.Faults(err) {
		return portal.Answer{}, err
	}
	return r.newDocument(v, portal.Again)
}

// scripted keeps the word of uploads.js that it sends the file itself: the store then answers it and leads nowhere.
func scripted(said string) string {
	if said != "yes" {
		return ""
	}
	return "?script=yes"
}

func documentPath(c view.Case, k application.Correction, suffix string) string {
	return c.At("/corrections/" + strconv.Itoa(k.Number) + "/documents" + suffix)
}

// declaration is what the form says. The language decides about a translation: it has to be chosen unless the kind
// bears no words.
func declaration(v *portal.Visit, c view.Case) (evidence.Declaration, error) {
	e := evidence.Declaration{Kind: v.Value("kind"), FileName: v.Value("file_name"), Language: v.Value("language"),
		TranslationOf: v.Value("translation_of"), MediaType: v.Value("media_type")}
	e.Size, _ = strconv.ParseInt(v.Value("size"), 10, 64) // 0 is unknown; the store holds everybody to the most
	if e.Language == noWords {
		e.Language = ""
	}
	kind, known := c.Timetable.Programme.Document(programme.DocumentKind(e.Kind))
	var faults []problem.Fault
	for _, field := range []struct {
		name   string
		lacked bool
	}{{"kind", e.Kind == ""}, {"language", e.Language == "" && (!known || kind.BearsWords)}, {"media_type", e.MediaType == ""}} {
		if field.lacked {
			faults = append(faults, problem.At("/"+field.name, "required"))
		}
	}
	if known && kind.FollowsOriginal && e.TranslationOf == "" {
		faults = append(faults, problem.At("/translation_of", "required"))
	}
	if e.FileName == "" && known {
		e.FileName = v.Page.Text(kind.Names) + ending(kind, e.MediaType)
	}
	return e, problem.Of(faults)
}

// ending is how files of a media type end, among those that the kind takes.
func ending(kind programme.Document, mediaType string) string {
	for _, f := range kind.Formats {
		if f.MediaType() == mediaType {
			return "." + string(f)
		}
	}
	return ""
}
