package casework_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/pkg/testkit/memory"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/flow"
	"hsmp.example/cases/pkg/usecase/identity"
)

const why = "The evidence supports this finding in full."

// world is the whole system in memory, with a clock that tests turn.
type world struct {
	t        testing.TB
	store    *memory.Store
	objects  *memory.Objects
	machine  *memory.Machine
	intake   casework.Intake
	scoring  casework.Scoring
	answers  casework.Answers
	workflow casework.Workflow
	delivery flow.Delivery
	minutes  int // since drafts.At; a working day takes one
	entered  int // how often the machine entered a wait
}

func newWorld(t testing.TB) *world {
	t.Helper()
	rules, err := casework.LoadRules(60)
	must(t, err)
	w := &world{t: t, machine: memory.NewMachine()}
	now := func() time.Time { return drafts.At.Add(time.Duration(w.minutes) * time.Minute) }
	w.store = memory.NewAt(now)
	office := w.store.Office(rules, now)
	objects := memory.NewObjects(now)
	w.objects = objects
	ids := 0
	next := func() string { ids++; return fmt.Sprintf("%04d", ids) }
	w.intake = casework.Intake{Office: office, Register: w.store, Uploads: objects,
		NewCase:     func() application.ID { return application.ID("app_" + next()) },
		NewPerson:   func() application.PersonID { return application.PersonID("prs_" + next()) },
		NewDocument: func() string { return "doc_" + next() }}
	w.scoring = casework.Scoring{Office: office, Lists: w.store, Counters: w.store, Kept: w.store, Uploads: objects}
	w.answers = casework.Answers{Office: office, Issued: objects, History: w.store}
	w.workflow = casework.Workflow{Office: office, Flow: flow.Flow{Tokens: w.store, Machine: w.machine, Starts: casework.Starts}}
	w.delivery = flow.Delivery{Flow: w.workflow.Flow, Bus: w.machine}
	return w
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("want no problem, got %v", err)
	}
}

func wantKind(t testing.TB, kind problem.Kind, err error) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Errorf("want %s, got %v", kind, err)
	}
}

func person(name string, authority string, roles ...identity.Role) identity.Principal {
	return identity.Principal{Issuer: "https://issuer.test", Subject: name, Roles: roles, Authority: authority}
}

var (
	emre     = person("emre", "", identity.Applicant)
	stranger = person("stranger", "", identity.Applicant)
	chief    = person("chief", "sms", identity.Supervisor)
	reviewer = person("reviewer", "sms", identity.ObjectionReviewer)
	decider  = person("decider", "sms", identity.DecisionOfficer)
	auditor  = person("auditor", "", identity.Auditor)
)

func officer(authority programme.AuthorityID) identity.Principal {
	return person("officer-"+string(authority), string(authority), identity.Officer)
}

// draft files nothing yet: a complete draft of emre's, as if every upload had been accepted.
func (w *world) draft() application.ID {
	w.t.Helper()
	c, err := w.intake.Begin(w.t.Context(), emre, "en", "")
	must(w.t, err)
	_, _, err = w.store.Change(w.t.Context(), c.ID, func(c *application.Case) (record.Entry, error) {
		c.Form, c.Documents = drafts.Form(), drafts.Documents()
		return record.Entry{Action: "prepare", At: drafts.At}, nil
	})
	must(w.t, err)
	return c.ID
}

func (w *world) submitted() application.ID {
	w.t.Helper()
	id := w.draft()
	_, err := w.intake.Submit(w.t.Context(), emre, id)
	must(w.t, err)
	return id
}

// score closes every lane with these points in the order of the criteria.
func (w *world) score(id application.ID, given ...programme.Points) {
	w.t.Helper()
	c, err := w.store.Load(w.t.Context(), id)
	must(w.t, err)
	for i, l := range c.Lanes {
		if l.Outcome != nil {
			continue // said again it would be a reading, and the newest entry of the chain
		}
		if l.Kind == programme.ClearanceLane {
			_, err = w.scoring.Clear(w.t.Context(), officer(l.Authority), id, l.ID, why)
		} else {
			_, err = w.scoring.Score(w.t.Context(), officer(l.Authority), id, l.ID,
				application.Finding{Points: given[i], Justification: why, Evidence: []string{drafts.Evidence[l.ID]}})
		}
		must(w.t, err)
	}
}

func (w *world) decide(id application.ID) {
	w.t.Helper()
	must(w.t, w.workflow.Open(w.t.Context(), id, application.ReviewWait, w.token("token-review")))
	_, err := w.workflow.Decide(w.t.Context(), id)
	must(w.t, err)
	_, err = w.scoring.Confirm(w.t.Context(), decider, id, time.Time{})
	must(w.t, err)
}

func (w *world) deliverAll(id application.ID) {
	w.t.Helper()
	chain, err := w.store.Chain(w.t.Context(), id)
	must(w.t, err)
	for _, e := range chain {
		must(w.t, w.delivery.Signal(w.t.Context(), e))
	}
	must(w.t, w.delivery.Publish(w.t.Context(), chain))
	for _, e := range chain { // which the bus hands over
		must(w.t, casework.Clear(w.t.Context(), w.objects, id, e.Action, e.Subject))
	}
}

// token is a callback token of a wait that the machine enters now, after all it entered before.
func (w *world) token(name string) record.Token {
	w.entered++
	return record.Token{Token: name, Entered: drafts.At.Add(time.Duration(w.entered) * time.Second)}
}

// readings are who looked at the case so far, the oldest first.
func (w *world) readings(id application.ID) []record.Reading {
	w.t.Helper()
	all, more, err := w.store.Readings(w.t.Context(), id, record.Page{Limit: 1000})
	must(w.t, err)
	if more {
		w.t.Fatal("want all readings on one page")
	}
	return all
}
