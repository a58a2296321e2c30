package console

import (
	"slices"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
	view "hsmp.example/cases/web/console"
	"hsmp.example/cases/web/page"
)

// show is the case page. The reading is recorded in the same step that loads the case.
func (r Room) show(v *portal.Visit) (portal.Answer, error) {
	c, err := r.read(v)
	if err != nil {
		return portal.Answer{}, err
	}
	p, shown := r.caseView(v, c, typed{})
	shown.Viewer, err = r.viewer(v, c)
	if err != nil {
		return portal.Answer{}, err
	}
	return portal.Show(view.Case(p, shown)), nil
}

func (r Room) read(v *portal.Visit) (casework.View, error) {
	return r.Scoring.Read(v.Context(), v.Who, caseOf(v))
}

// viewer opens the document that the address asks for: each opening is an audited reading. Nil without one.
func (r Room) viewer(v *portal.Visit, c casework.View) (*view.Viewer, error) {
	asked := v.Asked("document")
	if asked == "" {
		return nil, nil
	}
	link, err := r.Scoring.Document(v.Context(), v.Who, caseOf(v), asked)
	if err != nil && !conflicts(err) {
		return nil, err
	}
	shown := &view.Viewer{Link: link.URL, Until: link.ExpiresAt}
	if i := slices.IndexFunc(c.Documents, func(d evidence.Document) bool { return d.ID == asked }); i >= 0 {
		shown.Document = c.Documents[i]
	}
	if err != nil {
		f := problem.From(err)
		shown.Fault = v.Page.Fault(f.Code, f.Args)
	}
	return shown, nil
}

// document leads to a document in a window of its own.
func (r Room) document(v *portal.Visit) (portal.Answer, error) {
	link, err := r.Scoring.Document(v.Context(), v.Who, caseOf(v), v.Path("document"))
	if err != nil {
		return portal.Answer{}, err
	}
	return portal.Leave(link.URL), nil
}

// caseView writes the frame for everybody who may read the case, and content only of the lanes in the reader's view.
func (r Room) caseView(v *portal.Visit, c casework.View, t typed) (page.Page, view.CaseView) {
	p := r.page(v, v.Say("console.case", "id", string(c.Case.ID)))
	s := c.Case.Submission
	shown := view.CaseView{Names: view.Names{Programme: c.Timetable.Programme}, ID: c.Case.ID, State: c.Case.State, Field: c.Case.Form.Expertise.Field,
		SubmittedAt: s.At, Due: s.Due, Term: r.termOf(c), Rule: s.Versions.Programme, Form: c.Form, Documents: c.Documents,
		Clashes: c.Case.Clashes, Objections: objectionsOf(v.Who, c), History: c.MayOnCase(v.Who, identity.ReadHistory, ""),
		Confirm: c.Case.Proposal != nil && v.Who.Has(identity.DecisionOfficer)}
	for _, l := range c.Case.Lanes {
		shown.Lanes = append(shown.Lanes, view.LaneRow{ID: l.ID, Authority: l.Authority, State: stateOf(l),
			Claim: string(claimOf(v.Who, l)), Shown: c.Shows(l.ID), Route: open(c, l) && offered(c.Timetable.Programme, l.ID, "route") && c.May(v.Who, identity.RouteLane, l.ID)})
		shown.Opens = shown.Opens || c.May(v.Who, identity.ReadDocument, l.ID)
	}
	for _, spec := range c.Lanes {
		if l, err := c.Case.Lane(spec.ID); err == nil {
			shown.Works = append(shown.Works, r.workOn(reader{v.Who, p}, c, spec, *l, t.of(spec.ID)))
		}
	}
	for _, e := range c.Case.Extensions {
		shown.Extensions = append(shown.Extensions, extensionOf(v.Who, c, e))
	}
	for _, k := range c.Case.Corrections {
		if c.Shows(k.Lane) {
			shown.Corrections = append(shown.Corrections, k)
		}
	}
	return p, shown
}

type reader struct {
	who  identity.Principal
	page page.Page
}

