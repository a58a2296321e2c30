package casework

import (
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/usecase/identity"
)

// May reports whether the policies, and of objections the programme, let the person do an act on a lane of the viewed
// case. Whether the act fits the state of the lane is for the act itself to say.
func (v View) May(p identity.Principal, act identity.Action, lane programme.LaneID) bool {
	resource, err := laneResource(&v.Case, lane)
	if err != nil {
		return false
	}
	if act == identity.Object { // it is done to the case, from a lane of the officer's own authority
		authority := programme.AuthorityID(resource.Authority)
		if resource.Authority != p.Authority || !v.Case.MayObject(v.Timetable, authority) {
			return false
		}
		resource.Kind = identity.CaseKind
	}
	_, err = identity.Authorize(p, act, resource)
	return err == nil
}

// MayOnCase reports whether the policies let the person do an act on the viewed case as a whole. initiator is the actor
// id of who asked for what the act answers, or "".
func (v View) MayOnCase(p identity.Principal, act identity.Action, initiator string) bool {
	resource := caseResource(&v.Case)
	resource.Initiator = initiator
	_, err := identity.Authorize(p, act, resource)
	return err == nil
}

// MayOnObjection reports whether the policies, and of rulings the programme, let the person do an act on an objection
// of the viewed case.
func (v View) MayOnObjection(p identity.Principal, act identity.Action, o application.Objection) bool {
	if act == identity.ResolveObjection && !decides(v.Timetable, p) {
		return false
	}
	_, err := identity.Authorize(p, act, objectionResource(&v.Case, o))
	return err == nil
}

// Shows reports whether the content of a lane is shown in this view.
func (v View) Shows(lane programme.LaneID) bool {
	for _, spec := range v.Lanes {
		if spec.ID == lane {
			return true
		}
	}
	return false
}

// Evidence lists the documents that one lane of the view sees.
func (v View) Evidence(lane programme.LaneID) []string {
	var ids []string
	for _, spec := range v.Lanes {
		if spec.ID != lane {
			continue
		}
		for _, d := range visible(&v.Case, spec) {
			ids = append(ids, d.ID)
		}
	}
	return ids
}
