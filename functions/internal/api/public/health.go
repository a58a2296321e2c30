package public

import (
	"context"
	"time"

	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/problem"
)

// Records is the table behind the service.
type Records interface {
	// Answer fails when the table does not answer.
	Answer(ctx context.Context) error
}

// Health says that the service answers, and what it works with.
type Health struct {
	Status  string `json:"status" example:"ok"`
	Version string `json:"version" example:"1.0.0" doc:"Of the API"`
}

type healthAnswer struct {
	CacheControl string `header:"Cache-Control"`
	Body         Health
}

// patience is how long the table may take: whoever watches the service asks again soon.
const patience = 2 * time.Second

// health asks the table too. What is wrong with it is told to the log alone, since everybody may ask.
func (r Room) health(ctx context.Context, _ *struct{}) (*healthAnswer, error) {
	ctx, done := context.WithTimeout(ctx, patience)
	defer done()
	if err := r.Records.Answer(ctx); err != nil {
		return nil, problem.New(problem.Unavailable, "records-down").Because(err)
	}
	return &healthAnswer{CacheControl: "no-store", Body: Health{Status: "ok", Version: web.Version}}, nil
}
