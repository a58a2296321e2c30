package intake

import (
	"context"
	"time"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/usecase/casework"
)

// Access is one reading of the applicant's data, or an attempt at it.
type Access struct {
	At            time.Time `json:"at"`
	Role          string    `json:"role" example:"officer"`
	RoleName      string    `json:"role_name" doc:"In the caller's language"`
	Authority     string    `json:"authority,omitempty" example:"science-education"`
	AuthorityName string    `json:"authority_name,omitempty"`
	Action        string    `json:"action" example:"read-document"`
	ActionName    string    `json:"action_name" doc:"In the caller's language"`
	Subject       string    `json:"subject,omitempty" doc:"What of the case: a lane or a document"`
	Refused       bool      `json:"refused,omitempty" doc:"Somebody tried, and was shown nothing"`
}

type accessList struct {
	Body struct {
		Accesses []Access `json:"accesses"`
		Next     string   `json:"next,omitempty" doc:"Cursor of the next page; missing on the last"`
	}
}

// accesses names roles and authorities. The person behind them is known to the record, and to the auditor (invariant
// 8).
func (r Room) accesses(ctx context.Context, in *api.CasePage) (*accessList, error) {
	trail, err := r.Answers.Accesses(ctx, web.Principal(ctx), application.ID(in.ID), casework.Span{Cursor: in.Cursor, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	l, p := web.Language(ctx), r.Answers.Rules.Latest().Programme
	out := &accessList{}
	out.Body.Accesses, out.Body.Next = make([]Access, len(trail.Lines)), trail.Next
	for i, e := range trail.Lines {
		out.Body.Accesses[i] = Access{At: e.At, Role: e.Actor.Role, RoleName: api.Say(l, "role-"+e.Actor.Role), Authority: e.Actor.Authority,
			Action: string(e.Action), ActionName: api.ActionName(l, string(e.Action)), Subject: e.Subject, Refused: e.Refused}
		if e.Actor.Authority != "" {
			out.Body.Accesses[i].AuthorityName = api.AuthorityName(p, l, programme.AuthorityID(e.Actor.Authority))
		}
	}
	return out, nil
}
