package scoring

import (
	"context"
	"time"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
)

// Lane is one authority's part of a case. Outcome is there for those who may read the lane.
type Lane struct {
	ID            string     `json:"id" example:"education"`
	Name          string     `json:"name" doc:"In the caller's language"`
	Kind          string     `json:"kind" enum:"criterion,clearance"`
	Authority     string     `json:"authority" example:"science-education"`
	AuthorityName string     `json:"authority_name"`
	Maximum       int        `json:"maximum" doc:"Most points; 0 for the clearance"`
	State         string     `json:"state" enum:"open,claimed,scored,closed"`
	Claim         string     `json:"claim" enum:"none,mine,colleague"`
	ClaimedAt     *time.Time `json:"claimed_at,omitempty"`
	Reminders     int        `json:"reminders"`
	Outcome       *Outcome   `json:"outcome,omitempty"`
	Earlier       []Earlier  `json:"earlier,omitempty" doc:"Outcomes that were taken back, the oldest first"`
}

// Outcome is what a lane ended with.
type Outcome struct {
	Points        int            `json:"points"`
	Justification string         `json:"justification"`
	Evidence      []api.Evidence `json:"evidence"`
	At            time.Time      `json:"at"`
}

// LanePath names a lane of a case. It is exported because huma reads embedded fields of exported types only.
type LanePath struct {
	api.CasePath
	Lane string `path:"lane" maxLength:"64" doc:"Id of the lane" example:"education"`
}

func (p LanePath) ids() (application.ID, programme.LaneID) {
	return application.ID(p.ID), programme.LaneID(p.Lane)
}

// claimed may take a lane from a colleague who fell ill, when it is said so (gap G5).
type claimed struct {
	LanePath
	Body struct {
		TakeOver bool `json:"take_over,omitempty" doc:"Take it from a colleague who claimed it"`
	}
}

// Points have no bounds here: each criterion's maximum is the programme's to say.
type scored struct {
	LanePath
	Body struct {
		Points        int      `json:"points" example:"13" doc:"Whole points"`
		Justification string   `json:"justification" doc:"20 to 4000 characters"`
		Evidence      []string `json:"evidence" maxItems:"60" doc:"Ids of the documents the points rest on"`
	}
}

// cleared has no points: the clearance lane has none.
type cleared struct {
	LanePath
	Body struct {
		Justification string `json:"justification" doc:"20 to 4000 characters"`
	}
}

// routed corrects an authority that the programme only assumes (gap G3).
type routed struct {
	LanePath
	Body struct {
		Authority string `json:"authority" maxLength:"64" example:"digital" doc:"Id of the authority that gets the lane"`
		Reason    string `json:"reason" doc:"20 to 4000 characters"`
	}
}

type laneAnswer struct {
	Body Lane
}

func (r Room) claim(ctx context.Context, in *claimed) (*laneAnswer, error) {
	id, lane := in.ids()
	c, err := r.Scoring.Claim(ctx, web.Principal(ctx), id, lane, in.Body.TakeOver)
	return r.laneAfter(ctx, c, lane, err)
}

// score hands the finding on as it came. Whether it fits the lane, the domain says, with every fault at once.
func (r Room) score(ctx context.Context, in *scored) (*laneAnswer, error) {
	id, lane := in.ids()
	c, err := r.Scoring.Score(ctx, web.Principal(ctx), id, lane, application.Finding{Points: programme.Points(in.Body.Points),
		Justification: in.Body.Justification, Evidence: in.Body.Evidence})
	return r.laneAfter(ctx, c, lane, err)
}

func (r Room) clear(ctx context.Context, in *cleared) (*laneAnswer, error) {
	id, lane := in.ids()
	c, err := r.Scoring.Clear(ctx, web.Principal(ctx), id, lane, in.Body.Justification)
	return r.laneAfter(ctx, c, lane, err)
}

func (r Room) route(ctx context.Context, in *routed) (*laneAnswer, error) {
	id, lane := in.ids()
	c, err := r.Scoring.Route(ctx, web.Principal(ctx), id,
		casework.Routing{Lane: lane, To: programme.AuthorityID(in.Body.Authority), Reason: in.Body.Reason})
	return r.laneAfter(ctx, c, lane, err)
}

// laneAfter shows the lane that a move has changed, to who changed it.
func (r Room) laneAfter(ctx context.Context, c application.Case, id programme.LaneID, err error) (*laneAnswer, error) {
	if err != nil {
		return nil, err
	}
	t, err := r.Scoring.Rules.Of(&c)
	if err != nil {
		return nil, err
	}
	lane, err := c.Lane(id)
	if err != nil {
		return nil, err
	}
	shown := frame{web.Language(ctx), web.Principal(ctx), t.Programme}.lane(&c, *lane, true)
	return &laneAnswer{shown}, nil
}

// frame is what a lane or an objection is written with: for whom, in which language, by which programme.
type frame struct {
	language  locale.Language
	reader    identity.Principal
	programme programme.Programme
}

// lane shows who is working on it, and what it ended with to those who may read it: an authority does not learn what
// another gave before it has spoken itself.
func (f frame) lane(c *application.Case, l application.Lane, readable bool) Lane {
	lane := Lane{ID: string(l.ID), Name: api.LaneName(f.programme, f.language, l.ID), Kind: string(l.Kind), Authority: string(l.Authority),
		AuthorityName: api.AuthorityName(f.programme, f.language, l.Authority), Maximum: int(l.Maximum), State: api.LaneState(l),
		Claim: "none", Reminders: len(l.Reminders)}
	if l.Claim != nil {
		lane.Claim, lane.ClaimedAt = claimWord(f.reader, l.Claim.By), api.Moment(l.Claim.At)
	}
	if o := l.Outcome; o != nil && readable {
		outcome := f.outcome(c, *o)
		lane.Outcome = &outcome
	}
	if readable {
		lane.Earlier = f.earlier(c, l)
	}
	return lane
}
