package objects_test

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/aws/objects"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
)

var now = time.Date(2026, 11, 2, 9, 30, 0, 0, time.UTC)

var diploma = evidence.Document{ID: "doc_1", Kind: "diploma", FileName: "Əliyev diplom (2019).pdf", DeclaredType: "application/pdf", DeclaredSize: 12345, Version: "v7"}

// accepted returns the diploma as an inspection has accepted it.
func accepted(kind evidence.Kind) evidence.Document {
	d := diploma
	d.State, d.Verdict, d.Report = evidence.Accepted, evidence.Clean, evidence.Report{Kind: kind, Size: 12345, SHA256: "aa"}
	return d
}

func newDocuments(t *testing.T) (*fakeS3, *objects.Documents) {
	t.Helper()
	fake, client := newFakeS3(t)
	return fake, &objects.Documents{Client: client, Presign: s3.NewPresignClient(client), Bucket: "bucket", Now: func() time.Time { return now }}
}

func TestAFormTakesThisKeyThisTypeAndThisSizeOnly(t *testing.T) {
	t.Parallel()
	_, documents := newDocuments(t)
	form, err := documents.Form(t.Context(), "app_1", diploma, casework.FormTerms{})
	if err != nil {
		t.Fatal(err)
	}
	policy := decode(t, form.Fields["policy"])
	for _, want := range []any{
		[]any{"content-length-range", 12345.0, 12345.0},
		map[string]any{"Content-Type": "application/pdf"},
		map[string]any{"success_action_status": "201"},
		map[string]any{"key": "documents/app_1/doc_1"},
		map[string]any{"bucket": "bucket"},
	} {
		if !slices.ContainsFunc(policy, func(got any) bool { return cmp.Equal(want, got) }) {
			t.Errorf("want the condition %v, got %v", want, policy)
		}
	}
	if want, got := "documents/app_1/doc_1", form.Fields["key"]; want != got {
		t.Errorf("key: want %q, got %q", want, got)
	}
	if !strings.HasPrefix(form.URL, "http://127.0.0.1:") || !strings.HasSuffix(form.URL, "/bucket") {
		t.Errorf("want the endpoint's address in path style, got %q", form.URL)
	}
	if want, got := now.Add(15*time.Minute), form.ExpiresAt; !want.Equal(got) {
		t.Errorf("expiry: want %s, got %s", want, got)
	}
}

func TestAFormForAnUnknownSizeTakesWhatTheTermsAllow(t *testing.T) {
	t.Parallel()
	_, documents := newDocuments(t)
	unsized := diploma
	unsized.DeclaredSize = 0
	form, err := documents.Form(t.Context(), "app_1", unsized, casework.FormTerms{MaxBytes: 5_000_000})
	if err != nil {
		t.Fatal(err)
	}
	want := any([]any{"content-length-range", 1.0, 5_000_000.0})
	if policy := decode(t, form.Fields["policy"]); !slices.ContainsFunc(policy, func(got any) bool { return cmp.Equal(want, got) }) {
		t.Errorf("want the condition %v, got %v", want, policy)
	}
}

func TestAFormLeadsBackToThePortalAndNowhereElse(t *testing.T) {
	t.Parallel()
	_, documents := newDocuments(t)
	documents.Portal = "https://portal.example"
	form, err := documents.Form(t.Context(), "app_1", diploma, casework.FormTerms{Back: "/az/applications/app_1?sent=doc_1"})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := form.Fields["success_action_redirect"], "https://portal.example/az/applications/app_1?sent=doc_1"; got != want {
		t.Errorf("want the way back to %q, got %q", want, got)
	}
	if status, there := form.Fields["success_action_status"]; there {
		t.Errorf("want no status beside a way back, got %q", status)
	}
	for _, back := range []string{"//evil.example/", "https://evil.example/", "@evil.example/", "az", "/\\evil.example", "/az\r\nX: y"} {
		if _, err := documents.Form(t.Context(), "app_1", diploma, casework.FormTerms{Back: back}); !errors.Is(err, problem.Internal) {
			t.Errorf("%q: want a fault of ours, got %v", back, err)
		}
	}
	documents.Portal = ""
	if _, err := documents.Form(t.Context(), "app_1", diploma, casework.FormTerms{Back: "/az"}); !errors.Is(err, problem.Internal) {
		t.Errorf("without a portal: want a fault of ours, got %v", err)
	}
}

