package employer

import (
	"hsmp.example/cases/pkg/domain/characters"
	"hsmp.example/cases/pkg/locale"
)

// Kind is what sort of employer it is.
type Kind string

// The three kinds that the portal's statute names (domain 2.2).
const (
	LegalPerson   Kind = "legal-person"   // registered as a taxpayer in Azerbaijan
	NaturalPerson Kind = "natural-person" // registered as a taxpayer in Azerbaijan
	ForeignBranch Kind = "foreign-branch" // representative office or branch of a foreign legal entity
)

// Kinds lists the three.
var Kinds = []Kind{LegalPerson, NaturalPerson, ForeignBranch}

// Particulars are what the employer states. The statute's own list is not public, so beside kind and VÖEN they are
// assumed: what the Service needs to find the employer and who speaks for it. The JSON names are those of the API; any
// part may be left out of a message, and Faults then says what is missing.
type Particulars struct {
	Kind           Kind            `json:"kind,omitempty" example:"legal-person" doc:"legal-person, natural-person or foreign-branch (a representative office or branch of a foreign legal entity)"`
	VOEN           string          `json:"voen,omitempty" example:"1400057421" doc:"Taxpayer number, 10 digits"`
	Name           string          `json:"name,omitempty" doc:"As the tax authority has it; of a natural person, the person's name"`
	TradeName      string          `json:"trade_name,omitempty" doc:"Under which the employer is known"`
	Parent         Parent          `json:"parent,omitzero" doc:"The foreign legal entity, for foreign-branch only"`
	Sector         string          `json:"sector,omitempty" example:"it" doc:"One of the programme's fields"`
	Activity       string          `json:"activity,omitempty" doc:"What the employer does, up to 1000 characters"`
	Address        Address         `json:"address,omitzero"`
	Contact        ContactPoint    `json:"contact,omitzero"`
	Representative Representative  `json:"representative,omitzero" doc:"Who registers and answers for the employer"`
	Language       locale.Language `json:"language,omitempty" doc:"az, tr, en or ru: the language of letters to the employer"`
	Declaration    Affirmation     `json:"declaration,omitzero"`
}

// Parent is the foreign legal entity whose branch or office it is.
type Parent struct {
	Name    string `json:"name,omitempty"`
	Country string `json:"country,omitempty" doc:"Three letters, as in passports" example:"TUR"`
}

// Address is where the employer sits in Azerbaijan.
type Address struct {
	City     string `json:"city,omitempty" example:"Bakı"`
	Street   string `json:"street,omitempty"`
	Postcode string `json:"postcode,omitempty" example:"AZ1000"`
}

// ContactPoint is where the employer is reached; letters go to Email.
type ContactPoint struct {
	Email   string `json:"email,omitempty"`
	Phone   string `json:"phone,omitempty" example:"+994501234567"`
	Website string `json:"website,omitempty" example:"https://example.org"`
}

// Representative is the person who registers the employer. Single names exist, so one of the two is enough; somebody
// who is the employer needs no position.
type Representative struct {
	FamilyName string `json:"family_name,omitempty"`
	GivenNames string `json:"given_names,omitempty"`
	Position   string `json:"position,omitempty"`
	Email      string `json:"email,omitempty"`
	Phone      string `json:"phone,omitempty"`
}

// Affirmation is what the representative affirms by registering.
type Affirmation struct {
	Truthful       bool `json:"truthful,omitempty"`
	Entitled       bool `json:"entitled,omitempty" doc:"I may act for this employer"`
	DataProcessing bool `json:"data_processing,omitempty"`
}

// tidy takes away the spaces and invisible characters that people type or paste around words and inside of numbers.
func (f Particulars) tidy() Particulars {
	characters.TrimAll(&f)
	for _, address := range []*string{&f.Contact.Email, &f.Contact.Website, &f.Representative.Email} {
		*address = characters.Bare(*address)
	}
	for _, number := range []*string{&f.VOEN, &f.Contact.Phone, &f.Representative.Phone} {
		*number = characters.Compact(*number)
	}
	return f
}
