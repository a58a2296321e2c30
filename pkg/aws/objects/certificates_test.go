package objects_test

import (
	"context"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"hsmp.example/cases/pkg/aws/objects"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
)

var until = time.Date(2031, 11, 20, 0, 0, 0, 0, time.UTC)

func TestAnIssuedDocumentIsLockedUntilItsDate(t *testing.T) {
	t.Parallel()
	fake, client := newFakeS3(t)
	archive := objects.Certificates{Client: client, Bucket: "bucket"}
	got, err := archive.Put(t.Context(), "certificates/HSM-1.pdf", []byte("first"), until)
	if err != nil || string(got) != "first" {
		t.Fatalf("want the document, got %q, %v", got, err)
	}
	if want, got := "COMPLIANCE 2031-11-20T00:00:00Z", fake.locks["certificates/HSM-1.pdf"]; want != got {
		t.Errorf("lock: want %q, got %q", want, got)
	}
}

func TestTheFirstDocumentOfAKeyStays(t *testing.T) {
	t.Parallel()
	_, client := newFakeS3(t)
	archive := objects.Certificates{Client: client, Bucket: "bucket"}
	for _, pdf := range []string{"first", "second"} {
		got, err := archive.Put(t.Context(), "certificates/HSM-1.pdf", []byte(pdf), until)
		if err != nil || string(got) != "first" {
			t.Errorf("put %s: want the first, got %q, %v", pdf, got, err)
		}
	}
	got, err := archive.Get(t.Context(), "certificates/HSM-1.pdf")
	if err != nil || string(got) != "first" {
		t.Errorf("get: want the first, got %q, %v", got, err)
	}
}

// A record names it and a lock keeps it: nobody is told that there is none, and an alarm goes off.
func TestADocumentThatTheArchiveHasLostIsOurFault(t *testing.T) {
	t.Parallel()
	fake, client := newFakeS3(t)
	archive := objects.Certificates{Client: client, Bucket: "bucket"}
	for _, fake.listless = range []bool{false, true} {
		_, err := archive.Get(t.Context(), "certificates/HSM-1.pdf")
		wantKind(t, err, problem.Internal)
	}
}

func TestAnArchiveThatIsDownIsUnavailable(t *testing.T) {
	t.Parallel()
	fake, client := newFakeS3(t)
	fake.down = http.StatusInternalServerError
	archive := objects.Certificates{Client: client, Bucket: "bucket"}
	_, err := archive.Put(t.Context(), "certificates/HSM-1.pdf", []byte("first"), until)
	wantKind(t, err, problem.Unavailable)
	_, err = archive.Get(t.Context(), "certificates/HSM-1.pdf")
	wantKind(t, err, problem.Unavailable)

	ended, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = archive.Get(ended, "certificates/HSM-1.pdf")
	wantKind(t, err, problem.Unavailable)
}

// What the emulator's address has to look like: an IP address gets path style by itself, a name would not.
func TestAnEmulatorsAddressGivesPathStyleWithoutBeingTold(t *testing.T) {
	t.Parallel()
	client := s3.New(s3.Options{Region: "eu-central-1", BaseEndpoint: aws.String("http://127.0.0.1:4566"),
		Credentials: credentials.NewStaticCredentialsProvider("id", "secret", "")})
	documents := objects.Documents{Client: client, Presign: s3.NewPresignClient(client), Bucket: "bucket", Now: func() time.Time { return now }}
	link, err := documents.Link(t.Context(), "app_1", diploma)
	if err != nil {
		t.Fatal(err)
	}
	address, err := url.Parse(link.URL)
	if err != nil || address.Host != "127.0.0.1:4566" || address.Path != "/bucket/documents/app_1/doc_1" {
		t.Errorf("link: want path style, got %q, %v", link.URL, err)
	}
	form, err := documents.Form(t.Context(), "app_1", diploma, casework.FormTerms{})
	if err != nil || form.URL != "http://127.0.0.1:4566/bucket" {
		t.Errorf("form: want path style, got %q, %v", form.URL, err)
	}
}
