package employer_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/domain/employer/specimen"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
)

var (
	at    = time.Date(2026, 11, 2, 9, 30, 0, 0, time.UTC)
	owner = employer.Act{By: record.Actor{ID: "owner", Role: "employer"}, At: at}
	chief = employer.Act{By: record.Actor{ID: "chief", Role: "supervisor", Authority: "sms"}, At: at.Add(time.Hour)}
)

const why = "The name is not the one of the tax register."

func filed(t *testing.T) employer.Employer {
	t.Helper()
	e, err := employer.Register(owner, "emp_1", specimen.Form(), inForce(t))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// ruled is a registration after the Service's word on its first version.
func ruled(t *testing.T, outcome employer.State) employer.Employer {
	t.Helper()
	e := filed(t)
	if err := e.Rule(chief, 1, outcome, why); err != nil {
		t.Fatal(err)
	}
	return e
}

func wantCode(t *testing.T, err error, kind problem.Kind, code string) {
	t.Helper()
	if p := problem.From(err); err == nil || p.Kind != kind || p.Code != code {
		t.Errorf("want %s %s, got %v", kind, code, err)
	}
}

func TestARegistrationWaitsForTheServiceAndKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	form := specimen.Form()
	form.VOEN, form.Name, form.Contact.Phone = " 140 005 7421", " Caspian Software MMC ", "+994 12 555 00 00"
	got, err := employer.Register(owner, "emp_1", form, inForce(t))
	if err != nil {
		t.Fatal(err)
	}
	want := employer.Employer{ID: "emp_1", Owner: "owner", State: employer.Submitted, Form: specimen.Form(), Version: 1, CreatedAt: at, SubmittedAt: at}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !got.Says(form) || !got.Waits() || !got.Live() {
		t.Error("want it to say what was typed, to wait and to hold its VÖEN")
	}
}

func TestAFaultyFormRegistersNobody(t *testing.T) {
	t.Parallel()
	form := specimen.Form()
	form.VOEN, form.Name = "1", ""
	got, err := employer.Register(owner, "emp_1", form, inForce(t))
	if !errors.Is(err, problem.Invalid) || len(problem.From(err).Faults) != 2 || !cmp.Equal(got, employer.Employer{}) {
		t.Errorf("want two faults and nobody, got %+v %v", got, err)
	}
}

func TestTheServiceRegistersRefusesOrReturns(t *testing.T) {
	t.Parallel()
	for outcome, live := range map[employer.State]bool{employer.Registered: true, employer.Refused: false, employer.Returned: true} {
		e := ruled(t, outcome)
		want := []employer.Ruling{{Outcome: outcome, Reason: why, By: "chief", At: chief.At, Version: 1}}
		if diff := cmp.Diff(want, e.Rulings); diff != "" || e.State != outcome || e.Live() != live || e.Waits() {
			t.Errorf("%s: state %s, live %v, waits %v (-want +got):\n%s", outcome, e.State, e.Live(), e.Waits(), diff)
		}
	}
}

func TestARulingHasAReasonUnlessItRegisters(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		outcome employer.State
		reason  string
		want    []string
	}{
		"registered without a reason":       {employer.Registered, "", nil},
		"refused without a reason":          {employer.Refused, " ", []string{"/reason required"}},
		"returned without a reason":         {employer.Returned, "", []string{"/reason required"}},
		"a reason of 19 letters":            {employer.Refused, strings.Repeat("ə", 19), []string{"/reason too-short"}},
		"a reason of 20 letters":            {employer.Refused, strings.Repeat("ə", 20), nil},
		"registered with a word too few":    {employer.Registered, "fine", []string{"/reason too-short"}},
		"a reason of 4000 letters":          {employer.Returned, strings.Repeat("ə", 4000), nil},
		"a reason of 4001 letters":          {employer.Returned, strings.Repeat("ə", 4001), []string{"/reason too-long"}},
		"an outcome that is none, unreason": {employer.Submitted, "", []string{"/outcome not-listed", "/reason required"}},
	} {
		e := filed(t)
		err := e.Rule(chief, 1, c.outcome, c.reason)
		var got []string
		if err != nil {
			got = named(problem.From(err).Faults)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if (err != nil) != (e.State == employer.Submitted) {
			t.Errorf("%s: a refused ruling left %s", name, e.State)
		}
	}
}

