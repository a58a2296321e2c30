package dynamo

import (
	"time"

	"hsmp.example/cases/pkg/domain/evidence"
)

type documentRecord struct {
	Kind          string           `dynamodbav:"Kind"`
	Language      string           `dynamodbav:"Language,omitempty"`
	TranslationOf string           `dynamodbav:"TranslationOf,omitempty"`
	DeclaredType  string           `dynamodbav:"DeclaredType"`
	DeclaredSize  int64            `dynamodbav:"DeclaredSize"`
	State         evidence.State   `dynamodbav:"State"`
	Version       string           `dynamodbav:"Version,omitempty"`
	UploadedAt    *time.Time       `dynamodbav:"UploadedAt,omitempty"`
	Report        reportRecord     `dynamodbav:"Report"`
	Verdict       evidence.Verdict `dynamodbav:"Verdict,omitempty"`
	Request       string           `dynamodbav:"Request,omitempty"`
}

type reportRecord struct {
	Kind   evidence.Kind `dynamodbav:"Kind,omitempty"`
	Size   int64         `dynamodbav:"Size,omitempty"`
	Pages  int           `dynamodbav:"Pages,omitempty"`
	Width  int           `dynamodbav:"Width,omitempty"`
	Height int           `dynamodbav:"Height,omitempty"`
	SHA256 string        `dynamodbav:"SHA256,omitempty"`
}

// documentSecret: a file's name often holds its owner's, and a finding may quote the file.
type documentSecret struct {
	FileName string          `json:"file_name,omitempty"`
	Findings []findingSecret `json:"findings,omitempty"`
}

type findingSecret struct {
	Code string            `json:"code"`
	Args map[string]string `json:"args,omitempty"`
}

func (e *encoder) document(d evidence.Document) {
	secret := documentSecret{FileName: d.FileName}
	for _, f := range d.Report.Findings {
		secret.Findings = append(secret.Findings, findingSecret(f))
	}
	e.add(documentRow(d.ID), documentRecord{Kind: d.Kind, Language: d.Language, TranslationOf: d.TranslationOf,
		DeclaredType: d.DeclaredType, DeclaredSize: d.DeclaredSize, State: d.State, Version: d.Version,
		UploadedAt: optional(d.UploadedAt), Verdict: d.Verdict, Request: d.Request,
		Report: reportRecord{Kind: d.Report.Kind, Size: d.Report.Size, Pages: d.Report.Pages, Width: d.Report.Width,
			Height: d.Report.Height, SHA256: d.Report.SHA256}}, secret)
}

func documentOf(id string, r documentRecord, secret documentSecret) evidence.Document {
	d := evidence.Document{ID: id, Kind: r.Kind, FileName: secret.FileName, Language: r.Language, TranslationOf: r.TranslationOf,
		DeclaredType: r.DeclaredType, DeclaredSize: r.DeclaredSize, State: r.State, Version: r.Version,
		UploadedAt: given(r.UploadedAt), Verdict: r.Verdict, Request: r.Request,
		Report: evidence.Report{Kind: r.Report.Kind, Size: r.Report.Size, Pages: r.Report.Pages, Width: r.Report.Width,
			Height: r.Report.Height, SHA256: r.Report.SHA256}}
	for _, f := range secret.Findings {
		d.Report.Findings = append(d.Report.Findings, evidence.Finding(f))
	}
	return d
}
