package dossier

import (
	"strings"

	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/web/page"
)

// named returns the sections that were asked for, or all.
func (f File) named(names []programme.SectionID) []programme.SectionID {
	if len(names) > 0 {
		return names
	}
	for _, s := range f.Programme.Sections {
		names = append(names, s.ID)
	}
	return names
}

// facts says in a line what a document is: its kind, its language, its size, what it translates and when it came.
func (f File) facts(p page.Page, d evidence.Document) string {
	facts := []string{f.Kind(p, d.Kind)}
	if d.Language != "" {
		facts = append(facts, Language(p, d.Language))
	}
	if size := Size(p, d.Size()); size != "" {
		facts = append(facts, size)
	}
	if d.Report.Pages > 0 {
		facts = append(facts, p.Count("dossier.pages", d.Report.Pages))
	}
	if original := f.original(d); original != "" {
		facts = append(facts, p.Say("dossier.translates", "file", original))
	}
	if !d.UploadedAt.IsZero() {
		facts = append(facts, p.Time(d.UploadedAt))
	}
	return strings.Join(facts, " · ")
}
