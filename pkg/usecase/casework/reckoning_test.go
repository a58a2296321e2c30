package casework_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/domain/statistics"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/pkg/usecase/casework"
)

// publish deploys a calendar in which 16 January 2026, within the term of drafts.Day, is a rest day, and returns the
// versions before and after.
func (w *world) publish() (before, after string) {
	clock := w.workflow.Rules.Clock
	before = clock.Calendar.Version()
	clock.Calendar = clock.Calendar.With(calendar.Order{Date: calendar.Date{Year: 2026, Month: 1, Day: 10},
		Rest: []calendar.Date{{Year: 2026, Month: 1, Day: 16}}})
	w.workflow.Rules.Clock, w.scoring.Rules.Clock, w.intake.Rules.Clock = clock, clock, clock
	return before, clock.Calendar.Version()
}

func (w *world) entries(id application.ID, action record.Action) (found []record.Entry) {
	w.t.Helper()
	chain, err := w.store.Chain(w.t.Context(), id)
	must(w.t, err)
	for _, e := range chain {
		if e.Action == action {
			found = append(found, e)
		}
	}
	return found
}

// Invariant 4: a new calendar recomputes open cases and records the old and new dates.
func TestACheckpointMovesTheDueDateThatTheCalendarMoved(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	before, after := w.publish()
	w.minutes = 10
	for range 2 {
		_, _, err := w.workflow.Nudge(t.Context(), id, application.ClockWait)
		must(t, err)
	}
	found := w.entries(id, casework.Reckoned)
	want := map[string]string{"state": "assessing", "due": "2026-02-04", "due_before": "2026-02-03", "calendar": after, "calendar_before": before}
	if len(found) != 1 || cmp.Diff(want, found[0].Details) != "" || found[0].Actor != record.Workflow {
		t.Fatalf("want one entry with %v, got %+v", want, found)
	}
	if reminded := w.entries(id, casework.Reminded); len(reminded) != 7 || found[0].Sequence > reminded[0].Sequence {
		t.Errorf("want seven reminders, and the date moved before them, got %+v", reminded)
	}
	page, err := w.scoring.List(t.Context(), officer("science-education"), casework.WorkFilter{}, "", 10)
	must(t, err)
	items := page.Items
	for _, item := range items {
		if item.Due != (calendar.Date{Year: 2026, Month: 2, Day: 4}) {
			t.Errorf("want the work list by the new date, got %s", item.Due)
		}
	}
	if len(items) != 2 || w.due(id).String() != "2026-02-04" {
		t.Errorf("want two lanes due on 4 February, got %d on %s", len(items), w.due(id))
	}
}

// The Service's own steps have the same term.
func TestACheckpointOfTheConfirmationMovesTheDueDateToo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	w.score(id, 33, 15, 12, 10, 6, 4)
	must(t, w.workflow.Open(t.Context(), id, application.ReviewWait, w.token("token-review")))
	_, err := w.workflow.Decide(t.Context(), id)
	must(t, err)
	w.publish()
	w.minutes = 10
	_, _, err = w.workflow.Nudge(t.Context(), id, application.ConfirmationWait)
	must(t, err)
	items, _, err := w.scoring.Awaiting(t.Context(), decider, casework.ConfirmationDuty, "", 10)
	must(t, err)
	if len(items) != 1 || items[0].Due.String() != "2026-02-04" {
		t.Errorf("want the confirmation due on 4 February, got %+v", items)
	}
}

func TestACheckpointUnderTheSameCalendarReckonsNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	_, err := w.scoring.Claim(t.Context(), officer("science-education"), id, "education", false)
	must(t, err)
	w.minutes = 10
	_, _, err = w.workflow.Nudge(t.Context(), id, application.ClockWait)
	must(t, err)
	chain, err := w.store.Chain(t.Context(), id)
	must(t, err)
	for _, e := range chain {
		if e.Action == casework.Reckoned || e.Details["due"] != "" {
			t.Errorf("want no word of the due date, got %+v", e)
		}
	}
}

// An act that moves the due date anyhow does it by the newest calendar, and says so like a checkpoint.
func TestAnExtensionUnderANewCalendarSaysBothDates(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	before, after := w.publish()
	_, err := w.scoring.RequestExtension(t.Context(), officer("science-education"), id, "education", why)
	must(t, err)
	_, err = w.scoring.AnswerExtension(t.Context(), chief, id, casework.Approving{Number: 1, Granted: true, Reason: why})
	must(t, err)
	want := map[string]string{"state": "assessing", "due": "2026-02-18", "due_before": "2026-02-03", "calendar": after, "calendar_before": before}
	found := w.entries(id, "approve-extension")
	if len(found) != 1 || cmp.Diff(want, found[0].Details) != "" {
		t.Errorf("want %v, got %+v", want, found)
	}
	w.minutes = 15
	_, _, err = w.workflow.Nudge(t.Context(), id, application.ClockWait)
	must(t, err)
	if again := w.entries(id, casework.Reckoned); len(again) != 0 {
		t.Errorf("want nothing left to reckon, got %+v", again)
	}
}

// A case keeps the programme it was submitted under, with the rule by which that counts day 1.
func TestTheRuleForDayOneIsThatOfThePinnedProgramme(t *testing.T) {
	t.Parallel()
	rules, err := casework.LoadRules(0)
	must(t, err)
	inForce := rules.Programme
	rules.Version = func(string) (programme.Programme, error) {
		older := inForce
		older.Version, older.Clock.FirstDay = "older", calendar.SameDay
		return older, nil
	}
	for version, want := range map[string]calendar.FirstDay{"older": calendar.SameDay, inForce.Version: calendar.NextDay} {
		c := drafts.Draft("app_1")
		c.Submission = &application.Submission{Versions: application.Versions{Programme: version, Hash: inForce.Hash()}}
		got, err := rules.Of(&c)
		must(t, err)
		if got.Clock.FirstDay != want || got.Programme.Version != version {
			t.Errorf("%s: want the first day by %q, got %q of %s", version, want, got.Clock.FirstDay, got.Programme.Version)
		}
	}
}

// A programme that counts the day of submission is not the one in force any more: lists and figures still count by it.
func TestListsAndFiguresCountByTheCasesOwnRuleForDayOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	rules := w.intake.Rules
	w.intake.Rules.Programme.Clock.FirstDay = calendar.SameDay
	w.intake.Rules.Clock.FirstDay, w.intake.Rules.Clock.DaySeconds = calendar.SameDay, 0
	rules.Clock.DaySeconds = 0
	w.scoring.Rules = rules
	id := w.submitted()
	c, err := w.store.Load(t.Context(), id)
	must(t, err)
	due := c.Submission.Due.Date // Monday 5 January is day 1
	page, err := w.scoring.List(t.Context(), officer("economy"), casework.WorkFilter{}, "", 10)
	must(t, err)
	items := page.Items
	if len(items) != 1 {
		t.Fatalf("want one lane, got %+v", items)
	}
	after := due.AddDays(1).Start()
	if got := rules.Standing(items[0].Anchor(), items[0].DueDay, after); got.Urgency != casework.PastDue {
		t.Errorf("want it late once %s has ended, got %+v", due, got)
	}
	if got := rules.Standing(items[0].Anchor(), items[0].DueDay, after.Add(-1)); got.Urgency != casework.NearDue {
		t.Errorf("want it in time on %s, got %+v", due, got)
	}
	f, _ := statistics.FactOf(&c)
	if !f.DueAt.Equal(after) {
		t.Errorf("want the fact due as the case is, at %s, got %s", after, f.DueAt)
	}
}
