package casework

import (
	_ "embed"
	"strconv"
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/domain/statistics"
	"hsmp.example/cases/pkg/problem"
)

//go:embed dictionary.txt
var dictionary []byte

// CaseType says how cases are kept.
var CaseType = record.Type[application.Case]{Kind: application.RecordKind, Format: 1, Sections: sections, Dictionary: dictionary,
	Project: project}

// sections are the parts that are big or that change for themselves.
func sections(c *application.Case) map[string]any {
	return map[string]any{"form": &c.Drafting, "documents": &c.Documents, "submission": &c.Submission, "lanes": &c.Lanes,
		"proposal": &c.Proposal, "certificate": &c.Certificate}
}

// The lists that cases stand in, and the names they hold.
const (
	// OpenList is of the cases that are under way; a reconciler walks it.
	OpenList = "open/case"
	// CertificateSpace is of certificate numbers.
	CertificateSpace = "certificate"
	openSpace        = "open"
)

func workList(authority programme.AuthorityID) string { return "work/" + string(authority) }

func claimList(authority programme.AuthorityID, actor string) string {
	return "claimed/" + string(authority) + "/" + actor
}

func dutyList(duty Duty) string { return "duty/" + string(duty) }

func personList(person application.PersonID) string { return "person/" + string(person) }

// PublicFacts are what anybody may know of a certificate. They name no person.
type PublicFacts struct {
	Issued     bool          `json:"issued"` // otherwise the number is only reserved
	Field      string        `json:"field"`
	IssuedOn   calendar.Date `json:"issued_on,omitzero"`
	ValidUntil calendar.Date `json:"valid_until,omitzero"`
	Object     string        `json:"object,omitempty"`
	SHA256     string        `json:"sha256,omitempty"`
	Index      int           `json:"index"` // in the status list
}

// lineOfWork is what the lists of work show of a lane or a duty.
type lineOfWork struct {
	Lane        programme.LaneID      `json:"lane,omitempty"`
	Kind        programme.LaneKind    `json:"kind,omitempty"`
	Authority   programme.AuthorityID `json:"authority,omitempty"`
	Field       string                `json:"field,omitempty"`
	Number      int                   `json:"number,omitempty"` // of an objection or an extension
	Since       time.Time             `json:"since,omitzero"`
	DueDay      int                   `json:"due_day"`
	SubmittedOn calendar.Date         `json:"submitted_on"`
	SubmittedAt time.Time             `json:"submitted_at"`
	FirstDay    calendar.FirstDay     `json:"first_day"`
	ClaimedBy   string                `json:"claimed_by,omitempty"`
	ClaimedAt   time.Time             `json:"claimed_at,omitzero"`
	Reminders   int                   `json:"reminders,omitempty"`
	Escalated   bool                  `json:"escalated,omitempty"`
	Counted     string                `json:"counted,omitempty"` // row of the counter of open work
}

// project says what a case is found by, what it holds alone, and what it adds to the figures.
func project(c *application.Case) record.Projection {
	p := record.Projection{Places: []record.Place{{List: personList(c.Person), At: string(c.ID)}}}
	if !c.State.Closed() {
		p.Reservations = append(p.Reservations, record.Reservation{Space: openSpace, Name: string(application.RecordKind) + "/" + string(c.Person),
			Taken: problem.New(problem.Conflict, "case-open")})
	}
	if c.Identifies() {
		p.Reservations = append(p.Reservations, identifiersOf(c)...)
	}
	f, known := statistics.FactOf(c)
	if c.State.Open() {
		p.Places = append(p.Places, record.Place{List: OpenList, At: string(c.ID)})
		p.Places = append(p.Places, append(lanesOf(c, f.WorkRow()), dutiesOf(c)...)...)
	}
	if c.ReservedNumber != "" {
		p.Reservations = append(p.Reservations, certificateOf(c))
	}
	if known {
		p.Counts = statistics.Counts(f)
	}
	return p
}

// line is what every list of work shows of a case.
func line(c *application.Case) lineOfWork {
	s := c.Submission
	return lineOfWork{Field: c.Form.Expertise.Field, DueDay: s.Due.WorkingDays, SubmittedOn: s.Date, SubmittedAt: s.At, FirstDay: s.Due.Rule}
}

// lanesOf puts each open lane on its authority's list, and a claimed one on the officer's own too. counted is the row
// in which they are counted.
func lanesOf(c *application.Case, counted string) []record.Place {
	var places []record.Place
	for _, l := range c.Lanes {
		if l.Closed() || c.State != application.Assessing {
			continue
		}
		w := line(c)
		w.Lane, w.Kind, w.Authority, w.Reminders, w.Counted = l.ID, l.Kind, l.Authority, len(l.Reminders), counted
		if n := len(l.Reminders); n > 0 {
			w.Escalated = l.Reminders[n-1].Escalated
		}
		at := record.Place{List: workList(l.Authority), At: c.Submission.Due.Date.String(), Part: string(l.ID)}
		if l.Claim != nil {
			w.ClaimedBy, w.ClaimedAt = l.Claim.By, l.Claim.At
			mine := at
			mine.List, mine.Shows = claimList(l.Authority, l.Claim.By), w
			places = append(places, mine)
		}
		at.Shows = w
		places = append(places, at)
	}
	return places
}

// dutiesOf puts on its list what waits for the Service. An objection has a term of its own, the others the case's.
func dutiesOf(c *application.Case) []record.Place {
	var places []record.Place
	add := func(duty Duty, part string, due calendar.Date, w lineOfWork) {
		places = append(places, record.Place{List: dutyList(duty), At: due.String(), Part: part, Shows: w})
	}
	due := c.Submission.Due.Date
	if c.AwaitsConfirmation() {
		w := line(c)
		w.Since = c.Proposal.At
		add(ConfirmationDuty, "", due, w)
	}
	for _, o := range c.Objections {
		if c.AwaitsRuling(o) {
			w := line(c)
			w.Lane, w.Number, w.Since, w.DueDay = o.Lane, o.Number, o.At, o.RuleDay
			add(ObjectionDuty, strconv.Itoa(o.Number), o.RuleBy, w)
		}
	}
	for _, e := range c.Extensions {
		if c.AwaitsApproval(e) {
			w := line(c)
			w.Lane, w.Number, w.Since = e.Lane, e.Number, e.At
			add(ExtensionDuty, strconv.Itoa(e.Number), due, w)
		}
	}
	return places
}

// identifiersOf holds the numbers by which the person is told apart. A later application of the same person takes them
// over.
func identifiersOf(c *application.Case) []record.Reservation {
	var all []record.Reservation
	for _, one := range c.Identifiers() {
		all = append(all, record.Reservation{Space: one.What, Secret: one.Value, Owner: string(c.Person),
			Taken: problem.New(problem.Conflict, one.What+"-in-use")})
	}
	return all
}

func certificateOf(c *application.Case) record.Reservation {
	facts := PublicFacts{Field: c.Form.Expertise.Field, Index: c.ReservedIndex}
	if k := c.Certificate; k != nil {
		facts.Issued, facts.IssuedOn, facts.ValidUntil, facts.Object, facts.SHA256 = true, k.IssuedOn, k.ValidUntil, k.Object, k.SHA256
	}
	return record.Reservation{Space: CertificateSpace, Name: c.ReservedNumber, Facts: facts, Taken: problem.New(problem.Conflict, "number-taken")}
}
