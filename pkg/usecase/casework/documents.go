package casework

import (
	"context"
	"slices"
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

// UploadForm is what a browser posts, with the file as last field, to bring one document in. It takes no other size,
// type or key than was declared.
type UploadForm struct {
	URL       string
	Fields    map[string]string
	ExpiresAt time.Time
}

// FormTerms are what a form is made for besides its document.
type FormTerms struct {
	MaxBytes int64  // what it takes at most where the size was not declared
	Back     string // path of the portal that the browser is led to afterwards; empty for scripts, which read the status
}

// Link is a short-lived address under which one document can be read.
type Link struct {
	URL       string
	ExpiresAt time.Time
}

// Uploads keeps the bytes of documents. Nothing of them passes through a use case.
type Uploads interface {
	Form(ctx context.Context, c application.ID, d evidence.Document, terms FormTerms) (UploadForm, error)
	Link(ctx context.Context, c application.ID, d evidence.Document) (Link, error)
}

// mostPixels bounds an image: a page scanned at 600 dots an inch has 35 million.
const mostPixels = 40_000_000

// InspectionRules are what a document of that kind must keep to, out of the programme.
func InspectionRules(kind programme.Document) evidence.Rules {
	r := evidence.Rules{MaxBytes: kind.MaxBytes, MaxPages: kind.MaxPages, MaxPixels: mostPixels, Worded: kind.BearsWords, Original: kind.FollowsOriginal}
	for _, f := range kind.Formats {
		r.Formats = append(r.Formats, evidence.Kind(f))
	}
	return r
}

// AddDocument records a document, declared with its exact size, and returns the form by which its bytes are sent.
// request names the request: the same one again adds no second document.
func (i Intake) AddDocument(ctx context.Context, p identity.Principal, id application.ID, declared evidence.Declaration, request string) (evidence.Document, UploadForm, error) {
	expected, err := i.declare(ctx, p, id, declaration{Declaration: declared, request: request})
	if err != nil {
		return evidence.Document{}, UploadForm{}, err
	}
	form, err := i.Uploads.Form(ctx, id, expected, FormTerms{})
	return expected, form, err
}

// DeclareDocument records a declared document whose size may be unknown (0). Its form is asked for apart, with
// UploadForm.
func (i Intake) DeclareDocument(ctx context.Context, p identity.Principal, id application.ID, declared evidence.Declaration) (evidence.Document, error) {
	return i.declare(ctx, p, id, declaration{Declaration: declared, unsized: true})
}

// declaration is what a person says of a file, by which request, and whether its size may be unknown.
type declaration struct {
	evidence.Declaration
	request string
	unsized bool
}

func (i Intake) declare(ctx context.Context, p identity.Principal, id application.ID, declared declaration) (evidence.Document, error) {
	document := i.NewDocument()
	var expected evidence.Document
	d := mine(p, identity.AddDocument)
	d.Subject = document
	_, err := i.change(ctx, id, d, func(c *application.Case, _ application.Act) error {
		if known, ok := c.Requested(declared.request); ok {
			expected = known
			return nil
		}
		t, err := i.Rules.Of(c)
		if err != nil {
			return err
		}
		kind, ok := t.Programme.Document(programme.DocumentKind(declared.Kind))
		if !ok {
			return problem.Of([]problem.Fault{problem.At("/kind", "not-listed", "options", kinds(t.Programme))})
		}
		rules := InspectionRules(kind)
		rules.Unsized = declared.unsized
		if expected, err = evidence.Expect(document, declared.Declaration, rules); err != nil {
			return err
		}
		expected.Request = declared.request
		return c.AddDocument(expected, kind.MaxCount)
	})
	if err != nil {
		return evidence.Document{}, err
	}
	return expected, nil
}

// UploadForm returns a form for a document that is not settled yet: for a page that was opened again, or an upload that
// begins anew. back is the path of the portal that the browser is led to afterwards, or empty. It shows nothing
// personal and leaves no row.
func (i Intake) UploadForm(ctx context.Context, p identity.Principal, id application.ID, document, back string) (UploadForm, error) {
	_, form, err := i.formAgain(ctx, p, id, back, func(c *application.Case) (evidence.Document, error) {
		d, err := c.Document(document)
		if err != nil {
			return evidence.Document{}, err
		}
		return *d, nil
	})
	return form, err
}

// RequestedForm returns the document that the request of that name has added, which is not settled yet, with another
// form. It tells the person nothing but what they said in that request, and leaves no row.
func (i Intake) RequestedForm(ctx context.Context, p identity.Principal, id application.ID, request string) (evidence.Document, UploadForm, error) {
	return i.formAgain(ctx, p, id, "", func(c *application.Case) (evidence.Document, error) {
		d, ok := c.Requested(request)
		if !ok {
			return evidence.Document{}, problem.New(problem.NotFound, "no-such-document")
		}
		return d, nil
	})
}

// formAgain makes another form for a document of the person's that still waits for its bytes.
func (i Intake) formAgain(ctx context.Context, p identity.Principal, id application.ID, back string,
	find func(*application.Case) (evidence.Document, error)) (evidence.Document, UploadForm, error) {
	c, err := i.runner().Glance(ctx, id, mine(p, identity.AddDocument))
	if err != nil {
		return evidence.Document{}, UploadForm{}, err
	}
	d, err := find(&c)
	if err != nil {
		return evidence.Document{}, UploadForm{}, err
	}
	if d.Settled() {
		return evidence.Document{}, UploadForm{}, problem.New(problem.Conflict, "document-checked-already")
	}
	t, err := i.Rules.Of(&c)
	if err != nil {
		return evidence.Document{}, UploadForm{}, err
	}
	kind, _ := t.Programme.Document(programme.DocumentKind(d.Kind)) // declared under this programme, which does not change
	form, err := i.Uploads.Form(ctx, id, d, FormTerms{MaxBytes: kind.MaxBytes, Back: back})
	return d, form, err
}

func kinds(p programme.Programme) string {
	var names string
	for i, d := range p.Documents {
		if i > 0 {
			names += ", "
		}
		names += string(d.Kind)
	}
	return names
}

// RemoveDocument takes a document out that was not submitted. Its bytes are deleted when the entry is delivered.
func (i Intake) RemoveDocument(ctx context.Context, p identity.Principal, id application.ID, document string) error {
	d := mine(p, identity.RemoveDocument)
	d.Subject = document
	_, err := i.change(ctx, id, d, func(c *application.Case, _ application.Act) error { return c.RemoveDocument(document) })
	return err
}

// Document gives the applicant a link to a document of their own.
func (i Intake) Document(ctx context.Context, p identity.Principal, id application.ID, document string) (Link, error) {
	d := mine(p, identity.ReadApplication)
	d.Subject, d.Lasting = document, true
	c, err := i.runner().Read(ctx, id, d, func(c *application.Case) error { return readable(c, document) })
	if err != nil {
		return Link{}, err
	}
	stored, err := c.Document(document)
	if err != nil {
		return Link{}, err
	}
	return i.Uploads.Link(ctx, c.ID, *stored)
}

// readable says whether the bytes may be handed on: never before they are known to be harmless. The refusal leaves no
// row and therefore does not name the file.
func readable(c *application.Case, document string) error {
	d, err := c.Document(document)
	if err != nil {
		return err
	}
	if d.State != evidence.Accepted {
		return problem.New(problem.Conflict, "document-not-accepted")
	}
	return nil
}

// visible lists the documents of the case that a lane may see: its kinds, their translations, and what was handed in
// for its corrections.
func visible(c *application.Case, lane programme.LaneSpec) []evidence.Document {
	var seen []evidence.Document
	for _, d := range c.Documents {
		if sees(c, lane, d) {
			seen = append(seen, d)
		}
	}
	return seen
}

func sees(c *application.Case, lane programme.LaneSpec, d evidence.Document) bool {
	original := programme.DocumentKind("")
	if of, err := c.Document(d.TranslationOf); err == nil {
		original = programme.DocumentKind(of.Kind)
	}
	if lane.Sees(programme.DocumentKind(d.Kind), original) {
		return true
	}
	return slices.ContainsFunc(c.Corrections, func(k application.Correction) bool {
		return k.Lane == lane.ID && k.Reply != nil && slices.Contains(k.Reply.Documents, d.ID)
	})
}
