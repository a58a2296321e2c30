package application

import "hsmp.example/cases/pkg/domain/programme"

// Answers of a self-assessment that are statements of the form too, by question and answer of the programme file. Most
// are not: how many years somebody worked is no post held. An answer that is not here states nothing.
var (
	statedLevels    = map[string]string{"bachelor": "bachelor", "master": "master", "doctor": "doctorate"}
	statedLanguages = map[string]string{"b2": "B2"}
)

// The questions whose answers state something.
const (
	degreeQuestion   = "degree"
	languageQuestion = "language"
)

// Prefill is what a draft can begin with when a self-assessment is carried into it: its field of expertise, and what
// its answers state. It is the applicant's own, to be completed or changed; officers see it only once it is filed.
func Prefill(p programme.Programme, field string, answers map[string]string) Patch {
	var patch Patch
	if _, ok := p.Field(programme.FieldID(field)); ok {
		patch.Expertise = &Expertise{Field: field}
	}
	if level, ok := statedLevels[answers[degreeQuestion]]; ok {
		patch.Education = &[]Study{{Level: level}}
	}
	if level, ok := statedLanguages[answers[languageQuestion]]; ok {
		patch.Languages = &[]Skill{{Level: level}}
	}
	return patch
}

// States reports whether the patch would change anything.
func (p Patch) States() bool { return p != Patch{} }
