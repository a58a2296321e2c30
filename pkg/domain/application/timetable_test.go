package application_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/testkit/drafts"
)

func date(y int, m time.Month, d int) calendar.Date { return calendar.Date{Year: y, Month: m, Day: d} }

// Fact 58 and the test vectors of domain 2.5: 20 working days, 10 more when extended.
func TestDueDateIs20WorkingDaysAnd10More(t *testing.T) {
	t.Parallel()
	for name, v := range map[string]struct{ filed, due, extended calendar.Date }{
		"Monday 5 January 2026":  {date(2026, 1, 5), date(2026, 2, 3), date(2026, 2, 17)},
		"Monday 2 March 2026":    {date(2026, 3, 2), date(2026, 4, 9), date(2026, 4, 23)},
		"Friday 12 June 2026":    {date(2026, 6, 12), date(2026, 7, 14), date(2026, 7, 28)},
		"Friday 8 May 2026":      {date(2026, 5, 8), date(2026, 6, 11), date(2026, 6, 29)},
		"Monday 19 January 2026": {date(2026, 1, 19), date(2026, 2, 17), date(2026, 3, 3)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			table := timetable(t)
			c := drafts.Draft("app_1")
			at := v.filed.Start().Add(9 * time.Hour)
			must(t, c.Submit(act(drafts.Applicant, at), table))
			if v.due != c.Submission.Due.Date {
				t.Errorf("want due %s, got %s", v.due, c.Submission.Due.Date)
			}
			must(t, c.RequestExtension(act(officerOf(c.Lanes[0]), at), table, c.Lanes[0].ID, why))
			must(t, c.AnswerExtension(act(chief, at), table, 1, true, why))
			if v.extended != c.Submission.Due.Date {
				t.Errorf("want due %s when extended, got %s", v.extended, c.Submission.Due.Date)
			}
		})
	}
}

func TestAnExtensionIsOnceWithReasonAndASecondPerson(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	officer := act(officerOf(c.Lanes[0]), day(15))
	refused(t, "no-such-extension", c.AnswerExtension(act(chief, day(15)), table, 1, true, why))
	faulty(t, "/reason", "required", c.RequestExtension(officer, table, "experience", ""))
	must(t, c.RequestExtension(officer, table, "experience", why))
	must(t, c.RequestExtension(officer, table, "experience", why))
	refused(t, "extension-used", c.RequestExtension(act(officerOf(c.Lanes[1]), day(15)), table, "national-goals", why))
	if c.DueDay(table) != 20 {
		t.Errorf("want 20 days until it is granted, got %d", c.DueDay(table))
	}
	refused(t, "own-extension", c.AnswerExtension(officer, table, 1, true, why))
	must(t, c.AnswerExtension(act(chief, day(16)), table, 1, false, why))
	must(t, c.AnswerExtension(act(chief, day(16)), table, 1, false, why))
	refused(t, "extension-answered", c.AnswerExtension(act(chief, day(16)), table, 1, true, why))
	must(t, c.RequestExtension(officer, table, "experience", "A better reason than the first one."))
	must(t, c.AnswerExtension(act(chief, day(17)), table, 2, true, why))
	if c.DueDay(table) != 30 {
		t.Errorf("want 30 days once granted, got %d", c.DueDay(table))
	}
	refused(t, "extension-used", c.RequestExtension(officer, table, "experience", "And once more, for good measure."))
}

// Contradiction C2: how many extensions there are is the programme's to say, and 0 is none.
func TestAProgrammeMayKnowNoExtension(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	table.Programme.Clock.Extension.Max = 0
	refused(t, "no-extensions", c.RequestExtension(act(officerOf(c.Lanes[0]), day(15)), table, "experience", why))
	if len(c.Extensions) > 0 || table.Programme.Clock.WorkingDaysWith(1) != 20 {
		t.Errorf("want 20 days and no extension, got %+v", c.Extensions)
	}
}

// Gap G5: reminders at 50, 75, 90 and 100 % of the clock, then each working day; never a score.
func TestASilentAuthorityIsRemindedAndEscalatedAndNeverScored(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	var got []application.Reminder
	for n := 1; n <= 24; n++ {
		r, err := c.Nudge(workflow(day(n)), table, application.LaneWait("experience"))
		must(t, err)
		if r != nil {
			got = append(got, application.Reminder{Day: r.Day, Escalated: r.Escalated})
		}
	}
	want := []application.Reminder{{Day: 10}, {Day: 15}, {Day: 18}, {Day: 20, Escalated: true}, {Day: 21, Escalated: true}, {Day: 22, Escalated: true}, {Day: 23, Escalated: true}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("reminders (-want +got):\n%s", diff)
	}
	lane, _ := c.Lane("experience")
	if lane.Closed() || c.State != application.Assessing {
		t.Error("want the lane open and the case assessed still")
	}
	if c.Lateness(table, day(20)) != 0 || c.Lateness(table, day(24)) != 3 {
		t.Errorf("want lateness 0 on day 20 and 3 on day 24, got %d and %d", c.Lateness(table, day(20)), c.Lateness(table, day(24)))
	}
	must(t, c.ScoreLane(act(officerOf(*lane), day(24)), "experience", finding("experience", 33)))
	r, err := c.Nudge(workflow(day(25)), table, application.LaneWait("experience"))
	must(t, err)
	if r != nil {
		t.Errorf("want no reminder of a closed lane, got %+v", r)
	}
}

