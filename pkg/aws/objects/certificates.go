package objects

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"hsmp.example/cases/pkg/aws/outage"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
)

var _ casework.IssuedDocuments = (*Certificates)(nil)

// Archiver is what the archive asks of S3.
type Archiver interface {
	Getter
	PutObject(context.Context, *s3.PutObjectInput, ...func(*s3.Options)) (*s3.PutObjectOutput, error)
}

// Certificates keeps issued documents under Object Lock in compliance mode: nobody, not even the account's owner,
// changes or deletes one before its time. All fields are required.
type Certificates struct {
	Client Archiver
	Bucket string
}

// Put stores the document where none is yet, locked until that time, and returns what is stored now: the document of an
// earlier try, where there was one. So a repeated issue never has two documents of one number.
func (c *Certificates) Put(ctx context.Context, object string, pdf []byte, until time.Time) ([]byte, error) {
	sum := sha256.Sum256(pdf)
	_, err := c.Client.PutObject(ctx, &s3.PutObjectInput{
		Bucket: &c.Bucket, Key: &object, Body: bytes.NewReader(pdf), ContentType: aws.String("application/pdf"),
		IfNoneMatch:               aws.String("*"),
		ChecksumSHA256:            aws.String(base64.StdEncoding.EncodeToString(sum[:])), // a locked object must come with one
		ObjectLockMode:            types.ObjectLockModeCompliance,
		ObjectLockRetainUntilDate: &until,
	})
	switch {
	case err == nil:
		return pdf, nil
	case there(err):
		return c.Get(ctx, object)
	}
	return nil, fault("put "+object, err)
}

// Get returns a stored document. Records name only what was put under lock, so one that is not there is our fault, in
// whichever words S3 says so.
func (c *Certificates) Get(ctx context.Context, object string) ([]byte, error) {
	content, err := read(ctx, c.Client, &s3.GetObjectInput{Bucket: &c.Bucket, Key: &object})
	if errors.Is(err, problem.NotFound) {
		return nil, problem.New(problem.Internal, "internal").Because(fmt.Errorf("%s is lost: %w", object, err))
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", object, err)
	}
	return content, nil
}

// there reports whether the object was refused because one of that key exists.
func there(err error) bool {
	var response *smithyhttp.ResponseError
	return outage.Code(err) == "PreconditionFailed" ||
		errors.As(err, &response) && response.HTTPStatusCode() == http.StatusPreconditionFailed
}
