package main

import (
	"context"

	"hsmp.example/cases/functions/internal/api/public"
	"hsmp.example/cases/pkg/credential"
	"hsmp.example/cases/pkg/dynamo"
	"hsmp.example/cases/pkg/problem"
)

// certificates is what is asked of the table.
type certificates interface {
	Certificate(ctx context.Context, number string) (dynamo.CertificateRow, error)
}

// register reads issued certificates out of the table.
type register struct{ table certificates }

// Certificate implements public.Register. A number that is only reserved stands for nothing yet.
func (r register) Certificate(ctx context.Context, number credential.Number) (public.Certificate, error) {
	row, err := r.table.Certificate(ctx, string(number))
	if err != nil {
		return public.Certificate{}, err
	}
	if row.State != dynamo.NumberIssued {
		return public.Certificate{}, problem.New(problem.NotFound, "not-found")
	}
	return public.Certificate{Number: credential.Number(row.Number), Field: row.Field, IssuedOn: row.IssuedOn, ValidUntil: row.ValidUntil,
		Standing: credential.InForce}, nil
}

// StatusList implements public.Register. No move of a case takes a certificate back so far (gap G8), so every place of the
// list is in force; the room is what the format asks for at least.
func (register) StatusList(context.Context) (*credential.StatusList, error) {
	return credential.NewStatusList(0), nil
}
