package papers

import (
	"fmt"
	"strings"

	"hsmp.example/cases/localstack/demo/client"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/evidence/specimen"
)

// Applicant is an invented person with a trade. A person with a single name has no given names.
type Applicant struct {
	Family, Given, Native string
	Sex                   string // F or M
	State                 string // ICAO code: nationality, passport, home
	City                  string
	Passport              string // number
	Born                  evidence.BirthDate
	Field                 string // of the programme: it, oil-gas, …
	Profession            string
	Employer              string
	University, Degree    string
	Speaks                string // ISO 639-1 of studies and papers
}

const (
	graduated   = 2012
	income      = 60_000
	funds       = 25_000
	issuedOn    = "2024-03-01"
	expiresOn   = "2034-02-28"
	workedSince = "2013-09-01"
)

var (
	expires = date{Year: 2034, Month: 2, Day: 28}
	since   = date{Year: 2013, Month: 9, Day: 1}
	until   = date{Year: 2026, Month: 6, Day: 30}
)

func (a Applicant) person() specimen.Person {
	return specimen.Person{Surname: a.Family, GivenNames: a.Given, Issuer: a.State, Nationality: a.State, Number: a.Passport,
		Birth: a.Born, Sex: evidence.Sex(a.Sex), Expires: expires}
}

// Form is complete and without fault.
func (a Applicant) Form() Form {
	return Form{
		Identity: &Identity{FamilyName: a.Family, GivenNames: a.Given, NativeName: a.Native, Sex: a.Sex,
			BirthDate: a.Born.String(), BirthPlace: a.City, Nationalities: []string{a.State},
			Papers: []Travel{{Kind: "passport", Number: a.Passport, Issuer: a.State, IssuedOn: issuedOn, ExpiresOn: expiresOn,
				MRZ: a.person().TD3()}}},
		Contact: &Contact{Email: strings.ToLower(a.Passport) + "@example.org", Phone: "+994501234567", Country: a.State, Address: a.City},
		Expertise: &Expertise{Field: a.Field, Profession: a.Profession,
			Summary: "More than ten years as " + a.Profession + " in projects that people use every day."},
		Experience: []Employment{{Employer: a.Employer, Country: a.State, Position: a.Profession,
			Duties: "Leads a team from the first idea to daily use.", Since: workedSince}},
		Education: []Study{{Institution: a.University, Country: a.State, Level: "master", Subject: a.Degree, Language: a.Speaks,
			Completed: graduated}},
		Languages: []Skill{{Language: "en", Level: "C1", Certificate: "IELTS 8.0"}},
		Finances:  &Finances{Currency: "USD", YearlyIncome: income, Funds: funds},
		Impact: &Impact{Goals: "Bring methods that the region does not have yet.",
			LabourMarket: "Train ten people of the country in the first two years."},
		Declaration: &Declaration{Truthful: true, DataProcessing: true},
	}
}

// Files are the documents that Form needs: the passport page and the proof of income as pictures, the rest as PDFs.
func (a Applicant) Files() ([]client.File, error) {
	p := a.person()
	var b batch
	b.jpeg("passport", "", specimen.PassportPage(p))
	b.pdf("diploma", "en", specimen.Diploma(p, "Master in "+a.Degree, a.University, graduated))
	b.pdf("reference", "en", specimen.Reference(p, a.Employer, a.Profession, since, until))
	b.pdf("bank-statement", "en", specimen.BankStatement(p, "Specimen Bank", funds, "USD", until))
	b.jpeg("income-proof", "en", specimen.Certificate(p, "Income", fmt.Sprintf("Earned %d USD in the past year.", income)))
	b.pdf("language-certificate", "en", specimen.Certificate(p, "IELTS 8.0", "English at level C1."))
	return b.files, b.err
}

// ForeignDiploma is a degree in French whose owner thinks that it can be read by everybody.
func (a Applicant) ForeignDiploma() (client.File, error) {
	var b batch
	paper := specimen.Diploma(a.person(), "Master en "+a.Degree, a.University, graduated)
	paper.Body[0] = fmt.Sprintf("Le titre de master est conféré à %s %s en %d.", a.Given, a.Family, graduated)
	b.pdf("diploma", "en", paper)
	return b.one()
}

// Translation is the sworn translation of the foreign diploma, with the id of the document that it translates.
func (a Applicant) Translation(of string) (client.File, error) {
	var b batch
	diploma := specimen.Diploma(a.person(), a.Degree, a.University, graduated)
	b.pdf("translation", "az", specimen.Translation(diploma,
		fmt.Sprintf("%s %s %d-ci ildə magistr dərəcəsi almışdır.", a.Given, a.Family, graduated)))
	file, err := b.one()
	file.TranslationOf = of
	return file, err
}

// batch makes files until the first that cannot be made.
type batch struct {
	files []client.File
	err   error
}

func (b *batch) pdf(kind, language string, paper specimen.Paper) {
	b.add(client.File{Kind: kind, Name: kind + ".pdf", Language: language, MediaType: "application/pdf"}, paper.PDF)
}

func (b *batch) jpeg(kind, language string, paper specimen.Paper) {
	b.add(client.File{Kind: kind, Name: kind + ".jpg", Language: language, MediaType: "image/jpeg"}, paper.JPEG)
}

func (b *batch) add(f client.File, draw func() ([]byte, error)) {
	if b.err != nil {
		return
	}
	f.Content, b.err = draw()
	b.files = append(b.files, f)
}

func (b *batch) one() (client.File, error) {
	if b.err != nil {
		return client.File{}, b.err
	}
	return b.files[0], nil
}
