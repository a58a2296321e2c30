package programme

import (
	"slices"

	"hsmp.example/cases/pkg/locale"
)

// Document is a kind of document and what is asked of it.
type Document struct {
	Kind            DocumentKind `json:"kind"`
	Names           locale.Texts `json:"names"`
	Help            locale.Texts `json:"help"`
	Stages          []Demand     `json:"stages"` // a stage that is not listed does not take this kind
	Formats         []Format     `json:"formats"`
	MaxBytes        int64        `json:"max_bytes"`
	MaxPages        int          `json:"max_pages"`
	MaxCount        int          `json:"max_count"`        // documents of this kind in one application
	Authenticated   bool         `json:"authenticated"`    // apostilled or notarised (fact 42)
	BearsWords      bool         `json:"bears_words"`      // its language is asked for, since it may have to be translated (fact 47)
	FollowsOriginal bool         `json:"follows_original"` // translates another document, and is shown to whoever may see the document it belongs to
	Proves          []SectionID  `json:"proves"`
}

// Demand says how much a stage wants a document.
type Demand struct {
	Stage Stage       `json:"stage"`
	Need  Need        `json:"need"`
	When  []Condition `json:"when,omitempty"` // all must hold, or the document is optional
}

// Condition is a fact of the application and the value it must have.
type Condition struct {
	Fact Fact `json:"fact"`
	Is   bool `json:"is"`
}

// Stage is a step of the way at which documents are handed in.
type Stage string

// The stages.
const (
	Recognition Stage = "recognition"
	PermitStage Stage = "permit"
)

// Need is how much a document is wanted.
type Need string

// The needs. Without a Required one nothing can be submitted; without an Expected one there is a warning (C6).
const (
	Required Need = "required"
	Expected Need = "expected"
	Optional Need = "optional"
)

// Format is a file format, by content and not by name.
type Format string

// The formats.
const (
	PDF  Format = "pdf"
	JPEG Format = "jpeg"
	PNG  Format = "png"
)

// MediaType is the media type of a format.
func (f Format) MediaType() string {
	if f == PDF {
		return "application/pdf"
	}
	return "image/" + string(f)
}

// Fact is something that is true or not of an application and that decides which documents it needs.
type Fact string

// The facts that a programme file may ask about.
const (
	HasPassport               Fact = "has-passport"
	ClaimsDegree              Fact = "claims-degree"
	ClaimsExperience          Fact = "claims-experience"
	ClaimsAchievements        Fact = "claims-achievements"
	ClaimsIncome              Fact = "claims-income"
	ClaimsFunds               Fact = "claims-funds"
	ClaimsLanguageCertificate Fact = "claims-language-certificate"
	NeedsTranslation          Fact = "needs-translation" // a document is in none of the untranslated languages
)

var knownFacts = []Fact{HasPassport, ClaimsDegree, ClaimsExperience, ClaimsAchievements, ClaimsIncome, ClaimsFunds,
	ClaimsLanguageCertificate, NeedsTranslation}

// Facts holds what is true of one application; what is not there is false.
type Facts map[Fact]bool

// Requirement is one line of an application's checklist.
type Requirement struct {
	Kind DocumentKind
	Need Need
}

// Required returns the checklist of a stage for an application with these facts, in the order of the file.
func (p Programme) Required(stage Stage, facts Facts) []Requirement {
	var list []Requirement
	for _, d := range p.Documents {
		for _, demand := range d.Stages {
			if demand.Stage == stage {
				list = append(list, Requirement{d.Kind, demand.of(facts)})
			}
		}
	}
	return list
}

func (d Demand) of(facts Facts) Need {
	for _, c := range d.When {
		if facts[c.Fact] != c.Is {
			return Optional
		}
	}
	return d.Need
}

// Document finds a kind; false if the programme has none of that name.
func (p Programme) Document(kind DocumentKind) (Document, bool) {
	i := slices.IndexFunc(p.Documents, func(d Document) bool { return d.Kind == kind })
	if i < 0 {
		return Document{}, false
	}
	return p.Documents[i], true
}

// Untranslated reports whether a document in this language (a BCP 47 primary tag) needs no translation.
func (p Programme) Untranslated(language string) bool {
	return slices.Contains(p.UntranslatedLanguages, locale.Language(language))
}
