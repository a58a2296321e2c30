// Package dossier shows, to be read, what an applicant states and hands in: section by section, each with the documents
// that prove it. The applicant's review and status pages and the officers' case page use it, so that everybody sees the
// same file.
//
// It must know no route and no permission: addresses come in, and so does a form that was cut down to what the reader
// may see.
package dossier

import (
	"slices"
	"strconv"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/web/page"
)

// File is what the reader sees of an application.
type File struct {
	Programme programme.Programme
	Form      application.Form
	Documents []evidence.Document
	Open      func(evidence.Document) string                // address under which a document is read; nil, or "" for no link
	Change    func(programme.SectionID) []page.Action       // links beside a section's heading; nil for none
	Say       func(p page.Page, d evidence.Document) string // a remark below a document; nil or "" for none
}

// entry is one summary list: a post, a degree, or a section that is no list.
type entry struct {
	title string
	rows  []page.SummaryRow
}

func (f File) title(p page.Page, id programme.SectionID) string {
	for _, s := range f.Programme.Sections {
		if s.ID == id {
			return p.Text(s.Names)
		}
	}
	return string(id)
}

func (f File) actions(id programme.SectionID) []page.Action {
	if f.Change == nil {
		return nil
	}
	return f.Change(id)
}

func (f File) address(d evidence.Document) string {
	if f.Open == nil {
		return ""
	}
	return f.Open(d)
}

func (f File) remark(p page.Page, d evidence.Document) string {
	if f.Say == nil {
		return ""
	}
	return f.Say(p, d)
}

// Proving lists the documents whose kind proves the section, each followed by its translations.
func (f File) Proving(id programme.SectionID) []evidence.Document {
	var found []evidence.Document
	for _, d := range f.Documents {
		kind, _ := f.Programme.Document(programme.DocumentKind(d.Kind))
		if slices.Contains(kind.Proves, id) {
			found = append(append(found, d), f.translations(d.ID)...)
		}
	}
	return found
}

func (f File) translations(of string) []evidence.Document {
	var found []evidence.Document
	for _, d := range f.Documents {
		if d.TranslationOf == of && of != "" {
			found = append(found, d)
		}
	}
	return found
}

// Kind is what a kind of document is called.
func (f File) Kind(p page.Page, kind string) string {
	d, ok := f.Programme.Document(programme.DocumentKind(kind))
	if !ok {
		return kind
	}
	return p.Text(d.Names)
}

// original names the document that d translates, or is "".
func (f File) original(d evidence.Document) string {
	for _, other := range f.Documents {
		if other.ID == d.TranslationOf {
			return other.FileName
		}
	}
	return ""
}

// Size writes a number of bytes as people read it; 0 is "".
func Size(p page.Page, bytes int64) string {
	switch {
	case bytes <= 0:
		return ""
	case bytes < 1<<20:
		return p.Say("dossier.kilobytes", "n", strconv.FormatInt((bytes+1023)/1024, 10))
	}
	return p.Say("dossier.megabytes", "n", strconv.FormatInt((bytes+1<<19)>>20, 10))
}

// StateTag is the colour in which a document's state is shown.
func StateTag(s evidence.State) page.TagKind {
	switch s {
	case evidence.Accepted:
		return page.Good
	case evidence.Rejected:
		return page.Bad
	case evidence.Uploaded:
		return page.Progress
	}
	return page.Waiting
}

// StateName says how far a document is.
func StateName(p page.Page, s evidence.State) string { return p.Of("dossier.state", string(s)) }

// Reasons says why a document was rejected and what to do about each; nothing for any other.
func Reasons(p page.Page, d evidence.Document) []string {
	var reasons []string
	for _, fault := range d.Faults("") {
		reasons = append(reasons, p.Fault(fault.Code, fault.Args))
	}
	return reasons
}
