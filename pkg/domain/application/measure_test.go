package application_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/testkit/drafts"
)

// minute is the end of the working day of that number, by the tests' clock.
func minute(n int) time.Time { return drafts.At.Add(time.Duration(n) * time.Minute) }

func TestADraftIsNotMeasured(t *testing.T) {
	t.Parallel()
	c := drafts.Draft("app_1")
	c.Measure(timetable(t))
	if diff := cmp.Diff(drafts.Draft("app_1"), c); diff != "" {
		t.Errorf("want a draft as it was (-want +got):\n%s", diff)
	}
}

// 18 is the day at which 90 % of twenty days have passed, the last warning before the end (gap G5).
func TestTheTermIsPinnedInInstantsAndMovesWithTheDueDay(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	c.Measure(table)
	want := &application.Term{Date: c.Submission.Due.Date, Day: 20, Near: minute(18).UTC(), End: minute(20).UTC()}
	if diff := cmp.Diff(want, c.Submission.Term); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	must(t, c.RequestExtension(act(officerOf(c.Lanes[0]), day(5)), table, c.Lanes[0].ID, why))
	c.Measure(table)
	if c.Submission.Term.Day != 20 {
		t.Errorf("want the term as it was until the extension is granted, got day %d", c.Submission.Term.Day)
	}
	must(t, c.AnswerExtension(act(chief, day(6)), table, 1, true, why))
	c.Measure(table)
	want = &application.Term{Date: c.Submission.Due.Date, Day: 30, Near: minute(27).UTC(), End: minute(30).UTC()}
	if diff := cmp.Diff(want, c.Submission.Term); diff != "" {
		t.Errorf("extended (-want +got):\n%s", diff)
	}
}

// Both sides of the end of the due day.
func TestWhatIsClosedIsMeasuredByTheClockAsItRan(t *testing.T) {
	t.Parallel()
	for name, v := range map[string]struct {
		at   time.Time
		want application.Measured
	}{
		"on the first day":          {day(1), application.Measured{}},
		"in the third":              {day(3), application.Measured{Day: 2}},
		"a second before the end":   {minute(20).Add(-time.Second), application.Measured{Day: 19}},
		"at the end of the due day": {minute(20), application.Measured{Day: 20, Late: true}},
	} {
		c, table := submitted(t)
		scoreAll(t, &c, v.at, 30, 15, 10, 8, 5, 2)
		c.Measure(table)
		for _, l := range c.Lanes {
			if diff := cmp.Diff(&v.want, l.Ended); diff != "" {
				t.Errorf("%s, %s (-want +got):\n%s", name, l.ID, diff)
			}
		}
	}
}

func TestADecisionARoutingAndAWithdrawalAreMeasured(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	must(t, c.RouteLane(act(officerOf(c.Lanes[0]), day(4)), table, c.Lanes[0].ID, "economy", why))
	c.Measure(table)
	if m := c.Lanes[0].Routings[0].Measured; m == nil || m.Day != 3 {
		t.Errorf("want the lane routed after three days, got %+v", m)
	}
	must(t, c.Withdraw(act(drafts.Applicant, day(9))))
	c.Measure(table)
	if c.Withdrew == nil || c.Withdrew.Day != 8 {
		t.Errorf("want it withdrawn after eight days, got %+v", c.Withdrew)
	}
	c, table = submitted(t)
	scoreAll(t, &c, day(3), 30, 15, 10, 8, 5, 2)
	decided(t, &c, table)
	c.Measure(table)
	if m := c.Decision.Measured; m == nil || m.Late || m.Day == 0 || c.Withdrew != nil {
		t.Errorf("want the decision measured and nothing withdrawn, got %+v and %+v", m, c.Withdrew)
	}
}

// A lane that is reopened has not ended; what ends it then is measured anew.
func TestALaneThatIsOpenAgainHasNotEnded(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	lane := clearance(t, &c).ID
	must(t, c.ClearLane(act(officerOf(clearance(t, &c)), day(5)), lane, why))
	c.Measure(table)
	l, err := c.Lane(lane)
	must(t, err)
	l.Outcome = nil
	c.Measure(table)
	if l.Ended != nil {
		t.Errorf("want nothing measured of an open lane, got %+v", l.Ended)
	}
	must(t, c.ClearLane(act(officerOf(*l), day(9)), lane, why))
	c.Measure(table)
	if l.Ended == nil || l.Ended.Day != 8 {
		t.Errorf("want it ended after eight days, got %+v", l.Ended)
	}
}

// A calendar that is changed later, or a clock that runs otherwise, moves nothing that has been done.
func TestWhatIsMeasuredStays(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	must(t, c.ClearLane(act(officerOf(clearance(t, &c)), day(5)), clearance(t, &c).ID, why))
	c.Measure(table)
	before := *clearance(t, &c).Ended
	term := *c.Submission.Term
	other, err := drafts.Timetable(7)
	must(t, err)
	c.Measure(other)
	if after := *clearance(t, &c).Ended; after != before || *c.Submission.Term != term {
		t.Errorf("want %+v and %+v, got %+v and %+v", before, term, after, *c.Submission.Term)
	}
}

func clearance(t testing.TB, c *application.Case) application.Lane {
	t.Helper()
	for _, l := range c.Lanes {
		if l.Kind == programme.ClearanceLane {
			return l
		}
	}
	t.Fatal("want a clearance")
	return application.Lane{}
}

func TestALaneIsToldByItsWait(t *testing.T) {
	t.Parallel()
	for w, want := range map[application.Wait]programme.LaneID{application.LaneWait("education"): "education", "lane:a:b": "a:b", "lane:": "", "lane": "",
		"": "", application.ClockWait: "", application.ReviewWait: "", application.ConfirmationWait: ""} {
		if got, ok := application.WaitedLane(w); got != want || ok != (want != "") {
			t.Errorf("%q: want %q, got %q, %v", w, want, got, ok)
		}
	}
}
