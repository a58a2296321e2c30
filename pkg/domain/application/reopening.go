package application

import (
	"fmt"
	"slices"
	"time"

	"hsmp.example/cases/pkg/domain/characters"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
)

// Superseded is an outcome that counts no more, because its lane was opened again before the decision. It stays in the
// record with the reason, and is told with the decision (invariant 3: no score changes after it).
type Superseded struct {
	Outcome
	Reopening
}

// Reopening is how a lane came to be open again: by its own authority, or by the decision officer who returned the
// proposal.
type Reopening struct {
	Reason   string
	By       string
	At       time.Time
	Returned bool
}

// ReopenLane takes the outcome of a lane back, with the reason, while nothing is proposed: a slip of the pen decides
// nobody's case. Any officer of the lane's authority may, and its supervisor. The case goes back to its lanes; the
// clock runs on.
func (c *Case) ReopenLane(act Act, id programme.LaneID, reason string) error {
	lane, err := c.Lane(id)
	if err != nil {
		return err
	}
	reopening := Reopening{Reason: characters.Trim(reason), By: act.By.ID, At: act.At}
	if lane.reopened(reopening) {
		return nil
	}
	if err := c.must(Assessing, Reviewing); err != nil {
		return err
	}
	if f := lane.notReopenable(false); f != nil {
		return problem.New(problem.Conflict, f[0], f[1:]...)
	}
	if err := problem.Of(reasonFaults("/reason", reopening.Reason)); err != nil {
		return err
	}
	c.reopen(lane, reopening)
	return nil
}

// Reopenable reports whether the outcome of a lane can be taken back by its authority now.
func (c *Case) Reopenable(l Lane) bool {
	return (c.State == Assessing || c.State == Reviewing) && l.notReopenable(false) == nil
}

// ReturnProposal sends a proposed outcome back to the lanes that are named, with the reason: the second pair of eyes
// may say no. Nobody returns what hangs on a word of their own. The clock runs on, and the outcome is worked out anew.
func (c *Case) ReturnProposal(act Act, lanes []programme.LaneID, reason string) error {
	reopening := Reopening{Reason: characters.Trim(reason), By: act.By.ID, At: act.At, Returned: true}
	if len(lanes) > 0 && !slices.ContainsFunc(lanes, func(id programme.LaneID) bool { return !c.reopened(id, reopening) }) {
		return nil
	}
	if err := c.must(Confirming); err != nil {
		return err
	}
	if slices.Contains(c.Handlers(), act.By.ID) {
		return problem.New(problem.Forbidden, "four-eyes")
	}
	if err := problem.Of(append(c.returnFaults(lanes), reasonFaults("/reason", reopening.Reason)...)); err != nil {
		return err
	}
	for i := range c.Lanes {
		if slices.Contains(lanes, c.Lanes[i].ID) {
			c.reopen(&c.Lanes[i], reopening)
		}
	}
	return nil
}

func (c *Case) returnFaults(lanes []programme.LaneID) []problem.Fault {
	if len(lanes) == 0 {
		return []problem.Fault{problem.At("/lanes", "required")}
	}
	var faults []problem.Fault
	for i, id := range lanes {
		at := fmt.Sprintf("/lanes/%d", i)
		lane, err := c.Lane(id)
		if err != nil {
			faults = append(faults, problem.At(at, "no-such-lane", "lane", string(id)))
		} else if f := lane.notReopenable(true); f != nil {
			faults = append(faults, problem.At(at, f[0], f[1:]...))
		}
	}
	return faults
}

// notReopenable is the code and the arguments of why a lane is not opened again; nil where it may be.
func (l Lane) notReopenable(returned bool) []string {
	if l.Outcome == nil {
		return []string{"lane-without-result", "lane", string(l.ID)}
	}
	times := 0
	for _, s := range l.Superseded {
		if s.Returned == returned {
			times++
		}
	}
	if times >= MostReopenings {
		return []string{"reopenings-used-up", "lane", string(l.ID), "max", fmt.Sprint(MostReopenings)}
	}
	return nil
}

// reopen takes the outcome back. A clearance whose authority objects is still closed, by the objection.
func (c *Case) reopen(lane *Lane, reopening Reopening) {
	lane.Superseded = append(lane.Superseded, Superseded{Outcome: *lane.Outcome, Reopening: reopening})
	lane.Outcome, lane.Claim = nil, nil
	c.closeByObjection(lane)
	c.State, c.Proposal = Assessing, nil
}

// reopened reports whether the lane is open by this very word, sent again.
func (l Lane) reopened(reopening Reopening) bool {
	last := len(l.Superseded) - 1
	if l.Closed() || last < 0 {
		return false
	}
	before := l.Superseded[last].Reopening
	return before.By == reopening.By && before.Reason == reopening.Reason && before.Returned == reopening.Returned
}

func (c *Case) reopened(id programme.LaneID, reopening Reopening) bool {
	lane, err := c.Lane(id)
	return err == nil && lane.reopened(reopening)
}
