package application_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/testkit/drafts"
)

// round is a correction with the working days on which it was asked and replied to; it pauses those from the first up
// to the one before the second.
type round struct {
	lane           int
	asked, replied int
	number         int // of the correction, once it is asked
}

func pausing(t testing.TB) (application.Case, application.Timetable) {
	t.Helper()
	c, table := submitted(t)
	table.Programme.Clock.CorrectionPauses = true
	return c, table
}

func ask(t testing.TB, c *application.Case, table application.Timetable, lane, on int) {
	t.Helper()
	must(t, c.RequestCorrection(act(officerOf(c.Lanes[lane]), day(on)), table, c.Lanes[lane].ID, why))
}

func reply(t testing.TB, c *application.Case, table application.Timetable, number, on int) {
	t.Helper()
	must(t, c.ReplyToCorrection(act(drafts.Applicant, day(on)), table, number, "Here it is.", nil))
}

// play asks and replies day by day, in the order in which it happened.
func play(t testing.TB, c *application.Case, table application.Timetable, rounds []round) {
	t.Helper()
	rounds = slices.Clone(rounds)
	for now := 1; now <= 10; now++ {
		for i := range rounds {
			if rounds[i].asked == now {
				ask(t, c, table, rounds[i].lane, now)
				rounds[i].number = len(c.Corrections)
			}
		}
		for _, r := range rounds {
			if r.replied == now {
				reply(t, c, table, r.number, now)
			}
		}
	}
}

// Gap G4: it is one clock that stands still, so that a day on which two corrections wait is given back once.
func TestADayOnWhichSeveralCorrectionsWaitIsGivenBackOnce(t *testing.T) {
	t.Parallel()
	for name, v := range map[string]struct {
		rounds []round
		paused int
	}{
		"none":                       {nil, 0},
		"one":                        {[]round{{lane: 0, asked: 3, replied: 7}}, 4},
		"one, replied to that day":   {[]round{{lane: 0, asked: 3, replied: 3}}, 0},
		"two on the same days":       {[]round{{lane: 0, asked: 3, replied: 7}, {lane: 1, asked: 3, replied: 7}}, 4},
		"one within another":         {[]round{{lane: 0, asked: 3, replied: 9}, {lane: 1, asked: 5, replied: 7}}, 6},
		"one that reaches into next": {[]round{{lane: 0, asked: 3, replied: 7}, {lane: 1, asked: 5, replied: 9}}, 6},
		"one after the other":        {[]round{{lane: 0, asked: 3, replied: 5}, {lane: 1, asked: 5, replied: 8}}, 5},
		"two of a lane":              {[]round{{lane: 0, asked: 3, replied: 5}, {lane: 0, asked: 7, replied: 9}}, 4},
		"three, all at once":         {[]round{{lane: 0, asked: 2, replied: 6}, {lane: 1, asked: 4, replied: 10}, {lane: 2, asked: 5, replied: 7}}, 8},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, table := pausing(t)
			play(t, &c, table, v.rounds)
			if want := table.Clock.Calendar.Due(drafts.Day, 20+v.paused); cmp.Diff(want, c.Submission.Due) != "" || c.DueDay(table) != 20+v.paused {
				t.Errorf("want day %d, %s, got day %d, %s", 20+v.paused, want.Date, c.DueDay(table), c.Submission.Due.Date)
			}
		})
	}
}

