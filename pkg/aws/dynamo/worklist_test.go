package dynamo_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
)

// file creates and submits a case per due date: app_1, app_2 and so on, of three lanes each.
func (b *bench) file(dues ...string) {
	b.t.Helper()
	for i, due := range dues {
		id := application.ID(fmt.Sprintf("app_%d", i+1))
		b.create(id, application.PersonID("prs_"+id))
		b.change(id, "submit", submit(day(due), "ministry"))
	}
}

// list reads the work list to its end, in pages, as "date case lane".
func (b *bench) list(authority programme.AuthorityID, limit int) []string {
	b.t.Helper()
	var all []string
	for cursor, more := "", true; more; more = cursor != "" {
		items, next, err := b.Work(b.t.Context(), authority, cursor, limit)
		if err != nil {
			b.t.Fatal(err)
		}
		if next != "" && len(items) != limit {
			b.t.Errorf("want a full page of %d before another, got %d", limit, len(items))
		}
		for _, one := range items {
			all = append(all, fmt.Sprintf("%s %s %s", one.Due, one.Case, one.Lane))
		}
		cursor = next
	}
	return all
}

func TestAWorkListIsInTheOrderOfDueDatesAcrossWeeks(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.file("2026-12-31", "2026-11-30", "2027-01-04")
	want := []string{
		"2026-11-30 app_2 lane-0", "2026-11-30 app_2 lane-1", "2026-11-30 app_2 lane-2",
		"2026-12-31 app_1 lane-0", "2026-12-31 app_1 lane-1", "2026-12-31 app_1 lane-2",
		"2027-01-04 app_3 lane-0", "2027-01-04 app_3 lane-1", "2027-01-04 app_3 lane-2",
	}
	for limit := 1; limit <= len(want)+1; limit++ {
		if diff := cmp.Diff(want, b.list("ministry", limit)); diff != "" {
			t.Errorf("in pages of %d (-want +got):\n%s", limit, diff)
		}
	}
	if got := b.list("another", 10); len(got) != 0 {
		t.Errorf("want nothing for another authority, got %q", got)
	}
}

func TestAWorkItemShowsWhatAnOfficerNeedsToChoose(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.file("2026-11-30")
	b.change("app_1", "claim-lane", func(c *application.Case) error {
		c.Lanes[0].Claim = &application.Claim{By: "off_1", At: now}
		c.Lanes[0].Reminders = []application.Reminder{{Day: 10, At: now}, {Day: 20, Escalated: true, At: now}}
		return nil
	})
	items, _, err := b.Work(t.Context(), "ministry", "", 1)
	if err != nil {
		t.Fatal(err)
	}
	want := []casework.WorkItem{{Case: "app_1", Lane: "lane-0", Kind: programme.CriterionLane, Authority: "ministry", Field: "digital",
		Due: day("2026-11-30"), DueDay: 20, SubmittedOn: day("2026-11-02"), SubmittedAt: now, ClaimedBy: "off_1", ClaimedAt: now,
		Reminders: 2, Escalated: true}}
	if diff := cmp.Diff(want, items); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestLanesLeaveTheWorkList(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		move func(*application.Case) error
		want []string
	}{
		"when they are scored": {score(1, "off_1"), []string{"2026-11-30 app_1 lane-0", "2026-11-30 app_1 lane-2"}},
		"when the case ends":   {withdraw, nil},
		"when they are routed": {func(c *application.Case) error { c.Lanes[0].Authority = "another"; return nil },
			[]string{"2026-11-30 app_1 lane-1", "2026-11-30 app_1 lane-2"}},
		"for another day when the clock is longer": {func(c *application.Case) error {
			c.Lanes = c.Lanes[:1]
			c.Submission.Due.Date = day("2026-12-14")
			return nil
		}, []string{"2026-12-14 app_1 lane-0"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.file("2026-11-30")
			b.change("app_1", "act", test.move)
			if diff := cmp.Diff(test.want, b.list("ministry", 10)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestARoutedLaneIsOnTheOtherAuthoritysList(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.file("2026-11-30")
	b.change("app_1", "route-lane", func(c *application.Case) error { c.Lanes[0].Authority = "another"; return nil })
	if diff := cmp.Diff([]string{"2026-11-30 app_1 lane-0"}, b.list("another", 10)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTheNextPageIsRightAlthoughItsFirstLanesLeft(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.file("2026-11-30", "2026-12-01")
	items, cursor, err := b.Work(t.Context(), "ministry", "", 2)
	if err != nil || len(items) != 2 {
		t.Fatalf("want two, got %d, %v", len(items), err)
	}
	b.change("app_1", "score-lane", score(0, "off_1"))
	b.change("app_1", "score-lane", score(1, "off_1"))
	items, _, err = b.Work(t.Context(), "ministry", cursor, 2)
	if err != nil || len(items) != 2 || items[0].Lane != "lane-2" || items[1].Case != "app_2" {
		t.Errorf("want the third lane and then the next case, got %+v, %v", items, err)
	}
}

func TestACursorThatWasNotGivenIsRefused(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	for _, cursor := range []string{"x", "e30", "!!", "eyJ3IjoiMjAyNi1XNDkiLCJhIjoieCJ9"} {
		_, _, err := b.Work(t.Context(), "ministry", cursor, 5)
		wantKind(t, err, problem.Invalid, "invalid")
	}
}

func TestEmptyWeeksLeaveTheListOnceTheyAreLongPast(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.file("2026-11-30", "2026-12-07")
	b.change("app_1", "withdraw", withdraw)
	for _, test := range []struct { // in the order of time
		name, at string
		want     []string
	}{
		{"in the week itself", "2026-11-30", []string{"WEEK#2026-W49", "WEEK#2026-W50"}},
		{"eight weeks later", "2027-01-31", []string{"WEEK#2026-W49", "WEEK#2026-W50"}},
		{"nine weeks later", "2027-02-01", []string{"WEEK#2026-W50"}},
		{"a year later, with lanes still open", "2027-12-31", []string{"WEEK#2026-W50"}},
	} {
		b.now = day(test.at).Start().Add(12 * time.Hour)
		b.list("ministry", 10)
		if diff := cmp.Diff(test.want, b.rows("AUTHORITY#ministry")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestEachOpenLaneOfAnAuthorityIsHandedOverOnce(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.file("2026-12-07", "2026-11-30", "2026-12-14")
	b.change("app_2", "score-lane", score(0, "off_1"))
	b.change("app_3", "withdraw", withdraw)
	var got []string
	err := b.OpenLanes(t.Context(), "ministry", func(w casework.WorkItem) error {
		got = append(got, fmt.Sprintf("%s %s %s", w.Due, w.Case, w.Lane))
		return nil
	})
	want := []string{"2026-11-30 app_2 lane-1", "2026-11-30 app_2 lane-2",
		"2026-12-07 app_1 lane-0", "2026-12-07 app_1 lane-1", "2026-12-07 app_1 lane-2"}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	enough := errors.New("enough")
	if err := b.OpenLanes(t.Context(), "ministry", func(casework.WorkItem) error { return enough }); !errors.Is(err, enough) {
		t.Errorf("want it to end with the caller's error, got %v", err)
	}
}
