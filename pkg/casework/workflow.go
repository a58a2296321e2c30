package casework

import (
	"context"
	"time"

	"hsmp.example/cases/pkg/application"
	"hsmp.example/cases/pkg/audit"
	"hsmp.example/cases/pkg/problem"
)

// The workflow's own acts, as the chain names them. Published events carry the same words.
const (
	Begun     audit.Action = "begin-review"
	Proposed  audit.Action = "propose-decision"
	Reminded  audit.Action = "remind"
	Escalated audit.Action = "escalate"
	Reserved  audit.Action = "reserve-certificate"
	Certified audit.Action = "issue-certificate"
	Reasoned  audit.Action = "issue-statement"
	Inspected audit.Action = "inspect-document"
)

// Tokens keeps what the workflow waits with. They are no part of the case: losing one loses nothing, since each wait is
// opened again at its next checkpoint.
type Tokens interface {
	KeepToken(ctx context.Context, id application.ID, w application.Wait, token string) error
	Token(ctx context.Context, id application.ID, w application.Wait) (token string, found bool, err error)
}

// Machine is the running workflow.
type Machine interface {
	// Start begins the workflow of the case; a second start of the same case is no error and starts nothing.
	Start(ctx context.Context, id application.ID) error
	// Complete ends a wait. A token that is spent or has run out is no error: the wait has ended or will be opened again.
	Complete(ctx context.Context, token string, result WaitResult) error
}

// WaitResult is what the workflow learns when a wait ends.
type WaitResult struct {
	Case  application.ID   `json:"case"`
	Wait  application.Wait `json:"wait"`
	State string           `json:"state"` // of the case
}

// Workflow is the work of the state machine's tasks.
type Workflow struct {
	Office
	Tokens  Tokens
	Machine Machine
}

// Opening is one wait that the machine opens, with the instant at which it looks again.
type Opening struct {
	Case       application.ID   `json:"case"`
	Wait       application.Wait `json:"wait"`
	Checkpoint time.Time        `json:"checkpoint"`
}

// Admission is what the workflow begins with.
type Admission struct {
	Case  application.ID `json:"case"`
	Lanes []Opening      `json:"lanes"`
}

// Admit checks that the submission is as it was frozen and lists the lanes with the first checkpoint. It changes nothing,
// so it may run again.
func (w Workflow) Admit(ctx context.Context, id application.ID) (Admission, error) {
	c, err := w.Cases.Peek(ctx, id)
	if err != nil {
		return Admission{}, err
	}
	whole, err := c.Unaltered()
	if err != nil {
		return Admission{}, err
	}
	if c.Submission == nil || !whole {
		return Admission{}, problem.New(problem.Conflict, "submission-altered")
	}
	t, err := w.Rules.Of(&c)
	if err != nil {
		return Admission{}, err
	}
	admission := Admission{Case: id, Lanes: make([]Opening, 0, len(c.Lanes))}
	checkpoint := nextLook(&c, t, w.Now())
	for _, lane := range c.Lanes {
		admission.Lanes = append(admission.Lanes, Opening{Case: id, Wait: application.LaneWait(lane.ID), Checkpoint: checkpoint})
	}
	return admission, nil
}

// Open keeps the token of a wait and then asks the record: what was settled before the token was kept completes it at
// once, what is settled later completes it through the stream. So no signal is lost, in whichever order things happen.
func (w Workflow) Open(ctx context.Context, id application.ID, wait application.Wait, token string) error {
	if wait == application.ReviewWait {
		if err := w.beginReview(ctx, id); err != nil {
			return err
		}
	}
	if err := w.Tokens.KeepToken(ctx, id, wait, token); err != nil {
		return err
	}
	c, err := w.Cases.Peek(ctx, id)
	if err != nil || !c.Settled(wait) {
		return err
	}
	return w.Machine.Complete(ctx, token, WaitResult{Case: id, Wait: wait, State: string(c.State)})
}

func (w Workflow) beginReview(ctx context.Context, id application.ID) error {
	_, err := w.Step(ctx, id, Begun, "", func(c *application.Case, _ application.Act) error { return c.BeginReview() })
	return err
}

// Nudge reminds or escalates where a checkpoint has passed, and says when to look again and whether it escalated.
func (w Workflow) Nudge(ctx context.Context, id application.ID, wait application.Wait) (next Opening, escalated bool, err error) {
	var reminder *application.Reminder
	now := w.Now()
	act := application.Act{By: audit.Workflow, At: now}
	c, err := w.Cases.Change(ctx, id, func(c *application.Case) (audit.Entry, error) {
		t, err := w.Rules.Of(c)
		if err != nil {
			return audit.Entry{}, err
		}
		if reminder, err = c.Nudge(act, t, wait); err != nil {
			return audit.Entry{}, err
		}
		return reminderEntry(c, act, wait, reminder), nil
	})
	if err != nil {
		return Opening{}, false, err
	}
	t, err := w.Rules.Of(&c)
	if err != nil {
		return Opening{}, false, err
	}
	return Opening{Case: id, Wait: wait, Checkpoint: nextLook(&c, t, now)}, reminder != nil && reminder.Escalated, nil
}

// shortestWait is what a wait is given at least. The task that opens it must be able to answer before it runs out, or a busy
// emulator would open and time out for ever; only the accelerated clock has checkpoints that are closer.
const shortestWait = 15 * time.Second

// nextLook is the next checkpoint, but never so soon that no task could answer by then.
func nextLook(c *application.Case, t application.Timetable, now time.Time) time.Time {
	next, least := c.NextCheckpoint(t, now), now.Add(shortestWait)
	if next.Before(least) {
		return least
	}
	return next
}

func reminderEntry(c *application.Case, act application.Act, wait application.Wait, r *application.Reminder) audit.Entry {
	e := audit.Entry{Case: string(c.ID), At: act.At, Actor: act.By, Action: Reminded, Subject: string(wait), Details: details(c)}
	if r != nil && r.Escalated {
		e.Action = Escalated
	}
	if id, ok := wait.Lane(); ok {
		if lane, err := c.Lane(id); err == nil {
			e.Details["authority"] = string(lane.Authority)
		}
	}
	return e
}

// Decide works out the proposed outcome; where the programme confirms automatically it is the decision.
func (w Workflow) Decide(ctx context.Context, id application.ID) (application.Case, error) {
	return w.Step(ctx, id, Proposed, "", func(c *application.Case, act application.Act) error {
		t, err := w.Rules.Of(c)
		if err != nil {
			return err
		}
		return c.Propose(act, t)
	})
}

// Step is a change made by the system itself, with its entry in the chain.
func (o Office) Step(ctx context.Context, id application.ID, action audit.Action, subject string, move func(*application.Case, application.Act) error) (application.Case, error) {
	act := application.Act{By: audit.Workflow, At: o.Now()}
	return o.Cases.Change(ctx, id, func(c *application.Case) (audit.Entry, error) {
		settled := settledWaits(c)
		if err := move(c, act); err != nil {
			return audit.Entry{}, err
		}
		return audit.Entry{Case: string(c.ID), At: act.At, Actor: act.By, Action: action, Subject: subject,
			Settles: newlySettled(c, settled), Details: details(c)}, nil
	})
}
