// Package registry is what is published of issued certificates: their facts out of the table, and the keys that sealed
// them. It names no person, and no function needs a data key for it.
package registry

import (
	"context"

	"hsmp.example/cases/pkg/domain/credential"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/verification"
)

// Names is what is asked of the table.
type Names interface {
	Reserved(ctx context.Context, space, name string, facts any) (record.ID, error)
}

// Register reads issued certificates out of the table.
type Register struct{ Table Names }

// Certificate implements verification.Certificates. A number that is only reserved stands for nothing yet.
func (r Register) Certificate(ctx context.Context, number credential.Number) (verification.Certificate, error) {
	var facts casework.PublicFacts
	if _, err := r.Table.Reserved(ctx, casework.CertificateSpace, string(number), &facts); err != nil {
		return verification.Certificate{}, err
	}
	if !facts.Issued {
		return verification.Certificate{}, problem.New(problem.NotFound, "not-found")
	}
	return verification.Certificate{Number: number, Field: facts.Field, IssuedOn: facts.IssuedOn, ValidUntil: facts.ValidUntil,
		Standing: credential.InForce}, nil
}

// StatusList implements verification.Certificates. No move of a case takes a certificate back so far (gap G8), so every
// place of the list is in force; the room is what the format asks for at least.
func (Register) StatusList(context.Context) (*credential.StatusList, error) {
	return credential.NewStatusList(0), nil
}
