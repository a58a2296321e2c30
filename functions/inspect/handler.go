package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"

	bus "hsmp.example/cases/pkg/aws/events"
	"hsmp.example/cases/pkg/aws/scanner"
	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
)

// inspector settles what becomes of uploads; casework.Inspection is one.
type inspector interface {
	Inspect(ctx context.Context, u casework.Upload) (evidence.Document, error)
	RecordVerdict(ctx context.Context, u casework.Upload, verdict evidence.Verdict) (evidence.Document, error)
}

// counter writes metrics.
type counter interface {
	Count(name string, value float64)
}

type handler struct {
	inspection inspector
	uploads    casework.UploadStore
	bucket     string
	metrics    counter
}

// arrived is the detail-type of S3's event.
const arrived = "Object Created"

// handle takes S3's event of a new upload, a scanner's of its verdict, or the news of a case that uploads were taken
// out. It fails where trying again may help, and on events that it was never meant to get.
func (h handler) handle(ctx context.Context, raw json.RawMessage) error {
	var event struct {
		DetailType string `json:"detail-type"`
	}
	if err := json.Unmarshal(raw, &event); err != nil {
		return fmt.Errorf("read event: %w", err)
	}
	switch event.DetailType {
	case arrived:
		return h.arrived(ctx, raw)
	case scanner.DetailType:
		return h.scanned(ctx, raw)
	case string(identity.RemoveDocument), string(identity.DiscardApplication):
		return h.takenOut(ctx, raw)
	}
	return fmt.Errorf("event %q is no business of inspect", event.DetailType)
}

func (h handler) arrived(ctx context.Context, raw json.RawMessage) error {
	var event struct {
		Detail struct {
			Bucket struct {
				Name string `json:"name"`
			} `json:"bucket"`
			Object struct {
				Key     string `json:"key"`
				Size    int64  `json:"size"`
				Version string `json:"version-id"`
			} `json:"object"`
		} `json:"detail"`
	}
	if err := json.Unmarshal(raw, &event); err != nil {
		return fmt.Errorf("read event of an upload: %w", err)
	}
	object := event.Detail.Object
	u, err := h.upload(event.Detail.Bucket.Name, object.Key, object.Version, object.Size)
	if err != nil {
		return err
	}
	d, err := h.inspection.Inspect(ctx, u)
	if err == nil && d.State == evidence.Rejected {
		h.metrics.Count(contract.MetricRejectedDocuments, 1)
	}
	return settled(ctx, u, d, err)
}

func (h handler) scanned(ctx context.Context, raw json.RawMessage) error {
	s, err := scanner.ParseGuardDuty(raw)
	if err != nil {
		return err
	}
	u, err := h.upload(s.Bucket, s.Key, s.Version, 0)
	if err != nil {
		return err
	}
	d, err := h.inspection.RecordVerdict(ctx, u, s.Verdict)
	// A clean verdict rejects nothing: what is rejected then was counted when it arrived.
	if err == nil && d.State == evidence.Rejected && s.Verdict != evidence.Clean {
		h.metrics.Count(contract.MetricRejectedDocuments, 1)
	}
	return settled(ctx, u, d, err)
}

// takenOut deletes the uploads of what is no more. The event comes until this has succeeded.
func (h handler) takenOut(ctx context.Context, raw json.RawMessage) error {
	var event struct {
		Detail bus.Event `json:"detail"`
	}
	if err := json.Unmarshal(raw, &event); err != nil {
		return fmt.Errorf("read news of a case: %w", err)
	}
	if event.Detail.Record == "" || event.Detail.Type == string(identity.RemoveDocument) && event.Detail.Subject == "" {
		return errors.New("news that names no record, or none of its documents")
	}
	return casework.Clear(ctx, h.uploads, event.Detail.Record, record.Action(event.Detail.Type), event.Detail.Subject)
}

// upload reads an object key: documents/<case>/<document>. EventBridge gives keys as they are, not escaped as S3's own
// notifications do.
func (h handler) upload(bucket, key, version string, size int64) (casework.Upload, error) {
	rest, ok := strings.CutPrefix(key, contract.UploadPrefix)
	id, document, found := strings.Cut(rest, "/")
	if bucket != h.bucket || !ok || !found || id == "" || document == "" || strings.Contains(document, "/") {
		return casework.Upload{}, errors.New("an object that is no upload")
	}
	return casework.Upload{Case: application.ID(id), Document: document, Version: version, Size: size}, nil
}

// settled logs what came of an upload. What the record has moved away from meanwhile ends here: a document taken out or
// a case discarded, whose bytes are deleted by now, and bytes that were replaced. Trying again would change none of
// these.
func settled(ctx context.Context, u casework.Upload, d evidence.Document, err error) error {
	log := slog.With("case", string(u.Case), "document", u.Document)
	switch {
	case errors.Is(err, problem.NotFound):
		log.InfoContext(ctx, "upload of nothing that is there", "code", problem.From(err).Code)
		return nil
	case errors.Is(err, problem.Stale), errors.Is(err, problem.Conflict):
		log.InfoContext(ctx, "upload left alone", "code", problem.From(err).Code)
		return nil
	case err != nil:
		return fmt.Errorf("inspect %s of %s: %w", u.Document, u.Case, err)
	}
	log.InfoContext(ctx, "upload inspected", "state", string(d.State))
	return nil
}
