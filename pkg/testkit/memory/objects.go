package memory

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"strings"
	"sync"
	"time"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
)

var (
	_ casework.Uploads         = (*Objects)(nil)
	_ casework.Contents        = (*Objects)(nil)
	_ casework.IssuedDocuments = (*Objects)(nil)
	_ casework.UploadStore     = (*Objects)(nil)
)

// Lifetime is how long forms and links last.
const Lifetime = 15 * time.Minute

// Objects keeps bytes by their key, as both buckets do. It is safe for concurrent use.
type Objects struct {
	Now    func() time.Time
	Portal string // where pages live, for forms that lead back to one; may be empty

	mu    sync.Mutex
	bytes map[string][]byte
}

// NewObjects returns an empty keeper of bytes.
func NewObjects(now func() time.Time) *Objects { return &Objects{Now: now, bytes: map[string][]byte{}} }

func uploadKey(c application.ID, document string) string {
	return contract.UploadPrefix + string(c) + "/" + document
}

// Form returns a form that names the key, the type and the size, and where it leads back to.
func (o *Objects) Form(_ context.Context, c application.ID, d evidence.Document, terms casework.FormTerms) (casework.UploadForm, error) {
	fields := map[string]string{"key": uploadKey(c, d.ID), "Content-Type": d.DeclaredType, "policy": fmt.Sprintf("size=%d", d.DeclaredSize)}
	if d.DeclaredSize == 0 {
		fields["policy"] = fmt.Sprintf("size<=%d", terms.MaxBytes)
	}
	if terms.Back != "" {
		fields["success_action_redirect"] = o.Portal + terms.Back
	}
	return casework.UploadForm{URL: "https://uploads.test/", ExpiresAt: o.Now().Add(Lifetime), Fields: fields}, nil
}

// Link returns an address with the document's key in it.
func (o *Objects) Link(_ context.Context, c application.ID, d evidence.Document) (casework.Link, error) {
	return casework.Link{URL: "https://uploads.test/" + uploadKey(c, d.ID), ExpiresAt: o.Now().Add(Lifetime)}, nil
}

// Upload stores bytes as if the form had been posted, and returns what the inspection is told.
func (o *Objects) Upload(c application.ID, document string, content []byte) casework.Upload {
	o.Put(uploadKey(c, document), content)
	return casework.Upload{Case: c, Document: document, Version: "1", Size: int64(len(content))}
}

// Put stores bytes under a key.
func (o *Objects) Put(key string, content []byte) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.bytes[key] = bytes.Clone(content)
}

// Remove forgets the bytes of an upload.
func (o *Objects) Remove(_ context.Context, c application.ID, document string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	delete(o.bytes, uploadKey(c, document))
	return nil
}

// Refuse changes nothing: there is one version of each upload, the one that is kept.
func (o *Objects) Refuse(context.Context, casework.Upload) error { return nil }

// Clear forgets the bytes of all uploads of a case.
func (o *Objects) Clear(_ context.Context, c application.ID) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	maps.DeleteFunc(o.bytes, func(key string, _ []byte) bool { return strings.HasPrefix(key, uploadKey(c, "")) })
	return nil
}

// Get returns the bytes under a key; NotFound when there are none.
func (o *Objects) Get(_ context.Context, key string) ([]byte, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	content, ok := o.bytes[key]
	if !ok {
		return nil, problem.New(problem.NotFound, "not-found")
	}
	return bytes.Clone(content), nil
}

// Open returns the bytes of an upload with their size.
func (o *Objects) Open(ctx context.Context, u casework.Upload) (io.ReaderAt, int64, error) {
	content, err := o.Get(ctx, uploadKey(u.Case, u.Document))
	return bytes.NewReader(content), int64(len(content)), err
}
