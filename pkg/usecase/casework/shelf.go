package casework

import (
	"context"
	"errors"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

// Shelf lets go of uploaded bytes. What is not there is gone already, so all may be asked again and again: ids are never
// given twice.
type Shelf interface {
	// Remove deletes what was uploaded for a document. It fails with Unavailable.
	Remove(ctx context.Context, c application.ID, document string) error
	// Clear deletes all that was uploaded for a case. It fails with Unavailable, and some may be deleted then.
	Clear(ctx context.Context, c application.ID) error
	// Refuse destroys one version of an upload; the one before it is current again. It fails with Unavailable.
	Refuse(ctx context.Context, u Upload) error
}

// clear deletes the bytes of what the entry says was taken out. The entry comes until this has succeeded, so a crash between
// the record and the bytes leaves none behind.
func (d Delivery) clear(ctx context.Context, e audit.Entry) error {
	switch e.Action {
	case audit.Action(identity.RemoveDocument):
		return d.Shelf.Remove(ctx, application.ID(e.Case), e.Subject)
	case audit.Action(identity.DiscardApplication):
		return d.Shelf.Clear(ctx, application.ID(e.Case))
	}
	return nil
}

// unwanted lets go of an upload that became nothing. No document waits for it: its form was used after the document, or the
// whole case, had been taken out, and no entry will ever speak of these bytes again. Or the form was used once more after
// what came first had been settled: the second version goes, so that the first is the current one again, which no rule for
// old versions destroys. It returns the fault, or why the upload could not be deleted.
func (i Inspection) unwanted(ctx context.Context, u Upload, fault error) error {
	if !errors.Is(fault, problem.NotFound) && !errors.Is(fault, problem.Conflict) {
		return fault
	}
	c, err := i.Cases.Peek(ctx, u.Case)
	var d *evidence.Document
	if err == nil {
		d, err = c.Document(u.Document)
	}
	switch {
	case errors.Is(err, problem.NotFound):
		err = i.Shelf.Remove(ctx, u.Case, u.Document)
	case err == nil && d.Settled() && d.Version != u.Version:
		err = i.Shelf.Refuse(ctx, u)
	}
	if err != nil {
		return err
	}
	return fault
}