// Each reply gives back what no reply before it did, so that every date that was told stays explained.
func TestAReplyGivesBackTheDaysThatNoneBeforeItDid(t *testing.T) {
	t.Parallel()
	c, table := pausing(t)
	play(t, &c, table, []round{{lane: 0, asked: 3, replied: 9}, {lane: 1, asked: 5, replied: 7}})
	var got []application.DueStep
	for _, s := range c.DueSteps(table)[1:] {
		got = append(got, application.DueStep{Correction: s.Correction, WorkingDays: s.WorkingDays})
	}
	if diff := cmp.Diff([]application.DueStep{{Correction: 2, WorkingDays: 2}, {Correction: 1, WorkingDays: 4}}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The due date is never earlier than without pauses, and later by exactly the days on which a correction waited that
// was replied to; what explains it adds up to it at every moment.
func TestTheDueDateIsTheTermAndTheDaysOnWhichTheClockStoodStill(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		c, table := pausing(t)
		term, still, now := 20, map[int]bool{}, 1
		open, rounds := map[int]round{}, map[int]int{} // by lane
		for range rapid.IntRange(1, 15).Draw(r, "acts") {
			now += rapid.IntRange(0, 4).Draw(r, "passed")
			switch lane := rapid.IntRange(0, len(c.Lanes)-1).Draw(r, "lane"); {
			case len(c.Extensions) == 0 && now <= 20 && rapid.Bool().Draw(r, "extended"):
				must(t, c.RequestExtension(act(officerOf(c.Lanes[lane]), day(now)), table, c.Lanes[lane].ID, why))
				must(t, c.AnswerExtension(act(chief, day(now)), table, 1, true, why))
				term = 30
			case open[lane].number == 0 && rounds[lane] < table.Programme.Correction.MaxRounds:
				ask(t, &c, table, lane, now)
				open[lane] = round{number: len(c.Corrections), asked: now}
				rounds[lane]++
			case open[lane].number > 0:
				reply(t, &c, table, open[lane].number, now)
				for d := open[lane].asked; d < now; d++ {
					still[d] = true
				}
				delete(open, lane)
			}
			wantDue(r, c, table, term, len(still))
			wantExplained(r, c, table)
		}
	})
}

func wantDue(r *rapid.T, c application.Case, table application.Timetable, term, still int) {
	want := table.Clock.Calendar.Due(drafts.Day, term+still).Date
	if got := c.Submission.Due.Date; got != want || got.Before(table.Clock.Calendar.Due(drafts.Day, term).Date) {
		r.Fatalf("want %d and %d days, %s, got %s of %+v", term, still, want, got, c.Corrections)
	}
}

func wantExplained(r *rapid.T, c application.Case, table application.Timetable) {
	days := 0
	for _, s := range c.DueSteps(table) {
		days += s.WorkingDays
		if s.WorkingDays < 1 {
			r.Fatalf("want no step that moves nothing, got %+v", s)
		}
	}
	if due := c.Submission.Due; due.WorkingDays != days || due.Date != table.Clock.Calendar.Due(drafts.Day, days).Date {
		r.Fatalf("want the %d days that are explained, got %d until %s", days, due.WorkingDays, due.Date)
	}
}

// A silent authority is reminded by the days it had: none of those on which the applicant was waited for.
func TestACorrectionThatWaitsPausesTheCheckpoints(t *testing.T) {
	t.Parallel()
	c, table := pausing(t)
	ask(t, &c, table, 2, 8)
	if got := c.NextCheckpoint(table, day(12)); !c.StandsStill(table) || !got.Equal(drafts.At.Add(14*time.Minute)) {
		t.Errorf("want the clock still, and day 10 of the term seen at the end of day 14 at the earliest, got %t and %s", c.StandsStill(table), got.Sub(drafts.At))
	}
	if got := c.WorkingDay(table, day(12)); got != 7 {
		t.Errorf("want the day on which it was asked, got %d", got)
	}
	wantReminder(t, &c, table, 12, 0, false)
	reply(t, &c, table, 1, 13)
	for _, v := range []struct {
		on, day   int
		escalated bool
	}{{15, 0, false}, {16, 10, false}, {21, 15, false}, {25, 18, false}, {26, 20, true}, {27, 21, true}} {
		wantReminder(t, &c, table, v.on, v.day, v.escalated)
	}
	if c.StandsStill(table) || c.DueDay(table) != 25 || c.Lateness(table, day(26)) != 0 || c.Lateness(table, day(27)) != 1 {
		t.Errorf("want day 25 the due day, got %d and lateness %d", c.DueDay(table), c.Lateness(table, day(27)))
	}
}

