package objects

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"hsmp.example/cases/pkg/aws/outage"
	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
)

var (
	_ casework.Uploads  = (*Documents)(nil)
	_ casework.Contents = (*Documents)(nil)
)

// How long a form and a link may be used. A link is given for one look and is logged, so it lasts no longer than that
// look; a form lasts as long as a slow line needs.
const (
	FormLifetime = 15 * time.Minute
	LinkLifetime = 5 * time.Minute
)

// Reader is what is asked of S3 to read an upload.
type Reader interface {
	Getter
	s3.ListObjectVersionsAPIClient
}

// Presigner signs forms and links; it sends nothing.
type Presigner interface {
	PresignPostObject(context.Context, *s3.PutObjectInput, ...func(*s3.PresignPostOptions)) (*s3.PresignedPostRequest, error)
	PresignGetObject(context.Context, *s3.GetObjectInput, ...func(*s3.PresignOptions)) (*v4.PresignedHTTPRequest, error)
}

// Documents keeps uploads. It is safe for concurrent use. All fields but Portal are required.
type Documents struct {
	Client  Reader
	Presign Presigner
	Bucket  string
	Now     func() time.Time
	Portal  string // where pages live, without a slash at the end; only for forms that lead back to one
}

// Key is the object key of an upload: documents/<case>/<document>.
func Key(c application.ID, document string) string {
	return contract.UploadPrefix + string(c) + "/" + document
}

// Form returns the form by which a browser sends the bytes of a declared document: to this key, of this media type and
// of exactly this size, or of any that the terms allow where it is not known; S3 refuses anything else. Every field
// must be sent, before the file. A form that leads back leads to the portal and nowhere else.
func (d *Documents) Form(ctx context.Context, c application.ID, document evidence.Document, terms casework.FormTerms) (casework.UploadForm, error) {
	least, most := document.DeclaredSize, document.DeclaredSize
	if document.DeclaredSize == 0 {
		least, most = 1, terms.MaxBytes
	}
	conditions := []any{[]any{"content-length-range", least, most}}
	fixed := map[string]string{"Content-Type": document.DeclaredType}
	if err := d.lead(fixed, terms.Back); err != nil {
		return casework.UploadForm{}, err
	}
	for name, value := range fixed {
		conditions = append(conditions, map[string]string{name: value})
	}
	key := Key(c, document.ID)
	post, err := d.Presign.PresignPostObject(ctx, &s3.PutObjectInput{Bucket: &d.Bucket, Key: &key}, func(o *s3.PresignPostOptions) {
		o.Expires, o.Conditions = FormLifetime, conditions
	})
	if err != nil {
		return casework.UploadForm{}, fault("sign form for "+key, err)
	}
	for name, value := range fixed {
		post.Values[name] = value
	}
	return casework.UploadForm{URL: post.URL, Fields: post.Values, ExpiresAt: d.Now().Add(FormLifetime)}, nil
}

// lead puts in what S3 does after an upload: it answers a script with a status, and sends a browser on to a path of the
// portal. A path that could name another host is a fault of ours.
func (d *Documents) lead(fields map[string]string, back string) error {
	switch {
	case back == "":
		fields["success_action_status"] = fmt.Sprint(http.StatusCreated)
	case d.Portal == "" || !strings.HasPrefix(back, "/") || strings.HasPrefix(back, "//") || strings.ContainsAny(back, "\\\r\n"):
		return problem.New(problem.Internal, "internal").Because(fmt.Errorf("a form cannot lead back to %q", back))
	default:
		fields["success_action_redirect"] = d.Portal + back
	}
	return nil
}

// Link returns an address under which the bytes of a document can be fetched for five minutes. One that was accepted is
// what it was inspected to be, a PDF or a picture, and may be shown; anything else is a file to save. It lives on an
// origin of its own, apart from the portal's pages and cookies.
func (d *Documents) Link(ctx context.Context, c application.ID, document evidence.Document) (casework.Link, error) {
	key := Key(c, document.ID)
	in := &s3.GetObjectInput{Bucket: &d.Bucket, Key: &key, VersionId: version(document.Version),
		ResponseContentDisposition: aws.String(disposition(document)), ResponseContentType: aws.String(shownAs(document)),
		ResponseCacheControl: aws.String("private, no-store")}
	signed, err := d.Presign.PresignGetObject(ctx, in, s3.WithPresignExpires(LinkLifetime))
	if err != nil {
		return casework.Link{}, fault("sign link for "+key, err)
	}
	return casework.Link{URL: signed.URL, ExpiresAt: d.Now().Add(LinkLifetime)}, nil
}

// Open reads the bytes of one version of an upload into memory. It fails with NotFound where they have not arrived, or
// are gone.
func (d *Documents) Open(ctx context.Context, u casework.Upload) (io.ReaderAt, int64, error) {
	key := Key(u.Case, u.Document)
	content, err := read(ctx, d.Client, &s3.GetObjectInput{Bucket: &d.Bucket, Key: &key, VersionId: version(u.Version)})
	if outage.Code(err) == accessDenied {
		err = d.gone(ctx, key, u.Version, err)
	}
	if err != nil {
		return nil, 0, err
	}
	return bytes.NewReader(content), int64(len(content)), nil
}

// gone tells an upload that is not there from a right that is missing: to a role that may not list the whole bucket S3
// answers both with 403. The versions of one key may be listed, and what stands among them was refused.
func (d *Documents) gone(ctx context.Context, key, version string, denied error) error {
	out, err := d.Client.ListObjectVersions(ctx, &s3.ListObjectVersionsInput{Bucket: &d.Bucket, Prefix: &key})
	switch {
	case err != nil:
		return fault("list versions of "+key, err)
	case slices.ContainsFunc(out.Versions, func(v types.ObjectVersion) bool {
		return aws.ToString(v.Key) == key && (version == "" || aws.ToString(v.VersionId) == version)
	}):
		return denied
	}
	return problem.New(problem.NotFound, "not-found").Because(denied)
}

func version(v string) *string {
	if v == "" {
		return nil
	}
	return &v
}
