// Package console is the officers' room: a request becomes a use case of casework.Scoring, its result a page of
// web/console.
//
// It must hold no rule: what may be seen and done is asked of the use cases, and what is wrong with a form is theirs to
// say.
package console

import (
	"net/http"
	"net/url"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
	view "hsmp.example/cases/web/console"
	"hsmp.example/cases/web/page"
)

// Room is what the pages call.
type Room struct {
	Scoring casework.Scoring
}

const (
	one  = "/console/cases/{id}"
	lane = one + "/lanes/{lane}"
)

// Routes adds the officers' pages.
func (r Room) Routes(s *portal.Site) {
	const get, post = http.MethodGet, http.MethodPost
	s.Open(get, "/console", r.desk) // for several roles: see desk
	s.Closed(get, "/console/history", identity.ReadHistory, r.find)
	s.Closed(get, one, identity.ReadCase, r.show)
	s.Closed(get, one+"/documents/{document}", identity.ReadDocument, r.document)
	s.Closed(get, one+"/history", identity.ReadHistory, r.history)
	for name, act := range map[string]closing{"claim": {identity.ClaimLane, r.claim}, "score": {identity.ScoreLane, r.score},
		"clearance": {identity.ClearLane, r.clear}} {
		s.Closed(post, lane+"/"+name, act.action, act.handle)
		s.Closed(get, lane+"/"+name, identity.ReadCase, r.show) // where somebody who had to sign in anew comes back to
	}
	for name, act := range acts {
		s.Closed(get, lane+"/"+name, act.action, r.ask(r.actPaper(name)))
		s.Closed(post, lane+"/"+name, act.action, r.act(name))
	}
	s.Closed(get, one+"/objections/{number}", identity.ResolveObjection, r.ask(r.rulingPaper))
	s.Closed(post, one+"/objections/{number}", identity.ResolveObjection, r.rule)
	s.Closed(get, one+"/objections/{number}/withdrawal", identity.WithdrawObjection, r.ask(r.withdrawalPaper))
	s.Closed(post, one+"/objections/{number}/withdrawal", identity.WithdrawObjection, r.withdraw)
	s.Closed(get, one+"/extensions/{number}", identity.ApproveExtension, r.ask(r.answerPaper))
	s.Closed(post, one+"/extensions/{number}", identity.ApproveExtension, r.answer)
	s.Closed(get, one+"/return", identity.ReturnDecision, r.ask(r.returnPaper))
	s.Closed(post, one+"/return", identity.ReturnDecision, r.giveBack)
	s.Closed(get, one+"/confirmation", identity.ConfirmDecision, r.ask(r.confirmPaper))
	s.Closed(post, one+"/confirmation", identity.ConfirmDecision, r.confirm)
}

type closing struct {
	action identity.Action
	handle portal.Handler
}

// page returns the visit's page in this room. What was just done is said above it.
func (r Room) page(v *portal.Visit, title string) page.Page {
	p := v.Page.Titled(title)
	p.Room, p.Modules = page.Console, []string{"console.js"}
	for _, done := range view.Done {
		if v.Asked("done") == done {
			p.Notices = append(p.Notices, page.Notice{Kind: page.Success, Title: p.Of("console.done", done)})
		}
	}
	return p
}

func (r Room) names() view.Names { return view.Names{Programme: r.Scoring.Rules.Latest().Programme} }

func caseOf(v *portal.Visit) application.ID { return application.ID(v.Path("id")) }

func laneOf(v *portal.Visit) programme.LaneID { return programme.LaneID(v.Path("lane")) }

// casePath is the path of a case's page.
func casePath(id application.ID) string { return "/console/cases/" + url.PathEscape(string(id)) }

// back leads to the case's page, which says what was done.
func back(v *portal.Visit, done string) portal.Answer {
	return portal.See(v.Page, casePath(caseOf(v))+"?done="+done)
}

// term says how a case stands to its due day.
func (r Room) term(due calendar.Date, day int, from calendar.Anchor) view.Term {
	s := r.Scoring.Rules.Standing(from, day, r.Scoring.Now())
	return view.Term{Due: due, Urgency: string(s.Urgency), Left: s.Left, Late: s.Late}
}

func (r Room) termOf(v casework.View) view.Term {
	s := v.Case.Submission
	return r.term(s.Due.Date, v.Case.DueDay(v.Timetable), s.Anchor())
}

// conflicts reports whether an act was refused because of what somebody else did meanwhile.
func conflicts(err error) bool { return problem.From(err).Kind == problem.Conflict }
