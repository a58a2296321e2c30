package public

import (
	"context"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/points"
	"hsmp.example/cases/pkg/domain/programme"
)

// SelfAssessment is where somebody might stand.
type SelfAssessment struct {
	Label     string     `json:"label" doc:"That these ranges are not the act's; to be shown with them"`
	Rule      string     `json:"rule" doc:"Version of the programme"`
	Total     Range      `json:"total"`
	Threshold int        `json:"threshold" example:"70"`
	Criteria  []Estimate `json:"criteria"`
}

// Range is the fewest and the most points that the answers suggest.
type Range struct {
	Min int `json:"min"`
	Max int `json:"max"`
}

// Estimate is the range of one criterion.
type Estimate struct {
	Criterion  string   `json:"criterion" example:"education"`
	Name       string   `json:"name" doc:"In the caller's language"`
	Maximum    int      `json:"maximum"`
	Range      Range    `json:"range"`
	Unanswered []string `json:"unanswered" doc:"Questions whose answers would narrow the range"`
	Evidence   []Named  `json:"evidence" doc:"Documents that would narrow the range"`
}

type answered struct {
	Body struct {
		Answers map[string]string `json:"answers" doc:"By question, the id of an answer; what is left out keeps its range open"`
	}
}

type assessmentAnswer struct {
	Body SelfAssessment
}

// assess keeps nothing: whoever asks where they might stand has not applied.
func (r Room) assess(ctx context.Context, in *answered) (*assessmentAnswer, error) {
	a, err := points.SelfAssess(r.Rules.Latest().Programme, in.Body.Answers)
	if err != nil {
		return nil, err
	}
	l := web.Language(ctx)
	return &assessmentAnswer{SelfAssessment{Label: r.Rules.Latest().Programme.Indicative.Label.In(l), Rule: r.Rules.Latest().Programme.Version, Total: rangeOf(a.Total),
		Threshold: int(a.Threshold), Criteria: each(a.Estimates, func(e points.Estimate) Estimate {
			return Estimate{Criterion: string(e.Criterion), Name: api.LaneName(r.Rules.Latest().Programme, l, programme.LaneID(e.Criterion)),
				Maximum: int(e.Maximum), Range: rangeOf(e.Range), Unanswered: append([]string{}, e.Unanswered...),
				Evidence: each(e.Evidence, func(k programme.DocumentKind) Named {
					return Named{ID: string(k), Name: api.KindName(r.Rules.Latest().Programme, l, k)}
				})}
		})}}, nil
}

func rangeOf(r points.Range) Range { return Range{Min: int(r.Min), Max: int(r.Max)} }
