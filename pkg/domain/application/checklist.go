package application

import (
	"fmt"
	"slices"

	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
)

// Facts are what the document checklist asks about this application.
func (c *Case) Facts(p programme.Programme) programme.Facts {
	f := c.Form
	return programme.Facts{
		programme.HasPassport:        f.Identity.hasPassport(),
		programme.ClaimsDegree:       slices.ContainsFunc(f.Education, func(s Study) bool { return s.Level != "secondary" }),
		programme.ClaimsExperience:   len(f.Experience) > 0,
		programme.ClaimsAchievements: len(f.Achievements) > 0,
		programme.ClaimsIncome:       f.Finances.YearlyIncome > 0,
		programme.ClaimsFunds:        f.Finances.Funds > 0,
		programme.ClaimsLanguageCertificate: slices.ContainsFunc(f.Languages, func(s Skill) bool {
			return s.Certificate != ""
		}),
		programme.NeedsTranslation: len(evidence.MissingTranslations(c.Documents, readable(p))) > 0,
	}
}

// hasPassport reports false only of a person who stated travel documents of stateless people or refugees and nothing
// else (fact 53): nearly everybody has a passport, so it is what a draft that does not say yet is asked for.
func (i Identity) hasPassport() bool {
	passport := func(t TravelPapers) bool { return t.Kind != "travel-document" }
	return len(i.Papers) == 0 || slices.ContainsFunc(i.Papers, passport)
}

// Checklist is what documents this application needs for recognition, as its answers stand.
func (c *Case) Checklist(p programme.Programme) []programme.Requirement {
	return p.Required(programme.Recognition, c.Facts(p))
}

// Undocumented lists the kinds that are expected and of which there is no document: a reason to warn, never a bar
// (contradiction C6).
func (c *Case) Undocumented(p programme.Programme) []programme.DocumentKind {
	var kinds []programme.DocumentKind
	for _, need := range c.Checklist(p) {
		if need.Need == programme.Expected && !c.has(need.Kind) {
			kinds = append(kinds, need.Kind)
		}
	}
	return kinds
}

func (c *Case) has(kind programme.DocumentKind) bool {
	return slices.ContainsFunc(c.Documents, func(d evidence.Document) bool { return d.Kind == string(kind) })
}

// documentFaults names each document that is missing, not yet inspected, rejected, or without its translation (facts
// 42, 47; contradiction C4). A rejected document is named with its reason.
func (c *Case) documentFaults(p programme.Programme) []problem.Fault {
	var k checks
	for _, need := range c.Checklist(p) {
		// Which translations are missing is said of their originals, below.
		if kind, _ := p.Document(need.Kind); need.Need == programme.Required && !c.has(need.Kind) && !kind.FollowsOriginal {
			k.add("/documents", "document-missing", "kind", string(need.Kind))
		}
	}
	for i, d := range c.Documents {
		at := fmt.Sprintf("/documents/%d", i)
		switch d.State {
		case evidence.Accepted:
		case evidence.Rejected:
			k = append(k, d.Faults(at)...)
		default:
			k.add(at, "document-not-ready", "file", d.FileName)
		}
	}
	for _, d := range evidence.MissingTranslations(c.Documents, readable(p)) {
		i := slices.IndexFunc(c.Documents, func(other evidence.Document) bool { return other.ID == d.ID })
		k.add(fmt.Sprintf("/documents/%d", i), "translation-missing", "file", d.FileName)
	}
	return k
}

func readable(p programme.Programme) []string {
	languages := make([]string, len(p.UntranslatedLanguages))
	for i, l := range p.UntranslatedLanguages {
		languages[i] = string(l)
	}
	return languages
}
