package casework_test

import (
	"testing"
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/points"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
)

// rounds drives the workflow as the machine does, from the record alone, until it waits for somebody or ends; it
// returns the state that the machine is told last. What is opened must end at once or through the news of the chain.
func (w *world) rounds(id application.ID, prefix string) application.State {
	w.t.Helper()
	w.openLanesAndClock(id, prefix)
	if _, ended := w.machine.Completed(prefix + string(application.ClockWait)); !ended {
		return application.Assessing
	}
	must(w.t, w.workflow.Open(w.t.Context(), id, application.ReviewWait, w.token(prefix+"review")))
	if _, ended := w.machine.Completed(prefix + "review"); !ended {
		return application.Reviewing
	}
	c, err := w.workflow.Decide(w.t.Context(), id)
	must(w.t, err)
	if c.State == application.Confirming {
		must(w.t, w.workflow.Open(w.t.Context(), id, application.ConfirmationWait, w.token(prefix+"confirmation")))
	}
	return c.State
}

func (w *world) education(id application.ID, given programme.Points) {
	w.t.Helper()
	_, err := w.scoring.Score(w.t.Context(), officer("science-education"), id, "education",
		application.Finding{Points: given, Justification: why, Evidence: []string{drafts.Evidence["education"]}})
	must(w.t, err)
}

// A returned proposal ends the wait for the confirmation, and the machine waits for the lane anew.
func TestAReturnedProposalComesBackThroughTheWorkflow(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	w.education(id, 3)
	w.score(id, 30, 10, 0, 10, 8, 5)
	if state := w.rounds(id, "first "); state != application.Confirming {
		t.Fatalf("want it to wait for the confirmation, got %s", state)
	}
	_, err := w.scoring.Reopen(t.Context(), officer("science-education"), id, "education", why)
	wantKind(t, problem.Conflict, err)
	said := casework.Returning{Lanes: []programme.LaneID{"education"}, Reason: why}
	_, err = w.scoring.Return(t.Context(), officer("science-education"), id, said)
	wantKind(t, problem.Forbidden, err)
	_, err = w.scoring.Return(t.Context(), decider, id, said)
	must(t, err)
	w.deliverAll(id)
	if r, ended := w.machine.Completed("first confirmation"); !ended || r.State != string(application.Assessing) {
		t.Fatalf("want the machine told that the case is assessed again, got %+v %v", r, ended)
	}
	if state := w.rounds(id, "second "); state != application.Assessing {
		t.Fatalf("want it to wait for the lane, got %s", state)
	}
	if _, ended := w.machine.Completed("second lane:education"); ended {
		t.Error("want the lane that was returned waited for")
	}
	w.education(id, 13)
	w.deliverAll(id)
	if state := w.rounds(id, "third "); state != application.Confirming {
		t.Fatalf("want it proposed anew, got %s", state)
	}
	c, err := w.scoring.Confirm(t.Context(), decider, id, time.Time{})
	must(t, err)
	if c.Decision.Outcome != points.Recognised || c.Decision.Total != 76 {
		t.Errorf("want 76 recognised, got %+v", c.Decision)
	}
}

// A lane reopened while others are still open has no wait of its own left: the clock over all lanes waits for it.
func TestTheClockWaitsForALaneThatIsReopened(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	w.openLanesAndClock(id, "")
	w.education(id, 3)
	w.deliverAll(id)
	if _, ended := w.machine.Completed("lane:education"); !ended {
		t.Fatal("want the lane's own wait ended")
	}
	_, err := w.scoring.Reopen(t.Context(), person("boss", "science-education", identity.Supervisor), id, "education", why)
	must(t, err)
	c, err := w.store.Load(t.Context(), id)
	must(t, err)
	for _, l := range c.Lanes {
		if l.ID == "education" || l.Kind == programme.ClearanceLane {
			continue
		}
		_, err := w.scoring.Score(t.Context(), officer(l.Authority), id, l.ID, application.Finding{Justification: why})
		must(t, err)
	}
	_, err = w.scoring.Clear(t.Context(), officer("sms"), id, "clearance", why)
	must(t, err)
	if _, ended := w.machine.Completed("clock"); ended {
		t.Error("want the clock running")
	}
	w.minutes = 10
	if _, _, err = w.workflow.Nudge(t.Context(), id, application.ClockWait); err != nil {
		t.Fatal(err)
	}
	c, err = w.store.Load(t.Context(), id)
	must(t, err)
	if lane, err := c.Lane("education"); err != nil || len(lane.Reminders) != 1 {
		t.Errorf("want the reopened lane reminded, got %+v", lane)
	}
	w.education(id, 13)
	w.deliverAll(id)
	if _, ended := w.machine.Completed("clock"); !ended {
		t.Error("want the clock ended with the reopened lane")
	}
}

// An objection that comes while the machine is on its way to the decision fails no task: it is reviewed.
func TestALateObjectionIsReviewed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	w.score(id, 31, 18, 13, 13, 9, 4)
	if state := w.rounds(id, "first "); state != application.Confirming {
		t.Fatalf("want it to wait for the confirmation, got %s", state)
	}
	object := casework.Objecting{Lane: "clearance", Reason: why, LegalBasis: "article 16"}
	_, err := w.scoring.Object(t.Context(), officer("sms"), id, object)
	must(t, err)
	w.deliverAll(id)
	if r, ended := w.machine.Completed("first confirmation"); !ended || r.State != string(application.Reviewing) {
		t.Fatalf("want the machine sent back to the review, got %+v %v", r, ended)
	}
	if c, err := w.workflow.Decide(t.Context(), id); err != nil || c.State != application.Reviewing {
		t.Fatalf("want a decision task that changes nothing, got %s and %v", c.State, err)
	}
	if state := w.rounds(id, "second "); state != application.Reviewing {
		t.Fatalf("want it to wait for the ruling, got %s", state)
	}
	_, err = w.scoring.ResolveObjection(t.Context(), reviewer, id, casework.Resolving{Number: 1, Ruling: application.Upheld, Reason: why})
	must(t, err)
	if state := w.rounds(id, "third "); state != application.Confirming {
		t.Errorf("want it proposed anew, got %s", state)
	}
}
