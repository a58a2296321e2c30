package specimen

import (
	"fmt"
	"strings"

	"hsmp.example/cases/pkg/domain/calendar"
)

// PassportPage is the data page of a passport with its machine-readable zone (facts 40 and 41).
func PassportPage(p Person) Paper {
	return Paper{
		Title: "PASSPORT / PASSEPORT · SPECIMEN",
		Body: []string{
			"Surname / Nom: " + p.Surname,
			"Given names / Prénoms: " + p.GivenNames,
			"Nationality / Nationalité: " + p.Nationality + "   Issuing state / État: " + p.Issuer,
			"Passport No. / Passeport No: " + p.Number,
			"Date of birth / Date de naissance: " + p.Birth.String() + "   Sex / Sexe: " + string(p.Sex),
			"Date of expiry / Date d'expiration: " + p.Expires.String(),
		},
		Zone: strings.Split(p.TD3(), "\n"),
	}
}

// Diploma is a degree with its apostille (fact 42).
func Diploma(p Person, degree, institution string, year int) Paper {
	return Paper{
		Title: institution,
		Body: []string{
			fmt.Sprintf("This is to certify that %s %s, born on %s, was awarded the degree of %s in %d.", p.GivenNames, p.Surname, p.Birth, degree, year),
			"Recteur · Rektor · Rector",
			fmt.Sprintf("APOSTILLE (Convention de La Haye du 5 octobre 1961) No. SPECIMEN-%d", year),
		},
	}
}

// Reference is an employer's letter (facts 43 and 44).
func Reference(p Person, employer, position string, since, until calendar.Date) Paper {
	return Paper{
		Title: "Letter of reference · " + employer,
		Body: []string{
			fmt.Sprintf("%s %s worked with us as %s from %s to %s.", p.GivenNames, p.Surname, position, since, until),
			"In this time our colleague led projects from the first idea to daily use (Java/JavaScript, C++, data), taught younger engineers, and was a partner our customers asked for by name.",
			"We recommend our colleague without reserve.",
		},
	}
}

// BankStatement shows funds in an account (fact 48). Amount is in whole units of the currency.
func BankStatement(p Person, bank string, amount int, currency string, on calendar.Date) Paper {
	return Paper{
		Title: "Account statement · " + bank,
		Body: []string{
			fmt.Sprintf("Holder: %s %s", p.GivenNames, p.Surname),
			fmt.Sprintf("Balance on %s: %d.00 %s", on, amount, currency),
			"This statement was made by computer and is valid without a signature.",
		},
	}
}

// Certificate is any other attestation: of a language, of health, of an achievement (facts 45, 46 and 49).
func Certificate(p Person, title, text string) Paper {
	return Paper{Title: title, Body: []string{fmt.Sprintf("%s %s, born on %s.", p.GivenNames, p.Surname, p.Birth), text}}
}

// Translation is a sworn translation of a paper into Azerbaijani (fact 47): its frame is, its text is what is given.
func Translation(of Paper, text ...string) Paper {
	return Paper{Title: "Tərcümə: " + of.Title, Body: append(text, "Tərcümənin düzgünlüyü notariat qaydasında təsdiq edilir.")}
}
