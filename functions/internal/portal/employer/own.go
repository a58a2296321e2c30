package employer

import (
	"errors"
	"maps"
	"slices"

	"github.com/a-h/templ"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
	view "hsmp.example/cases/web/employer"
	"hsmp.example/cases/web/page"
)

// home lists one's own registrations; to everybody else it says who can register.
func (r Room) home(v *portal.Visit) (portal.Answer, error) {
	h := view.HomeView{SignedIn: v.Who.Subject != "", Employer: v.Who.Has(identity.Employer)}
	title := v.Say("employer.public")
	if h.Employer {
		title = v.Say("employer.mine")
		all, err := r.Registry.List(v.Context(), v.Who)
		if err != nil {
			return portal.Answer{}, err
		}
		for _, e := range all {
			h.Registrations = append(h.Registrations, view.Listed{ID: e.ID, Kind: e.Form.Kind, State: e.State, Created: v.Page.Time(e.CreatedAt),
				Sector: view.SectorName(v.Page, r.Registry.Programme, e.Form.Sector), Submitted: v.Page.Time(e.SubmittedAt)})
		}
	}
	return portal.Show(view.HomePage(furnish(v, page.Employers, title), h)), nil
}

// ask shows the empty form, with what is known already.
func (r Room) ask(v *portal.Visit) (portal.Answer, error) {
	known := employer.Particulars{Language: v.Language(), Contact: employer.ContactPoint{Email: v.Who.Email}}
	return portal.Show(view.FormPage(furnish(v, page.Employers, v.Say("employer.register")), r.form(v, known))), nil
}

func (r Room) register(v *portal.Visit) (portal.Answer, error) {
	form := typed(v)
	e, err := r.Registry.Register(v.Context(), v.Who, form)
	if err == nil {
		return portal.See(v.Page, path(e.ID)+"?done=sent"), nil
	}
	again, err := refused(v, err)
	if err != nil {
		return portal.Answer{}, err
	}
	return again(view.FormPage(furnish(v, page.Employers, v.Say("employer.register")), r.form(v, form))), nil
}

// own shows a registration to its owner. For the Service there is another page.
func (r Room) own(v *portal.Visit) (portal.Answer, error) {
	if !v.Who.Has(identity.Employer) {
		return portal.See(v.Page, servicePath(idOf(v))), nil
	}
	e, err := r.Registry.Read(v.Context(), v.Who, idOf(v))
	if err != nil {
		return portal.Answer{}, err
	}
	for _, what := range []string{"sent", "corrected"} {
		done(v, what, e.Waits())
	}
	return portal.Show(r.ownPage(v, e)), nil
}

// askAgain shows the form as it is stored, to be changed.
func (r Room) askAgain(v *portal.Visit) (portal.Answer, error) {
	e, err := r.Registry.Read(v.Context(), v.Who, idOf(v))
	if err != nil {
		return portal.Answer{}, err
	}
	if e.State != employer.Submitted && e.State != employer.Returned {
		return portal.See(v.Page, path(e.ID)), nil
	}
	return portal.Show(view.FormPage(furnish(v, page.Employers, v.Say("employer.correct")), r.correction(v, e, e.Form))), nil
}

func (r Room) correct(v *portal.Visit) (portal.Answer, error) {
	form := typed(v)
	e, err := r.Registry.Correct(v.Context(), v.Who, idOf(v), version(v), form)
	switch {
	case err == nil:
		return portal.See(v.Page, path(e.ID)+"?done=corrected"), nil
	case errors.Is(err, problem.Stale):
		return r.conflict(v, form)
	case is(err, "registration-settled"):
		return r.settled(v, err)
	}
	again, err := refused(v, err)
	if err != nil {
		return portal.Answer{}, err
	}
	e, err = r.Registry.Read(v.Context(), v.Who, idOf(v))
	if err != nil {
		return portal.Answer{}, err
	}
	asked := r.correction(v, e, form)
	asked.Version = version(v) // what was typed rests on what was shown
	return again(view.FormPage(furnish(v, page.Employers, v.Say("employer.correct")), asked)), nil
}

// refused says how a form that was not taken is shown again; an error of any other kind is the caller's to return.
func refused(v *portal.Visit, err error) (func(templ.Component) portal.Answer, error) {
	if blame(v, err) {
		return portal.Again, nil
	}
	if is(err, "voen-registered") {
		v.Page.Faults = append(v.Page.Faults, page.Fault{Field: "voen", Text: v.Page.Fault("voen-registered", nil)})
		return portal.Clash, nil
	}
	return nil, err
}

// conflict shows what was typed beside what is stored by now.
func (r Room) conflict(v *portal.Visit, mine employer.Particulars) (portal.Answer, error) {
	e, err := r.Registry.Read(v.Context(), v.Who, idOf(v))
	if err != nil {
		return portal.Answer{}, err
	}
	c := view.ConflictView{ID: e.ID, Version: e.Version, Differences: view.Differences(v.Page, mine, e.Form, r.Registry.Programme)}
	for _, name := range slices.Sorted(maps.Keys(v.Form)) {
		if name != "version" {
			c.Mine = append(c.Mine, page.Field{Name: name, Value: v.Value(name)})
		}
	}
	return portal.Clash(view.ConflictPage(furnish(v, page.Employers, v.Say("employer.conflict")), c)), nil
}

// settled shows the registration as the Service left it, to somebody who came too late.
func (r Room) settled(v *portal.Visit, why error) (portal.Answer, error) {
	e, err := r.Registry.Read(v.Context(), v.Who, idOf(v))
	if err != nil {
		return portal.Answer{}, err
	}
	v.Page.Faults = append(v.Page.Faults, page.Fault{Text: v.Page.Fault(problem.From(why).Code, nil)})
	return portal.Clash(r.ownPage(v, e)), nil
}

func (r Room) ownPage(v *portal.Visit, e employer.Employer) templ.Component {
	return view.OwnPage(furnish(v, page.Employers, v.Say("employer.registration")), view.RegistrationView{Employer: e, Programme: r.Registry.Programme})
}