func TestEveryConditionOfAFormIsAFieldOfIt(t *testing.T) {
	t.Parallel()
	_, documents := newDocuments(t)
	documents.Portal = "https://portal.example"
	for _, back := range []string{"", "/az/applications"} {
		everyConditionIsAField(t, documents, back)
	}
}

func everyConditionIsAField(t *testing.T, documents *objects.Documents, back string) {
	t.Helper()
	form, err := documents.Form(t.Context(), "app_1", diploma, casework.FormTerms{Back: back})
	if err != nil {
		t.Fatal(err)
	}
	for _, condition := range decode(t, form.Fields["policy"]) {
		exact, ok := condition.(map[string]any)
		if !ok {
			continue
		}
		for name, want := range exact {
			if got, sent := field(form.Fields, name); name != "bucket" && (!sent || got != want) {
				t.Errorf("field %s: want %v, got %q", name, want, got)
			}
		}
	}
}

// field finds a field as S3 does, whatever the case of its name.
func field(fields map[string]string, name string) (string, bool) {
	for n, value := range fields {
		if strings.EqualFold(n, name) {
			return value, true
		}
	}
	return "", false
}

func decode(t *testing.T, policy string) []any {
	t.Helper()
	data, err := base64.StdEncoding.DecodeString(policy)
	if err != nil {
		t.Fatal(err)
	}
	var document struct{ Conditions []any }
	if err := json.Unmarshal(data, &document); err != nil {
		t.Fatal(err)
	}
	return document.Conditions
}

func TestALinkShowsWhatWasAcceptedAndSavesTheRest(t *testing.T) {
	t.Parallel()
	_, documents := newDocuments(t)
	rejected, html, claimed := accepted(evidence.PDF), accepted("html"), accepted(evidence.PNG)
	rejected.State = evidence.Rejected
	claimed.DeclaredType = "text/html" // what a person claimed never counts
	for name, test := range map[string]struct {
		document   evidence.Document
		way, media string
	}{
		"an accepted PDF":        {accepted(evidence.PDF), "inline", "application/pdf"},
		"an accepted photograph": {accepted(evidence.JPEG), "inline", "image/jpeg"},
		"an accepted picture":    {claimed, "inline", "image/png"},
		"a PDF that was refused": {rejected, "attachment", "application/octet-stream"},
		"one not yet inspected":  {diploma, "attachment", "application/octet-stream"},
		"one of another kind":    {html, "attachment", "application/octet-stream"},
	} {
		link, err := documents.Link(t.Context(), "app_1", test.document)
		if err != nil {
			t.Fatal(err)
		}
		address, err := url.Parse(link.URL)
		if err != nil {
			t.Fatal(err)
		}
		way, _, _ := strings.Cut(address.Query().Get("response-content-disposition"), ";")
		if media := address.Query().Get("response-content-type"); way != test.way || media != test.media {
			t.Errorf("%s: want %s of %s, got %s of %s", name, test.way, test.media, way, media)
		}
	}
}

func TestALinkHasTheInspectedVersion(t *testing.T) {
	t.Parallel()
	_, documents := newDocuments(t)
	link, err := documents.Link(t.Context(), "app_1", accepted(evidence.PDF))
	if err != nil {
		t.Fatal(err)
	}
	address, err := url.Parse(link.URL)
	if err != nil {
		t.Fatal(err)
	}
	if want, got := "/bucket/documents/app_1/doc_1", address.Path; want != got {
		t.Errorf("path: want %q, got %q", want, got)
	}
	for name, want := range map[string]string{
		"versionId": "v7", "X-Amz-Expires": "300", "response-content-type": "application/pdf", "response-cache-control": "private, no-store",
		"response-content-disposition": `inline; filename="diploma-doc_1.pdf"`,
	} {
		if got := address.Query().Get(name); got != want {
			t.Errorf("%s: want %q, got %q", name, want, got)
		}
	}
	if want, got := now.Add(5*time.Minute), link.ExpiresAt; !want.Equal(got) {
		t.Errorf("expiry: want %s, got %s", want, got)
	}
}

