package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"

	"hsmp.example/cases/pkg/application"
	"hsmp.example/cases/pkg/casework"
	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/evidence"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/scanner"
)

type handler struct {
	inspection casework.Inspection
	count      func(metric string, value float64)
}

// created is what is needed of EventBridge's "Object Created".
type created struct {
	DetailType string `json:"detail-type"`
	Detail     struct {
		Object struct {
			Key     string `json:"key"`
			Size    int64  `json:"size"`
			Version string `json:"version-id"`
		} `json:"object"`
	} `json:"detail"`
}

// handle takes both events. A document that is gone, or was settled by other bytes, needs no second try; an error is
// tried again by Lambda and then kept in the dead letters.
func (h handler) handle(ctx context.Context, raw json.RawMessage) error {
	document, err := h.settle(ctx, raw)
	var p *problem.Error
	if errors.As(err, &p) && (p.Kind == problem.NotFound || p.Kind == problem.Conflict || p.Kind == problem.Stale) {
		slog.InfoContext(ctx, "upload left aside", "code", p.Code)
		return nil
	}
	if err == nil && document.State == evidence.Rejected {
		h.count("RejectedDocuments", 1)
	}
	return err
}

func (h handler) settle(ctx context.Context, raw json.RawMessage) (evidence.Document, error) {
	var event created
	if err := json.Unmarshal(raw, &event); err != nil {
		return evidence.Document{}, fmt.Errorf("read event: %w", err)
	}
	if event.DetailType == scanner.DetailType {
		return h.hear(ctx, raw)
	}
	u, err := uploadOf(event.Detail.Object.Key, event.Detail.Object.Version)
	if err != nil {
		return evidence.Document{}, err
	}
	u.Size = event.Detail.Object.Size
	return h.inspection.Inspect(ctx, u)
}

func (h handler) hear(ctx context.Context, raw json.RawMessage) (evidence.Document, error) {
	scanned, err := scanner.ParseGuardDuty(raw)
	if err != nil {
		return evidence.Document{}, err
	}
	u, err := uploadOf(scanned.Key, scanned.Version)
	if err != nil {
		return evidence.Document{}, err
	}
	return h.inspection.Hear(ctx, u, scanned.Verdict)
}

// uploadOf reads an object key, documents/<case>/<document>. Events may write it percent-encoded.
func uploadOf(key, version string) (casework.Upload, error) {
	if plain, err := url.QueryUnescape(key); err == nil {
		key = plain
	}
	c, document, found := strings.Cut(strings.TrimPrefix(key, contract.UploadPrefix), "/")
	if !strings.HasPrefix(key, contract.UploadPrefix) || !found || c == "" || document == "" || strings.Contains(document, "/") {
		return casework.Upload{}, fmt.Errorf("object key %q is no upload", key)
	}
	return casework.Upload{Case: application.ID(c), Document: document, Version: version}, nil
}
