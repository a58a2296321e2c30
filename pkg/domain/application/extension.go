package application

import (
	"fmt"
	"time"

	"hsmp.example/cases/pkg/domain/characters"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
)

// Extension is a request for ten more working days of the clock, for additional investigation, with its answer. One of
// a case is granted at most (Decision 99; fact 58, contradictions C1, C2). It carries a reason, and one person asks for
// it and another answers. A programme may have none (Extension.Max 0).
type Extension struct {
	Number      int // 1 is the first of the case
	Lane        programme.LaneID
	WorkingDays int
	Reason      string
	By          string
	At          time.Time
	Approval    *Approval // the answer; nil while it waits
}

// Approval is the answer to a requested extension.
type Approval struct {
	Granted bool
	Reason  string
	By      string
	At      time.Time
}

// Granted reports whether the clock is longer by it.
func (e Extension) Granted() bool { return e.Approval != nil && e.Approval.Granted }

// Word says how far the extension is, in one word: asked, granted or refused.
func (e Extension) Word() string {
	switch {
	case e.Approval == nil:
		return "asked"
	case e.Approval.Granted:
		return "granted"
	}
	return "refused"
}

// Extension finds a requested extension by its number.
func (c *Case) Extension(number int) (*Extension, error) {
	if number < 1 || number > len(c.Extensions) {
		return nil, problem.New(problem.NotFound, "no-such-extension", "number", fmt.Sprint(number))
	}
	return &c.Extensions[number-1], nil
}

// Extended is by how many working days the clock was lengthened; 0 where no extension is granted.
func (c *Case) Extended() int {
	for _, e := range c.Extensions {
		if e.Granted() {
			return e.WorkingDays
		}
	}
	return 0
}

// RequestExtension asks for the extension out of a lane that is still open, before the due day has ended: what is late
// is not made punctual afterwards (fact 58). While one waits or is granted there can be no other; one that was refused
// may be asked for again with a better reason, and stays in the record with its answer.
func (c *Case) RequestExtension(act Act, t Timetable, id programme.LaneID, reason string) error {
	if _, err := c.openLane(id); err != nil {
		return err
	}
	if t.Programme.Clock.Extension.Max == 0 {
		return problem.New(problem.Conflict, "no-extensions")
	}
	reason = characters.Trim(reason)
	for _, e := range c.Extensions {
		if e.Approval != nil && !e.Granted() {
			continue
		}
		if e.By == act.By.ID && e.Lane == id && e.Reason == reason {
			return nil
		}
		return problem.New(problem.Conflict, "extension-used")
	}
	if len(c.Extensions) >= MostExtensions {
		return problem.New(problem.Conflict, "extensions-used-up", "max", fmt.Sprint(MostExtensions))
	}
	if c.termOver(t, act.At) {
		return problem.New(problem.Conflict, "term-over")
	}
	if err := problem.Of(reasonFaults("/reason", reason)); err != nil {
		return err
	}
	c.Extensions = append(c.Extensions, Extension{Number: len(c.Extensions) + 1, Lane: id,
		WorkingDays: t.Programme.Clock.Extension.WorkingDays, Reason: reason, By: act.By.ID, At: act.At})
	return nil
}

// AnswerExtension grants or refuses an extension. Granting moves the due date of every open lane, and so must come
// before the due day has ended; a refusal may come at any time. The next checkpoint is found anew when the workflow
// reads the case.
func (c *Case) AnswerExtension(act Act, t Timetable, number int, granted bool, reason string) error {
	e, err := c.Extension(number)
	if err != nil {
		return err
	}
	reason = characters.Trim(reason)
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
	if granted && c.termOver(t, act.At) {
		return problem.New(problem.Conflict, "term-over")
	}
	e.Approval = &Approval{Granted: granted, Reason: reason, By: act.By.ID, At: act.At}
	c.reckon(act, t)
	return nil
}
