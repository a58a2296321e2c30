package application

import "hsmp.example/cases/pkg/domain/calendar"

// Form is what the applicant states. A draft may lack any part of it; Completeness says what a submission needs. The
// JSON names are those of the API and of the programme file's sections.
type Form struct {
	Identity     Identity      `json:"identity,omitzero"`
	Contact      Contact       `json:"contact,omitzero"`
	Expertise    Expertise     `json:"expertise,omitzero"`
	Experience   []Employment  `json:"experience,omitempty"`
	Education    []Study       `json:"education,omitempty"`
	Languages    []Skill       `json:"languages,omitempty"`
	Finances     Finances      `json:"finances,omitzero"`
	Achievements []Achievement `json:"achievements,omitempty"`
	Impact       Impact        `json:"impact,omitzero"`
	Declaration  Declaration   `json:"declaration,omitzero"`
}

// Identity is who the person is. One of the two names may be empty, since single names exist; the native name is kept
// in its own script beside the Latin one; a FIN is had only by those who have lived in the country (invariant 10).
type Identity struct {
	FamilyName    string         `json:"family_name,omitempty"`
	GivenNames    string         `json:"given_names,omitempty"`
	NativeName    string         `json:"native_name,omitempty"`
	Sex           string         `json:"sex,omitempty"` // F, M or X, as in the passport
	BirthDate     calendar.Date  `json:"birth_date,omitzero"`
	BirthPlace    string         `json:"birth_place,omitempty"`
	Nationalities []string       `json:"nationalities,omitempty"` // ICAO codes; XXA is a stateless person, XXB and XXC refugees
	FIN           string         `json:"fin,omitempty"`
	Papers        []TravelPapers `json:"papers,omitempty"` // one passport or several, or a stateless person's travel document
}

// TravelPapers is a passport or another travel document.
type TravelPapers struct {
	Kind      string        `json:"kind,omitempty"` // passport or travel-document
	Number    string        `json:"number,omitempty"`
	Issuer    string        `json:"issuer,omitempty"` // ICAO code of the issuing state
	IssuedOn  calendar.Date `json:"issued_on,omitzero"`
	ExpiresOn calendar.Date `json:"expires_on,omitzero"`
	MRZ       string        `json:"mrz,omitempty"` // the machine-readable lines as they stand, when there are any
}

// Contact is where the person is reached.
type Contact struct {
	Email   string `json:"email,omitempty"`
	Phone   string `json:"phone,omitempty"`   // +994501234567
	Country string `json:"country,omitempty"` // ICAO code of where the person lives now
	Address string `json:"address,omitempty"`
}

// Expertise is the declared field of expertise, on which everything is assessed (fact 54).
type Expertise struct {
	Field      string `json:"field,omitempty"` // a field of the programme file
	Profession string `json:"profession,omitempty"`
	Summary    string `json:"summary,omitempty"`
}

// Employment is one post held; up to fifteen years count (fact 56, contradiction C6). Until is zero for a post still
// held.
type Employment struct {
	Employer string        `json:"employer,omitempty"`
	Country  string        `json:"country,omitempty"`
	Position string        `json:"position,omitempty"`
	Duties   string        `json:"duties,omitempty"`
	Since    calendar.Date `json:"since,omitzero"`
	Until    calendar.Date `json:"until,omitzero"`
}

// Study is one degree or course of study.
type Study struct {
	Institution string `json:"institution,omitempty"`
	Country     string `json:"country,omitempty"`
	Level       string `json:"level,omitempty"` // secondary, vocational, bachelor, master, doctorate
	Subject     string `json:"subject,omitempty"`
	Language    string `json:"language,omitempty"` // ISO 639-1 of instruction (fact 49)
	Completed   int    `json:"completed,omitempty"`
}

// Skill is a language known, with the certificate that says so (fact 49).
type Skill struct {
	Language    string `json:"language,omitempty"` // ISO 639-1
	Level       string `json:"level,omitempty"`    // CEFR, A1 to C2
	Certificate string `json:"certificate,omitempty"`
}

// Finances are the means the person lives by: income of the past two years or funds in a bank (fact 48). Amounts are
// whole units of the currency. They are scored and are never a gate (contradiction C5).
type Finances struct {
	Currency     string `json:"currency,omitempty"` // ISO 4217
	YearlyIncome int    `json:"yearly_income,omitempty"`
	Funds        int    `json:"funds,omitempty"`
}

// Achievement is a patent, a publication, a leading role or another thing achieved (fact 45).
type Achievement struct {
	Kind  string `json:"kind,omitempty"`
	Title string `json:"title,omitempty"`
	Year  int    `json:"year,omitempty"`
}

// Impact is what the person means to bring: to the country's goals and to its labour market (criteria 2 and 5).
type Impact struct {
	Goals        string `json:"goals,omitempty"`
	LabourMarket string `json:"labour_market,omitempty"`
}

// Declaration is what the person affirms by submitting.
type Declaration struct {
	Truthful       bool `json:"truthful,omitempty"`
	DataProcessing bool `json:"data_processing,omitempty"`
}

// Sections returns the parts of the form that are named, as a lane may see them; unknown names give nothing.
func (f Form) Sections(names []string) Form {
	var seen Form
	for _, name := range names {
		switch name {
		case "identity":
			seen.Identity = f.Identity
		case "contact":
			seen.Contact = f.Contact
		case "expertise":
			seen.Expertise = f.Expertise
		case "experience":
			seen.Experience = f.Experience
		case "education":
			seen.Education = f.Education
		case "languages":
			seen.Languages = f.Languages
		case "finances":
			seen.Finances = f.Finances
		case "achievements":
			seen.Achievements = f.Achievements
		case "impact":
			seen.Impact = f.Impact
		}
	}
	return seen
}
