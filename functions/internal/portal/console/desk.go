package console

import (
	"net/url"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
	view "hsmp.example/cases/web/console"
	"hsmp.example/cases/web/page"
)

// atOnce is how many lanes a page of a work list shows.
const atOnce = 25

// desk shows each role what waits for it: an officer the work of the authority, the Service's roles their duties, an
// auditor the way to a history.
func (r Room) desk(v *portal.Visit) (portal.Answer, error) {
	if v.Who.Subject == "" {
		return portal.Answer{}, problem.New(problem.Unauthenticated, "signed-out")
	}
	p := r.page(v, v.Say("console.title"))
	d := view.DeskView{Names: r.names(), Searches: identity.Preauthorize(v.Who, identity.ReadHistory) == nil}
	for _, duty := range casework.DutiesOf(v.Who) {
		list, err := r.duty(v, p, duty)
		if err != nil {
			return portal.Answer{}, err
		}
		d.Duties = append(d.Duties, list)
	}
	if identity.Preauthorize(v.Who, identity.ListWork) == nil {
		work, err := r.work(v, p)
		if err != nil {
			return portal.Answer{}, err
		}
		d.Work = work
	}
	if d.Work == nil && len(d.Duties) == 0 && !d.Searches {
		return portal.Answer{}, problem.New(problem.Forbidden, "forbidden")
	}
	return portal.Show(view.Desk(p, d)), nil
}

func (r Room) duty(v *portal.Visit, p page.Page, duty casework.Duty) (view.DutyView, error) {
	cursor := "cursor-" + string(duty)
	items, next, err := r.Scoring.Awaiting(v.Context(), v.Who, duty, v.Asked(cursor), atOnce)
	if err != nil {
		return view.DutyView{}, err
	}
	list := view.DutyView{Duty: string(duty), First: first(p, cursor), Next: further(p, cursor, next)}
	for _, i := range items {
		list.Items = append(list.Items, view.DutyItem{Case: i.Case, Lane: i.Lane, Number: i.Number, Field: i.Field, Since: i.Since,
			Term: r.term(i.Due, i.DueDay, i.Anchor())})
	}
	return list, nil
}

func (r Room) work(v *portal.Visit, p page.Page) (*view.WorkView, error) {
	f := casework.WorkFilter{Authority: programme.AuthorityID(v.Asked("authority")), Lane: programme.LaneID(v.Asked("lane")), Field: v.Asked("field"),
		Claim: casework.ClaimState(v.Asked("claim")), Urgency: casework.Urgency(v.Asked("due"))}
	if f.Authority == "" {
		f.Authority = programme.AuthorityID(v.Who.Authority)
	}
	tally, err := r.Scoring.Tally(v.Context(), v.Who, f.Authority)
	if err != nil {
		return nil, err
	}
	list, err := r.Scoring.List(v.Context(), v.Who, f, v.Asked("cursor"), atOnce)
	if err != nil {
		return nil, err
	}
	w := &view.WorkView{Authority: f.Authority, Open: tally.Open, Near: tally.NearDue, Late: tally.PastDue,
		Filter: r.filter(v.Who, p, f), First: first(p, "cursor"), Next: further(p, "cursor", list.Next)}
	for _, i := range list.Items {
		w.Jobs = append(w.Jobs, view.Job{Case: i.Case, Lane: i.Lane, Field: i.Field, Term: r.term(i.Due, i.DueDay, i.Anchor()),
			Claim: string(casework.ClaimOf(v.Who, i.ClaimedBy)), Reminders: i.Reminders, Escalated: i.Escalated})
	}
	return w, nil
}

// filter is what is chosen, beside everything that can be.
func (r Room) filter(who identity.Principal, p page.Page, f casework.WorkFilter) view.Filter {
	n := r.names()
	chosen := view.Filter{Authority: string(f.Authority), Lane: string(f.Lane), Field: f.Field, Claim: string(f.Claim), Due: string(f.Urgency)}
	for _, id := range r.Scoring.Listable(who) {
		chosen.Authorities = append(chosen.Authorities, page.Option{Value: string(id), Label: n.Authority(p, id)})
	}
	for _, spec := range n.Programme.Lanes("") {
		chosen.Lanes = append(chosen.Lanes, page.Option{Value: string(spec.ID), Label: p.Text(spec.Names)})
	}
	for _, one := range n.Programme.Fields {
		chosen.Fields = append(chosen.Fields, page.Option{Value: string(one.ID), Label: p.Text(one.Names)})
	}
	for _, one := range view.Claims {
		chosen.Claims = append(chosen.Claims, page.Option{Value: one, Label: p.Of("console.claim", one)})
	}
	for _, one := range view.Urgencies {
		chosen.Dues = append(chosen.Dues, page.Option{Value: one, Label: p.Of("console.urgency", one)})
	}
	return chosen
}

// further is the address of the page that a cursor leads to; "" without one.
func further(p page.Page, name, cursor string) string {
	if cursor == "" {
		return ""
	}
	return with(p, name, cursor)
}

// first is the address of a list's first page, on any other.
func first(p page.Page, name string) string {
	if p.Query.Get(name) == "" {
		return ""
	}
	return with(p, name, "")
}

// with is the page's own address with one parameter changed.
func with(p page.Page, name, value string) string {
	query := url.Values{}
	for key, values := range p.Query {
		if key != name && key != "done" {
			query[key] = values
		}
	}
	if value != "" {
		query.Set(name, value)
	}
	p.Query = query
	return p.In(p.Language)
}
