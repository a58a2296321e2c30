package dossier

import (
	"slices"

	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/web/page"
)

// Label is what a field of the form is called. Keys are the form's JSON names: "identity.family_name",
// "experience.since".
func Label(p page.Page, key string) string { return p.Of("dossier.label", key) }

// State names a state or nationality by its ICAO code; "" stays "".
func State(p page.Page, code string) string {
	if code == "" {
		return ""
	}
	return p.Text(evidence.StateNames(code))
}

// Language names a language by its ISO 639-1 code; "" stays "".
func Language(p page.Page, code string) string {
	if code == "" {
		return ""
	}
	return p.Text(evidence.LanguageNames(code))
}

// The closed lists of the form, in the order in which they are offered.
var (
	Sexes        = []string{"F", "M", "X"}
	PaperKinds   = []string{"passport", "travel-document"}
	Levels       = []string{"secondary", "vocational", "bachelor", "master", "doctorate"}
	Achievements = []string{"patent", "publication", "award", "leadership", "other"}
)

// Sex says a value of Sexes; anything else is shown as it stands.
func Sex(p page.Page, value string) string {
	if !slices.Contains(Sexes, value) {
		return value
	}
	return p.Of("dossier.sex", value)
}

// PaperKind says a value of PaperKinds; anything else is shown as it stands.
func PaperKind(p page.Page, value string) string {
	if !slices.Contains(PaperKinds, value) {
		return value
	}
	return p.Of("dossier.papers", value)
}

// Level says a value of Levels; anything else is shown as it stands.
func Level(p page.Page, value string) string {
	if !slices.Contains(Levels, value) {
		return value
	}
	return p.Of("dossier.level", value)
}

// Achievement says a kind of achievement; one that is not of Achievements is the applicant's own word.
func Achievement(p page.Page, value string) string {
	if !slices.Contains(Achievements, value) {
		return value
	}
	return p.Of("dossier.achievement", value)
}
