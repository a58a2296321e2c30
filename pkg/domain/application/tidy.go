package application

import (
	"strings"

	"hsmp.example/cases/pkg/domain/characters"
	"hsmp.example/cases/pkg/domain/evidence"
)

// Tidy returns the form as it is kept: what is checked is what is stored, printed and compared later. Around every
// text, spaces and invisible characters go; numbers and the machine-readable lines are as documents print them. A FIN
// or a line that is wrong is kept as far as it could be read, so that its fault can be shown.
func (f Form) Tidy() Form {
	characters.TrimAll(&f)
	f.Identity.FIN, _, _ = evidence.CheckFIN(f.Identity.FIN)
	for i := range f.Identity.Papers {
		f.Identity.Papers[i] = f.Identity.Papers[i].tidy()
	}
	f.Contact.Email = characters.Bare(f.Contact.Email)
	f.Contact.Phone = characters.Compact(f.Contact.Phone)
	return f
}

// tidy writes number and lines as the document does: capitals, no spaces.
func (t TravelPapers) tidy() TravelPapers {
	t.Number = strings.ToUpper(characters.Compact(t.Number))
	t.MRZ = evidence.TidyMRZ(t.MRZ)
	return t
}
