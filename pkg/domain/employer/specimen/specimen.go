// Package specimen has complete registrations for tests, one of each kind, so that a test changes only what it is
// about. Tests only.
package specimen

import (
	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/locale"
)

// Form is a legal person's, complete and without fault.
func Form() employer.Particulars {
	return employer.Particulars{
		Kind: employer.LegalPerson, VOEN: "1400057421", Name: "Caspian Software MMC", TradeName: "Caspian Software",
		Sector: "it", Activity: "Payment systems for banks.",
		Address: employer.Address{City: "Bakı", Street: "Nizami küçəsi 10", Postcode: "AZ1000"},
		Contact: employer.ContactPoint{Email: "office@caspian.example", Phone: "+994125550000", Website: "https://caspian.example"},
		Representative: employer.Representative{FamilyName: "Əliyeva", GivenNames: "Günay", Position: "Head of personnel",
			Email: "gunay@caspian.example", Phone: "+994505550000"},
		Language:    locale.English,
		Declaration: employer.Affirmation{Truthful: true, Entitled: true, DataProcessing: true},
	}
}

// Natural is a natural person's, who registers for themself.
func Natural() employer.Particulars {
	f := Form()
	f.Kind, f.VOEN, f.Name, f.TradeName, f.Representative.Position = employer.NaturalPerson, "1000000042", "Günay Əliyeva", "", ""
	return f
}

// Branch is a foreign legal entity's branch.
func Branch() employer.Particulars {
	f := Form()
	f.Kind, f.VOEN, f.Name = employer.ForeignBranch, "1401555071", "Ege Yazılım, Bakı filialı"
	f.Parent = employer.Parent{Name: "Ege Yazılım A.Ş.", Country: "TUR"}
	return f
}
