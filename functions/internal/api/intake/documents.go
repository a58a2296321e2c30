package intake

import (
	"context"
	"time"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/usecase/casework"
)

// Announcement announces a file before it is sent.
type Announcement struct {
	Kind          string `json:"kind" maxLength:"64" example:"diploma" doc:"A document kind of the programme"`
	FileName      string `json:"file_name" maxLength:"255" example:"diploma.pdf" doc:"For display only"`
	Language      string `json:"language,omitempty" maxLength:"8" example:"tr" doc:"ISO 639-1, of the text in it; may be left out only where the kind bears no words"`
	TranslationOf string `json:"translation_of,omitempty" maxLength:"64" doc:"The document that this one translates; of a translation only"`
	MediaType     string `json:"media_type" maxLength:"64" example:"application/pdf"`
	Size          int64  `json:"size" example:"48213" doc:"Bytes, exactly"`
}

// UploadForm is the form to which the file is posted.
type UploadForm struct {
	URL       string            `json:"url" format:"uri"`
	Fields    map[string]string `json:"fields" doc:"Every field must be sent as it stands, before the file"`
	ExpiresAt time.Time         `json:"expires_at"`
}

// Announced is a document that is expected, with its form.
type Announced struct {
	Document api.Document `json:"document"`
	Upload   UploadForm   `json:"upload"`
}

type declared struct {
	api.CasePath
	Body Announcement
}

// announced tells where to send the bytes: they go to the store by themselves, since a Lambda takes no more than 6 MB.
type announced struct {
	Body Announced
}

type documentList struct {
	Body struct {
		Documents []api.Document `json:"documents"`
	}
}

func (r Room) addDocument(ctx context.Context, in *declared) (*announced, error) {
	d, form, err := r.announce(ctx, application.ID(in.ID), evidence.Declaration(in.Body))
	if err != nil {
		return nil, err
	}
	return &announced{Body: Announced{
		Document: api.DocumentOf(r.Intake.Rules.Latest().Programme, web.Language(ctx), d),
		Upload:   UploadForm{URL: form.URL, Fields: form.Fields, ExpiresAt: form.ExpiresAt.UTC()},
	}}, nil
}

// announce adds the document, or makes another form for the one that this request has added before: a form runs out
// sooner than a repeat may come.
func (r Room) announce(ctx context.Context, id application.ID, declared evidence.Declaration) (evidence.Document, casework.UploadForm, error) {
	if web.Repeated(ctx) {
		return r.Intake.RequestedForm(ctx, web.Principal(ctx), id, web.Request(ctx))
	}
	return r.Intake.AddDocument(ctx, web.Principal(ctx), id, declared, web.Request(ctx))
}

// listDocuments names files, so each look is a reading. Whether an inspection has ended, the status says without one.
func (r Room) listDocuments(ctx context.Context, in *api.CasePath) (*documentList, error) {
	c, t, err := r.Intake.Documents(ctx, web.Principal(ctx), application.ID(in.ID))
	if err != nil {
		return nil, err
	}
	out := &documentList{}
	out.Body.Documents = api.DocumentsOf(t.Programme, web.Language(ctx), c.Documents)
	return out, nil
}

// readDocument gives the address of one document, once it is known to be harmless.
func (r Room) readDocument(ctx context.Context, in *api.DocumentPath) (*api.LinkAnswer, error) {
	link, err := r.Intake.Document(ctx, web.Principal(ctx), application.ID(in.ID), in.Document)
	if err != nil {
		return nil, err
	}
	return api.LinkOf(link), nil
}

func (r Room) removeDocument(ctx context.Context, in *api.DocumentPath) (*nothing, error) {
	return &nothing{}, r.Intake.RemoveDocument(ctx, web.Principal(ctx), application.ID(in.ID), in.Document)
}
