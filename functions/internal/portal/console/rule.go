package console

import (
	"slices"
	"strconv"
	"time"

	"github.com/a-h/templ"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
	view "hsmp.example/cases/web/console"
	"hsmp.example/cases/web/page"
)

// numberIn is the number of the objection or the extension in the address; what is no number is none of theirs.
func numberIn(v *portal.Visit) int {
	n, err := strconv.Atoi(v.Path("number"))
	if err != nil {
		return 0
	}
	return n
}

func (r Room) rule(v *portal.Visit) (portal.Answer, error) {
	_, err := r.Scoring.ResolveObjection(v.Context(), v.Who, caseOf(v), casework.Resolving{Number: numberIn(v),
		Ruling: application.Ruling(v.Value("ruling")), Reason: v.Value("reason")})
	return r.settle(v, "ruling", err, r.rulingPaper)
}

func (r Room) rulingPaper(v *portal.Visit, c casework.View, m *view.Meanwhile) (templ.Component, error) {
	o, err := objectionIn(v, c)
	if err != nil {
		return nil, err
	}
	p := r.page(v, v.Say("console.objection", "n", strconv.Itoa(o.Number)))
	shown := view.RulingView{Names: view.Names{Programme: c.Timetable.Programme}, Case: c.Case.ID, Objection: o,
		Ruling: v.Value("ruling"), Reason: v.Form.Get("reason"), Meanwhile: m}
	keep(m, p, shown.Reason)
	return view.Ruling(p, shown), nil
}

// objectionIn is the objection in the address, as the visitor may see it.
func objectionIn(v *portal.Visit, c casework.View) (view.ObjectionView, error) {
	n, all := numberIn(v), objectionsOf(v.Who, c)
	if n < 1 || n > len(all) {
		return view.ObjectionView{}, problem.New(problem.NotFound, "no-such-objection", "number", v.Path("number"))
	}
	return all[n-1], nil
}

func (r Room) withdraw(v *portal.Visit) (portal.Answer, error) {
	_, err := r.Scoring.WithdrawObjection(v.Context(), v.Who, caseOf(v), numberIn(v), v.Value("reason"))
	return r.settle(v, "objection-withdrawal", err, r.withdrawalPaper)
}

// withdrawalPaper is the form of a withdrawal. It is not there for those who may not do it.
func (r Room) withdrawalPaper(v *portal.Visit, c casework.View, m *view.Meanwhile) (templ.Component, error) {
	o, err := objectionIn(v, c)
	if err != nil {
		return nil, err
	}
	if !c.MayOnObjection(v.Who, identity.WithdrawObjection, o.Objection) {
		return nil, problem.New(problem.Forbidden, "forbidden")
	}
	p := r.page(v, v.Say("console.withdraw-title", "n", strconv.Itoa(o.Number)))
	shown := view.WithdrawalView{Names: view.Names{Programme: c.Timetable.Programme}, Case: c.Case.ID, Objection: o,
		Reason: v.Form.Get("reason"), Meanwhile: m}
	keep(m, p, shown.Reason)
	return view.Withdrawal(p, shown), nil
}

// answer needs one of two words: neither is not a refusal.
func (r Room) answer(v *portal.Visit) (portal.Answer, error) {
	given := v.Value("answer")
	if given != "granted" && given != "refused" {
		return r.settle(v, given, problem.Of([]problem.Fault{problem.At("/answer", "required")}), r.answerPaper)
	}
	_, err := r.Scoring.AnswerExtension(v.Context(), v.Who, caseOf(v),
		casework.Approving{Number: numberIn(v), Granted: given == "granted", Reason: v.Value("reason")})
	return r.settle(v, given, err, r.answerPaper)
}

