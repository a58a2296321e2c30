// Package names gives new things their names: a prefix that says what it is, and a ULID that says nothing of whom.
package names

import (
	"io"
	"time"

	"github.com/oklog/ulid/v2"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/employer"
)

// Fresh makes names. Random is cryptographically secure.
type Fresh struct {
	Now    func() time.Time
	Random io.Reader
}

// Application names a case.
func (f Fresh) Application() application.ID { return application.ID("app_" + f.name()) }

// Person names a person.
func (f Fresh) Person() application.PersonID { return application.PersonID("prs_" + f.name()) }

// Document names a document.
func (f Fresh) Document() string { return "doc_" + f.name() }

// Employer names an employer's registration.
func (f Fresh) Employer() employer.ID { return employer.ID("emp_" + f.name()) }

// name panics only when the system has no randomness left; the request is then answered as an internal problem.
func (f Fresh) name() string { return ulid.MustNew(ulid.Timestamp(f.Now()), f.Random).String() }