func TestARulingIsOnTheVersionThatWasRead(t *testing.T) {
	t.Parallel()
	e := filed(t)
	wantCode(t, e.Rule(chief, 2, employer.Registered, ""), problem.Stale, "stale")
	other := specimen.Form()
	other.Name = "Caspian Software ASC"
	if err := e.Correct(owner, 1, other, inForce(t)); err != nil {
		t.Fatal(err)
	}
	wantCode(t, e.Rule(chief, 1, employer.Registered, ""), problem.Stale, "stale")
	if err := e.Rule(chief, 2, employer.Registered, ""); err != nil {
		t.Errorf("want the second version registered, got %v", err)
	}
}

func TestTheSameRulingAgainChangesNothingAndAnotherIsTooLate(t *testing.T) {
	t.Parallel()
	e := ruled(t, employer.Refused)
	before := e
	later := chief
	later.At = later.At.Add(time.Minute)
	if err := e.Rule(later, 1, employer.Refused, " "+why); err != nil || !cmp.Equal(before, e) {
		t.Errorf("want the same ruling taken once, got %v", err)
	}
	wantCode(t, e.Rule(later, 1, employer.Registered, ""), problem.Conflict, "registration-settled")
	wantCode(t, e.Rule(later, 1, employer.Refused, why+" Also its address."), problem.Conflict, "registration-settled")
	colleague := later
	colleague.By.ID = "colleague"
	wantCode(t, e.Rule(colleague, 1, employer.Refused, why), problem.Conflict, "registration-settled")
}

func TestWhatIsReturnedIsMendedAndWaitsAgain(t *testing.T) {
	t.Parallel()
	e := ruled(t, employer.Returned)
	mended := specimen.Form()
	mended.Name = "Caspian Software ASC"
	wantCode(t, e.Correct(owner, 2, mended, inForce(t)), problem.Stale, "stale")
	later := owner
	later.At = at.Add(48 * time.Hour)
	if err := e.Correct(later, 1, mended, inForce(t)); err != nil {
		t.Fatal(err)
	}
	if e.State != employer.Submitted || e.Version != 2 || !e.SubmittedAt.Equal(later.At) || !e.CreatedAt.Equal(at) || len(e.Rulings) != 1 {
		t.Errorf("want version 2 waiting with its first ruling, got %+v", e)
	}
	before := e
	if err := e.Correct(later, 1, mended, inForce(t)); err != nil || !cmp.Equal(before, e) {
		t.Errorf("want the same message taken once, got %v", err)
	}
}

// Whoever was asked to mend something and has nothing to mend sends the same form again: it is then the Service's turn.
func TestTheSameFormAnswersAReturnToo(t *testing.T) {
	t.Parallel()
	e := ruled(t, employer.Returned)
	if err := e.Correct(owner, 1, specimen.Form(), inForce(t)); err != nil || e.State != employer.Submitted || e.Version != 2 {
		t.Errorf("want it waiting again, got %s %d %v", e.State, e.Version, err)
	}
}

func TestWhatIsSettledIsNotMended(t *testing.T) {
	t.Parallel()
	for _, outcome := range []employer.State{employer.Registered, employer.Refused} {
		e := ruled(t, outcome)
		wantCode(t, e.Correct(owner, 1, specimen.Form(), inForce(t)), problem.Conflict, "registration-settled")
	}
}

func TestAFaultyCorrectionChangesNothing(t *testing.T) {
	t.Parallel()
	e := ruled(t, employer.Returned)
	before := e
	form := specimen.Form()
	form.Contact.Email = ""
	if err := e.Correct(owner, 1, form, inForce(t)); !errors.Is(err, problem.Invalid) || !cmp.Equal(before, e) {
		t.Errorf("want it refused and nothing changed, got %v", err)
	}
}
