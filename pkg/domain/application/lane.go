package application

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"hsmp.example/cases/pkg/domain/characters"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
)

// Lane is one authority's part of the assessment: one criterion to score, or the clearance. All lanes of a case are
// open at once and against one clock (Decision 99; facts 55, 56, 58).
type Lane struct {
	ID        programme.LaneID
	Kind      programme.LaneKind
	Authority programme.AuthorityID
	Maximum   programme.Points // 0 for the clearance lane
	Claim     *Claim
	Outcome   *Outcome  // what the authority said; nil while it is silent
	Ended     *Measured // when the authority closed it; nil while it is open
	Objection int       // number of the objection that closes the clearance; 0 where none does
	Withdrawn bool      // closed by the applicant's withdrawal
	Reminders []Reminder
	Routings  []Routing

	Superseded []Superseded // outcomes that were taken back, the oldest first
}

// Claim is an officer's word that he or she is working on the lane.
type Claim struct {
	By string // actor id
	At time.Time
}

// Outcome is what an authority says of its lane: points with their reasons or, in the clearance, that nothing stands
// against the recognition.
type Outcome struct {
	Points        programme.Points
	Justification string
	Evidence      []string // ids of the documents it rests on
	By            string   // actor id
	At            time.Time
}

// Routing is a move of the lane to another authority.
type Routing struct {
	From, To programme.AuthorityID
	Reason   string
	By       string
	At       time.Time
	Measured *Measured
}

// Closed reports whether nothing more is awaited from the lane.
func (l Lane) Closed() bool { return l.spoken() || l.Withdrawn }

// spoken reports whether the authority said what it had to say. The clearance ends with a clearance, or with an
// objection that its authority has not withdrawn.
func (l Lane) spoken() bool { return l.Outcome != nil || l.Objection > 0 }

// The least and the most characters of a written reason, and the fewest pieces of evidence points above zero rest on.
const (
	LeastReason = 20
	MostReason  = 4000
)

// ClaimLane marks the lane as worked on by the acting officer. A colleague's claim stands unless takeOver is said, so
// that two do not do the same work unknowingly, and an officer who falls ill does not hold the case up (gap G5).
func (c *Case) ClaimLane(act Act, id programme.LaneID, takeOver bool) error {
	lane, err := c.openLane(id)
	if err != nil {
		return err
	}
	if lane.Claim != nil && lane.Claim.By == act.By.ID {
		return nil
	}
	if lane.Claim != nil && !takeOver {
		return problem.New(problem.Conflict, "lane-claimed", "lane", string(id))
	}
	lane.Claim = &Claim{By: act.By.ID, At: act.At}
	return nil
}

// Finding is what an officer says to close a lane.
type Finding struct {
	Points        programme.Points
	Justification string
	Evidence      []string
	Shown         []string // ids of the documents that the lane sees; evidence must be among them
}

// ScoreLane closes a criterion's lane with points from 0 to the criterion's maximum (fact 56), a written justification
// and the evidence it rests on. Nobody scores a closed lane: the same score by the same officer again changes nothing,
// any other is a conflict until the lane is reopened. Scoring an unclaimed lane claims it.
func (c *Case) ScoreLane(act Act, id programme.LaneID, f Finding) error {
	return c.closeLane(act, id, programme.CriterionLane, f)
}

// ClearLane closes the clearance lane: the authority has nothing against the recognition (fact 57). What it has against
// it is said by an Objection.
func (c *Case) ClearLane(act Act, id programme.LaneID, justification string) error {
	return c.closeLane(act, id, programme.ClearanceLane, Finding{Justification: justification})
}

func (c *Case) closeLane(act Act, id programme.LaneID, kind programme.LaneKind, f Finding) error {
	lane, err := c.Lane(id)
	if err != nil {
		return err
	}
	if lane.Kind != kind {
		return problem.New(problem.Conflict, "wrong-lane-kind", "lane", string(id))
	}
	f.Justification, f.Evidence = characters.Trim(f.Justification), distinct(f.Evidence)
	if lane.repeats(act, f) {
		return nil
	}
	if lane, err = c.workableLane(act, id); err != nil {
		return err
	}
	if err := c.Promised(act.At, id); err != nil {
		return err
	}
	if err := problem.Of(c.faultsOf(*lane, f)); err != nil {
		return err
	}
	lane.hold(act)
	lane.Outcome = &Outcome{Points: f.Points, Justification: f.Justification, Evidence: f.Evidence, By: act.By.ID, At: act.At}
	return nil
}

