// Package papers makes what a person files: the application form as the API's JSON, and the documents that go with it,
// as true PDFs and pictures with a machine-readable zone whose check digits are right. All people in it are invented.
//
// It sends nothing, and of the product it imports only the makers of specimen files.
package papers

import "time"

// Form is an application's content, section by section. A section that is nil stays as it is stored.
type Form struct {
	Identity     *Identity     `json:"identity,omitempty"`
	Contact      *Contact      `json:"contact,omitempty"`
	Expertise    *Expertise    `json:"expertise,omitempty"`
	Experience   []Employment  `json:"experience,omitempty"`
	Education    []Study       `json:"education,omitempty"`
	Languages    []Skill       `json:"languages,omitempty"`
	Finances     *Finances     `json:"finances,omitempty"`
	Achievements []Achievement `json:"achievements,omitempty"`
	Impact       *Impact       `json:"impact,omitempty"`
	Declaration  *Declaration  `json:"declaration,omitempty"`
}

// Identity is who the person is. Dates are civil, as 1988-04-12; states are ICAO codes.
type Identity struct {
	FamilyName    string   `json:"family_name,omitempty"`
	GivenNames    string   `json:"given_names,omitempty"`
	NativeName    string   `json:"native_name,omitempty"`
	Sex           string   `json:"sex"`
	BirthDate     string   `json:"birth_date"`
	BirthPlace    string   `json:"birth_place"`
	Nationalities []string `json:"nationalities"`
	Papers        []Travel `json:"papers"`
}

// Travel is a passport.
type Travel struct {
	Kind      string `json:"kind"`
	Number    string `json:"number"`
	Issuer    string `json:"issuer"`
	IssuedOn  string `json:"issued_on"`
	ExpiresOn string `json:"expires_on"`
	MRZ       string `json:"mrz,omitempty"`
}

// Contact is where the person is reached.
type Contact struct {
	Email   string `json:"email"`
	Phone   string `json:"phone,omitempty"`
	Country string `json:"country"`
	Address string `json:"address"`
}

// Expertise is the field that the application is about.
type Expertise struct {
	Field      string `json:"field"`
	Profession string `json:"profession"`
	Summary    string `json:"summary"`
}

// Employment is one post.
type Employment struct {
	Employer string `json:"employer"`
	Country  string `json:"country"`
	Position string `json:"position"`
	Duties   string `json:"duties,omitempty"`
	Since    string `json:"since"`
}

// Study is one degree.
type Study struct {
	Institution string `json:"institution"`
	Country     string `json:"country"`
	Level       string `json:"level"`
	Subject     string `json:"subject"`
	Language    string `json:"language,omitempty"`
	Completed   int    `json:"completed"`
}

// Skill is a language with its certificate.
type Skill struct {
	Language    string `json:"language"`
	Level       string `json:"level"`
	Certificate string `json:"certificate,omitempty"`
}

// Finances are in whole units of the currency.
type Finances struct {
	Currency     string `json:"currency"`
	YearlyIncome int    `json:"yearly_income,omitempty"`
	Funds        int    `json:"funds,omitempty"`
}

// Achievement is a patent, a publication or the like.
type Achievement struct {
	Kind  string `json:"kind"`
	Title string `json:"title"`
	Year  int    `json:"year"`
}

// Impact is what the person means to bring.
type Impact struct {
	Goals        string `json:"goals"`
	LabourMarket string `json:"labour_market"`
}

// Declaration is what the person affirms.
type Declaration struct {
	Truthful       bool `json:"truthful"`
	DataProcessing bool `json:"data_processing"`
}

// date has the shape of the civil dates that specimens are dated with, so that their package need not be imported.
type date = struct {
	Year  int
	Month time.Month
	Day   int
}
