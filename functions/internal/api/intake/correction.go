package intake

import (
	"context"
	"time"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
)

// Correction is a request to the applicant to mend something, with the reply.
type Correction struct {
	Number   int              `json:"number" example:"1"`
	Lane     string           `json:"lane" example:"education"`
	LaneName string           `json:"lane_name" doc:"In the caller's language"`
	Request  string           `json:"request" doc:"As the authority wrote it"`
	AskedAt  time.Time        `json:"asked_at"`
	ReplyBy  calendar.Date    `json:"reply_by" doc:"Asked for by this day; a later reply is still taken while the lane is open"`
	Reply    *CorrectionReply `json:"reply,omitempty" doc:"Missing while the authority waits for it"`
}

// CorrectionReply is what the applicant answered to a correction.
type CorrectionReply struct {
	Text      string    `json:"text"`
	Documents []string  `json:"documents" doc:"Documents added for it, by id"`
	At        time.Time `json:"at"`
}

type correctionList struct {
	Body struct {
		Corrections []Correction `json:"corrections"`
	}
}

// corrections shows the authorities' own words, which are meant for the applicant and may tell much: each look is a
// reading.
func (r Room) corrections(ctx context.Context, in *api.CasePath) (*correctionList, error) {
	c, t, err := r.Intake.Corrections(ctx, web.Principal(ctx), application.ID(in.ID))
	if err != nil {
		return nil, err
	}
	out := &correctionList{}
	out.Body.Corrections = make([]Correction, len(c.Corrections))
	for i, k := range c.Corrections {
		out.Body.Corrections[i] = Correction{Number: k.Number, Lane: string(k.Lane), LaneName: api.LaneName(t.Programme, web.Language(ctx), k.Lane),
			Request: k.Request, AskedAt: k.At.UTC(), ReplyBy: k.ReplyBy}
		if y := k.Reply; y != nil {
			out.Body.Corrections[i].Reply = &CorrectionReply{Text: y.Text, Documents: append([]string{}, y.Documents...), At: y.At.UTC()}
		}
	}
	return out, nil
}
