package scoring

import (
	"context"
	"time"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/usecase/casework"
)

// HistoryLine is one thing that was done to or read of a case, or that was refused.
type HistoryLine struct {
	At         time.Time     `json:"at"`
	Actor      record.Actor  `json:"actor"`
	Action     record.Action `json:"action"`
	ActionName string        `json:"action_name" doc:"In the caller's language"`
	RoleName   string        `json:"role_name"`
	Name       string        `json:"name,omitempty" doc:"Who the member of staff is, for auditors alone"`
	Subject    string        `json:"subject,omitempty" doc:"What of the case: a lane or a document"`
	Policy     string        `json:"policy,omitempty" doc:"The policies that decided"`
	Refused    bool          `json:"refused,omitempty" doc:"Somebody tried, and was shown nothing"`
	Entry      *record.Entry `json:"entry,omitempty" doc:"Of a change: the link of the chain as it is hashed. Missing for readings"`
}

// History is a page of a case's history.
type History struct {
	Lines []HistoryLine `json:"lines"`
	Whole bool          `json:"whole" doc:"Whether all that is kept of the case fits its chain: nothing was taken out, put in or altered. Compared with the first page"`
	Next  string        `json:"next,omitempty" doc:"Cursor of the next page; missing on the last"`
}

type historyAnswer struct {
	Body History
}

// history hands the entries on as they are hashed, so that whoever doubts us can verify the chain without us.
func (r Room) history(ctx context.Context, in *api.CasePage) (*historyAnswer, error) {
	trail, err := r.Scoring.History(ctx, web.Principal(ctx), application.ID(in.ID), casework.Span{Cursor: in.Cursor, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	l := web.Language(ctx)
	out := &historyAnswer{History{Lines: make([]HistoryLine, len(trail.Lines)), Whole: trail.Whole, Next: trail.Next}}
	for i, e := range trail.Lines {
		out.Body.Lines[i] = HistoryLine{At: e.At, Actor: e.Actor, Action: e.Action, ActionName: api.ActionName(l, string(e.Action)),
			RoleName: api.Say(l, "role-"+e.Actor.Role), Subject: e.Subject, Policy: e.Policy, Refused: e.Refused, Entry: e.Entry, Name: e.Name}
	}
	return out, nil
}
