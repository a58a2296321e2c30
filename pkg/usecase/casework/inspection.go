package casework

import (
	"context"
	"io"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
)

// Upload is one version of the bytes that were sent for a document.
type Upload struct {
	Case     application.ID
	Document string
	Version  string
	Size     int64
}

// Scanner says whether bytes carry malware. The empty verdict means that the answer comes later, by another message.
type Scanner interface {
	Scan(ctx context.Context, u Upload, content io.ReaderAt) (evidence.Verdict, error)
}

// Contents reads uploaded bytes.
type Contents interface {
	Open(ctx context.Context, u Upload) (io.ReaderAt, int64, error)
}

// Inspection looks at uploads and settles whether they may stand as evidence.
type Inspection struct {
	Office
	Contents Contents
	Scanner  Scanner
	Uploads  UploadStore
}

// Inspect reads the bytes once, has them scanned, and records both. It may run again for the same upload. Bytes for
// which there is no document (any more) are deleted, and NotFound says so.
func (i Inspection) Inspect(ctx context.Context, u Upload) (evidence.Document, error) {
	d, err := i.inspect(ctx, u)
	return d, i.deleteOrphan(ctx, u, err)
}

func (i Inspection) inspect(ctx context.Context, u Upload) (evidence.Document, error) {
	rules, err := i.rulesFor(ctx, u)
	if err != nil {
		return evidence.Document{}, err
	}
	content, size, err := i.Contents.Open(ctx, u)
	if err != nil {
		return evidence.Document{}, err
	}
	u.Size = size
	report, err := evidence.Inspect(content, size, rules)
	if err != nil {
		return evidence.Document{}, err
	}
	verdict, err := i.Scanner.Scan(ctx, u, content)
	if err != nil {
		return evidence.Document{}, err
	}
	return i.record(ctx, u, func(d *evidence.Document, act application.Act) error {
		if err := d.Receive(u.Version, u.Size, act.At); err != nil {
			return err
		}
		if err := d.Inspected(u.Version, report); err != nil || verdict == "" {
			return err
		}
		return d.Scanned(u.Version, verdict)
	})
}

// RecordVerdict records a scanner's verdict that came by itself. It deletes as Inspect does.
func (i Inspection) RecordVerdict(ctx context.Context, u Upload, verdict evidence.Verdict) (evidence.Document, error) {
	d, err := i.record(ctx, u, func(d *evidence.Document, act application.Act) error {
		if d.State == evidence.Expected {
			if err := d.Receive(u.Version, u.Size, act.At); err != nil {
				return err
			}
		}
		return d.Scanned(u.Version, verdict)
	})
	return d, i.deleteOrphan(ctx, u, err)
}

func (i Inspection) rulesFor(ctx context.Context, u Upload) (evidence.Rules, error) {
	c, err := i.Cases.Load(ctx, u.Case)
	if err != nil {
		return evidence.Rules{}, err
	}
	d, err := c.Document(u.Document)
	if err != nil {
		return evidence.Rules{}, err
	}
	t, err := i.Rules.Of(&c)
	if err != nil {
		return evidence.Rules{}, err
	}
	kind, ok := t.Programme.Document(programme.DocumentKind(d.Kind))
	if !ok {
		return evidence.Rules{}, problem.New(problem.Conflict, "no-such-document")
	}
	return InspectionRules(kind), nil
}

func (i Inspection) record(ctx context.Context, u Upload, move func(*evidence.Document, application.Act) error) (evidence.Document, error) {
	c, err := i.Step(ctx, u.Case, Inspected, u.Document, func(c *application.Case, act application.Act) error {
		d, err := c.Document(u.Document)
		if err != nil {
			return err
		}
		return move(d, act)
	})
	if err != nil {
		return evidence.Document{}, err
	}
	d, err := c.Document(u.Document)
	if err != nil {
		return evidence.Document{}, err
	}
	return *d, nil
}
