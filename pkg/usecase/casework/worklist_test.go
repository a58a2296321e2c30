package casework_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
)

// picked reads a narrowed work list to its end, in pages, as "case lane".
func (w *world) picked(p identity.Principal, f casework.WorkFilter, limit int) []string {
	w.t.Helper()
	got := []string{}
	for cursor, more := "", true; more; more = cursor != "" {
		page, err := w.scoring.List(w.t.Context(), p, f, cursor, limit)
		must(w.t, err)
		for _, one := range page.Items {
			got = append(got, fmt.Sprintf("%s %s", one.Case, one.Lane))
		}
		cursor = page.Next
	}
	return got
}

func TestAWorkListIsNarrowedWithoutLosingOrRepeatingALane(t *testing.T) {
	t.Parallel()
	w, ministry := newWorld(t), officer("science-education")
	id := w.submitted()
	_, err := w.scoring.Claim(t.Context(), ministry, id, "education", false)
	must(t, err)
	_, err = w.scoring.Claim(t.Context(), person("colleague", "science-education", identity.Officer), id, "languages", false)
	must(t, err)
	education, languages := string(id)+" education", string(id)+" languages"
	for name, test := range map[string]struct {
		filter casework.WorkFilter
		want   []string
	}{
		"by nothing":               {casework.WorkFilter{}, []string{education, languages}},
		"by lane":                  {casework.WorkFilter{Lane: "languages"}, []string{languages}},
		"by the field":             {casework.WorkFilter{Field: "it"}, []string{education, languages}},
		"by another field":         {casework.WorkFilter{Field: "health"}, []string{}},
		"by what is mine":          {casework.WorkFilter{Claim: casework.Mine}, []string{education}},
		"by what is a colleague's": {casework.WorkFilter{Claim: casework.Others}, []string{languages}},
		"by what nobody claimed":   {casework.WorkFilter{Claim: casework.Unclaimed}, []string{}},
		"by what is in time":       {casework.WorkFilter{Urgency: casework.InTime}, []string{education, languages}},
		"by what is late":          {casework.WorkFilter{Urgency: casework.PastDue}, []string{}},
	} {
		for limit := 1; limit <= 3; limit++ {
			if diff := cmp.Diff(test.want, w.picked(ministry, test.filter, limit)); diff != "" {
				t.Errorf("%s, %d a page (-want +got):\n%s", name, limit, diff)
			}
		}
	}
}

// Twenty working days, a minute each; the last checkpoint before the end is at 90 %, day 18.
func TestHowSomethingStandsToItsDueDayOnBothSidesOfEachBoundary(t *testing.T) {
	t.Parallel()
	rules, err := casework.LoadRules(60)
	must(t, err)
	from := calendar.Anchor{At: drafts.At, Date: drafts.Day}
	for minute, want := range map[int]casework.Standing{
		0:  {Urgency: casework.InTime, Left: 20},
		17: {Urgency: casework.InTime, Left: 3},
		18: {Urgency: casework.NearDue, Left: 2},
		19: {Urgency: casework.NearDue, Left: 1},
		20: {Urgency: casework.PastDue},
		21: {Urgency: casework.PastDue, Late: 1},
		25: {Urgency: casework.PastDue, Late: 5},
	} {
		got := rules.Standing(from, 20, drafts.At.Add(time.Duration(minute)*time.Minute))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("minute %d (-want +got):\n%s", minute, diff)
		}
	}
}

func TestAnOfficerSeesTheTallyOfTheirOwnAuthorityOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.submitted()
	w.minutes = 18
	got, err := w.scoring.Tally(t.Context(), officer("science-education"), "")
	must(t, err)
	if diff := cmp.Diff(casework.LaneCount{Open: 2, NearDue: 2}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	_, err = w.scoring.Tally(t.Context(), officer("science-education"), "economy")
	wantKind(t, problem.Forbidden, err)
	if got := w.scoring.Listable(officer("economy")); len(got) != 1 || got[0] != "economy" {
		t.Errorf("want the own authority alone, got %q", got)
	}
	if got, all := w.scoring.Listable(chief), w.scoring.Rules.Programme.Authorities; len(got) != len(all) {
		t.Errorf("want every authority for the Service's supervisor, got %q", got)
	}
}

