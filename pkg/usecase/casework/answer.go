package casework

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

// IssuedDocuments reads issued documents.
type IssuedDocuments interface {
	Get(ctx context.Context, object string) ([]byte, error)
}

// Answers is the applicant's view of what came of the case: decision, document, and who read the file.
type Answers struct {
	Office
	Issued  IssuedDocuments
	History History
}

// Decision returns the decided case to its owner and records the reading.
func (a Answers) Decision(ctx context.Context, p identity.Principal, id application.ID) (application.Case, error) {
	return a.runner().Read(ctx, id, mine(p, identity.ReadDecision), func(c *application.Case) error {
		if c.State != application.Recognised && c.State != application.Refused {
			return problem.New(problem.Conflict, "not-decided", "state", string(c.State))
		}
		return nil
	})
}

// Paper is an issued document.
type Paper struct {
	Name   string
	PDF    []byte
	SHA256 string
}

// Paper returns the certificate or the statement of reasons, after comparing it with the hash in the record.
func (a Answers) Paper(ctx context.Context, p identity.Principal, id application.ID) (Paper, error) {
	c, err := a.runner().Read(ctx, id, mine(p, identity.ReadCertificate), func(c *application.Case) error {
		if c.Certificate == nil && c.Statement == nil {
			return problem.New(problem.Conflict, "not-decided", "state", string(c.State))
		}
		return nil
	})
	if err != nil {
		return Paper{}, err
	}
	paper, object := Paper{Name: string(c.ID) + ".pdf"}, ""
	if c.Certificate != nil {
		paper.Name, paper.SHA256, object = c.Certificate.Number+".pdf", c.Certificate.SHA256, c.Certificate.Object
	} else {
		paper.SHA256, object = c.Statement.SHA256, c.Statement.Object
	}
	paper.PDF, err = a.Issued.Get(ctx, object)
	if err != nil {
		return Paper{}, err
	}
	if sum := sha256.Sum256(paper.PDF); hex.EncodeToString(sum[:]) != paper.SHA256 {
		return Paper{}, problem.New(problem.Internal, "internal").Because(errors.New("stored document differs from its recorded hash"))
	}
	return paper, nil
}
