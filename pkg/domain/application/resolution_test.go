package application_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/points"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/testkit/drafts"
)

var (
	objector  = drafts.Officer("objector", "sms")
	colleague = drafts.Officer("colleague", "sms")
)

// objected is a case with one objection, from the clearance lane.
func objected(t testing.TB) (application.Case, application.Timetable) {
	t.Helper()
	c, table := submitted(t)
	must(t, c.Object(act(objector, day(2)), table, "clearance", why, "Migration Code, article 16"))
	return c, table
}

// Gap G1: an objection blocks until it is withdrawn or overruled. Withdrawn, it refuses nobody.
func TestAWithdrawnObjectionRefusesNobody(t *testing.T) {
	t.Parallel()
	c, table := objected(t)
	scoreAll(t, &c, day(3), 31, 18, 13, 13, 9, 4)
	c.BeginReview()
	must(t, c.WithdrawObjection(act(colleague, day(4)), 1, "  "+why))
	if !c.Settled(application.ReviewWait) || c.AwaitsRuling(c.Objections[0]) {
		t.Error("want the review settled, and nothing that waits for a ruling")
	}
	must(t, c.ClearLane(act(objector, day(5)), "clearance", why))
	decided(t, &c, table)
	if c.Decision.Outcome != points.Recognised || c.Decision.Total != 88 {
		t.Errorf("want 88 recognised, got %+v", c.Decision)
	}
	told := c.Explanation().Objections
	if len(told) != 1 || told[0].Ruling != "withdrawn" || told[0].RulingReason != why {
		t.Errorf("want it told as withdrawn with its reason, got %+v", told)
	}
}

func TestAWithdrawalSentAgainChangesNothing(t *testing.T) {
	t.Parallel()
	c, table := objected(t)
	must(t, c.WithdrawObjection(act(colleague, day(3)), 1, why))
	want := &application.Resolution{Ruling: application.TakenBack, Reason: why, By: "colleague", At: day(3)}
	must(t, c.WithdrawObjection(act(colleague, day(4)), 1, why))
	must(t, c.ClearLane(act(objector, day(4)), "clearance", why))
	scoreAll(t, &c, day(4), 31, 18, 13, 13, 9, 4)
	decided(t, &c, table)
	must(t, c.WithdrawObjection(act(colleague, day(8)), 1, why)) // also when the case has gone on
	if diff := cmp.Diff(want, c.Objections[0].Resolution); diff != "" {
		t.Errorf("resolution (-want +got):\n%s", diff)
	}
}

func TestWhatCannotBeWithdrawn(t *testing.T) {
	t.Parallel()
	c, _ := objected(t)
	refused(t, "not-your-objection", c.WithdrawObjection(act(drafts.Officer("e", "economy"), day(3)), 1, why))
	refused(t, "no-such-objection", c.WithdrawObjection(act(objector, day(3)), 2, why))
	faulty(t, "/reason", "too-short", c.WithdrawObjection(act(objector, day(3)), 1, "no"))
	if c.Objections[0].Resolution != nil {
		t.Fatalf("want it still waiting, got %+v", c.Objections[0].Resolution)
	}
	withdrawn, _ := objected(t)
	must(t, withdrawn.WithdrawObjection(act(objector, day(3)), 1, why))
	refused(t, "objection-withdrawn", withdrawn.WithdrawObjection(act(colleague, day(4)), 1, why))
	refused(t, "objection-withdrawn", withdrawn.ResolveObjection(act(reviewer, day(4)), 1, application.Upheld, why))
	faulty(t, "/ruling", "not-listed", c.ResolveObjection(act(reviewer, day(4)), 1, application.TakenBack, why))
	must(t, c.ResolveObjection(act(reviewer, day(4)), 1, application.Upheld, why))
	refused(t, "objection-resolved", c.WithdrawObjection(act(objector, day(5)), 1, why))
	gone, _ := objected(t)
	must(t, gone.Withdraw(act(drafts.Applicant, day(3))))
	refused(t, "wrong-state", gone.WithdrawObjection(act(objector, day(4)), 1, why))
}

// Who closes a lane that a colleague has claimed takes it over first, whether with points, with a clearance or an
// objection.
func TestAnObjectionDoesNotCloseTheLaneOfAColleague(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	must(t, c.ClaimLane(act(colleague, day(1)), "clearance", false))
	refused(t, "lane-claimed", c.Object(act(objector, day(2)), table, "clearance", why, "article 16"))
	must(t, c.ClaimLane(act(objector, day(2)), "clearance", true))
	must(t, c.Object(act(objector, day(2)), table, "clearance", why, "article 16"))
	must(t, c.ClaimLane(act(drafts.Officer("f", "economy"), day(2)), "national-goals", false))
	must(t, c.Object(act(drafts.Officer("e", "economy"), day(2)), table, "national-goals", why, "article 16"))
	unclaimed, _ := objected(t)
	if lane, err := unclaimed.Lane("clearance"); err != nil || lane.Claim == nil || lane.Claim.By != "objector" {
		t.Errorf("want the lane claimed by who closed it, got %+v, %v", lane, err)
	}
}

// Who may object and on what is the programme's (gap G1).
func TestAnObjectionObeysTheProgramme(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	economist := act(drafts.Officer("e", "economy"), day(1))
	table.Programme.Objections.LaneAuthorities = false
	refused(t, "may-not-object", c.Object(economist, table, "national-goals", why, "article 16"))
	table.Programme.Objections.RaisedBy = []programme.AuthorityID{"economy"}
	faulty(t, "/legal_basis", "required", c.Object(economist, table, "national-goals", why, " "))
	table.Programme.Objections.LegalBasisRequired = false
	must(t, c.Object(economist, table, "national-goals", why, " "))
	refused(t, "may-not-object", c.Object(act(objector, day(1)), table, "clearance", why, "article 16"))
	if len(c.Objections) != 1 || c.Objections[0].LegalBasis != "" {
		t.Errorf("want one objection without a legal basis, got %+v", c.Objections)
	}
}

// A lane that was routed is its new authority's, from which that one may object.
func TestTheAuthorityThatALaneWasRoutedToMayObject(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	must(t, c.RouteLane(act(chief, day(1)), table, "experience", "health", why))
	must(t, c.Object(act(drafts.Officer("h", "health"), day(2)), table, "experience", why, "article 16"))
}