// workableLane returns an open lane that no colleague of the acting officer has claimed, or says why not.
func (c *Case) workableLane(act Act, id programme.LaneID) (*Lane, error) {
	lane, err := c.openLane(id)
	if err != nil {
		return nil, err
	}
	if lane.Claim != nil && lane.Claim.By != act.By.ID {
		return nil, problem.New(problem.Conflict, "lane-claimed", "lane", string(id))
	}
	return lane, nil
}

// hold claims an unclaimed lane for who closes it.
func (l *Lane) hold(act Act) {
	if l.Claim == nil {
		l.Claim = &Claim{By: act.By.ID, At: act.At}
	}
}

// repeats reports whether this finding is the one that closed the lane, sent again.
func (l Lane) repeats(act Act, f Finding) bool {
	o := l.Outcome
	return o != nil && o.By == act.By.ID && o.Points == f.Points && o.Justification == f.Justification &&
		slices.Equal(o.Evidence, f.Evidence)
}

func (c *Case) faultsOf(l Lane, f Finding) []problem.Fault {
	var faults []problem.Fault
	if f.Points < 0 || f.Points > l.Maximum {
		faults = append(faults, problem.At("/points", "out-of-range", "min", "0", "max", fmt.Sprint(l.Maximum)))
	}
	faults = append(faults, reasonFaults("/justification", f.Justification)...)
	if f.Points > 0 && len(f.Evidence) == 0 {
		faults = append(faults, problem.At("/evidence", "evidence-missing"))
	}
	for i, id := range f.Evidence {
		document, err := c.Document(id)
		if err != nil || document.State != evidence.Accepted || !slices.Contains(f.Shown, id) {
			faults = append(faults, problem.At(fmt.Sprintf("/evidence/%d", i), "not-evidence"))
		}
	}
	return faults
}

// reasonFaults checks a written reason: long enough to say something, short enough to be read.
func reasonFaults(pointer, text string) []problem.Fault {
	switch n := characters.Count(text); {
	case n == 0:
		return []problem.Fault{problem.At(pointer, "required")}
	case n < LeastReason:
		return []problem.Fault{problem.At(pointer, "too-short", "min", fmt.Sprint(LeastReason))}
	case characters.Longer(text, MostReason):
		return []problem.Fault{problem.At(pointer, "too-long", "max", fmt.Sprint(MostReason))}
	}
	return nil
}

// RouteLane gives an open lane to another authority, with the reason: the field's authority is an assumption that may
// be wrong (gap G3). Only the lane of the field's authority can be routed, and only to an authority that a field has:
// that of any other is the law's (fact 56). The claim falls; the clock goes on.
func (c *Case) RouteLane(act Act, t Timetable, id programme.LaneID, to programme.AuthorityID, reason string) error {
	lane, err := c.openLane(id)
	if err != nil {
		return err
	}
	if err := mayTake(t.Programme, id, to); err != nil {
		return err
	}
	if lane.Authority == to {
		return nil
	}
	if len(lane.Routings) >= MostRoutings {
		return problem.New(problem.Conflict, "routings-used-up", "lane", string(id), "max", fmt.Sprint(MostRoutings))
	}
	if err := problem.Of(reasonFaults("/reason", reason)); err != nil {
		return err
	}
	lane.Routings = append(lane.Routings, Routing{From: lane.Authority, To: to, Reason: characters.Trim(reason), By: act.By.ID, At: act.At})
	lane.Authority, lane.Claim = to, nil
	return nil
}

// mayTake says why a lane does not go to an authority; nil where it does.
func mayTake(p programme.Programme, id programme.LaneID, to programme.AuthorityID) error {
	takers := p.Takers(id)
	if len(takers) == 0 {
		return problem.New(problem.Conflict, "lane-not-routed", "lane", string(id))
	}
	if _, known := p.Authority(to); !known {
		options := make([]string, len(takers))
		for i, one := range takers {
			options[i] = string(one)
		}
		return problem.Of([]problem.Fault{problem.At("/authority", "not-listed", "options", strings.Join(options, ", "))})
	}
	if !slices.Contains(takers, to) {
		return problem.New(problem.Conflict, "authority-of-no-field", "authority", string(to))
	}
	return nil
}

// openLane returns a lane that may still be worked on, or says why not.
func (c *Case) openLane(id programme.LaneID) (*Lane, error) {
	lane, err := c.Lane(id)
	if err != nil {
		return nil, err
	}
	if c.State != Assessing || lane.Closed() {
		return nil, problem.New(problem.Conflict, "lane-closed", "lane", string(id))
	}
	return lane, nil
}
