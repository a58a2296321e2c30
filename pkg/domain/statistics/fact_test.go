package statistics_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/points"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/statistics"
)

func clock(t testing.TB) calendar.Clock {
	t.Helper()
	days, err := calendar.Load()
	if err != nil {
		t.Fatal(err)
	}
	return calendar.Clock{Calendar: days}
}

func day(t testing.TB, text string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// noon of a day in Baku.
func noon(t testing.TB, text string) time.Time {
	t.Helper()
	return day(t, text).Start().Add(12 * time.Hour)
}

// submitted on Monday 5 January 2026 and due on Tuesday 3 February, with two lanes.
func submitted(t testing.TB) application.Case {
	t.Helper()
	c := application.Case{ID: "app_1", Person: "prs_1", Applicant: "anna", State: application.Assessing,
		Submission: &application.Submission{At: noon(t, "2026-01-05"), Date: day(t, "2026-01-05"),
			Due: calendar.Due{Date: day(t, "2026-02-03"), WorkingDays: 20}},
		Lanes: []application.Lane{
			{ID: "education", Kind: programme.CriterionLane, Authority: "science-education", Maximum: 15},
			{ID: "clearance", Kind: programme.ClearanceLane, Authority: "sms"}}}
	c.Form.Identity.FamilyName, c.Form.Expertise.Field = "Yılmaz", "it"
	return c
}

func factOf(t testing.TB, c application.Case) statistics.Fact {
	t.Helper()
	p, err := programme.Load()
	must(t, err)
	c.Measure(application.Timetable{Programme: p, Clock: clock(t)})
	f, ok := statistics.FactOf(&c)
	if !ok {
		t.Fatal("want a fact")
	}
	return f
}

func TestADraftIsNoFact(t *testing.T) {
	t.Parallel()
	if _, ok := statistics.FactOf(&application.Case{State: application.Draft}); ok {
		t.Error("want nothing known of a draft")
	}
}

func TestAFactHoldsWhatIsCountedAndNothingElse(t *testing.T) {
	t.Parallel()
	c := submitted(t)
	c.Lanes[0].Routings = []application.Routing{{From: "economy", To: "science-education", At: noon(t, "2026-01-08")}}
	c.Lanes[0].Outcome = &application.Outcome{Points: 13, Justification: "A doctor of her science.", By: "off_1", At: noon(t, "2026-01-15")}
	c.Corrections = []application.Correction{{Number: 1, Request: "Please add the diploma."}}
	want := statistics.Fact{Month: "2026-01", Field: "it", Outcome: statistics.UnderWay, Due: day(t, "2026-02-03"),
		NearAt: day(t, "2026-01-31").Start().UTC(), DueDay: 20, DueAt: day(t, "2026-02-04").Start().UTC(),
		Corrections: 1, Lanes: []statistics.LaneFact{
			{Lane: "education", Kind: programme.CriterionLane, Authority: "science-education", Points: 13, Opened: 2, Closed: 7, State: statistics.LaneInTime},
			{Lane: "clearance", Kind: programme.ClearanceLane, Authority: "sms", State: statistics.LaneOpen}}}
	got := factOf(t, c)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got.Lanes[0].Days() != 5 {
		t.Errorf("want five working days of the authority's own, got %d", got.Lanes[0].Days())
	}
}

// Both sides of the end of the due day, 3 February in Baku.
func TestALaneIsLateFromTheFirstInstantAfterItsDueDay(t *testing.T) {
	t.Parallel()
	end := day(t, "2026-02-04").Start()
	for name, c := range map[string]struct {
		at   time.Time
		days int
		want statistics.LaneState
	}{
		"a second before the end": {end.Add(-time.Second), 20, statistics.LaneInTime},
		"at the end":              {end, 20, statistics.LaneLate},
		"at the end, extended":    {end, 30, statistics.LaneInTime},
	} {
		one := submitted(t)
		one.Submission.Due.WorkingDays = c.days
		one.Lanes[0].Outcome = &application.Outcome{At: c.at}
		if got := factOf(t, one).Lanes[0].State; got != c.want {
			t.Errorf("%s: want %s, got %s", name, c.want, got)
		}
	}
}

func TestOutcomesAreKnownFromTheDecisionOn(t *testing.T) {
	t.Parallel()
	decided := noon(t, "2026-01-20")
	for name, c := range map[string]struct {
		change func(*application.Case)
		want   statistics.Outcome
		days   int
		total  programme.Points
	}{
		"assessed":  {func(*application.Case) {}, statistics.UnderWay, 0, 0},
		"proposed":  {func(c *application.Case) { c.State = application.Confirming }, statistics.UnderWay, 0, 0},
		"withdrawn": {func(c *application.Case) { must(t, c.Withdraw(application.Act{At: decided})) }, statistics.Withdrawn, 10, 0},
		"recognised, its certificate not made yet": {func(c *application.Case) {
			c.State, c.Decision = application.Issuing, &application.Decision{Outcome: points.Recognised, Total: 70, At: decided}
		}, statistics.Recognised, 10, 70},
		"refused and closed": {func(c *application.Case) {
			c.State, c.Decision = application.Refused, &application.Decision{Outcome: points.Refused, Total: 69, At: decided}
		}, statistics.Refused, 10, 69},
	} {
		one := submitted(t)
		c.change(&one)
		if got := factOf(t, one); got.Outcome != c.want || got.Days != c.days || got.Total != c.total {
			t.Errorf("%s: want %s after %d days with %d, got %+v", name, c.want, c.days, c.total, got)
		}
	}
	one := submitted(t)
	must(t, one.Withdraw(application.Act{At: decided}))
	if got := factOf(t, one).Lanes[1].State; got != statistics.LaneWithdrawn {
		t.Errorf("want the open lane withdrawn, got %s", got)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestMonths(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{"2026-01": true, "2026-12": true, "2026-13": false, "2026-1": false, "0000-01": false, "": false, "2026-01-01": false, "x": false} {
		if _, ok := statistics.ParseMonth(text); ok != want {
			t.Errorf("%q: want %v, got %v", text, want, ok)
		}
	}
	want := []statistics.Month{"2025-11", "2025-12", "2026-01"}
	if diff := cmp.Diff(want, statistics.Month("2025-11").Through("2026-01")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := statistics.Month("2026-02").Through("2026-01"); got != nil {
		t.Errorf("want nothing backwards, got %v", got)
	}
}

func TestPeriodsAreReadAndBounded(t *testing.T) {
	t.Parallel()
	const first, now = "2025-04", "2026-11"
	for asked, want := range map[[2]string]statistics.Period{
		{"", ""}:               {From: "2025-12", To: "2026-11"},
		{"2026-02", ""}:        {From: "2026-02", To: "2026-11"},
		{"", "2026-03"}:        {From: "2025-04", To: "2026-03"},
		{"2025-04", "2025-04"}: {From: "2025-04", To: "2025-04"},
		{"2020-01", "2099-12"}: {From: "2025-04", To: "2026-11"},
		{"2020-01", "2020-02"}: {From: "2025-04", To: "2025-04"},
		{"2030-01", "2030-02"}: {From: "2026-11", To: "2026-11"},
	} {
		got, err := statistics.PeriodOf(asked[0], asked[1], first, now)
		if err != nil || got != want {
			t.Errorf("%v: want %v, got %v, %v", asked, want, got, err)
		}
	}
	for _, asked := range [][2]string{{"x", ""}, {"", "2026-00"}, {"2026-03", "2026-02"}, {"x", "y"}} {
		if _, err := statistics.PeriodOf(asked[0], asked[1], first, now); err == nil {
			t.Errorf("%v: want it refused", asked)
		}
	}
	if _, err := statistics.PeriodOf("2025-04", "", first, "2030-03"); err != nil {
		t.Errorf("want %d months taken, got %v", statistics.MostMonths, err)
	}
	if _, err := statistics.PeriodOf("2025-04", "", first, "2030-04"); err == nil {
		t.Error("want a month more refused")
	}
}
