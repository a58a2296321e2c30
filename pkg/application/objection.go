package application

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/programme"
)

// Ruling is what became of an objection.
type Ruling string

// The rulings. An objection without a ruling stands.
const (
	Upheld Ruling = "upheld" // the recognition is refused at any total
	Lifted Ruling = "lifted" // it counts no more
)

// Objection is an authority's word against the recognition (fact 57). Who may object and with what effect is not said in
// the decision: it is a typed event with reason and legal basis, and blocks recognition until the Service rules (gap G1).
type Objection struct {
	Number     int // 1 is the first of the case
	Lane       programme.LaneID
	Authority  programme.AuthorityID
	Reason     string
	LegalBasis string
	By         string
	At         time.Time
	Resolution *Resolution
}

// Resolution is the Service's ruling on an objection.
type Resolution struct {
	Ruling Ruling
	Reason string
	By     string
	At     time.Time
}

// Standing reports whether the objection still blocks: it has no ruling, or it was upheld.
func (o Objection) Standing() bool { return o.Resolution == nil || o.Resolution.Ruling == Upheld }

// HasStandingObjection reports whether an objection waits for a ruling. An upheld one waits no more.
func (c *Case) HasStandingObjection() bool {
	for _, o := range c.Objections {
		if o.Resolution == nil {
			return true
		}
	}
	return false
}

// Object raises an objection from a lane while the case is assessed. In the clearance lane the objection closes the lane;
// a criterion's lane still waits for its points. The same objection sent again changes nothing.
func (c *Case) Object(act Act, id programme.LaneID, reason, legalBasis string) error {
	if err := c.must(Assessing); err != nil {
		return err
	}
	lane, err := c.Lane(id)
	if err != nil {
		return err
	}
	reason, legalBasis = strings.TrimSpace(reason), strings.TrimSpace(legalBasis)
	if c.hasObjection(id, act.By.ID, reason, legalBasis) {
		return nil
	}
	faults := reasonFaults("/reason", reason)
	if n := utf8.RuneCountInString(legalBasis); n == 0 {
		faults = append(faults, problem.At("/legal_basis", "required"))
	} else if n > 500 {
		faults = append(faults, problem.At("/legal_basis", "too-long", "max", "500"))
	}
	if lane.Kind == programme.ClearanceLane && lane.Closed() {
		return problem.New(problem.Conflict, "lane-closed", "lane", string(id))
	}
	if err := problem.Of(faults); err != nil {
		return err
	}
	c.Objections = append(c.Objections, Objection{Number: len(c.Objections) + 1, Lane: id, Authority: lane.Authority,
		Reason: reason, LegalBasis: legalBasis, By: act.By.ID, At: act.At})
	if lane.Kind == programme.ClearanceLane {
		lane.Outcome = &Outcome{Justification: reason, By: act.By.ID, At: act.At}
	}
	return nil
}

func (c *Case) hasObjection(lane programme.LaneID, by, reason, legalBasis string) bool {
	for _, o := range c.Objections {
		if o.Lane == lane && o.By == by && o.Reason == reason && o.LegalBasis == legalBasis {
			return true
		}
	}
	return false
}

// ResolveObjection rules on an objection, with reasons. It may be done while lanes are open or in review; a ruling once
// given stays.
func (c *Case) ResolveObjection(act Act, number int, ruling Ruling, reason string) error {
	if err := c.must(Assessing, Reviewing); err != nil {
		return err
	}
	if number < 1 || number > len(c.Objections) {
		return problem.New(problem.NotFound, "no-such-objection", "number", fmt.Sprint(number))
	}
	objection := &c.Objections[number-1]
	reason = strings.TrimSpace(reason)
	if r := objection.Resolution; r != nil {
		if r.By == act.By.ID && r.Ruling == ruling && r.Reason == reason {
			return nil
		}
		return problem.New(problem.Conflict, "objection-resolved", "number", fmt.Sprint(number))
	}
	faults := reasonFaults("/reason", reason)
	if ruling != Upheld && ruling != Lifted {
		faults = append(faults, problem.At("/ruling", "not-listed", "options", "upheld, lifted"))
	}
	if err := problem.Of(faults); err != nil {
		return err
	}
	if objection.By == act.By.ID {
		return problem.New(problem.Forbidden, "own-objection")
	}
	objection.Resolution = &Resolution{Ruling: ruling, Reason: reason, By: act.By.ID, At: act.At}
	return nil
}
