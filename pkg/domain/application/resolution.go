package application

import (
	"fmt"
	"time"

	"hsmp.example/cases/pkg/domain/characters"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
)

// Ruling is what became of an objection.
type Ruling string

// The rulings. An objection without one waits, and holds the recognition up.
const (
	Upheld    Ruling = "upheld"    // the recognition is refused at any total
	Lifted    Ruling = "lifted"    // it counts no more
	TakenBack Ruling = "withdrawn" // nobody ruled: the authority that raised it withdrew it, and it counts no more
)

// Resolution is how an objection ended: by the Service's ruling, or by its withdrawal.
type Resolution struct {
	Ruling Ruling
	Reason string
	By     string
	At     time.Time
}

// ResolveObjection rules on an objection, with reasons. It may be done while lanes are open or in review; a ruling once
// given stays.
func (c *Case) ResolveObjection(act Act, number int, ruling Ruling, reason string) error {
	return c.resolve(act, number, ruling, reason, func(o Objection, faults []problem.Fault) error {
		if ruling != Upheld && ruling != Lifted {
			faults = append(faults, problem.At("/ruling", "not-listed", "options", "upheld, lifted"))
		}
		if err := problem.Of(faults); err != nil {
			return err
		}
		if o.By == act.By.ID {
			return problem.New(problem.Forbidden, "own-objection")
		}
		return nil
	})
}

// WithdrawObjection takes an objection back, with the reason (gap G1). Any officer of the authority that raised it may,
// while it waits for a ruling. A clearance that it closed is open again, unless another objection of it is not
// withdrawn: a security check ends with a clearance or with an objection, never with silence.
func (c *Case) WithdrawObjection(act Act, number int, reason string) error {
	err := c.resolve(act, number, TakenBack, reason, func(o Objection, faults []problem.Fault) error {
		if string(o.Authority) != act.By.Authority {
			return problem.New(problem.Forbidden, "not-your-objection")
		}
		return problem.Of(faults)
	})
	if err == nil {
		c.uncloseClearance(number)
	}
	return err
}

// uncloseClearance opens the lane that an objection closed which was withdrawn; the newest that still counts closes it
// instead.
func (c *Case) uncloseClearance(number int) {
	for i := range c.Lanes {
		lane := &c.Lanes[i]
		if lane.Objection != number {
			continue
		}
		c.closeByObjection(lane)
		c.assessAgain()
	}
}

// closeByObjection closes a clearance without an outcome by the newest of its objections that is not withdrawn, if any.
func (c *Case) closeByObjection(lane *Lane) {
	lane.Objection = 0
	if lane.Kind != programme.ClearanceLane {
		return
	}
	for _, o := range c.Objections {
		if o.Lane == lane.ID && (o.Resolution == nil || o.Resolution.Ruling != TakenBack) {
			lane.Objection = o.Number
		}
	}
}

// assessAgain takes a case back to its lanes where one of them is open again.
func (c *Case) assessAgain() {
	if c.State == Reviewing && !c.AllLanesClosed() {
		c.State = Assessing
	}
}

// resolve ends an objection unless refused says why not, told what is wrong with the reason. How it ended stays; the
// same said again by the same person changes nothing, also when the case has gone on since.
func (c *Case) resolve(act Act, number int, ruling Ruling, reason string, refused func(Objection, []problem.Fault) error) error {
	o, err := c.Objection(number)
	if err != nil {
		return err
	}
	resolution := Resolution{Ruling: ruling, Reason: characters.Trim(reason), By: act.By.ID, At: act.At}
	if o.Resolution != nil && o.Resolution.same(resolution) {
		return nil
	}
	if err := c.must(Assessing, Reviewing); err != nil {
		return err
	}
	if r := o.Resolution; r != nil && r.Ruling == TakenBack {
		return problem.New(problem.Conflict, "objection-withdrawn", "number", fmt.Sprint(number))
	}
	if o.Resolution != nil {
		return problem.New(problem.Conflict, "objection-resolved", "number", fmt.Sprint(number))
	}
	if err := refused(*o, reasonFaults("/reason", resolution.Reason)); err != nil {
		return err
	}
	o.Resolution = &resolution
	return nil
}

func (r Resolution) same(resolution Resolution) bool {
	return r.Ruling == resolution.Ruling && r.Reason == resolution.Reason && r.By == resolution.By
}
