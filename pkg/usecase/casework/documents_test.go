package casework_test

import (
	"errors"
	"testing"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/pkg/usecase/identity"
)

func declared(size int64) evidence.Declaration {
	return evidence.Declaration{Kind: "diploma", FileName: "diplom.pdf", Language: "en", MediaType: "application/pdf", Size: size}
}

// begun is a draft of emre's with nothing in it.
func (w *world) begun() application.ID {
	w.t.Helper()
	c, err := w.intake.Begin(w.t.Context(), emre, "az", "")
	must(w.t, err)
	return c.ID
}

func TestAProgramMustSayTheExactSize(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.begun()
	_, _, err := w.intake.AddDocument(t.Context(), emre, id, declared(0), "")
	wantKind(t, problem.Invalid, err)
	_, form, err := w.intake.AddDocument(t.Context(), emre, id, declared(1), "")
	must(t, err)
	if want, got := "size=1", form.Fields["policy"]; want != got {
		t.Errorf("want a form for %s, got %s", want, got)
	}
}

// A request whose answer was lost comes again, perhaps while the first is still on its way.
func TestTheSameRequestAddsOneDocument(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.begun()
	first, _, err := w.intake.AddDocument(t.Context(), emre, id, declared(1), "request")
	must(t, err)
	again, form, err := w.intake.AddDocument(t.Context(), emre, id, declared(1), "request")
	must(t, err)
	if again.ID != first.ID || form.Fields["policy"] != "size=1" {
		t.Errorf("want %s and a form for it, got %s and %v", first.ID, again.ID, form.Fields)
	}
	other, _, err := w.intake.AddDocument(t.Context(), emre, id, declared(1), "another request")
	must(t, err)
	if other.ID == first.ID {
		t.Error("want another request to add another document")
	}
}

// Of a request that was answered before there is only what it added, as long as that waits for its file.
func TestARequestGetsAnotherFormForWhatItAdded(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.begun()
	first, _, err := w.intake.AddDocument(t.Context(), emre, id, declared(1), "request")
	must(t, err)
	again, form, err := w.intake.RequestedForm(t.Context(), emre, id, "request")
	must(t, err)
	if again.ID != first.ID || form.Fields["policy"] != "size=1" {
		t.Errorf("want another form for %s, got %s and %v", first.ID, again.ID, form.Fields)
	}
	for name, one := range map[string]struct {
		who     identity.Principal
		request string
	}{"a stranger": {stranger, "request"}, "another request": {emre, "another"}, "no request": {emre, ""}} {
		if _, _, err := w.intake.RequestedForm(t.Context(), one.who, id, one.request); !errors.Is(err, problem.NotFound) {
			t.Errorf("%s: want nothing found, got %v", name, err)
		}
	}
	_, _, err = w.store.Change(t.Context(), id, func(c *application.Case) (record.Entry, error) {
		c.Documents[0].State = evidence.Accepted
		return record.Entry{Action: "prepare", At: drafts.At}, nil
	})
	must(t, err)
	_, _, err = w.intake.RequestedForm(t.Context(), emre, id, "request")
	wantKind(t, problem.Conflict, err)
}

func TestAPageMayLeaveTheSizeOutAndAskForTheFormAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.begun()
	d, err := w.intake.DeclareDocument(t.Context(), emre, id, declared(0))
	must(t, err)
	before, err := w.store.Chain(t.Context(), id)
	must(t, err)
	for range 2 { // a page may be opened twice
		form, err := w.intake.UploadForm(t.Context(), emre, id, d.ID, "/az/applications/x")
		must(t, err)
		if policy, back := form.Fields["policy"], form.Fields["success_action_redirect"]; policy != "size<=10485760" || back != "/az/applications/x" {
			t.Errorf("want a form up to the kind's size that leads back, got %s and %s", policy, back)
		}
	}
	after, err := w.store.Chain(t.Context(), id)
	must(t, err)
	if len(before) != len(after) {
		t.Errorf("want no row for a form, got %d", len(after)-len(before))
	}
}

func TestAnUnknownSizeIsStillNoExcuseForATooLargeOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.begun()
	for _, size := range []int64{-1, 10<<20 + 1} {
		_, err := w.intake.DeclareDocument(t.Context(), emre, id, declared(size))
		wantKind(t, problem.Invalid, err)
	}
}

func TestAFormIsForTheOwnerAndForWhatIsNotSettled(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.begun()
	d, err := w.intake.DeclareDocument(t.Context(), emre, id, declared(1000))
	must(t, err)
	_, err = w.intake.UploadForm(t.Context(), stranger, id, d.ID, "")
	wantKind(t, problem.NotFound, err)
	_, err = w.intake.UploadForm(t.Context(), officer("economy"), id, d.ID, "")
	if err == nil {
		t.Error("want no form for an officer, got one")
	}
	_, err = w.intake.UploadForm(t.Context(), emre, id, "doc_none", "")
	wantKind(t, problem.NotFound, err)
	for _, state := range []struct {
		state evidence.State
		given bool
	}{{evidence.Expected, true}, {evidence.Uploaded, true}, {evidence.Accepted, false}, {evidence.Rejected, false}} {
		_, _, err = w.store.Change(t.Context(), id, func(c *application.Case) (record.Entry, error) {
			stored, err := c.Document(d.ID)
			must(t, err)
			stored.State = state.state
			return record.Entry{Action: "prepare", At: drafts.At}, nil
		})
		must(t, err)
		if _, err = w.intake.UploadForm(t.Context(), emre, id, d.ID, ""); state.given != (err == nil) {
			t.Errorf("%s: want a form = %v, got %v", state.state, state.given, err)
		}
	}
}

// Fact 47: without a language nobody could tell that a document needs a translation.
func TestADocumentThatBearsWordsSaysItsLanguage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.begun()
	for kind, taken := range map[string]bool{"passport": true, "photo": true, "diploma": false, "other": false, "travel-document": false} {
		d := declared(0)
		d.Kind, d.Language, d.MediaType = kind, "", "image/png"
		_, err := w.intake.DeclareDocument(t.Context(), emre, id, d)
		if taken != (err == nil) {
			t.Errorf("%s: want it taken without a language %t, got %v", kind, taken, err)
		}
	}
	d := declared(0)
	d.TranslationOf = "doc_passport"
	_, err := w.intake.DeclareDocument(t.Context(), emre, id, d)
	wantKind(t, problem.Invalid, err)
	if faults := problem.From(err).Faults; len(faults) != 1 || faults[0].Code != "document-no-translation" {
		t.Errorf("want a diploma not taken for a translation, got %v", faults)
	}
}
