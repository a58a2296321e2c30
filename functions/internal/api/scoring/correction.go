package scoring

import (
	"context"
	"time"

	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
)

// CaseCorrection is a request to the applicant, with the reply.
type CaseCorrection struct {
	Number  int           `json:"number" example:"1"`
	Lane    string        `json:"lane" example:"education"`
	Request string        `json:"request"`
	AskedAt time.Time     `json:"asked_at"`
	ReplyBy calendar.Date `json:"reply_by"`
	Reply   *Reply        `json:"reply,omitempty"`
}

// Reply is the applicant's answer.
type Reply struct {
	Text      string    `json:"text"`
	Documents []string  `json:"documents"`
	At        time.Time `json:"at"`
}

// requested is shown to the applicant word for word.
type requested struct {
	LanePath
	Body struct {
		Request string `json:"request" doc:"What the applicant should mend, 20 to 4000 characters; shown to the applicant"`
	}
}

type correctionAnswer struct {
	Body CaseCorrection
}

func (r Room) correction(ctx context.Context, in *requested) (*correctionAnswer, error) {
	id, lane := in.ids()
	c, err := r.Scoring.RequestCorrection(ctx, web.Principal(ctx), id, lane, in.Body.Request)
	if err != nil {
		return nil, err
	}
	return &correctionAnswer{correctionOf(lastCorrection(&c, lane))}, nil
}

// lastCorrection finds the request that was just made in the lane, or made before in the same words.
func lastCorrection(c *application.Case, lane programme.LaneID) application.Correction {
	var last application.Correction
	for _, k := range c.Corrections {
		if k.Lane == lane {
			last = k
		}
	}
	return last
}

func correctionOf(k application.Correction) CaseCorrection {
	shown := CaseCorrection{Number: k.Number, Lane: string(k.Lane), Request: k.Request, AskedAt: k.At.UTC(), ReplyBy: k.ReplyBy}
	if y := k.Reply; y != nil {
		shown.Reply = &Reply{Text: y.Text, Documents: append([]string{}, y.Documents...), At: y.At.UTC()}
	}
	return shown
}
