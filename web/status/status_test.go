package status_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/points"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/web/page"
	"hsmp.example/cases/web/status"
)

const why = "The evidence supports this finding in full."

// submitted is a case of the real clock that was filed on drafts.Day.
func submitted(t *testing.T) *status.Case {
	t.Helper()
	table, err := drafts.Timetable(0)
	must(t, err)
	c := &status.Case{Case: drafts.Draft("app_1"), Timetable: table, Now: drafts.At}
	must(t, c.Submit(application.Act{By: drafts.Applicant, At: drafts.At}, table))
	return c
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func officer(l application.Lane) record.Actor {
	return drafts.Officer("officer-"+string(l.ID), string(l.Authority))
}

func at(days int) time.Time { return drafts.At.AddDate(0, 0, days) }

func shown(t *testing.T, c *status.Case) string {
	t.Helper()
	var text strings.Builder
	p := page.Page{Language: locale.English, Path: c.At("")}
	must(t, status.StatusPage(p, *c).Render(context.Background(), &text))
	return text.String()
}

// Every value that a page can show has words in four languages.
func TestEveryFamilyHasAllItsWords(t *testing.T) {
	t.Parallel()
	families := map[string][]string{
		"status.next": {"correction"}, "status.lane": {"open", "claimed", "spoken", "closed"}, "status.step": {"submitted"},
		"status.extension": {"asked", "granted", "refused"}, "status.done": {"reply", "withdrawal"},
		"status.outcome":      {string(points.Recognised), string(points.Refused)},
		"status.outcome-text": {string(points.Recognised), string(points.Refused)},
		"status.ground":       {string(points.BelowThreshold), string(points.ObjectionUpheld)},
		"status.ruled":        {string(application.Upheld), string(application.Lifted), string(application.TakenBack)},
		"status.event": {"submitted", "spoken", "routed", "reminded", "escalated", "asked", "replied", "extension-asked", "extension-granted",
			"extension-refused", "decided", "recognised", "refused", "withdrawn"},
	}
	for _, s := range status.States {
		families["status.state"] = append(families["status.state"], string(s))
		families["status.next"] = append(families["status.next"], string(s))
		if s.Open() {
			families["status.step"] = append(families["status.step"], string(s))
		}
	}
	for _, r := range application.DueReasons {
		families["status.due"] = append(families["status.due"], string(r))
	}
	for _, l := range locale.All {
		for family, values := range families {
			for _, value := range values {
				if text := (page.Page{Language: l}).Of(family, value); strings.HasPrefix(text, "status.") {
					t.Errorf("%s has no words for %s", l, text)
				}
			}
		}
	}
}

func TestEventsComeWithTheNewestFirst(t *testing.T) {
	t.Parallel()
	c := submitted(t)
	must(t, c.RequestCorrection(application.Act{By: officer(c.Lanes[2]), At: at(2)}, c.Timetable, c.Lanes[2].ID, why))
	must(t, c.ReplyToCorrection(application.Act{By: drafts.Applicant, At: at(3)}, c.Timetable, 1, "Here it is.", nil))
	must(t, c.Withdraw(application.Act{By: drafts.Applicant, At: at(3)})) // at the same instant as the reply
	var got []string
	for _, e := range c.Events(page.Page{Language: locale.English}) {
		got = append(got, e.Title)
	}
	want := []string{"You withdrew the application", "You replied", "You were asked to mend something", "Application submitted"}
	if strings.Join(want, ";") != strings.Join(got, ";") {
		t.Errorf("want %q, got %q", want, got)
	}
}

// All silent authorities are reminded within moments: that is one event, and not seven.
func TestTheRemindersOfOneCheckpointAreOneEvent(t *testing.T) {
	t.Parallel()
	c := submitted(t)
	for _, l := range c.Lanes {
		_, err := c.Nudge(application.Act{By: record.Workflow, At: at(18)}, c.Timetable, application.LaneWait(l.ID))
		must(t, err)
	}
	events := c.Events(page.Page{Language: locale.English})
	if len(events) != 2 || strings.Count(events[0].Text, ";") != len(c.Lanes)-1 {
		t.Errorf("want one event of seven lanes, got %+v", events)
	}
}

// Gap G4: only where the programme says so does a correction stop the clock, and then the page says so.
func TestAPauseIsToldWhereTheProgrammeHasPauses(t *testing.T) {
	t.Parallel()
	c := submitted(t)
	must(t, c.RequestCorrection(application.Act{By: officer(c.Lanes[2]), At: at(1)}, c.Timetable, c.Lanes[2].ID, why))
	if strings.Contains(shown(t, c), "stands still") {
		t.Error("want no pause where the programme has none")
	}
	c.Timetable.Programme.Clock.CorrectionPauses = true
	if !strings.Contains(shown(t, c), "The clock stands still now") {
		t.Error("want the pause said")
	}
	must(t, c.ReplyToCorrection(application.Act{By: drafts.Applicant, At: at(4)}, c.Timetable, 1, "Here it is.", nil))
	if text := shown(t, c); !strings.Contains(text, "Correction request 1: the clock stood still for 3 working days") {
		t.Error("want the days given back")
	}
}

// The due date is 3 February 2026: by its end nothing is late, a day later the page says so, and whose fault it is not.
func TestLatenessIsSaidFromTheDayAfterTheDueDate(t *testing.T) {
	t.Parallel()
	c := submitted(t)
	midnight := c.Submission.Due.Date.AddDays(1).Start()
	for now, want := range map[time.Time]bool{midnight.Add(-time.Second): false, midnight: true} {
		c.Now = now
		if got := strings.Contains(shown(t, c), "This is not your fault"); got != want {
			t.Errorf("%s: want late %t, got %t", now, want, got)
		}
	}
	c.Now = midnight.AddDate(0, 0, 3)
	if text := shown(t, c); !strings.Contains(text, "3 working days past the due date") {
		t.Error("want how late")
	}
}

func TestFactsSayWhatAScreenReaderShouldHear(t *testing.T) {
	t.Parallel()
	c := submitted(t)
	facts := c.Facts(page.Page{Language: locale.English})
	if len(facts) != 2+len(c.Lanes) || facts[0].Text != "State: Being assessed" || facts[1].Text != "Due date: 3 February 2026" {
		t.Errorf("want state, due date and each lane, got %+v", facts)
	}
}
