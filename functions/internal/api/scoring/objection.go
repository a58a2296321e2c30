package scoring

import (
	"context"
	"time"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/usecase/casework"
)

// Objection is an authority's word against the recognition. Reasons are there for those who may read its lane.
type Objection struct {
	Number        int           `json:"number" example:"1"`
	Lane          string        `json:"lane" example:"clearance"`
	Authority     string        `json:"authority" example:"sms"`
	AuthorityName string        `json:"authority_name"`
	RaisedAt      time.Time     `json:"raised_at"`
	RuleBy        calendar.Date `json:"rule_by" doc:"To be ruled on by this day, inside the due date; a later ruling is still taken"`
	Reason        string        `json:"reason,omitempty"`
	LegalBasis    string        `json:"legal_basis,omitempty"`
	Ruling        *Ruling       `json:"ruling,omitempty" doc:"What became of it; missing while it waits"`
}

// Ruling is what became of an objection.
type Ruling struct {
	Ruling string    `json:"ruling" enum:"upheld,lifted,withdrawn" doc:"withdrawn: nobody ruled, the authority that raised it took it back"`
	Reason string    `json:"reason,omitempty"`
	At     time.Time `json:"at"`
}

// objected has a provision beside the reason: nothing blocks a person without a law, where the programme asks for one
// (gap G1).
type objected struct {
	LanePath
	Body struct {
		Reason     string `json:"reason" doc:"20 to 4000 characters"`
		LegalBasis string `json:"legal_basis" doc:"The provision it rests on, up to 500 characters"`
	}
}

// ruled names the ruling as a word; which words there are, the domain says.
type ruled struct {
	api.CasePath
	Number int `path:"n" doc:"Number of the objection" example:"1"`
	Body   struct {
		Ruling string `json:"ruling" example:"lifted" doc:"upheld or lifted"`
		Reason string `json:"reason" doc:"20 to 4000 characters"`
	}
}

// takenBack says why an authority objects no more.
type takenBack struct {
	api.CasePath
	Number int `path:"n" doc:"Number of the objection" example:"1"`
	Body   struct {
		Reason string `json:"reason" doc:"20 to 4000 characters"`
	}
}

type objectionAnswer struct {
	Body Objection
}

func (r Room) object(ctx context.Context, in *objected) (*objectionAnswer, error) {
	id, lane := in.ids()
	c, err := r.Scoring.Object(ctx, web.Principal(ctx), id, casework.Objecting{Lane: lane, Reason: in.Body.Reason, LegalBasis: in.Body.LegalBasis})
	if err != nil {
		return nil, err
	}
	return r.objectionAfter(ctx, &c, lastObjection(&c, lane))
}

// lastObjection finds the one that was just raised from the lane, or raised before in the same words.
func lastObjection(c *application.Case, lane programme.LaneID) application.Objection {
	var last application.Objection
	for _, o := range c.Objections {
		if o.Lane == lane {
			last = o
		}
	}
	return last
}

func (r Room) resolve(ctx context.Context, in *ruled) (*objectionAnswer, error) {
	c, err := r.Scoring.ResolveObjection(ctx, web.Principal(ctx), application.ID(in.ID),
		casework.Resolving{Number: in.Number, Ruling: application.Ruling(in.Body.Ruling), Reason: in.Body.Reason})
	if err != nil {
		return nil, err
	}
	return r.objectionAfter(ctx, &c, c.Objections[in.Number-1])
}

func (r Room) withdraw(ctx context.Context, in *takenBack) (*objectionAnswer, error) {
	c, err := r.Scoring.WithdrawObjection(ctx, web.Principal(ctx), application.ID(in.ID), in.Number, in.Body.Reason)
	if err != nil {
		return nil, err
	}
	return r.objectionAfter(ctx, &c, c.Objections[in.Number-1])
}

func (r Room) objectionAfter(ctx context.Context, c *application.Case, o application.Objection) (*objectionAnswer, error) {
	t, err := r.Scoring.Rules.Of(c)
	if err != nil {
		return nil, err
	}
	return &objectionAnswer{frame{web.Language(ctx), web.Principal(ctx), t.Programme}.objection(o, true)}, nil
}

// objection always shows that there is one and what became of it. Why is for those who may read its lane.
func (f frame) objection(o application.Objection, readable bool) Objection {
	shown := Objection{Number: o.Number, Lane: string(o.Lane), Authority: string(o.Authority), RaisedAt: o.At.UTC(), RuleBy: o.RuleBy,
		AuthorityName: api.AuthorityName(f.programme, f.language, o.Authority)}
	if readable {
		shown.Reason, shown.LegalBasis = o.Reason, o.LegalBasis
	}
	if x := o.Resolution; x != nil {
		shown.Ruling = &Ruling{Ruling: string(x.Ruling), At: x.At.UTC()}
		if readable {
			shown.Ruling.Reason = x.Reason
		}
	}
	return shown
}
