package application_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/points"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/testkit/drafts"
)

var scholar = drafts.Officer("scholar", "science-education")

// proposed is a case of 66 points, of which education has 3 by a slip of the pen.
func proposed(t testing.TB) (application.Case, application.Timetable) {
	t.Helper()
	c, table := submitted(t)
	must(t, c.ScoreLane(act(scholar, day(2)), "education", finding("education", 3)))
	scoreAll(t, &c, day(3), 30, 10, 0, 10, 8, 5)
	c.BeginReview()
	must(t, c.Propose(workflow(day(4)), table))
	return c, table
}

// A slip of the pen, 3 for 13, decides nobody's case.
func TestAMistypedScoreIsMendedBeforeTheDecision(t *testing.T) {
	t.Parallel()
	for name, state := range map[string]application.State{"while it is assessed": application.Assessing, "in review": application.Reviewing} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, table := submitted(t)
			must(t, c.ScoreLane(act(scholar, day(2)), "education", finding("education", 3)))
			if state == application.Reviewing {
				must(t, c.Object(act(economist, day(2)), table, "national-goals", why, "article 1"))
				scoreAll(t, &c, day(3), 30, 10, 0, 10, 8, 5)
				c.BeginReview()
			}
			faulty(t, "/reason", "too-short", c.ReopenLane(act(scholar, day(4)), "education", "slip"))
			must(t, c.ReopenLane(act(scholar, day(4)), "education", why))
			must(t, c.ReopenLane(act(scholar, day(4)), "education", why)) // a repeat
			if c.State != application.Assessing || c.Settled(application.LaneWait("education")) || !c.Settled(application.ReviewWait) {
				t.Fatalf("want the lane waited for and the review left, got %s", c.State)
			}
			refused(t, "lane-without-result", c.ReopenLane(act(chief, day(4)), "education", why))
			must(t, c.ScoreLane(act(scholar, day(5)), "education", finding("education", 13)))
			if state == application.Reviewing {
				must(t, c.ResolveObjection(act(reviewer, day(5)), 1, application.Lifted, why))
			}
			scoreAll(t, &c, day(5), 30, 10, 0, 10, 8, 5)
			decided(t, &c, table)
			if c.Decision.Outcome != points.Recognised || c.Decision.Total != 76 {
				t.Errorf("want 76 recognised, got %+v", c.Decision)
			}
			want := []points.Superseded{{Points: 3, Justification: why, Evidence: []string{drafts.Evidence["education"]}, Reason: why}}
			if diff := cmp.Diff(want, c.Explanation().Criteria[2].Superseded); diff != "" {
				t.Errorf("told with the decision (-want +got):\n%s", diff)
			}
			refused(t, "wrong-state", c.ReopenLane(act(chief, day(8)), "education", why))
		})
	}
}

