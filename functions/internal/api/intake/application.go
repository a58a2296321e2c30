package intake

import (
	"context"
	"time"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/locale"
)

// Application is an application with its content.
type Application struct {
	ID        application.ID   `json:"id" example:"app_01KBXQ8ZJ4N5V6W7X8Y9Z0A1B2"`
	State     string           `json:"state" enum:"draft,assessing,reviewing,confirming,issuing,recognised,refused,withdrawn"`
	Language  locale.Language  `json:"language" doc:"The language of the application and of its official document"`
	CreatedAt time.Time        `json:"created_at"`
	Form      application.Form `json:"form"`
}

// ApplicationSummary is an application in the list of one's own.
type ApplicationSummary struct {
	ID          application.ID  `json:"id"`
	State       string          `json:"state"`
	Language    locale.Language `json:"language"`
	CreatedAt   time.Time       `json:"created_at"`
	SubmittedOn *calendar.Date  `json:"submitted_on,omitempty"`
	ClosedAt    *time.Time      `json:"closed_at,omitempty"`
}

// begun is a message by which somebody begins: the language is the one of the official document later.
type begun struct {
	Body struct {
		Language locale.Language `json:"language"`
	}
}

// versioned is an application with the version that the next change has to name, so that two windows do not undo each
// other.
type versioned struct {
	ETag     string `header:"ETag" doc:"The version of the form"`
	Location string `header:"Location"`
	Body     Application
}

type listed struct {
	Body struct {
		Applications []ApplicationSummary `json:"applications"`
	}
}

// changed takes the domain's own patch: its names are those of the API, and a section that is left out stays.
type changed struct {
	api.CasePath
	Body application.Patch
}

// nothing is the body of an answer that has none.
type nothing struct{}

func versionOf(c application.Case) *versioned {
	return &versioned{ETag: web.ETag(c.FormVersion), Location: all + "/" + string(c.ID), Body: Application{ID: c.ID,
		State: string(c.State), Language: c.Language, CreatedAt: c.CreatedAt.UTC(), Form: c.Form}}
}

func (r Room) begin(ctx context.Context, in *begun) (*versioned, error) {
	c, err := r.Intake.Begin(ctx, web.Principal(ctx), in.Body.Language, web.Request(ctx))
	if err != nil {
		return nil, err
	}
	return versionOf(c), nil
}

// list shows frames only. What was filled in is shown one application at a time, where the reading is recorded.
func (r Room) list(ctx context.Context, _ *struct{}) (*listed, error) {
	mine, err := r.Intake.List(ctx, web.Principal(ctx))
	if err != nil {
		return nil, err
	}
	out := &listed{}
	out.Body.Applications = make([]ApplicationSummary, len(mine))
	for i, c := range mine {
		out.Body.Applications[i] = entryOf(c)
	}
	return out, nil
}

func entryOf(c application.Case) ApplicationSummary {
	e := ApplicationSummary{ID: c.ID, State: string(c.State), Language: c.Language, CreatedAt: c.CreatedAt.UTC(), ClosedAt: api.Moment(c.ClosedAt)}
	if c.Submission != nil {
		e.SubmittedOn = api.On(c.Submission.Date)
	}
	return e
}

func (r Room) read(ctx context.Context, in *api.CasePath) (*versioned, error) {
	c, err := r.Intake.Read(ctx, web.Principal(ctx), application.ID(in.ID))
	if err != nil {
		return nil, err
	}
	return versionOf(c), nil
}

func (r Room) change(ctx context.Context, in *changed) (*versioned, error) {
	c, err := r.Intake.Save(ctx, web.Principal(ctx), application.ID(in.ID), web.IfMatch(ctx), in.Body)
	if err != nil {
		return nil, err
	}
	return versionOf(c), nil
}

// discard destroys the content and its key; the audit chain stays without them.
func (r Room) discard(ctx context.Context, in *api.CasePath) (*nothing, error) {
	return &nothing{}, r.Intake.Discard(ctx, web.Principal(ctx), application.ID(in.ID))
}
