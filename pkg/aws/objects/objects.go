// Package objects is the door to S3: uploaded documents, which come and go by presigned forms and links, and issued
// documents, which lie under Object Lock. Uploads lie under documents/<case>/<document>, encrypted by the bucket's key
// and not by the case's: so what is taken out of a case is deleted by Uploads, and the bucket destroys its old versions
// 30 days later. Issued documents are never deleted. It must not know what a document proves, nor who may see it:
// casework has decided that before it asks for a link.
package objects

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/s3"

	"hsmp.example/cases/pkg/aws/outage"
	"hsmp.example/cases/pkg/problem"
)

// Getter reads objects.
type Getter interface {
	GetObject(context.Context, *s3.GetObjectInput, ...func(*s3.Options)) (*s3.GetObjectOutput, error)
}

// most bounds what is read into memory. The form of an upload names its exact size, so only a slip in the programme
// file could let more in.
const most = 32 << 20

// read returns a whole object; version "" is the newest. It fails with NotFound, TooLarge and Unavailable.
func read(ctx context.Context, client Getter, in *s3.GetObjectInput) ([]byte, error) {
	out, err := client.GetObject(ctx, in)
	if err != nil {
		return nil, fault("get object", err)
	}
	content, err := io.ReadAll(io.LimitReader(out.Body, most+1))
	if err := errors.Join(err, out.Body.Close()); err != nil {
		return nil, problem.New(problem.Unavailable, "unavailable").Because(fmt.Errorf("read object: %w", err))
	}
	if len(content) > most {
		return nil, problem.New(problem.TooLarge, "too-large", "max", fmt.Sprint(most))
	}
	return content, nil
}

var missing = []string{"NoSuchKey", "NoSuchVersion", "NotFound"}

const accessDenied = "AccessDenied"

// fault turns an error of the SDK into a problem: what is not there is NotFound, what passes is Unavailable, the rest
// is ours, with what was being done.
func fault(operation string, err error) error {
	if slices.Contains(missing, outage.Code(err)) {
		return problem.New(problem.NotFound, "not-found").Because(fmt.Errorf("%s: %w", operation, err))
	}
	return outage.Fault(operation, err)
}
