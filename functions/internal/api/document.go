package api

import (
	"time"

	"hsmp.example/cases/pkg/aws/apigw"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/usecase/casework"
)

// Document is one document of a case with what its inspection found.
type Document struct {
	ID            string        `json:"id" example:"doc_01KBXQ8ZJ4N5V6W7X8Y9Z0A1B3"`
	Kind          string        `json:"kind" example:"diploma"`
	KindName      string        `json:"kind_name" example:"Diploma" doc:"In the caller's language"`
	FileName      string        `json:"file_name" example:"diploma.pdf"`
	Language      string        `json:"language,omitempty" example:"tr" doc:"ISO 639-1, of the text in it"`
	TranslationOf string        `json:"translation_of,omitempty" doc:"The document that this one translates"`
	MediaType     string        `json:"media_type" example:"application/pdf"`
	Size          int64         `json:"size" doc:"Bytes, as declared or else as they arrived"`
	State         string        `json:"state" enum:"expected,uploaded,accepted,rejected"`
	UploadedAt    *time.Time    `json:"uploaded_at,omitempty"`
	Pages         int           `json:"pages,omitempty"`
	SHA256        string        `json:"sha256,omitempty" doc:"Of the bytes, hexadecimal"`
	Findings      []apigw.Fault `json:"findings" doc:"Why it was rejected, in the caller's language"`
}

// DocumentOf writes a document.
func DocumentOf(p programme.Programme, l locale.Language, d evidence.Document) Document {
	return Document{ID: d.ID, Kind: d.Kind, KindName: KindName(p, l, programme.DocumentKind(d.Kind)), FileName: d.FileName,
		Language: d.Language, TranslationOf: d.TranslationOf, MediaType: d.DeclaredType, Size: d.Size(),
		State: string(d.State), UploadedAt: Moment(d.UploadedAt), Pages: d.Report.Pages, SHA256: d.Report.SHA256,
		Findings: Faults(l, d.Faults(""))}
}

// DocumentsOf writes a list of documents.
func DocumentsOf(p programme.Programme, l locale.Language, list []evidence.Document) []Document {
	documents := make([]Document, len(list))
	for i, d := range list {
		documents[i] = DocumentOf(p, l, d)
	}
	return documents
}

// Link is a short-lived address of one document.
type Link struct {
	URL       string    `json:"url" format:"uri" doc:"Read it from here, without a token"`
	ExpiresAt time.Time `json:"expires_at"`
}

// LinkAnswer answers with a link, which no cache may keep.
type LinkAnswer struct {
	CacheControl string `header:"Cache-Control"`
	Body         Link
}

// LinkOf writes a link.
func LinkOf(l casework.Link) *LinkAnswer {
	return &LinkAnswer{CacheControl: "no-store", Body: Link{URL: l.URL, ExpiresAt: l.ExpiresAt.UTC()}}
}

// Moment returns the instant in UTC, or nothing for none.
func Moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}
