package scoring

import (
	"context"
	"time"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/usecase/casework"
)

// Extension is a longer clock that was asked for.
type Extension struct {
	Number      int       `json:"number" example:"1"`
	Lane        string    `json:"lane" example:"experience"`
	WorkingDays int       `json:"working_days" example:"10"`
	Reason      string    `json:"reason"`
	AskedAt     time.Time `json:"asked_at"`
	State       string    `json:"state" enum:"asked,granted,refused"`
	Answer      string    `json:"answer,omitempty" doc:"The reason of who answered"`
	Mine        bool      `json:"mine" doc:"Whether you asked for it: then somebody else answers"`
}

// Extended is the extension with the due date as it stands now.
type Extended struct {
	Extension Extension `json:"extension"`
	Due       api.Due   `json:"due"`
}

// lengthened has no number of days: it is the programme's (fact 58).
type lengthened struct {
	LanePath
	Body struct {
		Reason string `json:"reason" doc:"What needs additional investigation, 20 to 4000 characters"`
	}
}

type approved struct {
	api.CasePath
	Number int `path:"n" doc:"Number of the extension" example:"1"`
	Body   struct {
		Granted bool   `json:"granted"`
		Reason  string `json:"reason" doc:"20 to 4000 characters"`
	}
}

type extendedAnswer struct {
	Body Extended
}

func (r Room) extension(ctx context.Context, in *lengthened) (*extendedAnswer, error) {
	id, lane := in.ids()
	c, err := r.Scoring.RequestExtension(ctx, web.Principal(ctx), id, lane, in.Body.Reason)
	return r.extendedAfter(ctx, c, len(c.Extensions), err)
}

func (r Room) approve(ctx context.Context, in *approved) (*extendedAnswer, error) {
	c, err := r.Scoring.AnswerExtension(ctx, web.Principal(ctx), application.ID(in.ID),
		casework.Approving{Number: in.Number, Granted: in.Body.Granted, Reason: in.Body.Reason})
	return r.extendedAfter(ctx, c, in.Number, err)
}

// extendedAfter shows the due date beside the extension, because granting it has just moved it.
func (r Room) extendedAfter(ctx context.Context, c application.Case, number int, err error) (*extendedAnswer, error) {
	if err != nil {
		return nil, err
	}
	f := frame{language: web.Language(ctx), reader: web.Principal(ctx)}
	return &extendedAnswer{Extended{Extension: f.extension(c.Extensions[number-1]), Due: api.DueOf(f.language, c.Submission.Due)}}, nil
}

func (f frame) extension(e application.Extension) Extension {
	shown := Extension{Number: e.Number, Lane: string(e.Lane), WorkingDays: e.WorkingDays, Reason: e.Reason, AskedAt: e.At.UTC(),
		State: e.Word(), Mine: e.By == f.reader.Person()}
	if e.Approval != nil {
		shown.Answer = e.Approval.Reason
	}
	return shown
}
