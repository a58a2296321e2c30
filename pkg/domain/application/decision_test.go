package application_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/points"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/testkit/drafts"
)

func workflow(at time.Time) application.Act { return act(record.Workflow, at) }

// decided takes a case whose lanes are closed through review and proposal to the confirmed decision.
func decided(t testing.TB, c *application.Case, table application.Timetable) {
	t.Helper()
	c.BeginReview()
	must(t, c.Propose(workflow(day(6)), table))
	must(t, c.Confirm(act(decider, day(7)), time.Time{}))
}

func TestAWholeCaseIsRecognised(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	scoreAll(t, &c, day(3), 30, 15, 10, 8, 5, 2)
	decided(t, &c, table)
	if c.Decision.Outcome != points.Recognised || c.Decision.Total != 70 || c.State != application.Issuing {
		t.Fatalf("want 70 recognised and issuing, got %+v in %s", c.Decision, c.State)
	}
	certificate := application.Certificate{Number: "HSM-1"}
	refused(t, "wrong-outcome", c.Recognise(workflow(day(8)), certificate))
	must(t, c.Reserve("HSM-1", 4))
	must(t, c.Reserve("HSM-2", 5))
	refused(t, "wrong-outcome", c.Recognise(workflow(day(8)), application.Certificate{Number: "HSM-2"}))
	refused(t, "wrong-outcome", c.Refuse(workflow(day(8)), application.Statement{Object: "x"}))
	must(t, c.Recognise(workflow(day(8)), certificate))
	must(t, c.Recognise(workflow(day(9)), certificate))
	if c.State != application.Recognised || c.ReservedIndex != 4 || !c.ClosedAt.Equal(day(8)) {
		t.Errorf("want recognised on day 8 with index 4, got %s %v %d", c.State, c.ClosedAt, c.ReservedIndex)
	}
}

func Test69IsRefusedWithAStatement(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	scoreAll(t, &c, day(3), 30, 15, 10, 8, 4, 2)
	decided(t, &c, table)
	if c.Decision.Outcome != points.Refused || c.Decision.Total != 69 {
		t.Fatalf("want 69 refused, got %+v", c.Decision)
	}
	must(t, c.Refuse(workflow(day(8)), application.Statement{Object: "statements/1.pdf"}))
	must(t, c.Refuse(workflow(day(9)), application.Statement{Object: "statements/1.pdf"}))
	refused(t, "wrong-state", c.Reserve("HSM-1", 1))
}

// Fact 57 and gap G1: an objection blocks until it is ruled on; upheld, it refuses at any total.
func TestAnObjectionDecides(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]struct {
		ruling  application.Ruling
		outcome points.Outcome
	}{
		"upheld, 88 is refused":    {application.Upheld, points.Refused},
		"lifted, 88 is recognised": {application.Lifted, points.Recognised},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, table := submitted(t)
			objector := act(drafts.Officer("objector", "sms"), day(2))
			must(t, c.Object(objector, table, "clearance", why, "Migration Code, article 16"))
			must(t, c.Object(objector, table, "clearance", why, "Migration Code, article 16"))
			scoreAll(t, &c, day(3), 31, 18, 13, 13, 9, 4)
			c.BeginReview()
			if c.Settled(application.ReviewWait) {
				t.Fatal("want the review to wait for the ruling")
			}
			must(t, c.Propose(workflow(day(4)), table))
			if c.Proposal != nil {
				t.Fatal("want nothing proposed while an objection stands")
			}
			refused(t, "own-objection", c.ResolveObjection(objector, 1, want.ruling, why))
			faulty(t, "/ruling", "not-listed", c.ResolveObjection(act(reviewer, day(4)), 1, "maybe", why))
			must(t, c.ResolveObjection(act(reviewer, day(4)), 1, want.ruling, why))
			must(t, c.ResolveObjection(act(reviewer, day(5)), 1, want.ruling, why))
			refused(t, "objection-resolved", c.ResolveObjection(act(chief, day(5)), 1, application.Lifted, why))
			refused(t, "no-such-objection", c.ResolveObjection(act(reviewer, day(5)), 2, want.ruling, why))
			decided(t, &c, table)
			if len(c.Objections) != 1 || c.Decision.Outcome != want.outcome {
				t.Errorf("want %s with one objection, got %+v", want.outcome, c.Decision)
			}
		})
	}
}

