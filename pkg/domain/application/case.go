package application

import (
	"slices"
	"time"

	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
)

// RecordKind is the kind of record that a case is.
const RecordKind record.Kind = "case"

// ID is a case's own name, "app_" and a ULID; it says nothing about the person.
type ID = record.ID

// PersonID is the internal key of a person, "prs_" and a ULID. It is not a passport number, which changes, nor a FIN,
// which many do not have (domain 2.6).
type PersonID string

// State is where a case stands. The same words are used in the API, the pages and the workflow.
type State string

// The states of a case; the picture of the moves between them is in the package's doc.
const (
	Draft      State = "draft"
	Assessing  State = "assessing"
	Reviewing  State = "reviewing"
	Confirming State = "confirming"
	Issuing    State = "issuing"
	Recognised State = "recognised"
	Refused    State = "refused"
	Withdrawn  State = "withdrawn"
)

// Open reports whether the case is under way: submitted, and neither decided nor withdrawn.
func (s State) Open() bool {
	return s == Assessing || s == Reviewing || s == Confirming || s == Issuing
}

// Closed reports whether nothing more will happen to the case.
func (s State) Closed() bool { return s == Recognised || s == Refused || s == Withdrawn }

// Act is one doing: by whom and when.
type Act = record.Act

// Case is one application with everything that has happened to it, but for its audit chain.
type Case struct {
	ID        ID
	Person    PersonID
	Applicant string // the actor id of the applicant
	Language  locale.Language
	State     State
	CreatedAt time.Time
	ClosedAt  time.Time
	Withdrew  *Measured // when the applicant withdrew; nil for every other end
	Request   string    // names the request that began it, so that its repeat begins no second; may be empty

	Drafting
	Documents []evidence.Document

	Submission  *Submission
	Lanes       []Lane
	Objections  []Objection
	Corrections []Correction
	Extensions  []Extension

	Clashes []Clash // attempts of others to use the same papers

	ServiceReminders []Reminder // of the review and the confirmation, which are the Service's own

	Proposal       *Proposal
	Decision       *Decision
	ReservedNumber string // of the certificate to be issued, so that a repeated issue keeps it
	ReservedIndex  int    // its place in the status list
	Certificate    *Certificate
	Statement      *Statement
}

// Drafting is what the applicant states.
type Drafting struct {
	Form        Form
	FormVersion int // raised by every change of the draft; the API's ETag
}

// Lane returns the lane of that id, to be changed in place.
func (c *Case) Lane(id programme.LaneID) (*Lane, error) {
	for i := range c.Lanes {
		if c.Lanes[i].ID == id {
			return &c.Lanes[i], nil
		}
	}
	return nil, problem.New(problem.NotFound, "no-such-lane", "lane", string(id))
}

// Document returns the document of that id, to be changed in place.
func (c *Case) Document(id string) (*evidence.Document, error) {
	for i := range c.Documents {
		if c.Documents[i].ID == id {
			return &c.Documents[i], nil
		}
	}
	return nil, problem.New(problem.NotFound, "no-such-document")
}

// AllLanesClosed reports whether every lane has said what it had to say. A case without lanes has not begun.
func (c *Case) AllLanesClosed() bool {
	return len(c.Lanes) > 0 && !slices.ContainsFunc(c.Lanes, func(l Lane) bool { return !l.Closed() })
}

// EndedAt is when a lane's authority said what closes it; zero for one that is open or was withdrawn.
func (c *Case) EndedAt(l Lane) time.Time {
	switch o, err := c.Objection(l.Objection); {
	case l.Outcome != nil:
		return l.Outcome.At
	case err == nil:
		return o.At
	}
	return time.Time{}
}

// must be in one of these states, or the move is refused with what the case is.
func (c *Case) must(states ...State) error {
	if slices.Contains(states, c.State) {
		return nil
	}
	return problem.New(problem.Conflict, "wrong-state", "state", string(c.State))
}
