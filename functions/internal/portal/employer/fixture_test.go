package employer_test

import (
	"net/url"
	"os"
	"testing"

	"hsmp.example/cases/functions/internal/portal/rehearsal"
	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/localstack/browser"
	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/domain/employer/specimen"
	"hsmp.example/cases/pkg/usecase/employment"
)

func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }

const why = "The name is not the one of the tax register."

type stage struct {
	visitor.Visitor
	t testing.TB
}

func newStage(t testing.TB) *stage {
	t.Helper()
	return &stage{Visitor: visitor.New(t), t: t}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// filed is a registration of employer1's.
func (s *stage) filed() employer.ID {
	s.t.Helper()
	e, err := s.UseCases.Registry.Register(s.t.Context(), rehearsal.People("employer1"), specimen.Form())
	must(s.t, err)
	return e.ID
}

func (s *stage) ruled(id employer.ID, version int, outcome employer.State) {
	s.t.Helper()
	_, err := s.UseCases.Registry.Decide(s.t.Context(), rehearsal.People("chief"), id, employment.Deciding{Version: version, Outcome: outcome, Reason: why})
	must(s.t, err)
}

// stored is the registration as it is.
func (s *stage) stored(id employer.ID) employer.Employer {
	s.t.Helper()
	e, err := s.UseCases.Registry.Employers.Load(s.t.Context(), id)
	must(s.t, err)
	return e
}

// posted is a form as a browser sends it.
func posted(f employer.Particulars) url.Values {
	form := url.Values{}
	for name, value := range map[string]string{"kind": string(f.Kind), "voen": f.VOEN, "name": f.Name, "trade_name": f.TradeName,
		"parent-name": f.Parent.Name, "parent-country": f.Parent.Country, "sector": f.Sector, "activity": f.Activity,
		"address-city": f.Address.City, "address-street": f.Address.Street, "address-postcode": f.Address.Postcode,
		"contact-email": f.Contact.Email, "contact-phone": f.Contact.Phone, "contact-website": f.Contact.Website, "language": string(f.Language),
		"representative-family_name": f.Representative.FamilyName, "representative-given_names": f.Representative.GivenNames,
		"representative-position": f.Representative.Position, "representative-email": f.Representative.Email, "representative-phone": f.Representative.Phone} {
		form.Set(name, value)
	}
	for name, ticked := range map[string]bool{"truthful": f.Declaration.Truthful, "entitled": f.Declaration.Entitled, "data_processing": f.Declaration.DataProcessing} {
		if ticked {
			form.Set("declaration-"+name, "yes")
		}
	}
	return form
}
