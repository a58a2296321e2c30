package application_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit/drafts"
)

func TestSubmittingFreezesTheContent(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	if c.State != application.Assessing || len(c.Lanes) != 7 || len(c.Submission.Content) != len(c.Documents) {
		t.Fatalf("want seven lanes and every document sealed, got %d lanes in %s", len(c.Lanes), c.State)
	}
	must(t, c.Submit(act(drafts.Applicant, day(2)), table))
	if !c.Submission.At.Equal(drafts.At) {
		t.Error("want the first submission to stand")
	}
	refused(t, "wrong-state", c.Save(c.FormVersion, application.Patch{}))
	refused(t, "wrong-state", c.RemoveDocument("doc_diploma"))
	refused(t, "wrong-state", c.AddDocument(evidence.Document{ID: "doc_late", Kind: "other"}, 9))
	whole, err := c.Unaltered()
	must(t, err)
	c.Form.Finances.Funds++
	altered, err := c.Unaltered()
	must(t, err)
	if !whole || altered {
		t.Errorf("want the change of a frozen form to be found, got %v then %v", whole, altered)
	}
}

func TestTheVersionsInForceArePinned(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	want := application.Versions{Programme: table.Programme.Version, Hash: table.Programme.Hash(), Calendar: table.Clock.Calendar.Version()}
	if diff := cmp.Diff(want, c.Submission.Versions); diff != "" {
		t.Errorf("versions (-want +got):\n%s", diff)
	}
}

func TestSavingReplacesGivenSectionsAndRefusesStaleOnes(t *testing.T) {
	t.Parallel()
	c := drafts.Draft("app_1")
	before := c.Form
	finances, language := application.Finances{Currency: "AZN", Funds: 5}, locale.Russian
	must(t, c.Save(1, application.Patch{Finances: &finances, Language: &language}))
	before.Finances = finances
	if diff := cmp.Diff(before, c.Form); diff != "" || c.Language != locale.Russian || c.FormVersion != 2 {
		t.Errorf("want only finances and language changed, version 2; got version %d (-want +got):\n%s", c.FormVersion, diff)
	}
	err := c.Save(1, application.Patch{Finances: &application.Finances{}})
	if !errors.Is(err, problem.Stale) || c.Form.Finances != finances {
		t.Errorf("want a stale save refused and nothing lost, got %v", err)
	}
	german := locale.Language("de")
	faulty(t, "/language", "not-listed", c.Save(2, application.Patch{Language: &german}))
}

func TestDocumentsComeInWithADraftOrACorrection(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	must(t, c.RequestCorrection(act(officerOf(c.Lanes[2]), day(3)), table, "education", "Please add a translation of it."))
	added := evidence.Document{ID: "doc_translation", Kind: "translation", TranslationOf: "doc_diploma", State: evidence.Accepted}
	must(t, c.AddDocument(added, 1))
	must(t, c.AddDocument(added, 1))
	faulty(t, "/translation_of", "no-such-document", c.AddDocument(evidence.Document{ID: "doc_x", TranslationOf: "doc_none"}, 1))
	refused(t, "document-submitted", c.RemoveDocument("doc_diploma"))
	must(t, c.RemoveDocument("doc_translation"))
	refused(t, "no-such-document", c.RemoveDocument("doc_translation"))
	must(t, c.ReplyToCorrection(act(drafts.Applicant, day(4)), table, 1, "I have none.", nil))
	refused(t, "wrong-state", c.AddDocument(added, 1))
}

// A score may rest on it, so that the decision and its papers must be able to name it.
func TestWhatWasHandedInOrScoredOnStays(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	education, experience := officerOf(c.Lanes[2]), officerOf(c.Lanes[0])
	must(t, c.RequestCorrection(act(education, day(3)), table, "education", why))
	must(t, c.RequestCorrection(act(experience, day(3)), table, "experience", why))
	for _, id := range []string{"doc_replied", "doc_scored", "doc_loose"} {
		must(t, c.AddDocument(evidence.Document{ID: id, Kind: "diploma", State: evidence.Accepted}, 1))
	}
	must(t, c.ReplyToCorrection(act(drafts.Applicant, day(4)), table, 1, "", []string{"doc_replied"}))
	must(t, c.ScoreLane(act(education, day(4)), "education", application.Finding{Points: 12, Justification: why, Evidence: []string{"doc_scored"}, Shown: []string{"doc_scored"}}))
	refused(t, "document-submitted", c.RemoveDocument("doc_replied"))
	refused(t, "document-submitted", c.RemoveDocument("doc_scored"))
	must(t, c.RemoveDocument("doc_loose"))
}

// Its number in the programme holds for the draft: what was submitted stays, and a correction may ask for more.
func TestADraftHoldsSoManyOfAKind(t *testing.T) {
	t.Parallel()
	c := drafts.Draft("app_1")
	c.Documents = []evidence.Document{{ID: "doc_photo", Kind: "photo", Request: "first"}, {ID: "doc_other", Kind: "other"}}
	refused(t, "too-many-of-kind", c.AddDocument(evidence.Document{ID: "doc_second", Kind: "photo"}, 1))
	must(t, c.AddDocument(evidence.Document{ID: "doc_another", Kind: "other"}, 2))
	must(t, c.RemoveDocument("doc_photo"))
	must(t, c.AddDocument(evidence.Document{ID: "doc_second", Kind: "photo"}, 1))
}

func TestARequestIsKnownByWhatItAdded(t *testing.T) {
	t.Parallel()
	c := drafts.Draft("app_1")
	c.Documents = []evidence.Document{{ID: "doc_1"}, {ID: "doc_2", Request: "second"}}
	if d, ok := c.Requested("second"); !ok || d.ID != "doc_2" {
		t.Errorf("want the document of that request, got %v", d)
	}
	for _, request := range []string{"", "third"} {
		if d, ok := c.Requested(request); ok {
			t.Errorf("%q: want none, got %v", request, d)
		}
	}
}

func TestACaseHoldsSoManyDocuments(t *testing.T) {
	t.Parallel()
	c := drafts.Draft("app_1")
	c.Documents = make([]evidence.Document, application.MostDocuments-1)
	must(t, c.AddDocument(evidence.Document{ID: "doc_last"}, 99))
	refused(t, "too-many-documents", c.AddDocument(evidence.Document{ID: "doc_over"}, 99))
}
