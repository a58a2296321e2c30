package application_test

import (
	"errors"
	"testing"
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit/drafts"
)

const why = "The evidence supports this finding in full."

// A working day takes a minute by the tests' clock, so instants are easy to read.
func timetable(t testing.TB) application.Timetable {
	t.Helper()
	table, err := drafts.Timetable(60)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func act(by record.Actor, at time.Time) application.Act { return application.Act{By: by, At: at} }

// day is an instant within the working day of that number after the submission.
func day(n int) time.Time { return drafts.At.Add(time.Duration(n)*time.Minute - 30*time.Second) }

func submitted(t testing.TB) (application.Case, application.Timetable) {
	t.Helper()
	table := timetable(t)
	c := drafts.Draft("app_1")
	must(t, c.Submit(act(drafts.Applicant, drafts.At), table))
	return c, table
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("want no problem, got %v", err)
	}
}

// refused checks that err is a problem of that code.
func refused(t testing.TB, code string, err error) {
	t.Helper()
	var p *problem.Error
	if !errors.As(err, &p) || p.Code != code {
		t.Errorf("want problem %q, got %v", code, err)
	}
}

// faulty checks that err lists a fault of that code at that place.
func faulty(t testing.TB, pointer, code string, err error) {
	t.Helper()
	var p *problem.Error
	if errors.As(err, &p) {
		for _, f := range p.Faults {
			if f.Pointer == pointer && f.Code == code {
				return
			}
		}
	}
	t.Errorf("want fault %s at %s, got %v", code, pointer, err)
}

func finding(lane programme.LaneID, points programme.Points) application.Finding {
	return application.Finding{Points: points, Justification: why, Evidence: []string{drafts.Evidence[lane]}, Shown: []string{drafts.Evidence[lane]}}
}

func officerOf(l application.Lane) record.Actor {
	return drafts.Officer("officer-"+string(l.ID), string(l.Authority))
}

// scoreAll closes every open lane: criteria with these points in order, the clearance with nothing against.
func scoreAll(t testing.TB, c *application.Case, at time.Time, given ...programme.Points) {
	t.Helper()
	for i, l := range c.Lanes {
		switch {
		case l.Closed():
		case l.Kind == programme.ClearanceLane:
			must(t, c.ClearLane(act(officerOf(l), at), l.ID, why))
		default:
			must(t, c.ScoreLane(act(officerOf(l), at), l.ID, finding(l.ID, given[i])))
		}
	}
}

var (
	reviewer = drafts.Officer("reviewer", "sms")
	decider  = drafts.Officer("decider", "sms")
	chief    = drafts.Officer("chief", "sms")
)
