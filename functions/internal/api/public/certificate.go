package public

import (
	"context"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/credential"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/verification"
)

// LookedUp is what anybody may know of a certificate by its number.
type LookedUp struct {
	Number     string        `json:"number" example:"HSM-2026-7K2QX-0M4TZ-9D3RC"`
	Status     string        `json:"status" enum:"valid,expired,annulled,superseded"`
	StatusText string        `json:"status_text" doc:"In the caller's language"`
	Field      string        `json:"field" example:"it"`
	FieldName  string        `json:"field_name" doc:"The holder must work within this field"`
	IssuedOn   calendar.Date `json:"issued_on"`
	ValidUntil calendar.Date `json:"valid_until" doc:"Last day, inclusive"`
}

type numberPath struct {
	Number string `path:"number" maxLength:"64" doc:"As it is typed" example:"HSM-2026-7K2QX-0M4TZ-9D3RC"`
}

type lookedUpAnswer struct {
	CacheControl string `header:"Cache-Control"`
	Body         LookedUp
}

func (r Room) lookUp(ctx context.Context, in *numberPath) (*lookedUpAnswer, error) {
	c, verdict, err := r.Verification.LookUp(ctx, in.Number)
	if err != nil {
		return nil, err
	}
	l := web.Language(ctx)
	return &lookedUpAnswer{CacheControl: "no-store", Body: LookedUp{Number: string(c.Number), Status: string(verdict), StatusText: sayVerdict(l, verdict),
		Field: c.Field, FieldName: api.FieldName(r.Rules.Latest().Programme, l, c.Field), IssuedOn: c.IssuedOn, ValidUntil: c.ValidUntil}}, nil
}

func sayVerdict(l locale.Language, v verification.Verdict) string {
	return api.Say(l, "verdict-"+string(v))
}

// Verified is what a check of a QR code came to.
type Verified struct {
	Verdict     string  `json:"verdict" enum:"valid,not-yet,expired,annulled,superseded,unknown-number,not-genuine"`
	VerdictText string  `json:"verdict_text" doc:"What it means, in the caller's language"`
	Code        string  `json:"code,omitempty" doc:"Which check failed, where it is not genuine"`
	Claims      *Claims `json:"claims,omitempty" doc:"What the code says; there only where the seal is genuine"`
}

// Claims are the sealed facts of the code, as its bearer showed them.
type Claims struct {
	Number     string        `json:"number"`
	FamilyName string        `json:"family_name"`
	GivenNames string        `json:"given_names"`
	BirthYear  int           `json:"birth_year" example:"1988"`
	Field      string        `json:"field"`
	FieldName  string        `json:"field_name"`
	ValidFrom  calendar.Date `json:"valid_from"`
	ValidUntil calendar.Date `json:"valid_until"`
}

// shown is what a camera reads. The address in it is not followed; only what is sealed counts.
type shown struct {
	Body struct {
		Text string `json:"text" minLength:"1" maxLength:"8192" doc:"The text of the QR code, or the bare credential"`
	}
}

type verifiedAnswer struct {
	CacheControl string `header:"Cache-Control"`
	Body         Verified
}

func (r Room) verify(ctx context.Context, in *shown) (*verifiedAnswer, error) {
	checked, err := r.Verification.Check(ctx, in.Body.Text)
	if err != nil {
		return nil, err
	}
	l := web.Language(ctx)
	if f := checked.Fault; f != nil {
		return &verifiedAnswer{"no-store", Verified{Verdict: string(checked.Verdict), VerdictText: problem.Say(l, f.Code, f.Args), Code: f.Code}}, nil
	}
	return &verifiedAnswer{"no-store", Verified{Verdict: string(checked.Verdict), VerdictText: sayVerdict(l, checked.Verdict), Claims: r.claims(l, checked.Claims)}}, nil
}

func (r Room) claims(l locale.Language, c credential.Claims) *Claims {
	return &Claims{Number: string(c.Number), FamilyName: c.FamilyName, GivenNames: c.GivenNames, BirthYear: c.BirthYear, Field: c.Field,
		FieldName: api.FieldName(r.Rules.Latest().Programme, l, c.Field), ValidFrom: c.ValidFrom, ValidUntil: c.ValidUntil}
}