func (w *world) awaiting(p identity.Principal, duty casework.Duty) []string {
	w.t.Helper()
	items, _, err := w.scoring.Awaiting(w.t.Context(), p, duty, "", 10)
	must(w.t, err)
	got := []string{}
	for _, one := range items {
		got = append(got, fmt.Sprintf("%s %s %d", one.Case, one.Lane, one.Number))
	}
	return got
}

func TestWhatWaitsForTheServiceIsSeenByWhoeverMayDoIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	ministry := officer("science-education")
	_, err := w.scoring.Object(t.Context(), ministry, id, casework.Objecting{Lane: "education", Reason: why, LegalBasis: "Law"})
	must(t, err)
	_, err = w.scoring.RequestExtension(t.Context(), ministry, id, "languages", why)
	must(t, err)
	expect := func(p identity.Principal, duty casework.Duty, want ...string) {
		t.Helper()
		if diff := cmp.Diff(append([]string{}, want...), w.awaiting(p, duty)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", duty, diff)
		}
	}
	expect(reviewer, casework.ObjectionDuty, string(id)+" education 1")
	expect(chief, casework.ExtensionDuty, string(id)+" languages 1")
	expect(decider, casework.ConfirmationDuty)
	_, err = w.scoring.ResolveObjection(t.Context(), reviewer, id, casework.Resolving{Number: 1, Ruling: application.Lifted, Reason: why})
	must(t, err)
	_, err = w.scoring.AnswerExtension(t.Context(), chief, id, casework.Approving{Number: 1, Reason: why})
	must(t, err)
	expect(reviewer, casework.ObjectionDuty)
	expect(chief, casework.ExtensionDuty)
	w.score(id, 30, 15, 12, 12, 8, 4)
	must(t, w.workflow.Open(t.Context(), id, application.ReviewWait, w.token("token-review")))
	_, err = w.workflow.Decide(t.Context(), id)
	must(t, err)
	expect(decider, casework.ConfirmationDuty, string(id)+"  0")
	_, err = w.scoring.Confirm(t.Context(), decider, id, time.Time{})
	must(t, err)
	expect(decider, casework.ConfirmationDuty)
}

func TestADutyIsListedToNobodyElse(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	may := map[casework.Duty]identity.Principal{casework.ConfirmationDuty: decider, casework.ObjectionDuty: reviewer, casework.ExtensionDuty: chief}
	elsewhere := person("economist", "economy", identity.DecisionOfficer, identity.ObjectionReviewer, identity.Supervisor)
	for _, duty := range casework.Duties {
		for _, p := range []identity.Principal{emre, officer("sms"), auditor, elsewhere, chief, reviewer, decider} {
			_, _, err := w.scoring.Awaiting(t.Context(), p, duty, "", 10)
			if allowed := p.Subject == may[duty].Subject; allowed != (err == nil) {
				t.Errorf("%s for %s: want allowed %v, got %v", duty, p.Subject, allowed, err)
			}
		}
	}
	_, _, err := w.scoring.Awaiting(t.Context(), decider, "tea", "", 10)
	wantKind(t, problem.NotFound, err)
	if diff := cmp.Diff([]casework.Duty{casework.ExtensionDuty}, casework.DutiesOf(chief)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWhoseAClaimIs(t *testing.T) {
	t.Parallel()
	p := officer("economy")
	for by, want := range map[string]casework.ClaimState{"": casework.Unclaimed, p.Person(): casework.Mine, "somebody": casework.Others} {
		if got := casework.ClaimOf(p, by); got != want {
			t.Errorf("%q: want %s, got %s", by, want, got)
		}
	}
}
