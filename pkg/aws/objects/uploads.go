package objects

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/s3"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/usecase/casework"
)

var _ casework.UploadStore = (*Uploads)(nil)

// Remover is what is asked of S3.
type Remover interface {
	s3.ListObjectsV2APIClient
	DeleteObject(context.Context, *s3.DeleteObjectInput, ...func(*s3.Options)) (*s3.DeleteObjectOutput, error)
}

// Uploads deletes uploads. The bucket keeps versions: what is deleted can be had by nobody's link from now on, and its
// bytes are destroyed when the bucket's rule for old versions comes by. All fields are required.
type Uploads struct {
	Client Remover
	Bucket string
}

// Remove deletes what was uploaded for a document. What is not there is no fault.
func (s *Uploads) Remove(ctx context.Context, c application.ID, document string) error {
	return s.remove(ctx, Key(c, document), nil)
}

// Refuse destroys one version of an upload. What is not there is no fault.
func (s *Uploads) Refuse(ctx context.Context, u casework.Upload) error {
	return s.remove(ctx, Key(u.Case, u.Document), &u.Version)
}

// Clear deletes all that was uploaded for a case, one object after the other. After a failure it may be called again
// and goes on with what is left.
func (s *Uploads) Clear(ctx context.Context, c application.ID) error {
	prefix := Key(c, "")
	pages := s3.NewListObjectsV2Paginator(s.Client, &s3.ListObjectsV2Input{Bucket: &s.Bucket, Prefix: &prefix})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return fault("list "+prefix, err)
		}
		for _, object := range page.Contents {
			if err := s.remove(ctx, *object.Key, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// remove hides the object, or destroys one version of it.
func (s *Uploads) remove(ctx context.Context, key string, version *string) error {
	_, err := s.Client.DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: &s.Bucket, Key: &key, VersionId: version})
	if err != nil {
		return fault("delete "+key, err)
	}
	return nil
}
