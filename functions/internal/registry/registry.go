// Package registry is what is published of issued certificates: their facts out of the table, and the keys that sealed them.
// It names no person, and no function needs a data key for it.
package registry

import (
	"context"

	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/domain/credential"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/verification"
)

// Rows is what is asked of the table.
type Rows interface {
	Certificate(ctx context.Context, number string) (dynamo.CertificateRow, error)
}

// Register reads issued certificates out of the table.
type Register struct{ Table Rows }

// Certificate implements verification.Certificates. A number that is only reserved stands for nothing yet.
func (r Register) Certificate(ctx context.Context, number credential.Number) (verification.Certificate, error) {
	row, err := r.Table.Certificate(ctx, string(number))
	if err != nil {
		return verification.Certificate{}, err
	}
	if row.State != dynamo.NumberIssued {
		return verification.Certificate{}, problem.New(problem.NotFound, "not-found")
	}
	return verification.Certificate{Number: credential.Number(row.Number), Field: row.Field, IssuedOn: row.IssuedOn, ValidUntil: row.ValidUntil,
		Standing: credential.InForce}, nil
}

// StatusList implements verification.Certificates. No move of a case takes a certificate back so far (gap G8), so every place of the
// list is in force; the room is what the format asks for at least.
func (Register) StatusList(context.Context) (*credential.StatusList, error) {
	return credential.NewStatusList(0), nil
}
