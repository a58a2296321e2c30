package employers

import (
	"context"
	"time"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/locale"
)

// Registration is a registration of an employer with its content.
type Registration struct {
	ID          employer.ID          `json:"id" example:"emp_01KBXQ8ZJ4N5V6W7X8Y9Z0E101"`
	State       string               `json:"state" enum:"submitted,returned,registered,refused"`
	StateName   string               `json:"state_name" doc:"In the caller's language"`
	CreatedAt   time.Time            `json:"created_at"`
	SubmittedAt time.Time            `json:"submitted_at" doc:"Since when these particulars stand"`
	Particulars employer.Particulars `json:"particulars"`
	Rulings     []RegistrationRuling `json:"rulings" doc:"What the Service said, the oldest first"`
}

// RegistrationRuling is the Service's word on one version of the particulars; officers are not named.
type RegistrationRuling struct {
	Outcome string    `json:"outcome" enum:"registered,refused,returned"`
	Reason  string    `json:"reason" doc:"Empty where nothing had to be said"`
	At      time.Time `json:"at"`
	Version int       `json:"version" doc:"Of the particulars that were ruled on"`
}

// RegistrationSummary is a registration in the list of one's own.
type RegistrationSummary struct {
	ID          employer.ID `json:"id" example:"emp_01KBXQ8ZJ4N5V6W7X8Y9Z0E101"`
	Kind        string      `json:"kind" enum:"legal-person,natural-person,foreign-branch"`
	State       string      `json:"state" enum:"submitted,returned,registered,refused"`
	StateName   string      `json:"state_name" doc:"In the caller's language"`
	Sector      string      `json:"sector" example:"it"`
	SectorName  string      `json:"sector_name" doc:"In the caller's language"`
	CreatedAt   time.Time   `json:"created_at"`
	SubmittedAt time.Time   `json:"submitted_at"`
}

// EmployerPath names a registration. The bound keeps nonsense away from the store. It is exported because huma reads
// embedded fields of exported types only.
type EmployerPath struct {
	ID employer.ID `path:"id" maxLength:"64" doc:"The registration" example:"emp_01KBXQ8ZJ4N5V6W7X8Y9Z0E101"`
}

// registered takes the domain's own particulars: any may be missing, and the domain names every one that does.
type registered struct {
	Body employer.Particulars
}

type corrected struct {
	EmployerPath
	Body employer.Particulars
}

// versioned is a registration with the version that a correction or a decision names.
type versioned struct {
	ETag     string `header:"ETag" doc:"The version of the particulars"`
	Location string `header:"Location"`
	Body     Registration
}

type employerList struct {
	Body struct {
		Employers []RegistrationSummary `json:"employers"`
	}
}

func versionOf(l locale.Language, e employer.Employer) *versioned {
	body := Registration{ID: e.ID, State: string(e.State), StateName: stateName(l, e.State), CreatedAt: e.CreatedAt.UTC(),
		SubmittedAt: e.SubmittedAt.UTC(), Particulars: e.Form, Rulings: make([]RegistrationRuling, len(e.Rulings))}
	for i, ruling := range e.Rulings {
		body.Rulings[i] = RegistrationRuling{Outcome: string(ruling.Outcome), Reason: ruling.Reason, At: ruling.At.UTC(), Version: ruling.Version}
	}
	return &versioned{ETag: web.ETag(e.Version), Location: all + "/" + string(e.ID), Body: body}
}

func stateName(l locale.Language, s employer.State) string {
	return api.Say(l, "registration-"+string(s))
}

func (r Room) register(ctx context.Context, in *registered) (*versioned, error) {
	e, err := r.Registry.Register(ctx, web.Principal(ctx), in.Body)
	if err != nil {
		return nil, err
	}
	return versionOf(web.Language(ctx), e), nil
}

// list shows frames only. What was stated is shown one registration at a time, where the reading is recorded.
func (r Room) list(ctx context.Context, _ *struct{}) (*employerList, error) {
	mine, err := r.Registry.List(ctx, web.Principal(ctx))
	if err != nil {
		return nil, err
	}
	l := web.Language(ctx)
	out := &employerList{}
	out.Body.Employers = make([]RegistrationSummary, len(mine))
	for i, e := range mine {
		out.Body.Employers[i] = RegistrationSummary{ID: e.ID, Kind: string(e.Form.Kind), State: string(e.State), StateName: stateName(l, e.State),
			Sector: e.Form.Sector, SectorName: api.FieldName(r.Registry.Programme, l, e.Form.Sector), CreatedAt: e.CreatedAt.UTC(), SubmittedAt: e.SubmittedAt.UTC()}
	}
	return out, nil
}

func (r Room) read(ctx context.Context, in *EmployerPath) (*versioned, error) {
	e, err := r.Registry.Read(ctx, web.Principal(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return versionOf(web.Language(ctx), e), nil
}

func (r Room) correct(ctx context.Context, in *corrected) (*versioned, error) {
	e, err := r.Registry.Correct(ctx, web.Principal(ctx), in.ID, web.IfMatch(ctx), in.Body)
	if err != nil {
		return nil, err
	}
	return versionOf(web.Language(ctx), e), nil
}
