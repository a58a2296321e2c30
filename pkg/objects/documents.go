package objects

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"hsmp.example/cases/pkg/application"
	"hsmp.example/cases/pkg/casework"
	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/evidence"
)

var (
	_ casework.Uploads  = (*Documents)(nil)
	_ casework.Contents = (*Documents)(nil)
)

// How long a form and a link may be used. A link is given for one look and is logged, so it lasts no longer than that look;
// a form lasts as long as a slow line needs.
const (
	FormLifetime = 15 * time.Minute
	LinkLifetime = 5 * time.Minute
)

// Presigner signs forms and links; it sends nothing.
type Presigner interface {
	PresignPostObject(context.Context, *s3.PutObjectInput, ...func(*s3.PresignPostOptions)) (*s3.PresignedPostRequest, error)
	PresignGetObject(context.Context, *s3.GetObjectInput, ...func(*s3.PresignOptions)) (*v4.PresignedHTTPRequest, error)
}

// Documents keeps uploads. It is safe for concurrent use. All fields are required.
type Documents struct {
	Client  Getter
	Presign Presigner
	Bucket  string
	Now     func() time.Time
}

// Key is the object key of an upload: documents/<case>/<document>.
func Key(c application.ID, document string) string {
	return contract.UploadPrefix + string(c) + "/" + document
}

// Form returns the form by which a browser sends the bytes of a declared document: to this key, of this media type and of
// exactly this size; S3 refuses anything else. Every field must be sent, before the file.
func (d *Documents) Form(ctx context.Context, c application.ID, document evidence.Document) (casework.UploadForm, error) {
	fixed := map[string]string{"Content-Type": document.DeclaredType, "success_action_status": fmt.Sprint(http.StatusCreated)}
	conditions := []any{[]any{"content-length-range", document.DeclaredSize, document.DeclaredSize}}
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

// Link returns an address under which the inspected bytes of a document can be fetched for five minutes, as a file to save
// and never as a page to show.
func (d *Documents) Link(ctx context.Context, c application.ID, document evidence.Document) (casework.Link, error) {
	key := Key(c, document.ID)
	in := &s3.GetObjectInput{Bucket: &d.Bucket, Key: &key, VersionId: version(document.Version),
		ResponseContentDisposition: aws.String(attachment(document)), ResponseContentType: aws.String(document.DeclaredType),
		ResponseCacheControl: aws.String("private, no-store")}
	signed, err := d.Presign.PresignGetObject(ctx, in, s3.WithPresignExpires(LinkLifetime))
	if err != nil {
		return casework.Link{}, fault("sign link for "+key, err)
	}
	return casework.Link{URL: signed.URL, ExpiresAt: d.Now().Add(LinkLifetime)}, nil
}

// Open reads the bytes of one version of an upload into memory. It fails with NotFound where they have not arrived.
func (d *Documents) Open(ctx context.Context, u casework.Upload) (io.ReaderAt, int64, error) {
	key := Key(u.Case, u.Document)
	content, err := read(ctx, d.Client, &s3.GetObjectInput{Bucket: &d.Bucket, Key: &key, VersionId: version(u.Version)})
	if err != nil {
		return nil, 0, err
	}
	return bytes.NewReader(content), int64(len(content)), nil
}

func version(v string) *string {
	if v == "" {
		return nil
	}
	return &v
}
