package casework

import (
	"context"
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/flow"
	"hsmp.example/cases/pkg/usecase/identity"
)

// The workflow's own acts, as the chain names them. Published events carry the same words.
const (
	Begun     record.Action = "begin-review"
	Proposed  record.Action = "propose-decision"
	Reminded  record.Action = "remind"
	Escalated record.Action = "escalate"
	Reckoned  record.Action = "reckon-due-date"
	Reserved  record.Action = "reserve-certificate"
	Certified record.Action = "issue-certificate"
	Reasoned  record.Action = "issue-statement"
	Inspected record.Action = "inspect-document"
	Clashed   record.Action = "note-clash"
)

// decisive are the workflow's acts that others rely on.
var decisive = []record.Action{Proposed, Certified, Reasoned}

// Starts says by which act the workflow of a case begins.
var Starts = flow.Starts{application.RecordKind: record.Action(identity.Submit)}

// Workflow is the work of the state machine's tasks.
type Workflow struct {
	Office
	Flow flow.Flow
}

// Opening is one wait that the machine opens, with the instant at which it looks again.
type Opening struct {
	Record     application.ID   `json:"record"`
	Wait       application.Wait `json:"wait"`
	Checkpoint time.Time        `json:"checkpoint"`
}

// Admission is what the workflow begins with: the waits of the lanes, and the first checkpoint of the clock over them
// all.
type Admission struct {
	Record     application.ID     `json:"record"`
	Lanes      []application.Wait `json:"lanes"`
	Checkpoint time.Time          `json:"checkpoint"`
}

// Admit checks that the submission is as it was frozen and lists the lanes with the first checkpoint. It changes
// nothing, so it may run again.
func (w Workflow) Admit(ctx context.Context, id application.ID) (Admission, error) {
	c, err := w.Cases.Load(ctx, id)
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
	return Admission{Record: id, Lanes: c.Watched(application.ClockWait), Checkpoint: nextLook(&c, t, w.Now())}, nil
}

// Open has the machine wait for something of the case, and ends the wait at once where it has happened.
func (w Workflow) Open(ctx context.Context, id application.ID, wait application.Wait, token record.Token) error {
	if wait == application.ReviewWait {
		if err := w.beginReview(ctx, id); err != nil {
			return err
		}
	}
	return w.Flow.Open(ctx, id, wait, token, func(ctx context.Context) (flow.Waiting, error) { return w.Waiting(ctx, id) })
}

// Waiting returns the case as the machine sees it.
func (o Office) Waiting(ctx context.Context, id application.ID) (flow.Waiting, error) {
	c, err := o.Cases.Load(ctx, id)
	return waiting{&c}, err
}

type waiting struct{ *application.Case }

// State implements flow.Waiting.
func (w waiting) State() string { return string(w.Case.State) }

func (w Workflow) beginReview(ctx context.Context, id application.ID) error {
	_, err := w.Step(ctx, id, Begun, "", func(c *application.Case, _ application.Act) error {
		c.BeginReview()
		return nil
	})
	return err
}

// Nudge reminds or escalates where a checkpoint has passed: for the clock every lane that is silent, each by a change
// of its own, so that lanes done before a failure stay done and are passed over when it runs again. Before that it
// moves a due date that another calendar reckoned, so that letters name the date that they are sent by. It says when to
// look again and how many it escalated, those before a failure too.
func (w Workflow) Nudge(ctx context.Context, id application.ID, wait application.Wait) (next Opening, escalated int, err error) {
	c, err := w.Cases.Load(ctx, id)
	if err != nil {
		return Opening{}, 0, err
	}
	if c, err = w.reckon(ctx, c); err != nil {
		return Opening{}, 0, err
	}
	act := application.Act{By: record.Workflow, At: w.Now()}
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
	return Opening{Record: id, Wait: wait, Checkpoint: nextLook(&c, t, act.At)}, escalated, nil
}

// remind is the change of one reminder; nil says that there was nothing to remind of.
func (w Workflow) remind(ctx context.Context, id application.ID, wait application.Wait, act application.Act) (application.Case, *application.Reminder, error) {
	var reminder *application.Reminder
	c, _, err := w.Cases.Change(ctx, id, func(c *application.Case) (record.Entry, error) {
		t, err := w.Rules.Of(c)
		if err != nil {
			return record.Entry{}, err
		}
		if reminder, err = c.Nudge(act, t, wait); err != nil {
			return record.Entry{}, err
		}
		return reminderEntry(c, act, wait, reminder), nil
	})
	return c, reminder, err
}

// shortestWait is what a wait is given at least. The task that opens it must be able to answer before it runs out, or a
// busy emulator would open and time out for ever; only the accelerated clock has checkpoints that are closer.
const shortestWait = 15 * time.Second

// nextLook is the next checkpoint, but never so soon that no task could answer by then.
func nextLook(c *application.Case, t application.Timetable, now time.Time) time.Time {
	next, least := c.NextCheckpoint(t, now), now.Add(shortestWait)
	if next.Before(least) {
		return least
	}
	return next
}

func reminderEntry(c *application.Case, act application.Act, wait application.Wait, r *application.Reminder) record.Entry {
	e := record.Entry{At: act.At, Actor: act.By, Action: Reminded, Subject: string(wait), Details: news(nil, facts(c))}
	if r != nil && r.Escalated {
		e.Action = Escalated
	}
	if id, ok := application.WaitedLane(wait); ok {
		if lane, err := c.Lane(id); err == nil {
			e.Details["authority"] = string(lane.Authority)
		}
	}
	return e
}

// Decide works out the proposed outcome; where the programme confirms automatically it is the decision. A case that has
// gone back to its lanes or to the review meanwhile it leaves as it is: where the case is now, the machine goes on.
func (w Workflow) Decide(ctx context.Context, id application.ID) (application.Case, error) {
	return w.Step(ctx, id, Proposed, "", func(c *application.Case, act application.Act) error {
		t, err := w.Rules.Of(c)
		if err != nil {
			return err
		}
		return c.Propose(act, t)
	})
}