func (r Room) answerPaper(v *portal.Visit, c casework.View, m *view.Meanwhile) (templ.Component, error) {
	asked, err := c.Case.Extension(numberIn(v))
	if err != nil {
		return nil, err
	}
	e := extensionOf(v.Who, c, *asked)
	p := r.page(v, v.Say("console.extension"))
	shown := view.AnswerView{Names: view.Names{Programme: c.Timetable.Programme}, Case: c.Case.ID, Extension: e, Term: r.termOf(c),
		Answer: v.Value("answer"), Reason: v.Form.Get("reason"), Meanwhile: m}
	keep(m, p, shown.Reason)
	return view.Answer(p, shown), nil
}

// confirm signs the proposal that the page showed. One that was worked out anew meanwhile is shown first.
func (r Room) confirm(v *portal.Visit) (portal.Answer, error) {
	read, err := time.Parse(time.RFC3339Nano, v.Value("proposed"))
	if err != nil {
		read = time.Time{}
	}
	_, err = r.Scoring.Confirm(v.Context(), v.Who, caseOf(v), read)
	return r.settle(v, "confirmation", err, r.confirmPaper)
}

func (r Room) confirmPaper(v *portal.Visit, c casework.View, m *view.Meanwhile) (templ.Component, error) {
	shown := view.ConfirmView{Names: view.Names{Programme: c.Timetable.Programme}, Case: c.Case.ID, State: c.Case.State, Term: r.termOf(c),
		Versions: c.Case.Submission.Versions, Objections: objectionsOf(v.Who, c), Decision: c.Case.Decision, Meanwhile: m,
		May: c.Case.AwaitsConfirmation() && c.MayOnCase(v.Who, identity.ConfirmDecision, ""),
		Own: slices.Contains(c.Case.Handlers(), v.Who.Person())}
	if c.Case.Proposal != nil {
		e := c.Case.Explanation()
		shown.Explanation, shown.Proposed = &e, c.Case.Proposal.At
	}
	for _, l := range c.Case.Lanes {
		if f := findingOf(v.Who, c, l); f != nil {
			shown.Scored = append(shown.Scored, view.Scored{Lane: l.ID, Finding: *f, Earlier: earlierOf(v.Who, c, l)})
		}
	}
	return view.Confirm(r.page(v, v.Say("console.confirmation")), shown), nil
}

// giveBack returns the proposal to the lanes that are ticked.
func (r Room) giveBack(v *portal.Visit) (portal.Answer, error) {
	said := casework.Returning{Reason: v.Value("reason")}
	for _, id := range v.Form["lanes"] {
		said.Lanes = append(said.Lanes, programme.LaneID(id))
	}
	_, err := r.Scoring.Return(v.Context(), v.Who, caseOf(v), said)
	return r.settle(v, "return", err, r.returnPaper)
}

// returnPaper is the form of a return. It is not there for those who may not do it.
func (r Room) returnPaper(v *portal.Visit, c casework.View, m *view.Meanwhile) (templ.Component, error) {
	if !c.MayOnCase(v.Who, identity.ReturnDecision, "") {
		return nil, problem.New(problem.Forbidden, "forbidden")
	}
	p := r.page(v, v.Say("console.return-title"))
	shown := view.ReturnView{Names: view.Names{Programme: c.Timetable.Programme}, Case: c.Case.ID, Open: c.Case.AwaitsConfirmation(),
		Reason: v.Form.Get("reason"), Meanwhile: m}
	for _, l := range c.Case.Lanes {
		if l.Outcome != nil {
			shown.Lanes = append(shown.Lanes, page.Option{Value: string(l.ID), Label: shown.Names.Lane(p, l.ID),
				Chosen: slices.Contains(v.Form["lanes"], string(l.ID))})
		}
	}
	keep(m, p, shown.Reason)
	return view.Return(p, shown), nil
}

// keep shows a reason that was typed into a form that is no more there.
func keep(m *view.Meanwhile, p page.Page, reason string) {
	if m != nil && reason != "" {
		m.Typed = []page.SummaryRow{{Key: p.Say("console.reason"), Value: reason}}
	}
}
