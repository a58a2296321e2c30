package application_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/testkit/drafts"
)

// swapped is the timetable after the Cabinet exchanged a Friday and a Saturday of different terms: 16 January 2026 is a
// rest day, and nothing within the term is worked for it.
func swapped(table application.Timetable) application.Timetable {
	table.Clock.Calendar = table.Clock.Calendar.With(calendar.Order{Date: date(2026, 1, 10), Rest: []calendar.Date{date(2026, 1, 16)},
		Working: []calendar.Date{date(2026, 3, 14)}})
	return table
}

// Invariant 4: a swap within the term moves the due date of an open case, and the case says by which calendar.
func TestASwapWithinTheTermMovesTheDueDate(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	after := swapped(table)
	if c.Outdated(table) || !c.Outdated(after) {
		t.Fatal("want the case outdated by the swap alone")
	}
	c.Reckon(workflow(day(3)), after)
	want := after.Clock.Calendar.Due(drafts.Day, 20)
	if diff := cmp.Diff(want, c.Submission.Due); diff != "" || c.Submission.Due.Date != date(2026, 2, 4) {
		t.Errorf("want 4 February instead of the 3rd (-want +got):\n%s", diff)
	}
	if got := c.Submission.Versions.Calendar; got != after.Clock.Calendar.Version() || c.Outdated(after) {
		t.Errorf("want the new calendar named, got %s", got)
	}
	if steps := c.DueSteps(after); steps[0].Date != date(2026, 2, 4) {
		t.Errorf("want the new date explained, got %+v", steps)
	}
}

// A day that the Cabinet makes a rest day gives nobody a day back: the clock did not run on it.
func TestAPauseIsReckonedByTheNewCalendarToo(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	table.Programme.Clock.CorrectionPauses, table.Clock.DaySeconds = true, 0
	must(t, c.RequestCorrection(act(officerOf(c.Lanes[0]), date(2026, 1, 15).Start()), table, c.Lanes[0].ID, why))
	must(t, c.ReplyToCorrection(act(drafts.Applicant, date(2026, 1, 19).Start()), table, 1, "Here it is.", nil))
	if c.DueDay(table) != 22 {
		t.Fatalf("want Thursday and Friday given back, got day %d", c.DueDay(table))
	}
	c.Reckon(workflow(date(2026, 1, 22).Start()), swapped(table))
	if c.DueDay(table) != 21 || c.Corrections[0].PausedFor != 1 {
		t.Errorf("want Thursday alone, got day %d", c.DueDay(table))
	}
}

// Whatever moves the due date by the way pins the calendar it used.
func TestAnExtensionIsReckonedByTheCalendarThatItNames(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	after := swapped(table)
	must(t, c.RequestExtension(act(officerOf(c.Lanes[0]), day(8)), after, c.Lanes[0].ID, why))
	must(t, c.AnswerExtension(act(chief, day(9)), after, 1, true, why))
	if c.Submission.Due.Date != date(2026, 2, 18) || c.Outdated(after) {
		t.Errorf("want 18 February by the new calendar, got %s by %s", c.Submission.Due.Date, c.Submission.Versions.Calendar)
	}
}

// What is decided stays as it was when it was decided, and so does what explains it.
func TestACaseThatIsDecidedKeepsItsDueDate(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*application.Case, application.Timetable){
		"withdrawn": func(c *application.Case, _ application.Timetable) { must(t, c.Withdraw(act(drafts.Applicant, day(3)))) },
		"decided": func(c *application.Case, table application.Timetable) {
			scoreAll(t, c, day(3), 30, 15, 10, 8, 5, 2)
			c.BeginReview()
			must(t, c.Propose(workflow(day(4)), table))
			must(t, c.Confirm(act(decider, day(4)), time.Time{}))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, table := submitted(t)
			end(&c, table)
			before := *c.Submission
			c.Reckon(workflow(day(5)), swapped(table))
			if diff := cmp.Diff(before, *c.Submission); diff != "" {
				t.Errorf("want nothing moved (-want +got):\n%s", diff)
			}
			if steps := c.DueSteps(swapped(table)); steps[len(steps)-1].Date != before.Due.Date {
				t.Errorf("want the date of the record, got %+v", steps)
			}
		})
	}
	draft := drafts.Draft("app_1")
	if draft.Reckon(workflow(day(5)), timetable(t)); draft.Submission != nil {
		t.Error("want a draft left alone")
	}
}
