package rehearsal

import (
	"context"
	"fmt"
	"hash/fnv"
	"net/http"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/evidence/specimen"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/testkit/drafts"
)

// File files a complete application of somebody and returns its case: for whoever rehearses what comes after.
func (s *Stage) File(ctx context.Context, name string) (application.ID, error) {
	who := People(name)
	c, err := s.UseCases.Intake.Begin(ctx, who, "en", "")
	if err != nil {
		return "", err
	}
	documents := drafts.Documents()
	if err := s.draw(c.ID, documents); err != nil {
		return "", err
	}
	_, _, err = s.Store.Change(ctx, c.ID, func(c *application.Case) (record.Entry, error) {
		c.Form, c.Documents = drafts.Form(), documents
		c.Form.Identity.Papers[0].Number = passport(name)
		return record.Entry{Action: "inspect-document", Actor: record.Workflow, At: s.Now()}, nil
	})
	if err != nil {
		return "", err
	}
	_, err = s.UseCases.Intake.Submit(ctx, who, c.ID)
	return c.ID, err
}

// passport is everybody's own: papers are in one application at a time.
func passport(name string) string {
	if name == "emre" {
		return drafts.Form().Identity.Papers[0].Number
	}
	sum := fnv.New32a()
	sum.Write([]byte(name))
	return fmt.Sprintf("U%08d", sum.Sum32()%100_000_000)
}

// draw puts papers behind the documents: all PDFs but the passport, which is a picture.
func (s *Stage) draw(id application.ID, documents []evidence.Document) error {
	for i := range documents {
		d := &documents[i]
		d.UploadedAt = s.Now()
		paper := specimen.Paper{Title: d.Kind, Body: []string{"Specimen of a rehearsal", d.FileName}}
		content, err := paper.PDF()
		if d.Kind == "passport" {
			d.FileName, d.DeclaredType = "passport.jpg", evidence.JPEG.MediaType()
			d.Report.Kind = evidence.JPEG
			content, err = paper.JPEG()
		}
		if err != nil {
			return err
		}
		d.DeclaredSize, d.Report.Size = int64(len(content)), int64(len(content))
		s.Objects.Upload(id, d.ID, content)
	}
	return nil
}

// file files an application of somebody, as the address says: /rehearsal/file/emre.
func (s *Stage) file(w http.ResponseWriter, r *http.Request) {
	id, err := s.File(r.Context(), r.PathValue("name"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusConflict)
		return
	}
	_, _ = fmt.Fprintln(w, id)
}
