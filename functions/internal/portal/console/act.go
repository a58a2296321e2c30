package console

import (
	"github.com/a-h/templ"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
	view "hsmp.example/cases/web/console"
	"hsmp.example/cases/web/page"
)

// laneAct is an act on a lane that has a page of its own.
type laneAct struct {
	action identity.Action
	do     func(r Room, v *portal.Visit) error
}

var acts = map[string]laneAct{
	"objection": {identity.Object, func(r Room, v *portal.Visit) error {
		_, err := r.Scoring.Object(v.Context(), v.Who, caseOf(v),
			casework.Objecting{Lane: laneOf(v), Reason: v.Value("reason"), LegalBasis: v.Value("legal_basis")})
		return err
	}},
	"correction": {identity.RequestCorrection, func(r Room, v *portal.Visit) error {
		_, err := r.Scoring.RequestCorrection(v.Context(), v.Who, caseOf(v), laneOf(v), v.Value("request"))
		return err
	}},
	"extension": {identity.RequestExtension, func(r Room, v *portal.Visit) error {
		_, err := r.Scoring.RequestExtension(v.Context(), v.Who, caseOf(v), laneOf(v), v.Value("reason"))
		return err
	}},
	"reopen": {identity.ReopenLane, func(r Room, v *portal.Visit) error {
		_, err := r.Scoring.Reopen(v.Context(), v.Who, caseOf(v), laneOf(v), v.Value("reason"))
		return err
	}},
	"route": {identity.RouteLane, func(r Room, v *portal.Visit) error {
		_, err := r.Scoring.Route(v.Context(), v.Who, caseOf(v),
			casework.Routing{Lane: laneOf(v), To: programme.AuthorityID(v.Value("authority")), Reason: v.Value("reason")})
		return err
	}},
}

func (r Room) act(name string) portal.Handler {
	return func(v *portal.Visit) (portal.Answer, error) {
		return r.settle(v, name, acts[name].do(r, v), r.actPaper(name))
	}
}

// offered reports whether the programme has such an act on the lane: it may have no extension, and only the lane of the
// field's authority goes to another (gap G3).
func offered(rules programme.Programme, lane programme.LaneID, act string) bool {
	switch act {
	case "extension":
		return rules.Clock.Extension.Max > 0
	case "route":
		return len(rules.Takers(lane)) > 0
	}
	return true
}

// actPaper is the form of an act. It is not there for a lane that is none, for an act that the lane does not know, and
// for those who may not do it.
func (r Room) actPaper(name string) paper {
	return func(v *portal.Visit, c casework.View, m *view.Meanwhile) (templ.Component, error) {
		if _, err := c.Case.Lane(laneOf(v)); err != nil {
			return nil, err
		}
		if !c.May(v.Who, acts[name].action, laneOf(v)) {
			return nil, problem.New(problem.Forbidden, "forbidden")
		}
		rules := c.Timetable.Programme
		if !offered(rules, laneOf(v), name) {
			return nil, problem.New(problem.NotFound, "not-found")
		}
		p := r.page(v, v.Page.Of("console.act", name))
		shown := view.ActView{Names: view.Names{Programme: rules}, Case: c.Case.ID, Lane: laneOf(v), Act: name,
			Days: rules.Clock.Extension.WorkingDays, ReplyDays: rules.Correction.WorkingDaysToReply, Meanwhile: m,
			Text: v.Form.Get("reason") + v.Form.Get("request"), LegalBasis: v.Form.Get("legal_basis"), Authority: v.Form.Get("authority"),
			NeedsBasis: rules.Objections.LegalBasisRequired}
		for _, id := range rules.Takers(laneOf(v)) {
			shown.Authorities = append(shown.Authorities, page.Option{Value: string(id), Label: p.Text(rules.AuthorityNames(id))})
		}
		return view.Act(p, shown), nil
	}
}
