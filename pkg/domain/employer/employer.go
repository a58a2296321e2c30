package employer

import (
	"slices"
	"time"

	"hsmp.example/cases/pkg/domain/characters"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
)

// RecordKind is the kind of record that a registration is.
const RecordKind record.Kind = "employer"

// ID names a registration; it says nothing of the employer.
type ID = record.ID

// State is how far a registration is.
type State string

// The states. That the Service rules on each registration is assumed: the sources say that employers register (fact 24)
// and that personal data in the portal are secured (fact 33).
const (
	Submitted  State = "submitted"  // waits for the Service
	Returned   State = "returned"   // waits for the employer, who is to mend something
	Registered State = "registered" // may ask for talents (fact 38)
	Refused    State = "refused"    // final; the employer may register anew
)

// States lists every state.
var States = []State{Submitted, Returned, Registered, Refused}

// Outcomes are the states that the Service's ruling may lead to.
var Outcomes = []State{Registered, Refused, Returned}

// How many characters a reason has. It is shown to the employer; a registration needs none.
const (
	LeastReason = 20
	MostReason  = 4000
)

// Act is who makes a move, and when.
type Act = record.Act

// Employer is one registration. Rulings are kept from the first, so that a second round shows what was asked in the
// first.
type Employer struct {
	ID          ID
	Owner       string // person key of who registered it, and alone may read and mend it
	State       State
	Form        Particulars
	Version     int // of the form; 1 is the first
	CreatedAt   time.Time
	SubmittedAt time.Time // of this version of the form
	Rulings     []Ruling
}

// Ruling is what the Service said of one version of the form.
type Ruling struct {
	Outcome State
	Reason  string // may be empty where the outcome is Registered
	By      string // person key of the officer
	At      time.Time
	Version int // of the form that was ruled on
}

// Register files a registration for whoever acts. It fails with every fault of the form.
func Register(act Act, id ID, form Particulars, p programme.Programme) (Employer, error) {
	form = form.tidy()
	if err := problem.Of(form.Faults(p)); err != nil {
		return Employer{}, err
	}
	return Employer{ID: id, Owner: act.By.ID, State: Submitted, Form: form, Version: 1, CreatedAt: act.At, SubmittedAt: act.At}, nil
}

// Live reports whether the registration holds its VÖEN: an employer has one registration that is not refused (assumed).
func (e *Employer) Live() bool { return e.State != Refused }

// Waits reports whether the Service is to rule on it.
func (e *Employer) Waits() bool { return e.State == Submitted }

// Says reports whether the form states exactly this, so that the same message sent again can be told from another.
func (e *Employer) Says(form Particulars) bool { return e.Form == form.tidy() }

// Correct replaces the form, if version is still the one that waits or was returned, and has it wait for the Service
// anew. The same form again, after nothing was asked, changes nothing.
func (e *Employer) Correct(act Act, version int, form Particulars, p programme.Programme) error {
	if e.State != Submitted && e.State != Returned {
		return errSettled()
	}
	if e.State == Submitted && e.Says(form) {
		return nil
	}
	if version != e.Version {
		return problem.New(problem.Stale, "stale")
	}
	form = form.tidy()
	if err := problem.Of(form.Faults(p)); err != nil {
		return err
	}
	e.State, e.Form, e.SubmittedAt = Submitted, form, act.At
	e.Version++
	return nil
}

// Rule is the Service's word on the version of the form that the officer has read. The same ruling again changes
// nothing.
func (e *Employer) Rule(act Act, version int, outcome State, reason string) error {
	reason = characters.Trim(reason)
	if err := problem.Of(rulingFaults(outcome, reason)); err != nil {
		return err
	}
	if last := len(e.Rulings) - 1; last >= 0 && e.State == outcome && e.Rulings[last].same(act, version, reason) {
		return nil
	}
	if e.State != Submitted {
		return errSettled()
	}
	if version != e.Version {
		return problem.New(problem.Stale, "stale")
	}
	e.State = outcome
	e.Rulings = append(e.Rulings, Ruling{Outcome: outcome, Reason: reason, By: act.By.ID, At: act.At, Version: version})
	return nil
}

func (r Ruling) same(act Act, version int, reason string) bool {
	return r.By == act.By.ID && r.Version == version && r.Reason == reason
}

// rulingFaults asks for a reason wherever the employer has not got what was asked for.
func rulingFaults(outcome State, reason string) []problem.Fault {
	var k checks
	if !slices.Contains(Outcomes, outcome) {
		k.listed("/outcome", words(Outcomes))
	}
	k.length("/reason", reason, MostReason)
	switch n := characters.Count(reason); {
	case n == 0 && outcome != Registered:
		k.add("/reason", "required")
	case n > 0 && n < LeastReason:
		k.add("/reason", "too-short", "min", "20")
	}
	return k
}

func errSettled() error {
	return problem.New(problem.Conflict, "registration-settled")
}
