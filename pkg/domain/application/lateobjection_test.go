package application_test

import (
	"testing"
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/points"
)

// A security check ends with a clearance or with an objection that its authority stands by, never with silence.
func TestAWithdrawnObjectionOpensTheClearanceAgain(t *testing.T) {
	t.Parallel()
	c, table := objected(t)
	lane, err := c.Lane("clearance")
	must(t, err)
	if !lane.Closed() || lane.Outcome != nil || lane.Objection != 1 || !c.EndedAt(*lane).Equal(day(2)) {
		t.Fatalf("want the clearance closed by the objection and cleared by nobody, got %+v", lane)
	}
	scoreAll(t, &c, day(3), 31, 18, 13, 13, 9, 4)
	c.BeginReview()
	must(t, c.WithdrawObjection(act(objector, day(4)), 1, why))
	if lane.Closed() || c.State != application.Assessing || c.Settled(application.LaneWait("clearance")) || c.Settled(application.ClockWait) {
		t.Fatalf("want the clearance waited for again, got %+v in %s", lane, c.State)
	}
	must(t, c.WithdrawObjection(act(objector, day(4)), 1, why)) // a repeat
	c.BeginReview()
	must(t, c.Propose(workflow(day(5)), table))
	if c.Proposal != nil {
		t.Fatal("want nothing proposed without a clearance")
	}
	must(t, c.Object(act(objector, day(5)), table, "clearance", why, "article 17"))
	must(t, c.WithdrawObjection(act(objector, day(5)), 2, why))
	must(t, c.ClearLane(act(objector, day(6)), "clearance", why))
	decided(t, &c, table)
	if c.Decision.Outcome != points.Recognised || lane.Outcome.By != objector.ID {
		t.Errorf("want it recognised with a clearance that somebody gave, got %+v and %+v", c.Decision, lane.Outcome)
	}
}

func TestAnotherObjectionKeepsTheClearanceClosed(t *testing.T) {
	t.Parallel()
	c, table := objected(t)
	must(t, c.Object(act(colleague, day(2)), table, "clearance", why, "article 17")) // beside the first, which closed the lane
	must(t, c.WithdrawObjection(act(objector, day(3)), 1, why))
	lane, err := c.Lane("clearance")
	must(t, err)
	if !lane.Closed() || lane.Objection != 2 {
		t.Errorf("want it closed by the second objection, got %+v", lane)
	}
	refused(t, "lane-closed", c.ClearLane(act(objector, day(3)), "clearance", why))
}

// Fact 57 and gap G1: the right to object ends with the decision, for the clearance as for any other authority.
func TestTheRightToObjectEndsWithTheDecision(t *testing.T) {
	t.Parallel()
	for name, lane := range map[string]struct {
		by   application.Act
		lane string
	}{"the clearance that cleared": {act(objector, day(6)), "clearance"}, "a criterion that is scored": {act(economist, day(6)), "national-goals"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			object := func(c *application.Case, table application.Timetable, basis string) error {
				for _, l := range c.Lanes {
					if string(l.ID) == lane.lane {
						return c.Object(lane.by, table, l.ID, why, basis)
					}
				}
				return nil
			}
			c, table := submitted(t)
			scoreAll(t, &c, day(3), 31, 18, 13, 13, 9, 4)
			must(t, object(&c, table, "while it is assessed"))
			c.BeginReview()
			must(t, object(&c, table, "in review"))
			for n := 1; n <= 2; n++ {
				must(t, c.ResolveObjection(act(reviewer, day(5)), n, application.Lifted, why))
			}
			must(t, c.Propose(workflow(day(5)), table))
			must(t, object(&c, table, "after the proposal"))
			if c.Proposal != nil || c.State != application.Reviewing || !c.Settled(application.ConfirmationWait) || c.Settled(application.ReviewWait) {
				t.Fatalf("want the proposal gone and the objection reviewed, got %s", c.State)
			}
			refused(t, "wrong-state", c.Confirm(act(decider, day(6)), time.Time{}))
			must(t, c.Propose(workflow(day(6)), table))
			if c.Proposal != nil {
				t.Fatal("want nothing proposed while the objection stands")
			}
			must(t, c.ResolveObjection(act(reviewer, day(7)), 3, application.Upheld, why))
			must(t, c.Propose(workflow(day(7)), table))
			must(t, c.Confirm(act(decider, day(8)), time.Time{}))
			if c.Decision.Outcome != points.Refused || !c.AllLanesClosed() {
				t.Errorf("want it refused by the upheld objection, got %+v", c.Decision)
			}
			refused(t, "wrong-state", object(&c, table, "after the decision"))
		})
	}
}
