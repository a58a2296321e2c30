package scoring

import (
	"context"
	"time"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/usecase/casework"
)

// Earlier is an outcome that counts no more, because its lane was opened again.
type Earlier struct {
	Outcome
	Reason     string    `json:"reason" doc:"Why it counts no more"`
	Returned   bool      `json:"returned" doc:"Whether the decision officer returned it with the proposal"`
	ReopenedAt time.Time `json:"reopened_at"`
}

type reopened struct {
	LanePath
	Body struct {
		Reason string `json:"reason" doc:"20 to 4000 characters; told with the decision"`
	}
}

type returned struct {
	api.CasePath
	Body struct {
		Lanes  []string `json:"lanes" maxItems:"20" doc:"Ids of the lanes that are to be looked at again"`
		Reason string   `json:"reason" doc:"20 to 4000 characters; told with the decision"`
	}
}

// Returned is a case whose proposed outcome went back.
type Returned struct {
	ID    application.ID `json:"id"`
	State string         `json:"state" example:"assessing"`
	Lanes []Lane         `json:"lanes"`
}

type returnedAnswer struct {
	Body Returned
}

func (r Room) reopen(ctx context.Context, in *reopened) (*laneAnswer, error) {
	id, lane := in.ids()
	c, err := r.Scoring.Reopen(ctx, web.Principal(ctx), id, lane, in.Body.Reason)
	return r.laneAfter(ctx, c, lane, err)
}

func (r Room) returnProposal(ctx context.Context, in *returned) (*returnedAnswer, error) {
	lanes := make([]programme.LaneID, len(in.Body.Lanes))
	for i, id := range in.Body.Lanes {
		lanes[i] = programme.LaneID(id)
	}
	c, err := r.Scoring.Return(ctx, web.Principal(ctx), application.ID(in.ID), casework.Returning{Lanes: lanes, Reason: in.Body.Reason})
	if err != nil {
		return nil, err
	}
	t, err := r.Scoring.Rules.Of(&c)
	if err != nil {
		return nil, err
	}
	f, out := frame{web.Language(ctx), web.Principal(ctx), t.Programme}, &returnedAnswer{Returned{ID: c.ID, State: string(c.State)}}
	for _, l := range c.Lanes {
		out.Body.Lanes = append(out.Body.Lanes, f.lane(&c, l, true))
	}
	return out, nil
}

func (f frame) outcome(c *application.Case, o application.Outcome) Outcome {
	return Outcome{Points: int(o.Points), Justification: o.Justification, At: o.At.UTC(),
		Evidence: api.EvidenceOf(f.programme, f.language, c, o.Evidence)}
}

func (f frame) earlier(c *application.Case, l application.Lane) []Earlier {
	all := make([]Earlier, len(l.Superseded))
	for i, s := range l.Superseded {
		all[i] = Earlier{Outcome: f.outcome(c, s.Outcome), Reason: s.Reason, Returned: s.Returned, ReopenedAt: s.Reopening.At.UTC()}
	}
	return all
}
