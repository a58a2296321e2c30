// Package supervision answers the supervisors' page: it asks for the overview of the authorities that the reader may
// see, and puts its numbers in the order in which they are shown.
//
// It must hold no rule: who sees which authority and what is near due, the use cases say.
package supervision

import (
	"slices"
	"strings"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/statistics"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
	"hsmp.example/cases/web/page"
	"hsmp.example/cases/web/supervision"
)

// WorkLists says whose work list somebody may open; casework.Scoring does.
type WorkLists interface {
	Listable(p identity.Principal) []programme.AuthorityID
}

// Room holds the use cases of supervision.
type Room struct {
	Supervision casework.Supervision
	WorkLists   WorkLists
}

// Routes adds the page.
func (r Room) Routes(s *portal.Site) {
	s.Closed("GET", "/supervision", identity.ReadWorkload, r.overview)
}

func (r Room) overview(v *portal.Visit) (portal.Answer, error) {
	v.Page.Room = page.Supervision
	v.Page = v.Page.Titled(v.Say("supervision.title"))
	filter := r.filter(v)
	o, err := r.Supervision.Overview(v.Context(), v.Who, programme.AuthorityID(filter.Authority), filter.From, filter.To)
	if faulty(v, err) {
		return portal.Again(supervision.Asked(v.Page, filter)), nil
	}
	if err != nil {
		return portal.Answer{}, err
	}
	return portal.Show(supervision.Overview(v.Page, r.view(v, filter, o))), nil
}

// faulty puts what is wrong with the question at the field that asked it: the faults point into the address.
func faulty(v *portal.Visit, err error) bool {
	if err == nil || problem.From(err).Kind != problem.Invalid {
		return false
	}
	for _, f := range problem.From(err).Faults {
		v.Page.Faults = append(v.Page.Faults, page.Fault{Field: strings.TrimPrefix(f.Pointer, "query:"), Text: v.Page.Fault(f.Code, f.Args)})
	}
	return true
}

func (r Room) filter(v *portal.Visit) supervision.Filter {
	f := supervision.Filter{Authority: v.Asked("authority"), From: v.Asked("from"), To: v.Asked("to")}
	f.Narrowed = f.Authority+f.From+f.To != ""
	rules := r.Supervision.Rules.Latest()
	for _, id := range r.Supervision.Watchable(v.Who) {
		a, _ := rules.Programme.Authority(id)
		f.Authorities = append(f.Authorities, page.Option{Value: string(id), Label: v.Page.Text(a.Names)})
	}
	now := statistics.MonthOf(calendar.DateOf(v.Now))
	for _, m := range slices.Backward(statistics.MonthOf(rules.Programme.Act.Date).Through(now)) {
		f.Months = append(f.Months, page.Option{Value: string(m), Label: v.Page.Month(m.First())})
	}
	return f
}

func (r Room) view(v *portal.Visit, filter supervision.Filter, o casework.Overview) supervision.View {
	rules := r.Supervision.Rules.Latest()
	filter.From, filter.To = string(o.Figures.From), string(o.Figures.To)
	view := supervision.View{Programme: rules.Programme, Filter: filter, Rule: ruleOf(rules), Figures: o.Figures,
		At: v.Page.Time(o.At), Employers: identity.Preauthorize(v.Who, identity.ListRegistrations) == nil}
	listed := r.WorkLists.Listable(v.Who)
	for _, l := range o.Loads {
		view.Loads = append(view.Loads, supervision.Load{Authority: l.Authority, Lanes: lanesOf(l.Lanes), Listed: slices.Contains(listed, l.Authority)})
	}
	if len(o.Loads) == 1 {
		view.Shown = o.Loads[0].Authority
	}
	view.Weeks = weeksOf(o.Loads)
	return view
}

func ruleOf(rules casework.Rules) supervision.Rule {
	clock := rules.Programme.Clock
	r := supervision.Rule{Term: clock.WorkingDays, Longer: clock.WorkingDaysWith(1)}
	r.Percent, r.Near = rules.Warning(r.Term)
	_, r.LongerNear = rules.Warning(r.Longer)
	return r
}

func lanesOf(n casework.LaneCount) supervision.Lanes {
	return supervision.Lanes{Open: n.Open, Claimed: n.Claimed, Near: n.NearDue, Late: n.PastDue}
}
