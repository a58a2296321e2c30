package casework_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit/memory"
	"hsmp.example/cases/pkg/usecase/casework"
)

// lies reports whether bytes of the document are on the shelf.
func (w *world) lies(id application.ID, document string) bool {
	w.t.Helper()
	_, _, err := w.objects.Open(w.t.Context(), casework.Upload{Case: id, Document: document})
	return !errors.Is(err, problem.NotFound)
}

func (w *world) wantLying(id application.ID, document string, want bool) {
	w.t.Helper()
	if got := w.lies(id, document); got != want {
		w.t.Errorf("%s of %s: want it stored %v, got %v", document, id, want, got)
	}
}

func TestWhatIsRemovedOrDiscardedLosesItsBytes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.draft()
	for _, d := range []string{"doc_diploma", "doc_passport", "doc_unknown"} {
		w.objects.Upload(id, d, []byte("scan"))
	}
	w.objects.Upload("app_other", "doc_diploma", []byte("scan"))
	must(t, w.intake.RemoveDocument(t.Context(), emre, id, "doc_diploma"))
	for range 2 { // everything is delivered at least once
		w.deliverAll(id)
		w.wantLying(id, "doc_diploma", false)
		w.wantLying(id, "doc_passport", true)
	}
	must(t, w.intake.Discard(t.Context(), emre, id))
	for range 2 {
		w.deliverAll(id)
		w.wantLying(id, "doc_passport", false)
		w.wantLying(id, "doc_unknown", false) // no row names it, and the prefix finds it
	}
	w.wantLying("app_other", "doc_diploma", true)
}

func TestAWithdrawnCaseKeepsItsBytes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	w.objects.Upload(id, "doc_diploma", []byte("scan"))
	_, err := w.intake.Withdraw(t.Context(), emre, id)
	must(t, err)
	w.deliverAll(id)
	w.wantLying(id, "doc_diploma", true)
}

// broken is a shelf that deletes nothing.
type broken struct{ *memory.Objects }

var errBroken = problem.New(problem.Unavailable, "unavailable")

func (broken) Remove(context.Context, application.ID, string) error { return errBroken }
func (broken) Clear(context.Context, application.ID) error          { return errBroken }
func (broken) Refuse(context.Context, casework.Upload) error        { return errBroken }

// inspection looks at uploads with that shelf.
func (w *world) inspection(shelf casework.UploadStore) casework.Inspection {
	return casework.Inspection{Office: w.intake.Office, Contents: w.objects, Scanner: memory.Clean{}, Uploads: shelf}
}

func TestAnUploadWithoutADocumentIsDeletedOrComesAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.draft()
	for name, u := range map[string]casework.Upload{
		"no such document": w.objects.Upload(id, "doc_late", []byte("scan")), "no such case": w.objects.Upload("app_late", "doc_late", []byte("scan")),
	} {
		_, err := w.inspection(broken{w.objects}).Inspect(t.Context(), u)
		wantKind(t, problem.Unavailable, err)
		w.wantLying(u.Case, u.Document, true)
		_, err = w.inspection(w.objects).RecordVerdict(t.Context(), u, evidence.Clean)
		wantKind(t, problem.NotFound, err)
		if w.lies(u.Case, u.Document) {
			t.Errorf("%s: want the bytes gone", name)
		}
	}
}

// What cannot be found for another reason says nothing of the document: its bytes stay.
func TestOnlyWhatNoDocumentWaitsForIsDeleted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	u := w.objects.Upload(id, "doc_diploma", []byte("scan"))
	hidden := w.inspection(w.objects)
	hidden.Contents = memory.NewObjects(nil) // as when that version has gone
	_, err := hidden.Inspect(t.Context(), u)
	wantKind(t, problem.NotFound, err)
	w.wantLying(id, "doc_diploma", true)

	outage := w.inspection(w.objects)
	outage.Cases = unread{w.store}
	late := w.objects.Upload("app_late", "doc_late", []byte("scan"))
	_, err = outage.RecordVerdict(t.Context(), late, evidence.Clean)
	wantKind(t, problem.Unavailable, err)
	w.wantLying("app_late", "doc_late", true)
}

// unread is a store that cannot be read.
type unread struct{ *memory.Store }

func (unread) Load(context.Context, application.ID) (application.Case, error) {
	return application.Case{}, errBroken
}

// refusing notes which versions were destroyed.
type refusing struct {
	*memory.Objects
	versions []string
}

func (r *refusing) Refuse(_ context.Context, u casework.Upload) error {
	r.versions = append(r.versions, u.Version)
	return nil
}

// A form works more than once. If what came second stayed, the accepted version would be an old one, and old ones are
// destroyed after a while.
func TestASecondUploadDoesNotPushOutWhatWasAccepted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	c, err := w.intake.Begin(t.Context(), emre, "en", "")
	must(t, err)
	d, _, err := w.intake.AddDocument(t.Context(), emre, c.ID, declared(4), "")
	must(t, err)
	shelf := &refusing{Objects: w.objects}
	first := w.objects.Upload(c.ID, d.ID, []byte("scan"))
	for range 2 { // what was settled comes again, and is not second to itself
		_, err = w.inspection(shelf).Inspect(t.Context(), first)
		must(t, err)
	}
	second := first
	second.Version = "2"
	_, err = w.inspection(shelf).Inspect(t.Context(), second)
	wantKind(t, problem.Conflict, err)
	if diff := cmp.Diff([]string{"2"}, shelf.versions); diff != "" {
		t.Errorf("want the second version destroyed and no other (-want +got):\n%s", diff)
	}
}
