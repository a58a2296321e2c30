package casework

import (
	"context"
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

// WorkItem is one open lane in an authority's work list. It names no person.
type WorkItem struct {
	Case        application.ID
	Lane        programme.LaneID
	Kind        programme.LaneKind
	Authority   programme.AuthorityID
	Field       string // of expertise
	Due         calendar.Date
	DueDay      int // the working day of the clock that Due is, counted from SubmittedAt
	SubmittedOn calendar.Date
	SubmittedAt time.Time
	ClaimedBy   string // actor id; "" for a lane that nobody has claimed
	ClaimedAt   time.Time
	Reminders   int
	Escalated   bool
}

// Work lists what is open and what waits.
type Work interface {
	OpenWork
	// Work returns a page of the authority's open lanes by due date, and the cursor of the next page or "".
	Work(ctx context.Context, authority programme.AuthorityID, cursor string, limit int) ([]WorkItem, string, error)
	// Awaiting returns a page of what waits for a duty of the Service by due date, and the cursor of the next page or "".
	Awaiting(ctx context.Context, duty Duty, cursor string, limit int) ([]Awaiting, string, error)
}

// History reads the chain of a case.
type History interface {
	Chain(ctx context.Context, id application.ID) ([]audit.Entry, error)
}

// Scoring is the officers' side: work list, lane views, points, objections, corrections, extensions (facts 55 to 58).
type Scoring struct {
	Office
	Work    Work
	History History
	Uploads Uploads
}

// WorkList returns a page of an authority's open lanes, the most urgent first.
func (s Scoring) WorkList(ctx context.Context, p identity.Principal, authority programme.AuthorityID, cursor string, limit int) ([]WorkItem, string, error) {
	authority, err := s.listable(p, authority)
	if err != nil {
		return nil, "", err
	}
	return s.Work.Work(ctx, authority, cursor, limit)
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
	d := doing{who: p, role: roleOf(p), action: identity.ReadCase, read: true, on: func(c *application.Case) (identity.Resource, error) {
		return caseResource(c), nil
	}}
	c, err := s.change(ctx, id, d, func(c *application.Case, _ application.Act) error {
		if c.State == application.Draft {
			return problem.New(problem.NotFound, "not-found")
		}
		return nil
	})
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
	d := doing{who: p, role: roleOf(p), action: identity.ReadDocument, subject: document, read: true,
		on: func(c *application.Case) (identity.Resource, error) { return s.laneShowing(p, c, document) }}
	c, err := s.change(ctx, id, d, func(c *application.Case, _ application.Act) error { return readable(c, document) })
	if err != nil {
		return Link{}, err
	}
	stored, err := c.Document(document)
	if err != nil {
		return Link{}, err
	}
	return s.Uploads.Link(ctx, c.ID, *stored)
}

// laneShowing finds a lane that shows the document and that the officer may read; without one the document is not there.
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

// onLane is a doing of an officer on a lane of their authority.
func onLane(p identity.Principal, action identity.Action, lane programme.LaneID) doing {
	return doing{who: p, role: identity.Officer, action: action, subject: string(lane), shows: true, on: func(c *application.Case) (identity.Resource, error) {
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
