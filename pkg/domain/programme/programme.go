// Package programme holds the programme as data: criteria, maxima, authorities, threshold, clocks, documents and texts
// of one act, read from a file that lawyers can read too.
//
// It must not know what happens to a case: points, application and evidence ask it for numbers and names. Nothing of
// the act is written in Go: another act, or another country, is another file. Every number carries its source in the
// file.
//
// Each key is obeyed or shown, or the file is refused; a test of the whole tree says so. Some are easily overlooked:
//
//	authority: field            this lane alone can be routed, and only to an authority that a field has (Takers)
//	verifier                    reads the lane beside its authority, by a policy of pkg/usecase/identity; a test compares the two
//	clock.extension.max         0 or 1: a case records one extension
//	reapplication.wait_days     casework.Intake.Begin refuses who comes earlier
//	experience_years, documented_years, income_years, language_minimum, study_languages
//	                            are said in the parts of the form that ask; whoever scores weighs them (G2)
//	need: expected              a warning on the review, never a bar (C6)
//	source (of an act)          a note for whoever maintains the file
//
// What stays in Go and Cedar is who may do what, since rights are read and tested as one: pkg/usecase/identity names
// the authority "sms" (the Service, which runs the evaluation: fact 13), and the lanes "clearance" (which is cleared
// and not scored) and "languages" (which the Service verifies). Another country's file needs policies of its own; a
// test in pkg/usecase/casework fails when a version of the programme lacks what a policy names.
package programme

import (
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/locale"
)

// Programme is one version of the programme. A case keeps the version it was filed under.
type Programme struct {
	ID                    string            `json:"id"`
	Version               string            `json:"version"` // act and date, "decision-99-2025-04-03"
	Act                   Act               `json:"act"`
	Establishment         Act               `json:"establishment"` // the Presidential Order the programme stands on
	Names                 locale.Texts      `json:"names"`
	Holder                locale.Texts      `json:"holder"` // what a recognised person is called (fact 4, C16)
	Threshold             Points            `json:"threshold"`
	Criteria              []Criterion       `json:"criteria"`
	Clearance             Clearance         `json:"clearance"`
	Authorities           []Authority       `json:"authorities"`
	Fields                []Field           `json:"fields"`
	FallbackAuthority     AuthorityID       `json:"fallback_authority"` // for a field that is not in Fields (G3)
	Clock                 Clock             `json:"clock"`
	Correction            Correction        `json:"correction"`
	Objections            Objections        `json:"objections"`
	Confirmation          Confirmation      `json:"confirmation"`
	Appeal                Appeal            `json:"appeal"`
	Reapplication         Reapplication     `json:"reapplication"`
	Fee                   Fee               `json:"fee"`
	Certificate           Certificate       `json:"certificate"`
	Permit                Permit            `json:"permit"`
	Family                Family            `json:"family"`
	Passport              Passport          `json:"passport"`
	Sections              []Section         `json:"sections"`
	UntranslatedLanguages []locale.Language `json:"untranslated_languages"` // documents in these need no translation (fact 47, C4)
	LanguageMinimum       CEFR              `json:"language_minimum"`       // fact 49
	ExperienceYears       int               `json:"experience_years"`       // years that count (C6)
	DocumentedYears       int               `json:"documented_years"`       // years that should be documented (C6)
	IncomeYears           int               `json:"income_years"`           // fact 48
	StudyLanguages        []locale.Language `json:"study_languages"`        // fact 49
	Documents             []Document        `json:"documents"`
	Benefits              []Benefit         `json:"benefits"`
	Retention             []Retention       `json:"retention"`
	Indicative            Indicative        `json:"indicative"`

	hash string
}

// Points are whole points of a score (G6).
type Points int

// The ids of the file's parts. They are stable: cases, policies and pages refer to them.
type (
	CriterionID  string
	AuthorityID  string
	FieldID      string
	LaneID       string
	SectionID    string
	DocumentKind string
)

// FieldAuthority in place of a criterion's authority stands for the authority of the applicant's field (fact 14).
const FieldAuthority AuthorityID = "field"

// Act is a legal act.
type Act struct {
	Number int           `json:"number"`
	Date   calendar.Date `json:"date"`
	Names  locale.Texts  `json:"names"`
	Source string        `json:"source"`
}

// Criterion is one of the scored criteria, in the order of the act.
type Criterion struct {
	ID             CriterionID    `json:"id"`
	Names          locale.Texts   `json:"names"`
	Considerations locale.Texts   `json:"considerations"`
	Maximum        Points         `json:"maximum"`
	Authority      AuthorityID    `json:"authority"`
	Verifier       AuthorityID    `json:"verifier,omitempty"` // may be asked to verify; the score stays with Authority
	Sections       []SectionID    `json:"sections"`           // parts of the form its lane sees
	Documents      []DocumentKind `json:"documents"`          // kinds its lane sees
}

// Clearance is the lane without points: objection or no objection (G1).
type Clearance struct {
	ID        LaneID         `json:"id"`
	Names     locale.Texts   `json:"names"`
	Authority AuthorityID    `json:"authority"`
	Sections  []SectionID    `json:"sections"`
	Documents []DocumentKind `json:"documents"`
}

// Authority is a state body that takes part.
type Authority struct {
	ID    AuthorityID  `json:"id"`
	Names locale.Texts `json:"names"`
	Email string       `json:"email"` // where its work list is announced
}

// Field is a field of expertise that may be declared (fact 52).
type Field struct {
	ID        FieldID      `json:"id"`
	Names     locale.Texts `json:"names"`
	Authority AuthorityID  `json:"authority"`
	Assumed   bool         `json:"assumed"` // the act does not name the authority of the field (G3)
}

// Section is a part of the application form.
type Section struct {
	ID    SectionID    `json:"id"`
	Names locale.Texts `json:"names"`
}

// Benefit is a thing that recognition brings, in words.
type Benefit struct {
	ID    string       `json:"id"`
	Names locale.Texts `json:"names"`
}
