// Package verification is what anybody may do with a certificate: look its number up, and have its code checked against
// the published keys and the register (fact 59). The API and the pages both call it.
//
// It stands apart from the other use cases because it needs package credential, which they do without. It must not know
// HTTP or DynamoDB, and names no person but for what the bearer of a certificate showed.
package verification

import (
	"context"
	"errors"
	"time"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/credential"
	"hsmp.example/cases/pkg/problem"
)

// Certificate is what is public of an issued certificate. It names no person.
type Certificate struct {
	Number     credential.Number
	Field      string
	IssuedOn   calendar.Date
	ValidUntil calendar.Date // inclusive
	Standing   credential.Standing
}

// Certificates is the register of issued certificates.
type Certificates interface {
	// Certificate returns the facts of an issued certificate, and NotFound for a number that none was issued under.
	Certificate(ctx context.Context, number credential.Number) (Certificate, error)
	// StatusList returns the standing of every certificate.
	StatusList(ctx context.Context) (*credential.StatusList, error)
}

// Keys are the issuer's published keys.
type Keys interface {
	Keys(ctx context.Context) (credential.JWKS, error)
}

// Desk checks certificates. Every field is required.
type Desk struct {
	Certificates Certificates
	Keys         Keys
	Now          func() time.Time
}

// Verdict is one word for how a certificate stands: valid, not-yet, expired, annulled, superseded, unknown-number or
// not-genuine.
type Verdict string

// The verdicts that no date and no standing give.
const (
	UnknownNumber Verdict = "unknown-number"
	NotGenuine    Verdict = "not-genuine"
)

// Verdicts lists every verdict.
var Verdicts = []Verdict{"valid", "not-yet", "expired", "annulled", "superseded", UnknownNumber, NotGenuine}

// LookUp finds a certificate by its number as it is typed. A mistyped number is refused before anything is asked: the
// check character tells it from one that was never given.
func (d Desk) LookUp(ctx context.Context, typed string) (Certificate, Verdict, error) {
	number, err := credential.ParseNumber(typed)
	if err != nil {
		return Certificate{}, "", err
	}
	c, err := d.Certificates.Certificate(ctx, number)
	if err != nil {
		return Certificate{}, "", err
	}
	claims := credential.Claims{ValidUntil: c.ValidUntil} // what is in the register was issued, so it has begun
	return c, verdictOf(claims.On(d.today()), c.Standing), nil
}

// Checked is what a check of a code came to.
type Checked struct {
	Verdict Verdict
	Claims  credential.Claims // there only where the seal is genuine
	Fault   *problem.Error    // which check failed, where it is not genuine
}

// Check checks the text of a QR code, or a bare credential. The seal comes first and the register after: a forged
// number must not learn whether a true one exists. An address in the text is not followed; only what is sealed counts.
func (d Desk) Check(ctx context.Context, text string) (Checked, error) {
	compact, err := credential.ParseQRText(text)
	if err != nil {
		return Checked{}, err
	}
	keys, err := d.Keys.Keys(ctx)
	if err != nil {
		return Checked{}, err
	}
	claims, validity, err := credential.Verify(compact, keys, d.today())
	if err != nil {
		return forged(err)
	}
	known, err := d.Certificates.Certificate(ctx, claims.Number)
	if errors.Is(err, problem.NotFound) {
		return Checked{Verdict: UnknownNumber, Claims: claims}, nil
	}
	if err != nil {
		return Checked{}, err
	}
	return Checked{Verdict: verdictOf(validity, known.Standing), Claims: claims}, nil
}

// forged gives a verdict where there is a credential of ours to judge; what is none is a bad message.
func forged(err error) (Checked, error) {
	p := problem.From(err)
	if p.Kind != problem.Invalid || p.Code == "credential-malformed" {
		return Checked{}, err
	}
	return Checked{Verdict: NotGenuine, Fault: p}, nil
}

func (d Desk) today() calendar.Date { return calendar.DateOf(d.Now()) }

// verdictOf is one word: what was taken back is not valid, whatever its dates say.
func verdictOf(v credential.Validity, s credential.Standing) Verdict {
	if s != credential.InForce {
		return Verdict(s.String())
	}
	return Verdict(v)
}
