package casework

import (
	"context"
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
	"hsmp.example/cases/pkg/problem"
)

// The workflow's own acts, as the chain names them. Published events carry the same words.
const (
	Begun     audit.Action = "begin-review"
	Proposed  audit.Action = "propose-decision"
	Reminded  audit.Action = "remind"
	Escalated audit.Action = "escalate"
	Reckoned  audit.Action = "reckon-due-date"
	Reserved  audit.Action = "reserve-certificate"
	Certified audit.Action = "issue-certificate"
	Reasoned  audit.Action = "issue-statement"
	Inspected audit.Action = "inspect-document"
)

// Tokens keeps what the workflow waits with. They are no part of the case: what they are for is told by the record, which
// is asked whenever a wait is opened.
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

// Admission is what the workflow begins with: the waits of the lanes, and the first checkpoint of the clock over them all.
type Admission struct {
	Case       application.ID     `json:"case"`
	Lanes      []application.Wait `json:"lanes"`
	Checkpoint time.Time          `json:"checkpoint"`
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
	return Admission{Case: id, Lanes: c.Watched(application.ClockWait), Checkpoint: nextLook(&c, t, w.Now())}, nil
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
	if err != nil {
		return err
	}
	if wait == application.ClockWait {
		if err := w.mend(ctx, &c); err != nil {
			return err
		}
	}
	if !c.Settled(wait) {
		return nil
	}
	return w.Machine.Complete(ctx, token, WaitResult{Case: id, Wait: wait, State: string(c.State)})
}

// mend ends the wait of every lane that is closed already. It is done whenever the clock's wait is opened, and so at each
// checkpoint and always before the clock ends by itself: lanes have no checkpoint of their own at which the record is asked
// again, and a lane whose news never reached the machine would hold up the case. To end a wait twice is no error.
func (w Workflow) mend(ctx context.Context, c *application.Case) error {
	for _, lane := range c.Watched(application.ClockWait) {
		if !c.Settled(lane) {
			continue
		}
		if err := settle(ctx, w.Tokens, w.Machine, WaitResult{Case: c.ID, Wait: lane, State: string(c.State)}); err != nil {
			return err
		}
	}
	return nil
}

func (w Workflow) beginReview(ctx context.Context, id application.ID) error {
	_, err := w.Step(ctx, id, Begun, "", func(c *application.Case, _ application.Act) error { return c.BeginReview() })
	return err
}

// Nudge reminds or escalates where a checkpoint has passed: for the clock every lane that is silent, each by a change of
// its own, so that lanes done before a failure stay done and are passed over when it runs again. Before that it moves a due
// date that another calendar reckoned, so that letters name the date that they are sent by. It says when to look again and how
// many it escalated, those before a failure too.
func (w Workflow) Nudge(ctx context.Context, id application.ID, wait application.Wait) (next Opening, escalated int, err error) {
	c, err := w.Cases.Peek(ctx, id)
	if err != nil {
		return Opening{}, 0, err
	}
	if c, err = w.reckon(ctx, c); err != nil {
		return Opening{}, 0, err
	}
	act := application.Act{By: audit.Workflow, At: w.Now()}
	for _, silent := range c.Watched(wait) {
		if c.Settled(silent) {
			continue
		}
		var reminder *application.Reminder
		if c, reminder, err = w.remind(ctx, id, silent, act); err != nil {
			return Opening{}, escalated, err
		}
		if reminder != nil && reminder.Escalated {
			escalated++
		}
	}
	t, err := w.Rules.Of(&c)
	if err != nil {
		return Opening{}, escalated, err
	}
	return Opening{Case: id, Wait: wait, Checkpoint: nextLook(&c, t, act.At)}, escalated, nil
}

// remind is the change of one reminder; nil says that there was nothing to remind of.
func (w Workflow) remind(ctx context.Context, id application.ID, wait application.Wait, act application.Act) (application.Case, *application.Reminder, error) {
	var reminder *application.Reminder
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
	return c, reminder, err
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
		settled, was := settledWaits(c), reckoningOf(c)
		if err := move(c, act); err != nil {
			return audit.Entry{}, err
		}
		return audit.Entry{Case: string(c.ID), At: act.At, Actor: act.By, Action: action, Subject: subject,
			Settles: newlySettled(c, settled), Details: was.moved(c, details(c))}, nil
	})
}