func TestTheSameCheckpointRemindsOnce(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	first, err := c.Nudge(workflow(day(12)), table, application.LaneWait("languages"))
	must(t, err)
	second, err := c.Nudge(workflow(day(13)), table, application.LaneWait("languages"))
	must(t, err)
	if first == nil || first.Day != 10 || second != nil {
		t.Errorf("want one reminder of day 10, got %+v and %+v", first, second)
	}
	_, err = c.Nudge(workflow(day(13)), table, application.LaneWait("charm"))
	refused(t, "no-such-lane", err)
}

func TestTheServiceItselfIsReminded(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	scoreAll(t, &c, day(3), 30, 15, 10, 8, 5, 2)
	c.BeginReview()
	must(t, c.Propose(workflow(day(4)), table))
	r, err := c.Nudge(workflow(day(21)), table, application.ConfirmationWait)
	must(t, err)
	if r == nil || !r.Escalated || len(c.ServiceReminders) != 1 {
		t.Errorf("want an escalation of the confirmation, got %+v", r)
	}
}

func TestTheNextCheckpointIsAheadAndFollowsAnExtension(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	for n, wantDay := range map[int]int{1: 10, 10: 10, 11: 15, 16: 18, 19: 20, 21: 21, 22: 22, 40: 40} {
		want := drafts.At.Add(time.Duration(wantDay) * time.Minute)
		if got := c.NextCheckpoint(table, day(n)); !got.Equal(want) {
			t.Errorf("on day %d: want the end of day %d, got %s after the submission", n, wantDay, got.Sub(drafts.At))
		}
	}
	must(t, c.RequestExtension(act(officerOf(c.Lanes[0]), day(12)), table, "experience", why))
	must(t, c.AnswerExtension(act(chief, day(12)), table, 1, true, why))
	if got := c.NextCheckpoint(table, day(12)).Sub(drafts.At); got != 15*time.Minute {
		t.Errorf("want day 15 (half of 30), got %s", got)
	}
}

func TestTheClockIsNobodyToBeReminded(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	r, err := c.Nudge(workflow(day(25)), table, application.ClockWait)
	must(t, err)
	if r != nil || len(c.ServiceReminders) != 0 {
		t.Errorf("want no reminder, got %+v and %+v", r, c.ServiceReminders)
	}
}

// mostLooks is how often the clock of a case that is at no time late is looked at: at 50, 75, 90 and 100 % of 20 days,
// at the next of these when an extension has moved them meanwhile, and then at those of 30 days that are still ahead.
// The budget of transitions in package statemachines is reckoned with it.
const mostLooks = 7

func TestACaseThatIsNeverLateIsLookedAtSevenTimesAtMost(t *testing.T) {
	t.Parallel()
	most := 0
	for extended := 10 * time.Second; extended < 20*time.Minute; extended += 10 * time.Second {
		c, table := submitted(t)
		looks := 0
		for now := drafts.At; ; looks++ {
			next := c.NextCheckpoint(table, now)
			if granted := drafts.At.Add(extended); len(c.Extensions) == 0 && granted.Before(next) {
				must(t, c.RequestExtension(act(officerOf(c.Lanes[0]), granted), table, "experience", why))
				must(t, c.AnswerExtension(act(chief, granted), table, 1, true, why))
			}
			if now = next; c.Lateness(table, now) > 0 {
				break
			}
		}
		most = max(most, looks)
	}
	if most != mostLooks {
		t.Errorf("want %d looks at most, got %d", mostLooks, most)
	}
}

// Gap G4: a correction does not stop the clock unless the programme says so, and then every pause is shown.
func TestACorrectionRound(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		pauses bool
		due    int
	}{"the clock runs on": {false, 20}, "the clock pauses": {true, 24}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			k, table := submitted(t)
			table.Programme.Clock.CorrectionPauses = c.pauses
			officer := act(officerOf(k.Lanes[2]), day(3))
			faulty(t, "/request", "required", k.RequestCorrection(officer, table, "education", ""))
			must(t, k.RequestCorrection(officer, table, "education", "Please add a translation of the diploma."))
			must(t, k.RequestCorrection(officer, table, "education", "Please add a translation of the diploma."))
			refused(t, "correction-open", k.RequestCorrection(officer, table, "education", "And something else, please, too."))
			refused(t, "no-such-correction", k.ReplyToCorrection(act(drafts.Applicant, day(4)), table, 2, "x", nil))
			faulty(t, "/text", "required", k.ReplyToCorrection(act(drafts.Applicant, day(4)), table, 1, " ", nil))
			faulty(t, "/documents/0", "not-evidence", k.ReplyToCorrection(act(drafts.Applicant, day(4)), table, 1, "x", []string{"doc_none"}))
			must(t, k.ReplyToCorrection(act(drafts.Applicant, day(7)), table, 1, "Here it is.", []string{"doc_diploma"}))
			must(t, k.ReplyToCorrection(act(drafts.Applicant, day(8)), table, 1, "Here it is.", []string{"doc_diploma"}))
			refused(t, "correction-replied", k.ReplyToCorrection(act(drafts.Applicant, day(8)), table, 1, "Another.", nil))
			if k.DueDay(table) != c.due || len(k.Corrections) != 1 {
				t.Errorf("want due day %d and one correction, got %d and %d", c.due, k.DueDay(table), len(k.Corrections))
			}
			must(t, k.RequestCorrection(officer, table, "education", "The translation lacks its last page."))
			must(t, k.ReplyToCorrection(act(drafts.Applicant, day(9)), table, 2, "Sorry.", nil))
			refused(t, "corrections-used-up", k.RequestCorrection(officer, table, "education", "And a third time, please."))
		})
	}
}
