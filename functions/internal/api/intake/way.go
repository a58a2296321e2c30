package intake

import (
	"context"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/usecase/casework"
)

// replied may have words, documents or both; that one of them is needed is the domain's to say.
type replied struct {
	api.CasePath
	Number int `path:"n" doc:"Number of the correction" example:"1"`
	Body   struct {
		Text      string   `json:"text,omitempty" doc:"What was mended, or why not"`
		Documents []string `json:"documents,omitempty" maxItems:"60" doc:"Documents added for it, by id"`
	}
}

// submit has no body: what is submitted is the draft as it is stored, and nothing that a message could differ from.
func (r Room) submit(ctx context.Context, in *api.CasePath) (*statusAnswer, error) {
	c, err := r.Intake.Submit(ctx, web.Principal(ctx), application.ID(in.ID))
	return r.after(ctx, c, err)
}

func (r Room) reply(ctx context.Context, in *replied) (*statusAnswer, error) {
	c, err := r.Intake.Reply(ctx, web.Principal(ctx), application.ID(in.ID),
		casework.Answering{Number: in.Number, Text: in.Body.Text, Documents: in.Body.Documents})
	return r.after(ctx, c, err)
}

// withdraw needs no reason: a person may always go.
func (r Room) withdraw(ctx context.Context, in *api.CasePath) (*statusAnswer, error) {
	c, err := r.Intake.Withdraw(ctx, web.Principal(ctx), application.ID(in.ID))
	return r.after(ctx, c, err)
}
