package application_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/testkit/drafts"
)

// Facts 57 and 58: 20 working days from 5 January 2026 end on 3 February, ten more on 17 February.
func TestTheDueDateTellsHowItCameAbout(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	term := application.DueStep{Reason: application.ByTerm, WorkingDays: 20, Date: date(2026, 2, 3)}
	same(t, []application.DueStep{term}, c.DueSteps(table))

	must(t, c.RequestExtension(act(officerOf(c.Lanes[0]), day(8)), table, c.Lanes[0].ID, why))
	same(t, []application.DueStep{term}, c.DueSteps(table))
	must(t, c.AnswerExtension(act(chief, day(9)), table, 1, true, why))
	longer := application.DueStep{Reason: application.ByExtension, WorkingDays: 10, Date: date(2026, 2, 17)}
	same(t, []application.DueStep{term, longer}, c.DueSteps(table))
}

func TestARefusedExtensionLeavesTheDueDate(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	must(t, c.RequestExtension(act(officerOf(c.Lanes[0]), day(8)), table, c.Lanes[0].ID, why))
	must(t, c.AnswerExtension(act(chief, day(9)), table, 1, false, why))
	if steps := c.DueSteps(table); len(steps) != 1 || steps[0].Date != c.Submission.Due.Date {
		t.Errorf("want the term alone, got %+v", steps)
	}
}

// Gap G4: where the programme lets a correction pause the clock, the days it took are given back in the order they
// came.
func TestAPauseIsOneStepInTheOrderOfTime(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	table.Programme.Clock.CorrectionPauses = true
	must(t, c.RequestCorrection(act(officerOf(c.Lanes[2]), day(3)), table, c.Lanes[2].ID, why))
	must(t, c.ReplyToCorrection(act(drafts.Applicant, day(7)), table, 1, "Here it is.", nil))
	must(t, c.RequestExtension(act(officerOf(c.Lanes[0]), day(8)), table, c.Lanes[0].ID, why))
	must(t, c.AnswerExtension(act(chief, day(9)), table, 1, true, why))
	var got []application.DueReason
	for _, s := range c.DueSteps(table) {
		got = append(got, s.Reason)
	}
	want := []application.DueReason{application.ByTerm, application.ByPause, application.ByExtension}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if pause := c.DueSteps(table)[1]; pause.Correction != 1 || pause.WorkingDays != 4 {
		t.Errorf("want four days for correction 1, got %+v", pause)
	}
}

func TestTheStepsAddUpToTheDueDate(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		c, table := submitted(t)
		table.Programme.Clock.CorrectionPauses = rapid.Bool().Draw(r, "pauses")
		at := 1
		for range rapid.IntRange(0, 2).Draw(r, "corrections") {
			must(t, c.RequestCorrection(act(officerOf(c.Lanes[0]), day(at)), table, c.Lanes[0].ID, why))
			at += rapid.IntRange(0, 9).Draw(r, "took")
			must(t, c.ReplyToCorrection(act(drafts.Applicant, day(at)), table, len(c.Corrections), "Here it is.", nil))
			wantExplained(r, c, table)
		}
		must(t, c.RequestExtension(act(officerOf(c.Lanes[0]), day(at)), table, c.Lanes[0].ID, why))
		must(t, c.AnswerExtension(act(chief, day(at)), table, len(c.Extensions), rapid.Bool().Draw(r, "granted"), why))
		wantExplained(r, c, table)
	})
}

func TestADraftHasNoClock(t *testing.T) {
	t.Parallel()
	c := drafts.Draft("app_1")
	table := timetable(t)
	if c.DueSteps(table) != nil || c.WorkingDay(table, day(4)) != 0 || c.Unsent() != nil {
		t.Error("want nothing of a draft")
	}
}

func TestTheWorkingDayStandsStillOnceTheCaseIsClosed(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	if got := c.WorkingDay(table, day(5)); got != 4 {
		t.Errorf("want four days ended within the fifth, got %d", got)
	}
	must(t, c.Withdraw(act(drafts.Applicant, day(5))))
	if got := c.WorkingDay(table, day(15)); got != 4 {
		t.Errorf("want the day of the withdrawal, got %d", got)
	}
}

func TestUnsentDocumentsAreThoseOfNoSubmissionAndNoReply(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	must(t, c.RequestCorrection(act(officerOf(c.Lanes[0]), day(3)), table, c.Lanes[0].ID, why))
	if got := c.Unsent(); len(got) != 0 {
		t.Errorf("want none of the submission's, got %v", got)
	}
	first := evidence.Document{ID: "doc_first", Kind: "reference", State: evidence.Accepted, Report: evidence.Report{SHA256: "one"}}
	second := first
	second.ID = "doc_second"
	must(t, c.AddDocument(first, 1))
	must(t, c.AddDocument(second, 1))
	must(t, c.ReplyToCorrection(act(drafts.Applicant, day(4)), table, 1, "", []string{"doc_first"}))
	if got := c.Unsent(); len(got) != 1 || got[0].ID != "doc_second" {
		t.Errorf("want the second alone, got %v", got)
	}
}

func same(t *testing.T, want, got []application.DueStep) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(application.DueStep{}, "At"), cmpopts.IgnoreTypes(time.Time{})); diff != "" {
		t.Error(diff)
	}
}