func TestAnObjectionNeedsReasonAndLegalBasis(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	err := c.Object(act(reviewer, day(1)), table, "clearance", "no", "")
	faulty(t, "/reason", "too-short", err)
	faulty(t, "/legal_basis", "required", err)
	scoreAll(t, &c, day(3), 30, 15, 10, 8, 5, 2)
	must(t, c.Object(act(drafts.Officer("e", "economy"), day(4)), table, "national-goals", why, "article 16"))
}

// Invariant 3: nothing is decided before every lane is closed.
func TestNoReviewWhileALaneIsOpen(t *testing.T) {
	t.Parallel()
	full, _ := submitted(t)
	for i := range full.Lanes {
		c, table := submitted(t)
		open := c.Lanes[i].ID
		for _, l := range c.Lanes {
			switch {
			case l.ID == open:
			case l.Kind == programme.ClearanceLane:
				must(t, c.ClearLane(act(officerOf(l), day(1)), l.ID, why))
			default:
				must(t, c.ScoreLane(act(officerOf(l), day(1)), l.ID, finding(l.ID, 5)))
			}
		}
		c.BeginReview()
		must(t, c.Propose(workflow(day(2)), table))
		if c.Proposal != nil || c.State != application.Assessing {
			t.Errorf("%s open: want no proposal, got one in %s", open, c.State)
		}
	}
}

// A decision of the late evening in Greenwich is tomorrow's in Baku.
func TestADecisionIsDatedInBaku(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	scoreAll(t, &c, day(3), 30, 15, 10, 8, 5, 2)
	c.BeginReview()
	must(t, c.Propose(workflow(day(6)), table))
	must(t, c.Confirm(act(decider, time.Date(2026, 3, 20, 21, 0, 0, 0, time.UTC)), time.Time{}))
	if got := c.Decision.Date(); got.String() != "2026-03-21" {
		t.Errorf("want 21 March, got %s", got)
	}
}

// Four eyes: who scored a lane does not confirm.
func TestAScorerDoesNotConfirm(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	scoreAll(t, &c, day(3), 30, 15, 10, 8, 5, 2)
	c.BeginReview()
	refused(t, "wrong-state", c.Confirm(act(decider, day(4)), time.Time{}))
	must(t, c.Propose(workflow(day(4)), table))
	for _, l := range c.Lanes {
		refused(t, "four-eyes", c.Confirm(act(officerOf(l), day(5)), time.Time{}))
	}
	must(t, c.Confirm(act(decider, day(5)), time.Time{}))
	must(t, c.Confirm(act(decider, day(6)), time.Time{}))
	refused(t, "wrong-state", c.Confirm(act(chief, day(6)), time.Time{}))
	if !c.Settled(application.ConfirmationWait) {
		t.Error("want the confirmation settled")
	}
}

func TestAProgrammeMayConfirmAutomatically(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	table.Programme.Confirmation = programme.Automatic
	scoreAll(t, &c, day(3), 30, 15, 10, 8, 5, 2)
	c.BeginReview()
	must(t, c.Propose(workflow(day(4)), table))
	if c.Decision == nil || c.Decision.By != record.Workflow.ID || !c.Settled(application.ConfirmationWait) {
		t.Errorf("want a decision by the workflow, got %+v", c.Decision)
	}
}

