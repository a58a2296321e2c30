package casework

import (
	"context"
	"errors"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

// UploadStore lets go of uploaded bytes. What is not there is gone already, so all may be asked again and again: ids
// are never given twice.
type UploadStore interface {
	// Remove deletes what was uploaded for a document. It fails with Unavailable.
	Remove(ctx context.Context, c application.ID, document string) error
	// Clear deletes all that was uploaded for a case. It fails with Unavailable, and some may be deleted then.
	Clear(ctx context.Context, c application.ID) error
	// Refuse destroys one version of an upload; the one before it is current again. It fails with Unavailable.
	Refuse(ctx context.Context, u Upload) error
}

// Clear deletes the bytes of what was taken out by an act: of one document or, with a discarded draft, of all. The news
// of the act comes until this has succeeded, so a crash between the record and the bytes leaves none behind.
func Clear(ctx context.Context, uploads UploadStore, id application.ID, action record.Action, subject string) error {
	switch action {
	case record.Action(identity.RemoveDocument):
		return uploads.Remove(ctx, id, subject)
	case record.Action(identity.DiscardApplication):
		return uploads.Clear(ctx, id)
	}
	return nil
}

// deleteOrphan lets go of an upload that became nothing. No document waits for it: its form was used after the
// document, or the whole case, had been taken out, and no entry will ever speak of these bytes again. Or the form was
// used once more after what came first had been settled: the second version goes, so that the first is the current one
// again, which no rule for old versions destroys. It returns the fault, or why the upload could not be deleted.
func (i Inspection) deleteOrphan(ctx context.Context, u Upload, fault error) error {
	if !errors.Is(fault, problem.NotFound) && !errors.Is(fault, problem.Conflict) {
		return fault
	}
	c, err := i.Cases.Load(ctx, u.Case)
	var d *evidence.Document
	if err == nil {
		d, err = c.Document(u.Document)
	}
	switch {
	case errors.Is(err, problem.NotFound):
		err = i.Uploads.Remove(ctx, u.Case, u.Document)
	case err == nil && d.Settled() && d.Version != u.Version:
		err = i.Uploads.Refuse(ctx, u)
	}
	if err != nil {
		return err
	}
	return fault
}
