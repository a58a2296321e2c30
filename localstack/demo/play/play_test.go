package play

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/localstack/demo/client"
	"hsmp.example/cases/localstack/demo/papers"
	"hsmp.example/cases/localstack/identity"
)

func TestThePlotsAddUpToWhatTheirNamesSay(t *testing.T) {
	t.Parallel()
	got := map[string]int{}
	for _, plot := range Plots() {
		got[plot.Name] = plot.Total()
		wantsRefusal := plot.Total() < 70 || strings.Contains(plot.Name, "upheld")
		if plot.Outcome != withdrawn && wantsRefusal != (plot.Outcome == refused) {
			t.Errorf("%s with %d points cannot end %s (fact 57)", plot.Name, plot.Total(), plot.Outcome)
		}
	}
	want := map[string]int{"82 points, no objection": 82, "exactly 70 points": 70, "69 points": 69, "88 points, objection upheld": 88,
		"88 points, objection lifted": 88, "one authority silent": 78, "correction and extension": 75, "withdrawn by the applicant": 74}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("totals (-want +got):\n" + diff)
	}
}

func TestEveryPlotHasAnApplicantOfItsOwnWhoCanSignIn(t *testing.T) {
	t.Parallel()
	directory, err := identity.Read()
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, p := range directory.WithRole("applicant") {
		known[p.User] = true
	}
	taken := map[string]bool{}
	for _, plot := range Plots() {
		if !known[plot.User] || taken[plot.User] {
			t.Errorf("%s: %s cannot sign in, or plays another case", plot.Name, plot.User)
		}
		if _, ok := papers.People[plot.User]; !ok {
			t.Errorf("%s has no papers", plot.User)
		}
		taken[plot.User] = true
	}
}

func TestTheDiaryWritesChangesOnce(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	b := newBoard(&out, []Plot{{Name: "a case"}})
	first := client.Status{State: assessing, Due: &client.Due{Date: "2026-04-20"}, Lanes: []client.LaneStatus{{ID: labour, State: "open", Authority: "labour"}}}
	late := first
	late.LateBy = 1
	late.Due = &client.Due{Date: "2026-05-04"}
	late.Lanes = []client.LaneStatus{{ID: labour, State: "scored", Authority: "labour", Reminders: 4, Escalated: true}}
	b.say(0, "documents 1/2")
	b.say(0, "documents 1/2")
	for _, status := range []client.Status{first, first, late, late} {
		b.show(0, status)
	}
	var got []string
	for line := range strings.Lines(out.String()) {
		_, said, _ := strings.Cut(line, "a case")
		got = append(got, strings.TrimSpace(said))
	}
	want := []string{"documents 1/2", "assessing", "labour-market scored (labour)", "labour-market escalated, 4 times (labour)",
		"due 2026-04-20 → 2026-05-04", "late by 1 working days"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("diary (-want +got):\n" + diff)
	}
}

func TestTheScreenIsRedrawnInItsPlace(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	s := &screen{ledger: &ledger{plots: []Plot{{Name: "a case"}}, rows: make([]row, 1), began: time.Now()}, out: &out}
	s.say(0, "documents 1/2")
	s.show(0, client.Status{State: assessing, LateBy: 2, Lanes: []client.LaneStatus{{ID: labour, State: "open", Escalated: true}, {ID: languages, State: "scored", Reminders: 1}}})
	text := out.String()
	for _, want := range []string{"documents 1/2", "\x1b[3A", "·!!", "✓!", "late by 2"} {
		if !strings.Contains(text, want) {
			t.Errorf("want %q on the screen:\n%s", want, text)
		}
	}
}

func TestWhoWaitsIsWokenByTheStatusTheyWant(t *testing.T) {
	t.Parallel()
	var w watch
	got := make(chan string)
	go func() {
		status, err := w.until(t.Context(), in(recognised))
		if err != nil {
			t.Error(err)
		}
		got <- status.State
	}()
	w.tell(client.Status{State: assessing})
	w.tell(client.Status{State: recognised})
	if state := <-got; state != recognised {
		t.Errorf("want %s, got %s", recognised, state)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	status, err := w.until(ctx, in(refused))
	if err == nil || status.State != recognised {
		t.Errorf("want a deadline with the last status, got %v and %s", err, status.State)
	}
}

func TestWhatEndedOtherwiseIsNamed(t *testing.T) {
	t.Parallel()
	s := &scene{}
	s.expect(true, "not this")
	s.expect(false, "want %d points, got %d", 82, 81)
	err := verdict([]Result{{Name: "fine"}, {Name: "82 points", Case: "app_1", Failures: s.result.Failures}})
	if err == nil || err.Error() != "82 points (app_1): want 82 points, got 81" {
		t.Errorf("want the case and the expectation named, got %v", err)
	}
	if verdict([]Result{{Name: "fine"}}) != nil {
		t.Error("want no error when all is as it must be")
	}
}