func TestWithdrawalClosesWhatIsOpen(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	must(t, c.ScoreLane(act(drafts.Officer("o", ""), day(1)), "education", finding("education", 9)))
	must(t, c.Withdraw(act(drafts.Applicant, day(2))))
	must(t, c.Withdraw(act(drafts.Applicant, day(3))))
	for _, l := range c.Lanes {
		if !l.Closed() || (l.Outcome != nil) != (l.ID == "education") {
			t.Errorf("lane %s: want closed, points only in education, got %+v", l.ID, l)
		}
	}
	for _, w := range c.Waits() {
		if !c.Settled(w) {
			t.Errorf("want wait %s settled", w)
		}
	}
	refused(t, "lane-closed", c.ScoreLane(act(drafts.Officer("o", ""), day(4)), "languages", finding("languages", 2)))
	c.BeginReview()
	must(t, c.Propose(workflow(day(5)), table))
	if c.State != application.Withdrawn || c.Proposal != nil {
		t.Errorf("want a withdrawn case without proposal, got %s", c.State)
	}
	late, table := submitted(t)
	scoreAll(t, &late, day(3), 30, 15, 10, 8, 5, 2)
	decided(t, &late, table)
	refused(t, "wrong-state", late.Withdraw(act(drafts.Applicant, day(8))))
}

// Any order of scoring, objecting and ruling or withdrawing ends as the rule says, and never early.
func TestAnyOrderOfLanesEndsAsTheRuleSays(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		c, table := submitted(t)
		total, order := programme.Points(0), rapid.Permutation(c.Lanes).Draw(r, "order")
		objects := rapid.Bool().Draw(r, "objects")
		for _, l := range order {
			if l.Kind == programme.ClearanceLane {
				if objects {
					must(t, c.Object(act(drafts.Officer("x", "sms"), day(1)), table, l.ID, why, "article 16"))
				} else {
					must(t, c.ClearLane(act(officerOf(l), day(1)), l.ID, why))
				}
				continue
			}
			p := programme.Points(rapid.IntRange(0, int(l.Maximum)).Draw(r, string(l.ID)))
			total += p
			must(t, c.ScoreLane(act(officerOf(l), day(1)), l.ID, finding(l.ID, p)))
		}
		ruling := rapid.SampledFrom([]application.Ruling{application.Upheld, application.Lifted, application.TakenBack}).Draw(r, "ruling")
		upheld := objects && ruling == application.Upheld
		switch {
		case objects && ruling == application.TakenBack:
			must(t, c.WithdrawObjection(act(drafts.Officer("x", "sms"), day(2)), 1, why))
			must(t, c.ClearLane(act(drafts.Officer("x", "sms"), day(2)), "clearance", why))
		case objects:
			must(t, c.ResolveObjection(act(reviewer, day(2)), 1, ruling, why))
		}
		decided(t, &c, table)
		want := map[bool]points.Outcome{true: points.Recognised, false: points.Refused}[total >= 70 && !upheld]
		if c.Decision.Outcome != want || c.Decision.Total != total {
			r.Fatalf("want %s with %d, got %+v", want, total, c.Decision)
		}
	})
}

// Gap G7: the wait is in calendar days from the day on which the refusal was closed; by Decision 99 there is none.
func TestAfterARefusalThePersonWaitsAsLongAsTheProgrammeSays(t *testing.T) {
	t.Parallel()
	p := timetable(t).Programme
	closed := calendar.Date{Year: 2026, Month: 2, Day: 27}
	for name, one := range map[string]struct {
		state application.State
		wait  int
		want  calendar.Date
	}{
		"no wait":                  {application.Refused, 0, calendar.Date{}},
		"a day":                    {application.Refused, 1, calendar.Date{Year: 2026, Month: 2, Day: 28}},
		"ninety days":              {application.Refused, 90, calendar.Date{Year: 2026, Month: 5, Day: 28}},
		"after a withdrawal":       {application.Withdrawn, 90, calendar.Date{}},
		"after a recognition":      {application.Recognised, 90, calendar.Date{}},
		"a draft that is not over": {application.Draft, 90, calendar.Date{}},
	} {
		p.Reapplication.WaitDays = one.wait
		c := application.Case{State: one.state, ClosedAt: closed.Start().Add(23 * time.Hour)}
		if got := c.AgainFrom(p); got != one.want {
			t.Errorf("%s: want %s, got %s", name, one.want, got)
		}
	}
}
