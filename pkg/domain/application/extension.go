package application

import (
	"strings"
	"time"

	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
)

// Extension lengthens the clock once, by ten working days, for additional investigation (Decision 99; fact 58,
// contradictions C1, C2). It carries a reason, and one person asks for it and another approves. A programme may have none
// (Extension.Max 0).
type Extension struct {
	Lane        programme.LaneID
	WorkingDays int
	Reason      string
	By          string
	At          time.Time
	Approval    *Approval
}

// Approval is the answer to a requested extension.
type Approval struct {
	Granted bool
	Reason  string
	By      string
	At      time.Time
}

// Granted reports whether the clock is longer by it.
func (e *Extension) Granted() bool { return e != nil && e.Approval != nil && e.Approval.Granted }

// Word says how far the extension is, in one word: asked, granted or refused.
func (e *Extension) Word() string {
	switch {
	case e.Approval == nil:
		return "asked"
	case e.Approval.Granted:
		return "granted"
	}
	return "refused"
}

// RequestExtension asks for the extension out of a lane that is still open. While one waits or is granted there can be no
// other; one that was refused may be asked for again with a better reason.
func (c *Case) RequestExtension(act Act, t Timetable, id programme.LaneID, reason string) error {
	if _, err := c.openLane(id); err != nil {
		return err
	}
	if t.Programme.Clock.Extension.Max == 0 {
		return problem.New(problem.Conflict, "no-extensions")
	}
	reason = strings.TrimSpace(reason)
	if e := c.Extension; e != nil && (e.Approval == nil || e.Approval.Granted) {
		if e.By == act.By.ID && e.Reason == reason {
			return nil
		}
		return problem.New(problem.Conflict, "extension-used")
	}
	if err := problem.Of(reasonFaults("/reason", reason)); err != nil {
		return err
	}
	c.Extension = &Extension{Lane: id, WorkingDays: t.Programme.Clock.Extension.WorkingDays, Reason: reason, By: act.By.ID, At: act.At}
	return nil
}

// AnswerExtension grants or refuses the extension. Granting moves the due date of every open lane; the next
// checkpoint is found anew when the workflow reads the case again.
func (c *Case) AnswerExtension(act Act, t Timetable, granted bool, reason string) error {
	e := c.Extension
	if e == nil {
		return problem.New(problem.NotFound, "no-extension")
	}
	reason = strings.TrimSpace(reason)
	if a := e.Approval; a != nil {
		if a.By == act.By.ID && a.Granted == granted && a.Reason == reason {
			return nil
		}
		return problem.New(problem.Conflict, "extension-answered")
	}
	if err := c.must(Assessing, Reviewing); err != nil {
		return err
	}
	if e.By == act.By.ID {
		return problem.New(problem.Forbidden, "own-extension")
	}
	if err := problem.Of(reasonFaults("/reason", reason)); err != nil {
		return err
	}
	e.Approval = &Approval{Granted: granted, Reason: reason, By: act.By.ID, At: act.At}
	c.reckon(act, t)
	return nil
}
