package employer

import (
	"errors"
	"net/url"

	"github.com/a-h/templ"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/employment"
	view "hsmp.example/cases/web/employer"
	"hsmp.example/cases/web/page"
)

// pageOf is how many registrations one page of the list shows.
const pageOf = 25

// waiting lists what waits for the Service; nobody is named before a registration is opened, which is recorded.
func (r Room) waiting(v *portal.Visit) (portal.Answer, error) {
	cursor := v.Asked("cursor")
	items, next, err := r.Registry.Waiting(v.Context(), v.Who, cursor, pageOf)
	if errors.Is(err, problem.Invalid) {
		return portal.See(v.Page, "/console/registrations"), nil // a cursor that was tampered with, or is of an older list
	}
	if err != nil {
		return portal.Answer{}, err
	}
	p := furnish(v, page.Console, v.Say("employer.waiting"))
	var list view.WaitingView
	for _, w := range items {
		list.Items = append(list.Items, view.Waiting{ID: w.ID, Kind: w.Kind, Sector: view.SectorName(p, r.Registry.Programme, w.Sector),
			Since: p.Time(w.SubmittedAt), Version: w.Version})
	}
	if cursor != "" {
		list.First = p.To("/console/registrations")
	}
	if next != "" {
		list.Next = p.To("/console/registrations?cursor=" + url.QueryEscape(next))
	}
	return portal.Show(view.WaitingPage(p, list)), nil
}

func (r Room) service(v *portal.Visit) (portal.Answer, error) {
	e, err := r.Registry.Read(v.Context(), v.Who, idOf(v))
	if err != nil {
		return portal.Answer{}, err
	}
	done(v, string(e.State), !e.Waits())
	return portal.Show(r.servicePage(v, e, view.DecisionView{Version: e.Version})), nil
}

// decide takes the Service's word. Where it was not taken, what was written stays, beside the registration as it is
// now.
func (r Room) decide(v *portal.Visit) (portal.Answer, error) {
	said := view.DecisionView{Outcome: v.Value("outcome"), Reason: v.Value("reason"), Version: version(v)}
	e, err := r.Registry.Decide(v.Context(), v.Who, idOf(v),
		employment.Deciding{Version: said.Version, Outcome: employer.State(said.Outcome), Reason: said.Reason})
	if err == nil {
		return portal.See(v.Page, servicePath(e.ID)+"?done="+string(e.State)), nil
	}
	show := portal.Again
	switch {
	case blame(v, err):
	case errors.Is(err, problem.Stale):
		v.Page.Faults = append(v.Page.Faults, page.Fault{Text: v.Say("employer.mended-meanwhile")})
		show = portal.Clash
	case is(err, "registration-settled"):
		v.Page.Faults = append(v.Page.Faults, page.Fault{Text: v.Page.Fault("registration-settled", nil)})
		show = portal.Clash
	default:
		return portal.Answer{}, err
	}
	stale := errors.Is(err, problem.Stale)
	e, err = r.Registry.Read(v.Context(), v.Who, idOf(v))
	if err != nil {
		return portal.Answer{}, err
	}
	if stale {
		said.Version = e.Version
	}
	return show(r.servicePage(v, e, said)), nil
}

// servicePage offers the ruling to those who may make it.
func (r Room) servicePage(v *portal.Visit, e employer.Employer, d view.DecisionView) templ.Component {
	shown := view.RegistrationView{Employer: e, Programme: r.Registry.Programme}
	if r.Registry.Decides(v.Who, e) {
		shown.Decision = &d
	}
	return view.ServicePage(furnish(v, page.Console, v.Say("employer.registration")), shown)
}