// A correction that nobody replies to does not hold a case for ever, and the look after a pause is always ahead.
func TestTheClockRunsOnForACorrectionThatPausesNothing(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	ask(t, &c, table, 2, 8)
	if got := c.NextCheckpoint(table, day(9)); c.StandsStill(table) || !got.Equal(drafts.At.Add(10*time.Minute)) {
		t.Errorf("want the end of day 10, got %s", got.Sub(drafts.At))
	}
	c, table = pausing(t)
	ask(t, &c, table, 2, 8)
	for on := 8; on < 60; on++ {
		if next := c.NextCheckpoint(table, day(on)); !next.After(day(on)) || c.Lateness(table, day(on)) != 0 {
			t.Fatalf("day %d: want the next look ahead and nothing late, got %s", on, next.Sub(drafts.At))
		}
	}
}

// What a lane did not wait for held nothing up, whether the reply comes after all or not. It waits as long as it
// promised to.
func TestALaneThatIsClosedWaitsForNoReply(t *testing.T) {
	t.Parallel()
	c, table := pausing(t)
	ask(t, &c, table, 0, 3)
	score := func(on int) error {
		return c.ScoreLane(act(officerOf(c.Lanes[0]), day(on)), c.Lanes[0].ID, finding(c.Lanes[0].ID, 30))
	}
	refused(t, "reply-promised", score(6))
	refused(t, "reply-promised", score(8))
	must(t, score(9))
	if got := c.WorkingDay(table, day(9)); c.StandsStill(table) || got != 8 {
		t.Errorf("want the clock running on day 9, got %d days", got)
	}
	reply(t, &c, table, 1, 10)
	if c.DueDay(table) != 20 || c.Submission.Due.WorkingDays != 20 {
		t.Errorf("want 20 days still, got %d", c.DueDay(table))
	}
}

func wantReminder(t *testing.T, c *application.Case, table application.Timetable, on, want int, escalated bool) {
	t.Helper()
	got, err := c.Nudge(workflow(day(on)), table, application.LaneWait("experience"))
	must(t, err)
	if got == nil {
		got = &application.Reminder{}
	}
	if got.Day != want || got.Escalated != escalated {
		t.Errorf("day %d: want a reminder of day %d, escalated %t, got %+v", on, want, escalated, got)
	}
}

// Asked for by the end of the fifth working day after the one on which it is asked, as the term itself is counted.
func TestAReplyIsAskedForByTheFifthWorkingDayAfter(t *testing.T) {
	t.Parallel()
	for name, v := range map[string]struct {
		seconds int
		asked   int // days, or by the accelerated clock working days, after the submission on 5 January
		want    string
	}{
		"on the day of submission":              {0, 0, "2026-01-12"},
		"on Tuesday":                            {0, 1, "2026-01-13"},
		"on Friday":                             {0, 4, "2026-01-16"},
		"on Saturday":                           {0, 5, "2026-01-16"},
		"on Sunday":                             {0, 6, "2026-01-16"},
		"before the day of mourning":            {0, 14, "2026-01-27"},
		"on the day of mourning":                {0, 15, "2026-01-27"},
		"accelerated, on the first working day": {60, 1, "2026-01-13"},
		"accelerated, on the fourth, a Friday":  {60, 4, "2026-01-16"},
		"accelerated, on the fifth, a Monday":   {60, 5, "2026-01-19"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, table := submitted(t)
			table.Clock.DaySeconds = v.seconds
			at := drafts.At.AddDate(0, 0, v.asked).Add(7 * time.Hour)
			if v.seconds > 0 {
				at = day(v.asked)
			}
			lane := programme.LaneID("education")
			must(t, c.RequestCorrection(act(officerOf(c.Lanes[2]), at), table, lane, why))
			if got := c.Corrections[0].ReplyBy.String(); got != v.want {
				t.Errorf("want %s, got %s", v.want, got)
			}
		})
	}
}
