package dynamo_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/points"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
)

// awaiting reads a list of duties to its end, in pages, as "date case lane number".
func (b *bench) awaiting(duty casework.Duty, limit int) []string {
	b.t.Helper()
	var all []string
	for cursor, more := "", true; more; more = cursor != "" {
		items, next, err := b.Awaiting(b.t.Context(), duty, cursor, limit)
		if err != nil {
			b.t.Fatal(err)
		}
		for _, one := range items {
			all = append(all, fmt.Sprintf("%s %s %s %d", one.Due, one.Case, one.Lane, one.Number))
		}
		cursor = next
	}
	return all
}

// object raises an objection that is to be ruled on by a day, the fifth of the clock.
func object(lane int, by string) func(*application.Case) error {
	return func(c *application.Case) error {
		l := c.Lanes[lane]
		c.Objections = append(c.Objections, application.Objection{Number: len(c.Objections) + 1, Lane: l.ID, Authority: l.Authority,
			Reason: "sealed", LegalBasis: "sealed", By: "off_1", At: now, RuleBy: day(by), RuleDay: 5})
		return nil
	}
}

func askExtension(c *application.Case) error {
	c.Extension = &application.Extension{Lane: "lane-1", WorkingDays: 10, Reason: "sealed", By: "off_1", At: now}
	return nil
}

func propose(c *application.Case) error {
	c.State, c.Proposal = application.Confirming, &application.Proposal{Explanation: points.Explanation{Total: 70}, At: now}
	return nil
}

func TestWhatWaitsForTheServiceIsListedByDueDateInPagesOfAnySize(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.file("2026-12-31", "2026-11-30", "2026-12-01")
	for id, by := range map[application.ID]string{"app_1": "2026-11-20", "app_2": "2026-11-10", "app_3": "2026-11-11"} {
		b.change(id, "object", object(0, by))
		b.change(id, "request-extension", askExtension)
	}
	b.change("app_2", "object", object(2, "2026-11-30"))
	// An objection has a term of its own (gap G1), whatever the case's is.
	want := []string{"2026-11-10 app_2 lane-0 1", "2026-11-11 app_3 lane-0 1", "2026-11-20 app_1 lane-0 1", "2026-11-30 app_2 lane-2 2"}
	for limit := 1; limit <= len(want)+1; limit++ {
		if diff := cmp.Diff(want, b.awaiting(casework.ObjectionDuty, limit)); diff != "" {
			t.Errorf("objections in pages of %d (-want +got):\n%s", limit, diff)
		}
	}
	want = []string{"2026-11-30 app_2 lane-1 0", "2026-12-01 app_3 lane-1 0", "2026-12-31 app_1 lane-1 0"}
	if diff := cmp.Diff(want, b.awaiting(casework.ExtensionDuty, 2)); diff != "" {
		t.Errorf("extensions (-want +got):\n%s", diff)
	}
	if got := b.awaiting(casework.ConfirmationDuty, 2); len(got) != 0 {
		t.Errorf("want nothing to confirm, got %q", got)
	}
}

func TestAnEntryOfADutyShowsHowUrgentItIsAndNoPerson(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.file("2026-11-30", "2026-11-30")
	b.change("app_1", "propose-decision", propose)
	items, _, err := b.Awaiting(t.Context(), casework.ConfirmationDuty, "", 1)
	if err != nil {
		t.Fatal(err)
	}
	want := []casework.Awaiting{{Duty: casework.ConfirmationDuty, Case: "app_1", Field: "digital", Since: now, Due: day("2026-11-30"),
		DueDay: 20, SubmittedOn: day("2026-11-02"), SubmittedAt: now}}
	if diff := cmp.Diff(want, items); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	b.change("app_2", "object", object(1, "2026-11-09"))
	items, _, err = b.Awaiting(t.Context(), casework.ObjectionDuty, "", 1)
	if err != nil {
		t.Fatal(err)
	}
	want = []casework.Awaiting{{Duty: casework.ObjectionDuty, Case: "app_2", Lane: "lane-1", Number: 1, Field: "digital", Since: now,
		Due: day("2026-11-09"), DueDay: 5, SubmittedOn: day("2026-11-02"), SubmittedAt: now}}
	if diff := cmp.Diff(want, items); diff != "" {
		t.Errorf("objection (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(application.Confirming, b.peek("app_1").State); diff != "" {
		t.Errorf("want the case whole all the same (-want +got):\n%s", diff)
	}
}

func TestWhatIsDoneLeavesTheListOfTheDuty(t *testing.T) {
	t.Parallel()
	answered := func(c *application.Case) error {
		c.Extension.Approval = &application.Approval{By: "chief", At: now}
		return nil
	}
	ruled := func(c *application.Case) error {
		c.Objections[0].Resolution = &application.Resolution{Ruling: application.Lifted, By: "rev", At: now}
		return nil
	}
	confirmed := func(c *application.Case) error {
		c.State, c.Decision = application.Issuing, &application.Decision{By: "dec", At: now}
		return nil
	}
	for name, test := range map[string]struct {
		duty    casework.Duty
		asked   func(*application.Case) error
		settled func(*application.Case) error
	}{
		"an extension that was answered":          {casework.ExtensionDuty, askExtension, answered},
		"an extension of a case withdrawn":        {casework.ExtensionDuty, askExtension, withdraw},
		"an objection that was ruled on":          {casework.ObjectionDuty, object(0, "2026-11-09"), ruled},
		"an objection in a case withdrawn":        {casework.ObjectionDuty, object(0, "2026-11-09"), withdraw},
		"a proposal that was confirmed":           {casework.ConfirmationDuty, propose, confirmed},
		"a proposal whose applicant has gone":     {casework.ConfirmationDuty, propose, withdraw},
		"an extension, while the case is weighed": {casework.ExtensionDuty, askExtension, propose},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.file("2026-11-30")
			b.change("app_1", "ask", test.asked)
			if got := b.awaiting(test.duty, 5); len(got) != 1 {
				t.Fatalf("want it listed first, got %q", got)
			}
			b.change("app_1", "settle", test.settled)
			if got := b.awaiting(test.duty, 5); len(got) != 0 {
				t.Errorf("want it to leave the list, got %q", got)
			}
		})
	}
}

func TestTheNextPageOfADutyIsRightAlthoughItsFirstOnesLeft(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.file("2026-11-30", "2026-12-01")
	b.change("app_1", "object", object(0, "2026-11-09"))
	b.change("app_2", "object", object(1, "2026-11-10"))
	items, cursor, err := b.Awaiting(t.Context(), casework.ObjectionDuty, "", 1)
	if err != nil || len(items) != 1 || cursor == "" {
		t.Fatalf("want one and a cursor, got %d, %q, %v", len(items), cursor, err)
	}
	b.change("app_1", "withdraw", withdraw)
	items, cursor, err = b.Awaiting(t.Context(), casework.ObjectionDuty, cursor, 1)
	if err != nil || len(items) != 1 || items[0].Case != "app_2" || cursor != "" {
		t.Errorf("want the second case and the end, got %+v, %q, %v", items, cursor, err)
	}
	for _, strange := range []string{"x", "e30", "eyJ3IjoiMjAyNi1XNDkiLCJhIjoieCJ9"} {
		_, _, err := b.Awaiting(t.Context(), casework.ObjectionDuty, strange, 1)
		wantKind(t, err, problem.Invalid, "invalid")
	}
}