// workOn is a lane with what its reader may do in it now.
func (r Room) workOn(who reader, c casework.View, spec programme.LaneSpec, l application.Lane, t typed) view.LaneWork {
	rules := c.Timetable.Programme
	w := view.LaneWork{Spec: spec, Questions: rules.Indicative.QuestionsOf(spec.Criterion), State: stateOf(l),
		Claim: string(claimOf(who.who, l)), Typed: view.Typed{Points: t.points, Justification: t.justification}}
	w.Criterion, _ = rules.Criterion(spec.Criterion)
	w.Outcome, w.Earlier = findingOf(who.who, c, l), earlierOf(who.who, c, l)
	if l.Claim != nil {
		w.ClaimedAt = l.Claim.At
	}
	if !open(c, l) {
		w.Acts = afterwards(who.who, c, l)
		return w
	}
	act := identity.ScoreLane
	if spec.Kind == programme.ClearanceLane {
		act = identity.ClearLane
	}
	claims := c.May(who.who, identity.ClaimLane, l.ID)
	w.Hold = claims && w.Claim == string(casework.Unclaimed)
	w.Take = claims && w.Claim == string(casework.Others)
	w.Close = !w.Take && c.Case.Promised(r.Scoring.Now(), l.ID) == nil && c.May(who.who, act, l.ID)
	for _, name := range view.LaneActs {
		if name == "reopen" {
			continue
		}
		if name == "objection" && spec.Kind == programme.ClearanceLane && w.Take { // it would close a colleague's lane
			continue
		}
		if offered(rules, l.ID, name) && c.May(who.who, acts[name].action, l.ID) {
			w.Acts = append(w.Acts, name)
		}
	}
	seen := c.Evidence(l.ID)
	w.Evidence = view.EvidenceOptions(who.page, view.Names{Programme: rules}, acceptedOf(c.Documents, seen), func(id string) bool { return slices.Contains(t.evidence, id) })
	return w
}

// afterwards lists what can still be done to a lane that is closed: the right to object ends with the decision, and a
// slip is mended until an outcome is proposed.
func afterwards(who identity.Principal, c casework.View, l application.Lane) []string {
	var acts []string
	if c.Case.Objectable() && c.May(who, identity.Object, l.ID) {
		acts = append(acts, "objection")
	}
	if c.Case.Reopenable(l) && c.May(who, identity.ReopenLane, l.ID) {
		acts = append(acts, "reopen")
	}
	return acts
}

// open reports whether anything can still be done in the lane.
func open(c casework.View, l application.Lane) bool {
	return c.Case.State == application.Assessing && !l.Closed()
}

func acceptedOf(documents []evidence.Document, ids []string) []evidence.Document {
	var found []evidence.Document
	for _, d := range documents {
		if slices.Contains(ids, d.ID) && d.State == evidence.Accepted {
			found = append(found, d)
		}
	}
	return found
}

func claimOf(who identity.Principal, l application.Lane) casework.ClaimState {
	if l.Claim == nil {
		return casework.Unclaimed
	}
	return casework.ClaimOf(who, l.Claim.By)
}

// stateOf says in a word how far a lane is.
func stateOf(l application.Lane) string {
	switch {
	case l.Withdrawn:
		return "withdrawn"
	case l.Objection > 0:
		return "objected"
	case l.Outcome != nil && l.Kind == programme.ClearanceLane:
		return "cleared"
	case l.Outcome != nil:
		return "scored"
	case l.Claim != nil:
		return "claimed"
	}
	return "open"
}

func findingOf(who identity.Principal, c casework.View, l application.Lane) *view.Finding {
	if l.Outcome == nil {
		return nil
	}
	f := foundIn(who, c, l, *l.Outcome)
	return &f
}

func foundIn(who identity.Principal, c casework.View, l application.Lane, o application.Outcome) view.Finding {
	return view.Finding{Points: int(o.Points), Maximum: int(l.Maximum), Justification: o.Justification, Authority: l.Authority,
		Evidence: view.FileNames(c.Documents, o.Evidence), Mine: o.By == who.Person(), At: o.At}
}

// earlierOf lists the outcomes of a lane that were taken back.
func earlierOf(who identity.Principal, c casework.View, l application.Lane) []view.Earlier {
	var all []view.Earlier
	for _, s := range l.Superseded {
		all = append(all, view.Earlier{Finding: foundIn(who, c, l, s.Outcome), Reason: s.Reason, Returned: s.Returned, Reopened: s.Reopening.At})
	}
	return all
}

func objectionsOf(who identity.Principal, c casework.View) []view.ObjectionView {
	var all []view.ObjectionView
	for _, o := range c.Case.Objections {
		one := view.ObjectionView{Objection: o, Readable: c.Shows(o.Lane), Own: o.By == who.Person(),
			Rule:     c.Case.AwaitsRuling(o) && c.MayOnObjection(who, identity.ResolveObjection, o),
			Withdraw: c.Case.AwaitsRuling(o) && c.MayOnObjection(who, identity.WithdrawObjection, o)}
		if !one.Readable { // what is not shown does not reach the page
			one.Reason, one.LegalBasis = "", ""
		}
		all = append(all, one)
	}
	return all
}

func extensionOf(who identity.Principal, c casework.View, e application.Extension) view.ExtensionView {
	return view.ExtensionView{Extension: e, Own: e.By == who.Person(),
		Answer: c.Case.AwaitsApproval(e) && c.MayOnCase(who, identity.ApproveExtension, e.By)}
}
