package casework

import (
	"context"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

// Lists shows records by what they project.
type Lists interface {
	// List returns a page of a list in its order, and the cursor of the next page or "". A cursor that it did not give is
	// Invalid.
	List(ctx context.Context, q record.Query) ([]record.Line, string, error)
}

// Counters keeps figures.
type Counters interface {
	// Figures returns the sums of a counter, by row and cell.
	Figures(ctx context.Context, counter string) (record.Figures, error)
}

// History reads the chain of a case and who looked at it.
type History interface {
	// Chain returns every entry, the first one first.
	Chain(ctx context.Context, id application.ID) ([]record.Entry, error)
	// Readings returns a page of the readings; more says that others follow. A place that it did not give is Invalid.
	Readings(ctx context.Context, id application.ID, page record.Page) (readings []record.Reading, more bool, err error)
	// StaffName tells who an actor is; "" for one that is not known.
	StaffName(ctx context.Context, actor string) (string, error)
	// Verify compares all that is kept of a record with its chain. It fails with Internal "record-altered".
	Verify(ctx context.Context, id application.ID) error
}

// Scoring is the officers' side: work list, lane views, points, objections, corrections, extensions (facts 55 to 58).
type Scoring struct {
	Office
	Lists    Lists
	Counters Counters
	Kept     History
	Uploads  Uploads
}

// cases keeps an act to cases: until it is submitted, a draft is its owner's, and for anybody else not there.
func cases(a act) act {
	on := a.On
	a.On = func(c *application.Case) (identity.Resource, error) {
		if c.State == application.Draft {
			return identity.Resource{}, problem.New(problem.NotFound, "not-found")
		}
		return on(c)
	}
	return a
}

// change is that of every use case, on cases alone.
func (s Scoring) change(ctx context.Context, id application.ID, a act, move func(*application.Case, application.Act) error) (application.Case, error) {
	return s.Office.change(ctx, id, cases(a), move)
}

// read is a reading of a case.
func (s Scoring) read(ctx context.Context, id application.ID, a act, check func(*application.Case) error) (application.Case, error) {
	return s.runner().Read(ctx, id, cases(a), check)
}

// View is a case as one officer may see it: the frame, and of the content only what the lanes they may read need.
type View struct {
	Case      application.Case
	Lanes     []programme.LaneSpec // the lanes whose content is shown
	Form      application.Form
	Documents []evidence.Document
	Timetable application.Timetable
}

// Read returns what the officer's lanes need of the case, and records the reading.
func (s Scoring) Read(ctx context.Context, p identity.Principal, id application.ID) (View, error) {
	d := act{Who: p, As: roleOf(p), Action: identity.ReadCase, On: func(c *application.Case) (identity.Resource, error) {
		return caseResource(c), nil
	}}
	c, err := s.read(ctx, id, d, nil)
	if err != nil {
		return View{}, err
	}
	t, err := s.Rules.Of(&c)
	if err != nil {
		return View{}, err
	}
	return s.view(p, c, t)
}

func (s Scoring) view(p identity.Principal, c application.Case, t application.Timetable) (View, error) {
	v := View{Case: c, Timetable: t}
	var sections []string
	shown := map[string]bool{}
	for _, spec := range t.Programme.Lanes(programme.FieldID(c.Form.Expertise.Field)) {
		resource, err := laneResource(&c, spec.ID)
		if err != nil {
			return View{}, err
		}
		if _, err := identity.Authorize(p, identity.ReadLane, resource); err != nil {
			continue
		}
		v.Lanes = append(v.Lanes, spec)
		for _, section := range spec.Sections {
			sections = append(sections, string(section))
		}
		for _, d := range visible(&c, spec) {
			if !shown[d.ID] {
				shown[d.ID] = true
				v.Documents = append(v.Documents, d)
			}
		}
	}
	v.Form = c.Form.Sections(sections)
	return v, nil
}

// roleOf is the role an officer's readings are recorded under.
func roleOf(p identity.Principal) identity.Role {
	for _, role := range []identity.Role{identity.Officer, identity.DecisionOfficer, identity.ObjectionReviewer, identity.Supervisor, identity.Auditor} {
		if p.Has(role) {
			return role
		}
	}
	return identity.Officer
}

// Document gives an officer a short-lived link to a document that one of their lanes needs, and records the reading.
func (s Scoring) Document(ctx context.Context, p identity.Principal, id application.ID, document string) (Link, error) {
	d := act{Who: p, As: roleOf(p), Action: identity.ReadDocument, Subject: document, Lasting: true,
		On: func(c *application.Case) (identity.Resource, error) { return s.laneShowing(p, c, document) }}
	c, err := s.read(ctx, id, d, func(c *application.Case) error { return readable(c, document) })
	if err != nil {
		return Link{}, err
	}
	stored, err := c.Document(document)
	if err != nil {
		return Link{}, err
	}
	return s.Uploads.Link(ctx, c.ID, *stored)
}

// laneShowing finds a lane that shows the document and that the officer may read; without one the document is not
// there.
func (s Scoring) laneShowing(p identity.Principal, c *application.Case, document string) (identity.Resource, error) {
	d, err := c.Document(document)
	if err != nil {
		return identity.Resource{}, err
	}
	t, err := s.Rules.Of(c)
	if err != nil {
		return identity.Resource{}, err
	}
	for _, lane := range c.Lanes {
		for _, spec := range t.Programme.Lanes(programme.FieldID(c.Form.Expertise.Field)) {
			if spec.ID != lane.ID || !sees(c, spec, *d) {
				continue
			}
			resource, err := laneResource(c, lane.ID)
			if err != nil {
				return identity.Resource{}, err
			}
			if verdict, _ := identity.Authorize(p, identity.ReadDocument, resource); verdict.Allowed {
				return resource, nil
			}
		}
	}
	return identity.Resource{}, problem.New(problem.NotFound, "no-such-document")
}

// Again says whether the person may still do an act on a lane that was done before, for whoever is about to hear of it
// again, and records that they heard.
func (s Scoring) Again(ctx context.Context, p identity.Principal, id application.ID, lane programme.LaneID, action identity.Action) error {
	_, err := s.read(ctx, id, onLane(p, action, lane), nil)
	return err
}

// onLane is an act of an officer on a lane of their authority.
func onLane(p identity.Principal, action identity.Action, lane programme.LaneID) act {
	return act{Who: p, As: identity.Officer, Action: action, Subject: string(lane), Shows: true, On: func(c *application.Case) (identity.Resource, error) {
		return laneResource(c, lane)
	}}
}

// Claim takes a lane to work on; takeOver takes it from a colleague.
func (s Scoring) Claim(ctx context.Context, p identity.Principal, id application.ID, lane programme.LaneID, takeOver bool) (application.Case, error) {
	return s.change(ctx, id, onLane(p, identity.ClaimLane, lane), func(c *application.Case, act application.Act) error {
		return c.ClaimLane(act, lane, takeOver)
	})
}

// Score closes a criterion's lane with points. The evidence must be documents that the lane may see.
func (s Scoring) Score(ctx context.Context, p identity.Principal, id application.ID, lane programme.LaneID, f application.Finding) (application.Case, error) {
	return s.change(ctx, id, onLane(p, identity.ScoreLane, lane), func(c *application.Case, act application.Act) error {
		shown, err := s.shown(c, lane)
		if err != nil {
			return err
		}
		f.Shown = shown
		return c.ScoreLane(act, lane, f)
	})
}

// shown names the documents that the lane sees: points must not rest on what their authority has no business with.
func (s Scoring) shown(c *application.Case, lane programme.LaneID) ([]string, error) {
	t, err := s.Rules.Of(c)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, spec := range t.Programme.Lanes(programme.FieldID(c.Form.Expertise.Field)) {
		if spec.ID != lane {
			continue
		}
		for _, d := range visible(c, spec) {
			ids = append(ids, d.ID)
		}
	}
	return ids, nil
}

// Clear closes the clearance lane: nothing stands against the recognition.
func (s Scoring) Clear(ctx context.Context, p identity.Principal, id application.ID, lane programme.LaneID, justification string) (application.Case, error) {
	return s.change(ctx, id, onLane(p, identity.ClearLane, lane), func(c *application.Case, act application.Act) error {
		return c.ClearLane(act, lane, justification)
	})
}

// RequestCorrection asks the applicant to mend or add something.
func (s Scoring) RequestCorrection(ctx context.Context, p identity.Principal, id application.ID, lane programme.LaneID, request string) (application.Case, error) {
	return s.change(ctx, id, onLane(p, identity.RequestCorrection, lane), func(c *application.Case, act application.Act) error {
		t, err := s.Rules.Of(c)
		if err != nil {
			return err
		}
		return c.RequestCorrection(act, t, lane, request)
	})
}

// RequestExtension asks for ten more working days, with the reason (fact 58).
func (s Scoring) RequestExtension(ctx context.Context, p identity.Principal, id application.ID, lane programme.LaneID, reason string) (application.Case, error) {
	return s.change(ctx, id, onLane(p, identity.RequestExtension, lane), func(c *application.Case, act application.Act) error {
		t, err := s.Rules.Of(c)
		if err != nil {
			return err
		}
		return c.RequestExtension(act, t, lane, reason)
	})
}
