package objects_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/aws/objects"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
)

func newUploads(t *testing.T, keys ...string) (*fakeS3, *objects.Uploads) {
	t.Helper()
	fake, client := newFakeS3(t)
	for _, key := range keys {
		fake.objects[key] = []byte("scan")
	}
	return fake, &objects.Uploads{Client: client, Bucket: "bucket"}
}

func (f *fakeS3) keys() []string { return slices.Sorted(maps.Keys(f.objects)) }

func TestADocumentTakenOutIsDeletedAndNoOther(t *testing.T) {
	t.Parallel()
	fake, uploads := newUploads(t, "documents/app_1/doc_1", "documents/app_1/doc_10", "documents/app_10/doc_1")
	for range 2 { // what is not there any more is no fault
		if err := uploads.Remove(t.Context(), "app_1", "doc_1"); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff([]string{"documents/app_1/doc_10", "documents/app_10/doc_1"}, fake.keys()); diff != "" {
		t.Errorf("kept (-want +got):\n%s", diff)
	}
}

func TestOneVersionIsDestroyedAndTheOthersStay(t *testing.T) {
	t.Parallel()
	fake, uploads := newUploads(t, "documents/app_1/doc_1@v1", "documents/app_1/doc_1@v2")
	if err := uploads.Refuse(t.Context(), casework.Upload{Case: "app_1", Document: "doc_1", Version: "v2"}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"documents/app_1/doc_1@v1"}, fake.keys()); diff != "" {
		t.Errorf("kept (-want +got):\n%s", diff)
	}
}

func TestADiscardedCaseIsClearedPageByPageAndNoOther(t *testing.T) {
	t.Parallel()
	fake, uploads := newUploads(t, "documents/app_10/doc_1", "documents/app_0/doc_1", "certificates/app_1/doc_1")
	for n := range 5 { // the fake lists two at a time
		fake.objects[fmt.Sprintf("documents/app_1/doc_%d", n)] = []byte("scan")
	}
	for range 2 {
		if err := uploads.Clear(t.Context(), "app_1"); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff([]string{"certificates/app_1/doc_1", "documents/app_0/doc_1", "documents/app_10/doc_1"}, fake.keys()); diff != "" {
		t.Errorf("kept (-want +got):\n%s", diff)
	}
}

func TestNothingSaidDeletesNothing(t *testing.T) {
	t.Parallel()
	fake, uploads := newUploads(t, "documents/app_1/doc_1")
	if err := uploads.Remove(t.Context(), "app_1", ""); err != nil {
		t.Error(err)
	}
	if err := uploads.Clear(t.Context(), ""); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff([]string{"documents/app_1/doc_1"}, fake.keys()); diff != "" {
		t.Errorf("kept (-want +got):\n%s", diff)
	}
}

func TestABucketThatIsDownSaysSo(t *testing.T) {
	t.Parallel()
	fake, uploads := newUploads(t, "documents/app_1/doc_1")
	for status, want := range map[int]problem.Kind{503: problem.Unavailable, 403: problem.Internal} {
		fake.down = status
		wantKind(t, uploads.Remove(t.Context(), "app_1", "doc_1"), want)
		wantKind(t, uploads.Clear(t.Context(), "app_1"), want)
		wantKind(t, uploads.Refuse(t.Context(), casework.Upload{Case: "app_1", Document: "doc_1", Version: "v2"}), want)
	}
}
