package casework_test

import (
	"testing"
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit/drafts"
)

func TestAdmissionListsLanesWithTheFirstCheckpoint(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	a, err := w.workflow.Admit(t.Context(), id)
	must(t, err)
	if len(a.Lanes) != 7 || a.Lanes[6] != "lane:clearance" || !a.Checkpoint.Equal(drafts.At.Add(10*time.Minute)) {
		t.Errorf("want seven lanes and a clock that looks again on day 10, got %+v", a)
	}
	_, _, err = w.store.Change(t.Context(), id, func(c *application.Case) (record.Entry, error) {
		c.Form.Finances.Funds++
		return record.Entry{Action: "tamper"}, nil
	})
	must(t, err)
	_, err = w.workflow.Admit(t.Context(), id)
	wantKind(t, problem.Conflict, err)
}

// No signal is lost, in whichever order the score, the token and the stream come.
func TestAScoreCompletesItsWaitInAnyOrder(t *testing.T) {
	t.Parallel()
	wait := application.LaneWait("education")
	for name, steps := range map[string][]string{
		"opened, scored, delivered":                 {"open", "score", "deliver"},
		"scored, delivered, opened":                 {"score", "deliver", "open"},
		"scored, opened, delivered":                 {"score", "open", "deliver"},
		"opened, scored, delivered twice":           {"open", "score", "deliver", "deliver"},
		"opened, scored, opened again, delivered":   {"open", "score", "open", "deliver"},
		"opened twice, scored, delivered":           {"open", "open", "score", "deliver"},
		"scored, opened twice, delivered in excess": {"score", "open", "open", "deliver", "deliver"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			id, last := w.submitted(), ""
			for i, step := range steps {
				switch step {
				case "open":
					last = "token-" + string(rune('a'+i))
					must(t, w.workflow.Open(t.Context(), id, wait, w.token(last)))
				case "score":
					_, err := w.scoring.Score(t.Context(), officer("science-education"), id, "education",
						application.Finding{Points: 12, Justification: why, Evidence: []string{"doc_diploma"}})
					must(t, err)
				case "deliver":
					w.deliverAll(id)
				}
			}
			if result, done := w.machine.Completed(last); !done || result.Wait != wait {
				t.Errorf("want the last token of the lane completed, got %+v %v", result, done)
			}
		})
	}
}

func TestNothingCompletesALaneThatIsOpen(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	must(t, w.workflow.Open(t.Context(), id, application.LaneWait("education"), w.token("token")))
	_, err := w.scoring.Claim(t.Context(), officer("science-education"), id, "education", false)
	must(t, err)
	w.deliverAll(id)
	if _, done := w.machine.Completed("token"); done {
		t.Error("want the wait open")
	}
	if started := w.machine.Started(); len(started) != 1 || started[0] != id {
		t.Errorf("want one execution started, got %v", started)
	}
}

func TestAWithdrawalEndsEveryWait(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	c, err := w.store.Load(t.Context(), id)
	must(t, err)
	for _, l := range c.Lanes {
		must(t, w.workflow.Open(t.Context(), id, application.LaneWait(l.ID), w.token("token-"+string(l.ID))))
	}
	_, err = w.intake.Withdraw(t.Context(), emre, id)
	must(t, err)
	w.deliverAll(id)
	for _, l := range c.Lanes {
		if r, done := w.machine.Completed("token-" + string(l.ID)); !done || r.State != "withdrawn" {
			t.Errorf("want lane %s ended as withdrawn, got %+v", l.ID, r)
		}
	}
	for _, wait := range []application.Wait{application.ClockWait, application.ReviewWait, application.ConfirmationWait} {
		must(t, w.workflow.Open(t.Context(), id, wait, w.token("late-"+string(wait))))
		if r, done := w.machine.Completed("late-" + string(wait)); !done || r.State != "withdrawn" {
			t.Errorf("want %s ended at once, got %+v", wait, r)
		}
	}
	if _, err := w.workflow.Decide(t.Context(), id); err != nil {
		t.Errorf("want a decision task that changes nothing, got %v", err)
	}
}

// An execution that failed and can be redriven no more is followed by another of the same case (docs/runbooks). The
// waits of the first are dead: the second must find what was done, and hear of all that is still to come.
func TestASecondExecutionGoesOnWhereTheFirstStopped(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	w.openLanesAndClock(id, "first ")
	_, err := w.scoring.Score(t.Context(), officer("science-education"), id, "education",
		application.Finding{Points: 12, Justification: why, Evidence: []string{"doc_diploma"}})
	must(t, err)
	w.deliverAll(id)
	waits := w.openLanesAndClock(id, "second ")
	for _, wait := range waits {
		if _, done := w.machine.Completed("second " + string(wait)); done != (wait == "lane:education") {
			t.Errorf("want only the lane that is closed ended at once, got %s ended: %v", wait, done)
		}
	}
	w.score(id, 33, 15, 12, 10, 6, 4)
	w.deliverAll(id)
	for _, wait := range waits {
		if _, done := w.machine.Completed("second " + string(wait)); !done {
			t.Errorf("want %s ended by the news", wait)
		}
	}
	w.decide(id)
	for _, wait := range append(w.openLanesAndClock(id, "third "), application.ReviewWait, application.ConfirmationWait) {
		must(t, w.workflow.Open(t.Context(), id, wait, w.token("third "+string(wait))))
		if r, done := w.machine.Completed("third " + string(wait)); !done || r.State != string(application.Issuing) {
			t.Errorf("want %s of a decided case ended at once and ready to issue, got %+v %v", wait, r, done)
		}
	}
	if c, err := w.workflow.Decide(t.Context(), id); err != nil || c.State != application.Issuing {
		t.Errorf("want a decision task that changes nothing, got %s and %v", c.State, err)
	}
}

// openLanesAndClock does what the machine does first, and returns the waits it opened, the clock last.
func (w *world) openLanesAndClock(id application.ID, prefix string) []application.Wait {
	w.t.Helper()
	a, err := w.workflow.Admit(w.t.Context(), id)
	must(w.t, err)
	waits := append(a.Lanes, application.ClockWait)
	for _, wait := range waits {
		must(w.t, w.workflow.Open(w.t.Context(), id, wait, w.token(prefix+string(wait))))
	}
	return waits
}

// Past the due day of an accelerated clock the next day is seconds away, and opening a wait takes a while.
func TestAWaitIsNeverShorterThanATaskNeeds(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	w.workflow.Rules.Clock.DaySeconds = 3
	w.minutes = 2
	next, escalated, err := w.workflow.Nudge(t.Context(), id, application.ClockWait)
	must(t, err)
	if want := drafts.At.Add(2*time.Minute + 15*time.Second); escalated != 7 || !next.Checkpoint.Equal(want) {
		t.Errorf("want seven escalations and the next look at %s, got %d and %s", want, escalated, next.Checkpoint)
	}
}

func TestOnlyADecidedCaseIsAnswered(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	_, err := w.answers.Decision(t.Context(), emre, id)
	wantKind(t, problem.Conflict, err)
	_, err = w.answers.Paper(t.Context(), emre, id)
	wantKind(t, problem.Conflict, err)
}
