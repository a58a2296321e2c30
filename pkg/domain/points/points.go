// Package points turns what the authorities said into a total and an outcome, with the explanation of every point.
//
// It is pure arithmetic over given facts: it must not know states, storage or time, so that any past decision can be
// worked out again and compared.
package points

import (
	"fmt"
	"slices"

	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
)

// Outcome is what a case comes to.
type Outcome string

// The outcomes (fact 57).
const (
	Recognised Outcome = "recognised"
	Refused    Outcome = "refused"
)

// Upheld is the ruling that makes an objection decide the case.
const Upheld = "upheld"

// Facts are all that an outcome rests on.
type Facts struct {
	Rule       string // id of the programme version
	RuleHash   string
	Lanes      []Lane
	Objections []Objection
}

// Lane is what one authority said.
type Lane struct {
	ID            programme.LaneID
	Kind          programme.LaneKind
	Authority     programme.AuthorityID
	Maximum       programme.Points
	Scored        bool
	Points        programme.Points
	Justification string
	Evidence      []string
	Superseded    []Superseded
}

// Superseded is what an authority said of its lane before it was opened again, and why it counts no more.
type Superseded struct {
	Points        programme.Points `json:"points"`
	Justification string           `json:"justification"`
	Evidence      []string         `json:"evidence"`
	Reason        string           `json:"reason"`
	Returned      bool             `json:"returned"` // by the decision officer, with the proposal
}

// Objection is an authority's objection with the ruling on it; an empty ruling means that it still waits.
type Objection struct {
	Lane         programme.LaneID      `json:"lane"`
	Authority    programme.AuthorityID `json:"authority"`
	Reason       string                `json:"reason"`
	LegalBasis   string                `json:"legal_basis"`
	Ruling       string                `json:"ruling"`
	RulingReason string                `json:"ruling_reason"`
}

// Explanation is an outcome with its reasons, criterion by criterion.
type Explanation struct {
	Outcome    Outcome          `json:"outcome"`
	Total      programme.Points `json:"total"`
	Threshold  programme.Points `json:"threshold"`
	Rule       string           `json:"rule"`
	RuleHash   string           `json:"rule_hash"`
	Criteria   []Line           `json:"criteria"`
	Objections []Objection      `json:"objections"`
	Grounds    []Ground         `json:"grounds"` // why it is a refusal; none for a recognition
}

// Line is one criterion of the explanation.
type Line struct {
	Criterion     programme.LaneID      `json:"criterion"`
	Authority     programme.AuthorityID `json:"authority"`
	Points        programme.Points      `json:"points"`
	Maximum       programme.Points      `json:"maximum"`
	Justification string                `json:"justification"`
	Evidence      []string              `json:"evidence"`
	Superseded    []Superseded          `json:"superseded,omitempty"`
}

// Ground is a reason for a refusal.
type Ground string

// The grounds of a refusal (fact 57).
const (
	BelowThreshold  Ground = "below-threshold"
	ObjectionUpheld Ground = "objection-upheld"
)

// Explain works out total and outcome. It refuses to when a lane is open or points lie outside 0..maximum: nothing is
// scored by default (gap G5; invariant 1).
func Explain(p programme.Programme, facts Facts) (Explanation, error) {
	e := Explanation{Threshold: p.Threshold, Rule: facts.Rule, RuleHash: facts.RuleHash,
		Criteria: make([]Line, 0, len(facts.Lanes)), Objections: facts.Objections}
	for _, lane := range facts.Lanes {
		if !lane.Scored {
			return Explanation{}, problem.New(problem.Conflict, "lane-open", "lane", string(lane.ID))
		}
		if lane.Kind != programme.CriterionLane {
			continue
		}
		if lane.Points < 0 || lane.Points > lane.Maximum {
			return Explanation{}, fmt.Errorf("lane %s has %d points of %d", lane.ID, lane.Points, lane.Maximum)
		}
		e.Total += lane.Points
		e.Criteria = append(e.Criteria, Line{Criterion: lane.ID, Authority: lane.Authority, Points: lane.Points,
			Maximum: lane.Maximum, Justification: lane.Justification, Evidence: lane.Evidence, Superseded: lane.Superseded})
	}
	if len(e.Criteria) != len(p.Criteria) {
		return Explanation{}, fmt.Errorf("%d criteria are scored of %d", len(e.Criteria), len(p.Criteria))
	}
	return e.judge()
}

// Figures is the explanation without the words that its facts hold: what is stored of it beside them.
func (e Explanation) Figures() Explanation {
	e.Criteria, e.Objections = slices.Clone(e.Criteria), nil
	for i := range e.Criteria {
		e.Criteria[i].Justification, e.Criteria[i].Evidence, e.Criteria[i].Superseded = "", nil, nil
	}
	return e
}

// With is the explanation with the words of the facts that it was worked out from.
func (e Explanation) With(facts Facts) Explanation {
	e.Criteria, e.Objections = slices.Clone(e.Criteria), facts.Objections
	for i, line := range e.Criteria {
		for _, lane := range facts.Lanes {
			if lane.ID == line.Criterion {
				e.Criteria[i].Justification, e.Criteria[i].Evidence, e.Criteria[i].Superseded = lane.Justification, lane.Evidence, lane.Superseded
			}
		}
	}
	return e
}

// judge adds the grounds and the outcome: recognised at the threshold or above with no standing objection (fact 57).
func (e Explanation) judge() (Explanation, error) {
	if e.Total < e.Threshold {
		e.Grounds = append(e.Grounds, BelowThreshold)
	}
	for _, o := range e.Objections {
		if o.Ruling == "" {
			return Explanation{}, problem.New(problem.Conflict, "objection-stands")
		}
		if o.Ruling == Upheld {
			e.Grounds = append(e.Grounds, ObjectionUpheld)
			break
		}
	}
	e.Outcome = Recognised
	if len(e.Grounds) > 0 {
		e.Outcome = Refused
	}
	return e, nil
}
