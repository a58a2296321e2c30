package employer

import (
	"strconv"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/functions/internal/portal/choice"
	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/locale"
	view "hsmp.example/cases/web/employer"
	"hsmp.example/cases/web/page"
)

// typed reads the form as it was filled in, right or wrong: the fields are named as the places of its faults.
func typed(v *portal.Visit) employer.Particulars {
	return employer.Particulars{
		Kind: employer.Kind(v.Value("kind")), VOEN: v.Value("voen"), Name: v.Value("name"), TradeName: v.Value("trade_name"),
		Parent: employer.Parent{Name: v.Value("parent-name"), Country: v.Value("parent-country")},
		Sector: v.Value("sector"), Activity: v.Value("activity"),
		Address: employer.Address{City: v.Value("address-city"), Street: v.Value("address-street"), Postcode: v.Value("address-postcode")},
		Contact: employer.ContactPoint{Email: v.Value("contact-email"), Phone: v.Value("contact-phone"), Website: v.Value("contact-website")},
		Representative: employer.Representative{FamilyName: v.Value("representative-family_name"), GivenNames: v.Value("representative-given_names"),
			Position: v.Value("representative-position"), Email: v.Value("representative-email"), Phone: v.Value("representative-phone")},
		Language: locale.Language(v.Value("language")),
		Declaration: employer.Affirmation{Truthful: v.Value("declaration-truthful") == "yes", Entitled: v.Value("declaration-entitled") == "yes",
			DataProcessing: v.Value("declaration-data_processing") == "yes"},
	}
}

// version is that of the form which the page showed; one that is none fits no registration.
func version(v *portal.Visit) int {
	n, err := strconv.Atoi(v.Value("version"))
	if err != nil {
		return 0
	}
	return n
}

// form is the page that asks, for a new registration.
func (r Room) form(v *portal.Visit, f employer.Particulars) view.FormView {
	return view.FormView{Title: v.Say("employer.register"), Path: "/employer/register", Back: "/employer", Form: f, Send: v.Say("employer.send"),
		Sectors: r.sectors(v), Countries: choice.Countries(v.Language()), Languages: languages(v)}
}

// correction is the page that asks again.
func (r Room) correction(v *portal.Visit, e employer.Employer, f employer.Particulars) view.FormView {
	form := r.form(v, f)
	form.Title, form.Path, form.Back = v.Say("employer.correct"), path(e.ID)+"/correction", path(e.ID)
	form.Version, form.Send = e.Version, v.Say("employer.send-again")
	if last := len(e.Rulings) - 1; e.State == employer.Returned && last >= 0 {
		form.Asked = e.Rulings[last].Reason
	}
	return form
}

func (r Room) sectors(v *portal.Visit) []page.Option {
	var options []page.Option
	for _, f := range r.Registry.Programme.Fields {
		options = append(options, page.Option{Value: string(f.ID), Label: v.Page.Text(f.Names)})
	}
	return options
}

func languages(v *portal.Visit) []page.Option {
	var options []page.Option
	for _, l := range locale.All {
		options = append(options, page.Option{Value: string(l), Label: v.Page.Text(evidence.LanguageNames(string(l)))})
	}
	return options
}
