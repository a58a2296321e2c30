package public

import (
	"context"
	"errors"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/calendar"
	"hsmp.example/cases/pkg/credential"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
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

// lookUp refuses a mistyped number before it asks: the check character tells it from one that was never given.
func (r Room) lookUp(ctx context.Context, in *numberPath) (*lookedUpAnswer, error) {
	number, err := credential.ParseNumber(in.Number)
	if err != nil {
		return nil, err
	}
	c, err := r.Register.Certificate(ctx, number)
	if err != nil {
		return nil, err
	}
	l := web.Language(ctx)
	claims := credential.Claims{ValidUntil: c.ValidUntil} // what is in the register was issued, so it has begun
	status := verdictOf(claims.On(r.today()), c.Standing)
	return &lookedUpAnswer{CacheControl: "no-store", Body: LookedUp{Number: string(c.Number), Status: status, StatusText: api.Say(l, "verdict-"+status),
		Field: c.Field, FieldName: api.FieldName(r.Programme, l, c.Field), IssuedOn: c.IssuedOn, ValidUntil: c.ValidUntil}}, nil
}

func (r Room) today() calendar.Date { return calendar.DateOf(r.Now()) }

// verdictOf is one word: what was taken back is not valid, whatever its dates say.
func verdictOf(v credential.Validity, s credential.Standing) string {
	if s != credential.InForce {
		return s.String()
	}
	return string(v)
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

// verify checks the seal first and asks the register after: a forged number must not learn whether a true one exists.
func (r Room) verify(ctx context.Context, in *shown) (*verifiedAnswer, error) {
	compact, err := credential.ParseQRText(in.Body.Text)
	if err != nil {
		return nil, err
	}
	keys, err := r.Keys.Keys(ctx)
	if err != nil {
		return nil, err
	}
	l := web.Language(ctx)
	claims, validity, err := credential.Verify(compact, keys, r.today())
	if err != nil {
		return forged(l, err)
	}
	verdict, err := r.against(ctx, claims, validity)
	if err != nil {
		return nil, err
	}
	return &verifiedAnswer{"no-store", Verified{Verdict: verdict, VerdictText: api.Say(l, "verdict-"+verdict), Claims: r.claims(l, claims)}}, nil
}

// forged answers with a verdict where there is a credential of ours to judge; what is none is a bad message.
func forged(l locale.Language, err error) (*verifiedAnswer, error) {
	p := problem.From(err)
	if p.Kind != problem.Invalid || p.Code == "credential-malformed" {
		return nil, err
	}
	return &verifiedAnswer{"no-store", Verified{Verdict: "not-genuine", VerdictText: problem.Say(l, p.Code, p.Args), Code: p.Code}}, nil
}

// against asks the register what became of a genuine certificate since.
func (r Room) against(ctx context.Context, c credential.Claims, v credential.Validity) (string, error) {
	known, err := r.Register.Certificate(ctx, c.Number)
	if errors.Is(err, problem.NotFound) {
		return "unknown-number", nil
	}
	if err != nil {
		return "", err
	}
	return verdictOf(v, known.Standing), nil
}

func (r Room) claims(l locale.Language, c credential.Claims) *Claims {
	return &Claims{Number: string(c.Number), FamilyName: c.FamilyName, GivenNames: c.GivenNames, BirthYear: c.BirthYear, Field: c.Field,
		FieldName: api.FieldName(r.Programme, l, c.Field), ValidFrom: c.ValidFrom, ValidUntil: c.ValidUntil}
}
