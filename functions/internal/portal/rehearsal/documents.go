package rehearsal

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"strings"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/testkit/memory"
	"hsmp.example/cases/pkg/usecase/casework"
)

// uploads gives out forms and links that lead to the stage's own documents' store.
type uploads struct {
	*memory.Objects
	at string
}

// Form implements casework.Uploads.
func (u uploads) Form(ctx context.Context, c application.ID, d evidence.Document, terms casework.FormTerms) (casework.UploadForm, error) {
	f, err := u.Objects.Form(ctx, c, d, terms)
	f.URL = u.at + "/"
	return f, err
}

// Link implements casework.Uploads.
func (u uploads) Link(ctx context.Context, c application.ID, d evidence.Document) (casework.Link, error) {
	l, err := u.Objects.Link(ctx, c, d)
	l.URL = strings.Replace(l.URL, "https://uploads.test", u.at, 1)
	return l, err
}

// Documents is the origin of the documents' store.
func (s *Stage) Documents() string { return s.documents.URL }

// serveDocuments takes posted forms as S3 does, has what arrived inspected, and gives documents out.
func (s *Stage) serveDocuments(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", "*")
	switch r.Method {
	case http.MethodOptions: // a script that watches its upload's progress asks first
		w.WriteHeader(http.StatusNoContent)
		return
	case http.MethodGet:
		s.giveOut(w, r)
		return
	}
	file, _, err := r.FormFile("file")
	if err != nil {
		http.Error(w, "no file", http.StatusBadRequest)
		return
	}
	content, err := io.ReadAll(file)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	name, document, _ := strings.Cut(strings.TrimPrefix(r.FormValue("key"), contract.UploadPrefix), "/")
	upload := s.Objects.Upload(application.ID(name), document, content)
	if _, err := s.inspection.Inspect(r.Context(), upload); err != nil {
		slog.Error("rehearsal: not inspected", "error", err.Error())
	}
	if to := r.FormValue("success_action_redirect"); to != "" {
		w.Header().Set("Location", to)
		w.WriteHeader(http.StatusSeeOther)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Stage) giveOut(w http.ResponseWriter, r *http.Request) {
	content, err := s.Objects.Get(r.Context(), strings.TrimPrefix(r.URL.Path, "/"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", http.DetectContentType(bytes.Clone(content)))
	_, _ = w.Write(content)
}
