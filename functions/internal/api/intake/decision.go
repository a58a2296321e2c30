package intake

import (
	"context"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/points"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/locale"
)

// Decision is what came of the application, with every reason.
type Decision struct {
	Outcome    string              `json:"outcome" enum:"recognised,refused"`
	DecidedOn  calendar.Date       `json:"decided_on"`
	Total      int                 `json:"total" example:"82"`
	Threshold  int                 `json:"threshold" example:"70"`
	Rule       string              `json:"rule" doc:"Version of the programme it was decided by"`
	Criteria   []api.CriterionLine `json:"criteria"`
	Objections []api.ObjectionLine `json:"objections"`
	Grounds    []string            `json:"grounds" doc:"Why it is a refusal, in the caller's language"`
	Appeal     *Appeal             `json:"appeal,omitempty" doc:"How a refusal is appealed against"`
	ValidUntil *calendar.Date      `json:"valid_until,omitempty" doc:"Last day of the certificate"`
	Number     string              `json:"certificate_number,omitempty"`
}

// Appeal says where, how long and by which law an appeal is filed.
type Appeal struct {
	Days          int    `json:"days" doc:"Calendar days from notice"`
	AuthorityName string `json:"authority_name"`
	LegalBasis    string `json:"legal_basis"`
}

type decisionAnswer struct {
	Body Decision
}

// decision is told only when its document is there too, so that nobody reads an outcome without its reasons.
func (r Room) decision(ctx context.Context, in *api.CasePath) (*decisionAnswer, error) {
	c, err := r.Answers.Decision(ctx, web.Principal(ctx), application.ID(in.ID))
	if err != nil {
		return nil, err
	}
	t, err := r.Answers.Rules.Of(&c)
	if err != nil {
		return nil, err
	}
	return &decisionAnswer{decisionOf(web.Language(ctx), &c, t.Programme)}, nil
}

// decisionOf writes from the stored explanation: what was decided then is told as it was, whatever the programme says
// now.
func decisionOf(l locale.Language, c *application.Case, p programme.Programme) Decision {
	e := c.Explanation()
	d := Decision{Outcome: string(c.Decision.Outcome), DecidedOn: c.Decision.Date(), Total: int(e.Total), Threshold: int(e.Threshold),
		Rule: e.Rule, Criteria: api.CriteriaOf(p, l, c, e.Criteria), Objections: api.ObjectionsOf(p, l, e.Objections), Grounds: []string{}}
	for _, ground := range e.Grounds {
		d.Grounds = append(d.Grounds, api.Say(l, "ground-"+string(ground)))
	}
	if c.Decision.Outcome == points.Refused {
		d.Appeal = &Appeal{Days: p.Appeal.Days, AuthorityName: api.AuthorityName(p, l, p.Clearance.Authority), LegalBasis: p.Appeal.LegalBasis.In(l)}
	}
	if k := c.Certificate; k != nil {
		d.Number, d.ValidUntil = k.Number, api.On(k.ValidUntil)
	}
	return d
}
