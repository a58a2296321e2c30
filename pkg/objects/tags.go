package objects

import (
	"context"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"hsmp.example/cases/pkg/casework"
)

// Tagger reads and writes the tags of objects.
type Tagger interface {
	GetObjectTagging(context.Context, *s3.GetObjectTaggingInput, ...func(*s3.Options)) (*s3.GetObjectTaggingOutput, error)
	PutObjectTagging(context.Context, *s3.PutObjectTaggingInput, ...func(*s3.Options)) (*s3.PutObjectTaggingOutput, error)
}

// Tags are the labels of uploads: a scanner leaves its verdict there, and the bucket's rules go by it.
type Tags struct {
	Client Tagger
	Bucket string
}

// Tag returns the value of one tag of an upload, and "" where it has none of that name.
func (t *Tags) Tag(ctx context.Context, u casework.Upload, name string) (string, error) {
	all, err := t.all(ctx, u)
	if err != nil {
		return "", err
	}
	if i := slices.IndexFunc(all, named(name)); i >= 0 {
		return aws.ToString(all[i].Value), nil
	}
	return "", nil
}

// SetTag sets one tag of an upload and keeps the others.
func (t *Tags) SetTag(ctx context.Context, u casework.Upload, name, value string) error {
	all, err := t.all(ctx, u)
	if err != nil {
		return err
	}
	all = append(slices.DeleteFunc(all, named(name)), types.Tag{Key: &name, Value: &value})
	key := Key(u.Case, u.Document)
	_, err = t.Client.PutObjectTagging(ctx, &s3.PutObjectTaggingInput{Bucket: &t.Bucket, Key: &key, VersionId: version(u.Version),
		Tagging: &types.Tagging{TagSet: all}})
	if err != nil {
		return fault("tag "+key, err)
	}
	return nil
}

func (t *Tags) all(ctx context.Context, u casework.Upload) ([]types.Tag, error) {
	key := Key(u.Case, u.Document)
	out, err := t.Client.GetObjectTagging(ctx, &s3.GetObjectTaggingInput{Bucket: &t.Bucket, Key: &key, VersionId: version(u.Version)})
	if err != nil {
		return nil, fault("read tags of "+key, err)
	}
	return out.TagSet, nil
}

func named(name string) func(types.Tag) bool {
	return func(t types.Tag) bool { return aws.ToString(t.Key) == name }
}