// The name that a person gave a file stands in no address: addresses end up in logs.
func TestALinkSaysNothingOfTheFilesName(t *testing.T) {
	t.Parallel()
	_, documents := newDocuments(t)
	for _, name := range []string{"Əliyev diplom (2019).pdf", `a".html`, "a\r\nX: y", ""} {
		link, err := documents.Link(t.Context(), "app_1", evidence.Document{ID: `doc_1"`, Kind: "diploma", FileName: name})
		if err != nil {
			t.Fatal(err)
		}
		address, err := url.Parse(link.URL)
		if err != nil {
			t.Fatal(err)
		}
		want := `attachment; filename="diploma-doc_1_"`
		if got := address.Query().Get("response-content-disposition"); got != want {
			t.Errorf("%q: want %q, got %q", name, want, got)
		}
	}
}

func TestAnUploadIsReadInItsVersion(t *testing.T) {
	t.Parallel()
	fake, documents := newDocuments(t)
	fake.objects["documents/app_1/doc_1@v1"] = []byte("first")
	fake.objects["documents/app_1/doc_1@v2"] = []byte("second!")
	fake.objects["documents/app_1/doc_1"] = []byte("newest")
	for version, want := range map[string]string{"v1": "first", "v2": "second!", "": "newest"} {
		content, size, err := documents.Open(t.Context(), casework.Upload{Case: "app_1", Document: "doc_1", Version: version})
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(io.NewSectionReader(content, 0, size))
		if err != nil || string(got) != want {
			t.Errorf("version %q: want %q, got %q, %v", version, want, got, err)
		}
	}
}

func TestAnUploadThatIsNotThereOrNotToBeHad(t *testing.T) {
	t.Parallel()
	fake, documents := newDocuments(t)
	_, _, err := documents.Open(t.Context(), casework.Upload{Case: "app_1", Document: "doc_1"})
	wantKind(t, err, problem.NotFound)
	fake.objects["documents/app_1/doc_1"] = make([]byte, 32<<20+1)
	_, _, err = documents.Open(t.Context(), casework.Upload{Case: "app_1", Document: "doc_1"})
	wantKind(t, err, problem.TooLarge)
	fake.down = 503
	_, _, err = documents.Open(t.Context(), casework.Upload{Case: "app_1", Document: "doc_1"})
	wantKind(t, err, problem.Unavailable)
	fake.down = 403
	_, _, err = documents.Open(t.Context(), casework.Upload{Case: "app_1", Document: "doc_1"})
	wantKind(t, err, problem.Internal) // our rights are wrong, and no repeat mends them
}

// A role that may not list the bucket is told 403 of what is not there, as of what it may not read.
func TestAnUploadThatIsGoneIsToldFromARightThatIsMissing(t *testing.T) {
	t.Parallel()
	fake, documents := newDocuments(t)
	fake.listless = true
	fake.objects["documents/app_1/doc_1@v1"] = []byte("first")
	fake.objects["documents/app_1/doc_10@v2"] = []byte("of another")
	open := func(version string) error {
		_, _, err := documents.Open(t.Context(), casework.Upload{Case: "app_1", Document: "doc_1", Version: version})
		return err
	}
	if err := open("v1"); err != nil {
		t.Errorf("want what is there read, got %v", err)
	}
	wantKind(t, open("v2"), problem.NotFound)
	fake.unread = true
	wantKind(t, open("v2"), problem.NotFound)
	wantKind(t, open("v1"), problem.Internal)
	wantKind(t, open(""), problem.Internal)
	delete(fake.objects, "documents/app_1/doc_1@v1")
	wantKind(t, open(""), problem.NotFound)
	fake.down = 403
	wantKind(t, open("v2"), problem.Internal)
}

func wantKind(t *testing.T, err error, want problem.Kind) {
	t.Helper()
	if got := problem.From(err).Kind; err == nil || got != want {
		t.Errorf("want %s, got %v", want, err)
	}
}