// The second pair of eyes may say no, and confirm what came of it; who scored or reopened anything may do neither.
func TestAProposalIsReturnedToItsLanes(t *testing.T) {
	t.Parallel()
	c, table := proposed(t)
	back := func(by application.Act, lanes ...programme.LaneID) error { return c.ReturnProposal(by, lanes, why) }
	refused(t, "wrong-state", c.ReopenLane(act(scholar, day(5)), "education", why)) // the decision officer has it now
	refused(t, "four-eyes", back(act(scholar, day(5)), "education"))
	faulty(t, "/lanes", "required", back(act(decider, day(5))))
	err := c.ReturnProposal(act(decider, day(5)), []programme.LaneID{"education", "charm"}, "no")
	faulty(t, "/lanes/1", "no-such-lane", err)
	faulty(t, "/reason", "too-short", err)
	must(t, back(act(decider, day(5)), "education", "clearance", "education"))
	must(t, back(act(decider, day(5)), "education", "clearance"))
	if c.State != application.Assessing || c.Proposal != nil || !c.Settled(application.ConfirmationWait) || c.DueDay(table) != 20 {
		t.Fatalf("want it assessed again within the same term, got %s by day %d", c.State, c.DueDay(table))
	}
	for _, l := range c.Lanes {
		if open := l.ID == "education" || l.ID == "clearance"; l.Closed() == open {
			t.Errorf("lane %s: want open %t, got %+v", l.ID, open, l)
		}
	}
	must(t, c.ScoreLane(act(drafts.Officer("other", "science-education"), day(6)), "education", finding("education", 13)))
	must(t, c.ClearLane(act(colleague, day(6)), "clearance", why))
	c.BeginReview()
	must(t, c.Propose(workflow(day(7)), table))
	refused(t, "four-eyes", c.Confirm(act(scholar, day(7)), time.Time{})) // whose points were taken back
	must(t, c.Confirm(act(decider, day(7)), time.Time{}))
	if c.Decision.Total != 76 || c.Decision.Outcome != points.Recognised {
		t.Errorf("want 76 recognised, got %+v", c.Decision)
	}
	if was := c.Explanation().Criteria[2].Superseded; len(was) != 1 || !was[0].Returned || was[0].Points != 3 {
		t.Errorf("want the three points told as returned, got %+v", was)
	}
	refused(t, "wrong-state", back(act(chief, day(8)), "education"))
}

func TestALaneIsReopenedTwiceByItsAuthorityAndTwiceByReturns(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	closeEducation := func() {
		t.Helper()
		must(t, c.ScoreLane(act(scholar, day(2)), "education", finding("education", 3)))
	}
	for range application.MostReopenings {
		closeEducation()
		must(t, c.ReopenLane(act(scholar, day(2)), "education", why))
	}
	closeEducation()
	refused(t, "reopenings-used-up", c.ReopenLane(act(scholar, day(2)), "education", why))
	scoreAll(t, &c, day(3), 30, 10, 0, 10, 8, 5)
	propose := func() {
		t.Helper()
		c.BeginReview()
		must(t, c.Propose(workflow(day(4)), table))
	}
	for range application.MostReopenings {
		propose()
		must(t, c.ReturnProposal(act(decider, day(4)), []programme.LaneID{"education"}, why))
		closeEducation()
	}
	propose()
	faulty(t, "/lanes/0", "reopenings-used-up", c.ReturnProposal(act(decider, day(4)), []programme.LaneID{"education"}, why))
	must(t, c.Confirm(act(decider, day(5)), time.Time{}))
}

// A question that its lane did not wait for any more is not waited for when the lane is open again, and bars no other.
func TestAQuestionThatLapsedStaysSo(t *testing.T) {
	t.Parallel()
	c, table := pausing(t)
	must(t, c.RequestCorrection(act(scholar, day(2)), table, "education", why))
	must(t, c.ScoreLane(act(scholar, day(9)), "education", finding("education", 3)))
	must(t, c.ReopenLane(act(scholar, day(10)), "education", why))
	if c.StandsStill(table) || c.WorkingDay(table, day(12)) != 11 {
		t.Errorf("want the clock running, got day %d", c.WorkingDay(table, day(12)))
	}
	must(t, c.RequestCorrection(act(scholar, day(11)), table, "education", "And the other side of it, please."))
}

// What a decision officer read is what is signed: a proposal that was worked out anew meanwhile is read first.
func TestOnlyTheProposalThatWasReadIsConfirmed(t *testing.T) {
	t.Parallel()
	c, table := proposed(t)
	read := c.Proposal.At
	must(t, c.ReturnProposal(act(chief, day(5)), []programme.LaneID{"education"}, why))
	must(t, c.ScoreLane(act(scholar, day(5)), "education", finding("education", 13)))
	c.BeginReview()
	must(t, c.Propose(workflow(day(6)), table))
	refused(t, "proposal-changed", c.Confirm(act(decider, day(7)), read))
	must(t, c.Confirm(act(decider, day(7)), c.Proposal.At))
}
