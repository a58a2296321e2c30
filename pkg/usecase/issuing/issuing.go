// Package issuing closes a decided case with its official document: the certificate of a recognition (fact 59) or the
// statement of reasons of a refusal. It is a room of its own, apart from the other use cases, because it alone draws
// and seals PDF: no other function carries the typefaces.
//
// It must not know AWS: signer, archive and numbering are handed in.
package issuing

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/credential"
	"hsmp.example/cases/pkg/domain/points"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
)

// Archive keeps issued documents under lock.
type Archive interface {
	// Put stores the document where none is yet, locked until that time, and returns what is stored now: the document of
	// an earlier try, where there was one.
	Put(ctx context.Context, object string, pdf []byte, until time.Time) ([]byte, error)
}

// Numbering gives each certificate its place in the status list.
type Numbering interface {
	NextStatusIndex(ctx context.Context) (int, error)
}

// Kept compares what is kept of a case with its chain.
type Kept interface {
	// Verify fails with Internal "record-altered" for a case that does not fit its chain.
	Verify(ctx context.Context, id application.ID) error
}

// Issuing makes the official electronic document of a recognition (fact 59), or the statement of reasons of a refusal.
type Issuing struct {
	casework.Office
	Kept      Kept
	Archive   Archive
	Numbering Numbering
	Seal      Seal
	Random    io.Reader
	PublicURL string
}

// Issued says what was issued; State is the case's.
type Issued struct {
	Record application.ID `json:"record"`
	State  string         `json:"state"`
	Number string         `json:"number,omitempty"`
}

// Issue closes a decided case with its document, once it is known that all that is kept of the case fits its chain.
// Number, then document, then record: each step finds what an earlier try left, so it may die and begin again between
// any two.
func (i Issuing) Issue(ctx context.Context, id application.ID) (Issued, error) {
	c, err := i.Cases.Load(ctx, id)
	if err != nil {
		return Issued{}, err
	}
	switch {
	case c.State.Closed():
	case c.State != application.Issuing:
		return Issued{}, problem.New(problem.Conflict, "wrong-state", "state", string(c.State))
	}
	if err := i.Kept.Verify(ctx, id); err != nil {
		return Issued{}, err
	}
	switch {
	case c.State.Closed():
	case c.Decision.Outcome == points.Recognised:
		c, err = i.certify(ctx, c)
	default:
		c, err = i.giveReasons(ctx, c)
	}
	return Issued{Record: id, State: string(c.State), Number: c.ReservedNumber}, err
}

func (i Issuing) certify(ctx context.Context, c application.Case) (application.Case, error) {
	c, err := i.reserve(ctx, c)
	if err != nil {
		return c, err
	}
	t, err := i.Rules.Of(&c)
	if err != nil {
		return c, err
	}
	facts := certificateFacts(&c, t.Programme)
	compact, err := credential.SignCompact(facts.Claims(), i.Seal.KeyID, i.Seal.Signer(ctx))
	if err != nil {
		return c, fmt.Errorf("credential of %s: %w", c.ID, err)
	}
	unsigned, err := credential.Certificate(facts, i.PublicURL, compact)
	if err != nil {
		return c, fmt.Errorf("certificate of %s: %w", c.ID, err)
	}
	object := "certificates/" + c.ReservedNumber + ".pdf"
	sum, err := i.store(ctx, object, unsigned, facts.ValidUntil.AddDays(1).Start())
	if err != nil {
		return c, err
	}
	return i.Step(ctx, c.ID, casework.Certified, c.ReservedNumber, func(c *application.Case, act application.Act) error {
		return c.Recognise(act, application.Certificate{Number: c.ReservedNumber, Object: object, SHA256: sum, Credential: compact,
			IssuedOn: facts.IssuedOn, ValidUntil: facts.ValidUntil, At: act.At})
	})
}

// The tries at drawing a number that is free. With 70 random bits a second one is never needed; a broken source of
// randomness must not loop for ever.
const numberTries = 3

// reserve gives the case its certificate number once.
func (i Issuing) reserve(ctx context.Context, c application.Case) (application.Case, error) {
	if c.ReservedNumber != "" {
		return c, nil
	}
	index, err := i.Numbering.NextStatusIndex(ctx)
	if err != nil {
		return c, err
	}
	for range numberTries {
		number, err := credential.NewNumber(calendar.DateOf(c.Decision.At).Year, i.Random)
		if err != nil {
			return c, err
		}
		reserved, err := i.Step(ctx, c.ID, casework.Reserved, "", func(c *application.Case, _ application.Act) error {
			return c.Reserve(string(number), index)
		})
		var taken *problem.Error
		if errors.As(err, &taken) && taken.Code == "number-taken" {
			continue
		}
		return reserved, err
	}
	return c, problem.New(problem.Unavailable, "unavailable").Because(errors.New("no free certificate number"))
}

// store seals the document, verifies the seal and puts it under lock. What an earlier try stored is verified and kept,
// also where it was sealed with the key before this one.
func (i Issuing) store(ctx context.Context, object string, unsigned []byte, until time.Time) (sum string, err error) {
	signed, err := credential.Sign(unsigned, i.Seal.Signer(ctx), i.Seal.Certificate, i.Now(), i.Seal.stamp(ctx))
	if err != nil {
		return "", fmt.Errorf("seal %s: %w", object, err)
	}
	stored, err := i.Archive.Put(ctx, object, signed, until)
	if err != nil {
		return "", err
	}
	if _, err := credential.VerifyPDF(stored, i.Seal.Trusted...); err != nil {
		return "", fmt.Errorf("verify stored %s: %w", object, err)
	}
	return credential.Fingerprint(stored), nil
}

// giveReasons issues the statement of a refusal. It is kept as long as an appeal may refer to it.
func (i Issuing) giveReasons(ctx context.Context, c application.Case) (application.Case, error) {
	t, err := i.Rules.Of(&c)
	if err != nil {
		return c, err
	}
	statement, err := statementOf(&c, t.Programme)
	if err != nil {
		return c, err
	}
	unsigned, err := credential.Reasons(statement)
	if err != nil {
		return c, fmt.Errorf("statement of %s: %w", c.ID, err)
	}
	object := "statements/" + string(c.ID) + ".pdf"
	sum, err := i.store(ctx, object, unsigned, calendar.DateOf(c.Decision.At).AddDays(statementDays).Start())
	if err != nil {
		return c, err
	}
	return i.Step(ctx, c.ID, casework.Reasoned, "", func(c *application.Case, act application.Act) error {
		return c.Refuse(act, application.Statement{Object: object, SHA256: sum, At: act.At})
	})
}

// statementDays is how long a statement of reasons is locked: a year, in which appeal and court have their terms.
const statementDays = 366
