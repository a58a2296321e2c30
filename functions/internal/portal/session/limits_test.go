package session_test

import (
	"testing"
	"time"

	"hsmp.example/cases/functions/internal/portal/session"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

func with(p identity.Principal, roles ...identity.Role) identity.Principal {
	p.Roles = roles
	return p
}

func TestWhoDoesNothingIsSignedOut(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		who   identity.Principal
		after time.Duration
		over  bool
	}{
		{"an officer just before half an hour", orkhan, 30*time.Minute - time.Nanosecond, false},
		{"an officer after half an hour", orkhan, 30 * time.Minute, true},
		{"an auditor after half an hour", with(anna, identity.Auditor), 30 * time.Minute, true},
		{"an applicant who is an officer too", with(anna, identity.Applicant, identity.Officer), 30 * time.Minute, true},
		{"an applicant just before two hours", anna, 2*time.Hour - time.Nanosecond, false},
		{"an applicant after two hours", anna, 2 * time.Hour, true},
		{"an employer just before two hours", with(anna, identity.Employer), 2*time.Hour - time.Nanosecond, false},
		{"an employer after two hours", with(anna, identity.Employer), 2 * time.Hour, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			cookie := d.begin(lasting(test.who))
			d.now = monday.Add(test.after)
			if !test.over {
				d.load(cookie)
				return
			}
			d.wantOver(cookie)
			if got := len(d.table.Rows()); got != 0 {
				t.Errorf("want the session removed, got %d", got)
			}
		})
	}
}

func TestEachVisitBeginsTheIdleTimeAnew(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	cookie := d.begin(lasting(orkhan))
	for range 4 { // two hours in steps of 29 minutes and some
		d.now = d.now.Add(30*time.Minute - time.Second)
		if got := d.load(cookie).Seen; !got.Equal(d.now) {
			t.Errorf("want the visit of %s written down, got %s", d.now, got)
		}
	}
	d.now = d.now.Add(30 * time.Minute)
	d.wantOver(cookie)
}

// A page warns by Idle: nobody who is told to be signed in still may have been signed out, whichever visit was written
// down.
func TestIdleIsAPromise(t *testing.T) {
	t.Parallel()
	for name, who := range map[string]session.Grant{"an officer": lasting(orkhan), "an applicant": lasting(anna)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			cookie := d.begin(who)
			d.now = d.now.Add(5*time.Minute - time.Second) // this visit is not written down
			d.load(cookie)
			d.now = d.now.Add(session.Idle(who.Principal))
			d.load(cookie)
		})
	}
}

func TestNobodyStaysLongerThanTwelveHours(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	cookie := d.begin(lasting(anna))
	for d.now.Before(monday.Add(session.Longest - time.Hour)) {
		d.now = d.now.Add(time.Hour)
		d.load(cookie)
	}
	d.now = monday.Add(session.Longest - time.Nanosecond)
	d.load(cookie)
	d.now = monday.Add(session.Longest)
	d.wantOver(cookie)
}

func TestVisitsAreWrittenDownAtMostEveryFiveMinutes(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	cookie := d.begin(lasting(anna))
	for _, step := range []struct {
		after  time.Duration
		writes int
	}{{time.Second, 0}, {5*time.Minute - time.Nanosecond, 0}, {5 * time.Minute, 1}, {10*time.Minute - time.Nanosecond, 0}, {10 * time.Minute, 1}} {
		d.now = monday.Add(step.after)
		before := d.table.Writes()
		d.load(cookie)
		if got := d.table.Writes() - before; got != step.writes {
			t.Errorf("after %s: want %d writes, got %d", step.after, step.writes, got)
		}
	}
}

func TestATableThatIsDownIsNoReasonToSignOut(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	cookie := d.begin(lasting(anna))
	d.table.Down(true)
	_, err := d.Load(request(cookie))
	wantProblem(t, err, problem.Unavailable, "unavailable")
	d.table.Down(false)
	d.load(cookie)
}
