package application

import (
	"strings"

	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
)

// Wait names something the workflow waits for: a lane, the clock over all lanes, the review of objections, the
// confirmation.
type Wait = record.Wait

// The waits that are not lanes.
const (
	ClockWait        Wait = "clock" // until the last lane closes; its checkpoints are the case's, not one lane's
	ReviewWait       Wait = "review"
	ConfirmationWait Wait = "confirmation"
)

const lanePrefix = "lane:"

// LaneWait is the wait for one lane to close.
func LaneWait(id programme.LaneID) Wait { return Wait(lanePrefix + string(id)) }

// WaitedLane returns the lane that is waited for, and false when it is not a lane.
func WaitedLane(w Wait) (programme.LaneID, bool) {
	id, ok := strings.CutPrefix(string(w), lanePrefix)
	if !ok {
		return "", false
	}
	return programme.LaneID(id), id != ""
}

// Settled reports whether what w waits for has happened, by the record alone. The workflow asks it each time it opens a
// wait, so that no signal is lost when two things happen at once. A review or a confirmation that the case has left,
// forward or back to its lanes, is waited for no more: the workflow asks the record where the case is.
func (c *Case) Settled(w Wait) bool {
	if c.State.Closed() || c.State == Issuing {
		return true
	}
	switch w {
	case ClockWait:
		return c.AllLanesClosed()
	case ReviewWait:
		return c.State != Reviewing || !c.HasUnresolvedObjection()
	case ConfirmationWait:
		return !c.AwaitsConfirmation()
	}
	id, ok := WaitedLane(w)
	if !ok {
		return false
	}
	lane, err := c.Lane(id)
	return err == nil && lane.Closed()
}

// Waits lists every wait a case can have: its lanes, then the clock that ends with the last of them, the review and the
// confirmation. A withdrawal settles them all.
func (c *Case) Waits() []Wait {
	return append(c.Watched(ClockWait), ClockWait, ReviewWait, ConfirmationWait)
}

// Watched lists whom a checkpoint of the wait concerns: for the clock the wait of every lane, for any other itself.
func (c *Case) Watched(w Wait) []Wait {
	if w != ClockWait {
		return []Wait{w}
	}
	lanes := make([]Wait, 0, len(c.Lanes)+3)
	for _, l := range c.Lanes {
		lanes = append(lanes, LaneWait(l.ID))
	}
	return lanes
}
