package scoring

import (
	"context"
	"slices"
	"time"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/points"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
)

// Case is a case as one officer may see it.
type Case struct {
	ID          application.ID   `json:"id"`
	State       string           `json:"state" enum:"assessing,reviewing,confirming,issuing,recognised,refused,withdrawn"`
	Language    locale.Language  `json:"language" doc:"The applicant's"`
	Field       string           `json:"field" example:"it"`
	FieldName   string           `json:"field_name"`
	SubmittedAt time.Time        `json:"submitted_at"`
	Due         api.Due          `json:"due"`
	LateBy      int              `json:"late_by" doc:"Whole working days past the due date"`
	Rule        string           `json:"rule" doc:"Version of the programme it is assessed by"`
	Lanes       []Lane           `json:"lanes"`
	Readable    []string         `json:"readable" doc:"The lanes whose content you see"`
	Form        application.Form `json:"form" doc:"The parts that your lanes need"`
	Documents   []api.Document   `json:"documents" doc:"Those that your lanes need"`
	Clashes     []Clash          `json:"clashes" doc:"Attempts to submit another application with this person's papers or FIN"`
	Objections  []Objection      `json:"objections"`
	Corrections []CaseCorrection `json:"corrections"`
	Extensions  []Extension      `json:"extensions" doc:"Every request for a longer clock, with its answer"`
	Proposal    *Proposal        `json:"proposal,omitempty" doc:"For decision officers"`
}

// Clash is an attempt that was not taken. Either of the two may be the impostor's.
type Clash struct {
	What  string         `json:"what" enum:"papers,fin"`
	Other application.ID `json:"other" doc:"The application that was not taken"`
	At    time.Time      `json:"at"`
}

func clashesOf(c *application.Case) []Clash {
	all := make([]Clash, len(c.Clashes))
	for i, k := range c.Clashes {
		all[i] = Clash(k)
	}
	return all
}

// Proposal is the outcome that waits for its confirmation, with every reason.
type Proposal struct {
	Outcome    string              `json:"outcome" enum:"recognised,refused"`
	Total      int                 `json:"total" example:"82"`
	Threshold  int                 `json:"threshold" example:"70"`
	Rule       string              `json:"rule"`
	RuleHash   string              `json:"rule_hash"`
	Criteria   []api.CriterionLine `json:"criteria"`
	Objections []api.ObjectionLine `json:"objections"`
	Grounds    []string            `json:"grounds" doc:"Why it would be a refusal"`
	Confirmed  bool                `json:"confirmed"`
	ProposedAt time.Time           `json:"proposed_at" doc:"Changes when it is worked out anew"`
}

type caseAnswer struct {
	Body Case
}

// read records the reading in the same step that loads the case.
func (r Room) read(ctx context.Context, in *api.CasePath) (*caseAnswer, error) {
	who := web.Principal(ctx)
	v, err := r.Scoring.Read(ctx, who, application.ID(in.ID))
	if err != nil {
		return nil, err
	}
	f := frame{web.Language(ctx), who, v.Timetable.Programme}
	seen := f.caseOf(v)
	seen.LateBy = v.Case.Lateness(v.Timetable, r.Scoring.Now())
	return &caseAnswer{seen}, nil
}

// caseOf writes the frame for everybody who may read the case, and content only of the lanes in the view.
func (f frame) caseOf(v casework.View) Case {
	c := &v.Case
	seen := Case{ID: c.ID, State: string(c.State), Language: c.Language, Field: c.Form.Expertise.Field,
		FieldName: api.FieldName(f.programme, f.language, c.Form.Expertise.Field), SubmittedAt: c.Submission.At.UTC(),
		Due: api.DueOf(f.language, c.Submission.Due), Rule: c.Submission.Versions.Programme, Form: v.Form,
		Documents: api.DocumentsOf(f.programme, f.language, v.Documents), Readable: []string{}, Lanes: []Lane{},
		Clashes: clashesOf(c), Objections: []Objection{}, Corrections: []CaseCorrection{}, Extensions: []Extension{}}
	readable := func(id programme.LaneID) bool {
		return slices.ContainsFunc(v.Lanes, func(s programme.LaneSpec) bool { return s.ID == id })
	}
	for _, l := range c.Lanes {
		seen.Lanes = append(seen.Lanes, f.lane(c, l, readable(l.ID)))
		if readable(l.ID) {
			seen.Readable = append(seen.Readable, string(l.ID))
		}
	}
	for _, o := range c.Objections {
		seen.Objections = append(seen.Objections, f.objection(o, readable(o.Lane)))
	}
	for _, e := range c.Extensions {
		seen.Extensions = append(seen.Extensions, f.extension(e))
	}
	for _, k := range c.Corrections {
		if readable(k.Lane) {
			seen.Corrections = append(seen.Corrections, correctionOf(k))
		}
	}
	if f.reader.Has(identity.DecisionOfficer) && c.Proposal != nil {
		seen.Proposal = f.proposal(c, c.Explanation())
	}
	return seen
}

// proposal shows the decision officer everything that the signature will stand under.
func (f frame) proposal(c *application.Case, e points.Explanation) *Proposal {
	p := &Proposal{Outcome: string(e.Outcome), Total: int(e.Total), Threshold: int(e.Threshold), Rule: e.Rule, RuleHash: e.RuleHash,
		Criteria: api.CriteriaOf(f.programme, f.language, c, e.Criteria), Objections: api.ObjectionsOf(f.programme, f.language, e.Objections),
		Grounds: []string{}, Confirmed: c.Decision != nil, ProposedAt: c.Proposal.At.UTC()}
	for _, ground := range e.Grounds {
		p.Grounds = append(p.Grounds, api.Say(f.language, "ground-"+string(ground)))
	}
	return p
}

func (r Room) document(ctx context.Context, in *api.DocumentPath) (*api.LinkAnswer, error) {
	link, err := r.Scoring.Document(ctx, web.Principal(ctx), application.ID(in.ID), in.Document)
	if err != nil {
		return nil, err
	}
	return api.LinkOf(link), nil
}

// Confirmed is a case whose decision was signed.
type Confirmed struct {
	ID        application.ID `json:"id"`
	State     string         `json:"state" example:"issuing"`
	Outcome   string         `json:"outcome" enum:"recognised,refused"`
	Total     int            `json:"total" example:"82"`
	DecidedOn calendar.Date  `json:"decided_on"`
}

type confirmedAnswer struct {
	Body Confirmed
}

// signed names the proposal that was read. Without it the proposal is confirmed as it is stored.
type signed struct {
	api.CasePath
	ProposedAt time.Time `query:"proposed_at" doc:"proposed_at of the proposal that was read; another one is not confirmed"`
}

func (r Room) confirm(ctx context.Context, in *signed) (*confirmedAnswer, error) {
	c, err := r.Scoring.Confirm(ctx, web.Principal(ctx), application.ID(in.ID), in.ProposedAt)
	if err != nil {
		return nil, err
	}
	d := c.Decision
	return &confirmedAnswer{Confirmed{ID: c.ID, State: string(c.State), Outcome: string(d.Outcome), Total: int(d.Total), DecidedOn: d.Date()}}, nil
}
