package employers

import (
	"context"
	"time"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/usecase/employment"
)

// WaitingRegistration is one registration that waits for the Service.
type WaitingRegistration struct {
	ID          employer.ID   `json:"id" example:"emp_01KBXQ8ZJ4N5V6W7X8Y9Z0E101"`
	Kind        string        `json:"kind" enum:"legal-person,natural-person,foreign-branch"`
	Sector      string        `json:"sector" example:"it"`
	SectorName  string        `json:"sector_name" doc:"In the caller's language"`
	SubmittedOn calendar.Date `json:"submitted_on"`
	SubmittedAt time.Time     `json:"submitted_at"`
	Version     int           `json:"version" doc:"Above 1 it was corrected"`
}

type asked struct {
	Cursor string `query:"cursor" maxLength:"512" pattern:"^[!-~]*$" patternDescription:"bad-value" doc:"next of the page before"`
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"25" doc:"Registrations a page"`
}

type registrationList struct {
	Body struct {
		Items []WaitingRegistration `json:"items"`
		Next  string                `json:"next,omitempty" doc:"Cursor of the next page; missing on the last"`
	}
}

// registrationDecision names the outcome as a word; which words there are, and which need a reason, the domain says.
type registrationDecision struct {
	EmployerPath
	Body struct {
		Outcome string `json:"outcome" example:"returned" doc:"registered, refused or returned"`
		Reason  string `json:"reason,omitempty" doc:"20 to 4000 characters; shown to the employer. Needed unless the employer is registered"`
	}
}

func (r Room) waiting(ctx context.Context, in *asked) (*registrationList, error) {
	items, next, err := r.Registry.Waiting(ctx, web.Principal(ctx), in.Cursor, in.Limit)
	if err != nil {
		return nil, err
	}
	l := web.Language(ctx)
	out := &registrationList{}
	out.Body.Items, out.Body.Next = make([]WaitingRegistration, len(items)), next
	for i, w := range items {
		out.Body.Items[i] = WaitingRegistration{ID: w.ID, Kind: string(w.Kind), Sector: w.Sector, SectorName: api.FieldName(r.Registry.Programme, l, w.Sector),
			SubmittedOn: w.SubmittedOn, SubmittedAt: w.SubmittedAt.UTC(), Version: w.Version}
	}
	return out, nil
}

func (r Room) decide(ctx context.Context, in *registrationDecision) (*versioned, error) {
	e, err := r.Registry.Decide(ctx, web.Principal(ctx), in.ID,
		employment.Deciding{Version: web.IfMatch(ctx), Outcome: employer.State(in.Body.Outcome), Reason: in.Body.Reason})
	if err != nil {
		return nil, err
	}
	return versionOf(web.Language(ctx), e), nil
}
