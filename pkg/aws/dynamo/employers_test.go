package dynamo_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/domain/employer/specimen"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
)

var (
	owning = employer.Act{By: audit.Actor{ID: "owner", Role: "employer"}, At: now}
	ruling = employer.Act{By: audit.Actor{ID: "chief", Role: "supervisor", Authority: "sms"}, At: now.Add(time.Hour)}
)

func inForce(t testing.TB) programme.Programme {
	t.Helper()
	p, err := programme.Load()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// employers are the registrations of a bench.
type employers struct {
	dynamo.Employers
	*bench
	rules programme.Programme
}

func newEmployers(t testing.TB) employers {
	t.Helper()
	b := newBench(t)
	return employers{Employers: b.Store.Employers(), bench: b, rules: inForce(t)}
}

func (s employers) made(id employer.ID, form employer.Particulars, at time.Time) employer.Employer {
	s.t.Helper()
	act := owning
	act.At = at
	e, err := employer.Register(act, id, form, s.rules)
	if err != nil {
		s.t.Fatal(err)
	}
	return e
}

func (s employers) filed(id employer.ID, form employer.Particulars, at time.Time) employer.Employer {
	s.t.Helper()
	e := s.made(id, form, at)
	if err := s.Employers.Create(s.t.Context(), e, did("register-employer")); err != nil {
		s.t.Fatal(err)
	}
	return e
}

// acts makes a move and wants it stored.
func (s employers) acts(id employer.ID, move func(*employer.Employer) error) employer.Employer {
	s.t.Helper()
	e, err := s.Employers.Change(s.t.Context(), id, func(e *employer.Employer) (audit.Entry, error) { return did("act"), move(e) })
	if err != nil {
		s.t.Fatal(err)
	}
	return e
}

func (s employers) ruled(outcome employer.State) func(*employer.Employer) error {
	return func(e *employer.Employer) error {
		return e.Rule(ruling, e.Version, outcome, "The name is not the one of the tax register.")
	}
}

func (s employers) stored(id employer.ID) employer.Employer {
	s.t.Helper()
	e, err := s.Employers.Peek(s.t.Context(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	return e
}

// pages reads the waiting list in pages of that size.
func (s employers) pages(limit int) []employer.ID {
	s.t.Helper()
	var ids []employer.ID
	for cursor := ""; ; {
		page, next, err := s.Employers.Waiting(s.t.Context(), cursor, limit)
		if err != nil {
			s.t.Fatal(err)
		}
		for _, w := range page {
			ids = append(ids, w.ID)
		}
		if next == "" {
			return ids
		}
		cursor = next
	}
}

func TestARegistrationComesBackWhole(t *testing.T) {
	t.Parallel()
	s := newEmployers(t)
	for i, form := range []employer.Particulars{specimen.Form(), specimen.Natural(), specimen.Branch()} {
		id := employer.ID(fmt.Sprintf("emp_%d", i))
		want := s.filed(id, form, now)
		if diff := cmp.Diff(want, s.stored(id)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		want = s.acts(id, s.ruled(employer.Returned))
		want = s.acts(id, func(e *employer.Employer) error { return e.Correct(owning, e.Version, form, s.rules) })
		want = s.acts(id, s.ruled(employer.Registered))
		if diff := cmp.Diff(want, s.stored(id)); diff != "" || len(want.Rulings) != 2 {
			t.Errorf("after two rulings (-want +got):\n%s", diff)
		}
		if got := len(s.chain(application.ID(id))); got != 4 {
			t.Errorf("entries: want 4, got %d", got)
		}
	}
}

func TestWhatAnEmployerWroteIsSealedAndItsVOENStandsInNoKey(t *testing.T) {
	t.Parallel()
	s := newEmployers(t)
	e := s.filed("emp_1", specimen.Branch(), now)
	s.acts("emp_1", s.ruled(employer.Returned))
	var clear strings.Builder
	for _, row := range append(s.partition("EMPLOYER#emp_1"), s.partition("HISTORY#emp_1")...) {
		delete(row, "Sealed")
		data, err := json.Marshal(row)
		if err != nil {
			t.Fatal(err)
		}
		clear.Write(data)
	}
	for _, secret := range []string{e.Form.VOEN, e.Form.Name, e.Form.Contact.Email, e.Form.Representative.FamilyName, e.Form.Parent.Name, "tax register"} {
		if secret == "" || strings.Contains(clear.String(), secret) {
			t.Errorf("%q stands in the clear", secret)
		}
	}
}

func TestAVOENIsReservedUntilItsRegistrationIsRefused(t *testing.T) {
	t.Parallel()
	s := newEmployers(t)
	s.filed("emp_1", specimen.Form(), now)
	second := s.made("emp_2", specimen.Form(), now)
	wantKind(t, s.Employers.Create(t.Context(), second, did("register-employer")), problem.Conflict, "voen-registered")
	s.acts("emp_1", s.ruled(employer.Refused))
	s.filed("emp_2", specimen.Form(), now)
	wantKind(t, s.Employers.Create(t.Context(), s.made("emp_3", specimen.Form(), now), did("register-employer")), problem.Conflict, "voen-registered")
	if got := s.stored("emp_1").State; got != employer.Refused {
		t.Errorf("want the first as it was, got %s", got)
	}
}

func TestAMendedVOENTakesThePlaceOfTheOldOne(t *testing.T) {
	t.Parallel()
	s := newEmployers(t)
	s.filed("emp_1", specimen.Form(), now)
	s.filed("emp_2", specimen.Branch(), now)
	to := func(voen string) func(*employer.Employer) error {
		return func(e *employer.Employer) error {
			form := e.Form
			form.VOEN = voen
			return e.Correct(owning, e.Version, form, s.rules)
		}
	}
	_, err := s.Employers.Change(t.Context(), "emp_1", func(e *employer.Employer) (audit.Entry, error) {
		return did("correct-employer"), to(specimen.Branch().VOEN)(e)
	})
	wantKind(t, err, problem.Conflict, "voen-registered")
	s.acts("emp_1", to("9900071001"))
	s.filed("emp_3", specimen.Form(), now) // the old number is free
	wantKind(t, s.Employers.Create(t.Context(), s.made("emp_4", s.stored("emp_1").Form, now), did("register-employer")), problem.Conflict, "voen-registered")
}

func TestOfTenWhoRegisterOneVOENAtOnceOneDoes(t *testing.T) {
	t.Parallel()
	s := newEmployers(t)
	var all sync.WaitGroup
	errs := make([]error, 10)
	for n := range errs {
		e := s.made(employer.ID(fmt.Sprintf("emp_%d", n)), specimen.Form(), now)
		all.Go(func() { errs[n] = s.Employers.Create(context.Background(), e, did("register-employer")) })
	}
	all.Wait()
	done := 0
	for _, err := range errs {
		if err == nil {
			done++
			continue
		}
		wantKind(t, err, problem.Conflict, "voen-registered")
	}
	if done != 1 {
		t.Errorf("want one registered, got %d", done)
	}
	if got := len(s.pages(5)); got != 1 {
		t.Errorf("waiting: want 1, got %d", got)
	}
}

func TestTheSameRegistrationAgainChangesNothing(t *testing.T) {
	t.Parallel()
	s := newEmployers(t)
	e := s.filed("emp_1", specimen.Form(), now)
	s.acts("emp_1", s.ruled(employer.Registered))
	if err := s.Employers.Create(t.Context(), e, did("register-employer")); err != nil {
		t.Errorf("want a repeat to be no fault, got %v", err)
	}
	if got := s.stored("emp_1").State; got != employer.Registered {
		t.Errorf("want it registered still, got %s", got)
	}
	foreign := s.made("emp_1", specimen.Branch(), now)
	foreign.Owner = "somebody"
	if err := s.Employers.Create(t.Context(), foreign, did("register-employer")); err == nil {
		t.Error("want the clash of ids found, got none")
	}
}

func TestOfTwoRulingsAtOnceOneStands(t *testing.T) {
	t.Parallel()
	s := newEmployers(t)
	s.filed("emp_1", specimen.Form(), now)
	outcomes := []employer.State{employer.Registered, employer.Refused, employer.Returned, employer.Registered}
	errs := make([]error, len(outcomes))
	var all sync.WaitGroup
	for n, outcome := range outcomes {
		all.Go(func() {
			act := ruling
			act.By.ID = fmt.Sprint("chief", n)
			_, errs[n] = s.Employers.Change(context.Background(), "emp_1", func(e *employer.Employer) (audit.Entry, error) {
				return did("decide-employer"), e.Rule(act, 1, outcome, "The name is not the one of the tax register.")
			})
		})
	}
	all.Wait()
	stands := 0
	for _, err := range errs {
		if err == nil {
			stands++
			continue
		}
		wantKind(t, err, problem.Conflict, "registration-settled")
	}
	if e := s.stored("emp_1"); stands != 1 || len(e.Rulings) != 1 {
		t.Errorf("want one ruling, got %d and %+v", stands, e.Rulings)
	}
}

func TestAReadingIsARowOfTheChainAndNothingElseIs(t *testing.T) {
	t.Parallel()
	s := newEmployers(t)
	s.filed("emp_1", specimen.Form(), now)
	for _, entry := range []audit.Entry{did("nothing"), {Action: "read-employer", Read: true}, {Action: "decide-employer", Shows: true}} {
		_, err := s.Employers.Change(t.Context(), "emp_1", func(*employer.Employer) (audit.Entry, error) { return entry, nil })
		if err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for _, e := range s.chain("emp_1") {
		got = append(got, fmt.Sprintf("%s %v", e.Action, e.Read))
	}
	if diff := cmp.Diff([]string{"register-employer false", "read-employer true", "decide-employer true"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestASignInFindsItsOwnRegistrationsNewestFirst(t *testing.T) {
	t.Parallel()
	s := newEmployers(t)
	if _, err := s.Person(t.Context(), "owner", func() application.PersonID { return "prs_1" }); err != nil {
		t.Fatal(err)
	}
	s.filed("emp_1", specimen.Form(), now)
	s.filed("emp_2", specimen.Branch(), now)
	got, err := s.Employers.Owned(t.Context(), "owner")
	if err != nil || !cmp.Equal([]employer.ID{"emp_2", "emp_1"}, got) {
		t.Errorf("want both, got %v %v", got, err)
	}
	if none, err := s.Employers.Owned(t.Context(), "rival"); err != nil || len(none) != 0 {
		t.Errorf("want none of another's, got %v %v", none, err)
	}
}

func TestWhatIsNotThereAndWhatHasLostItsKeyIsNotFound(t *testing.T) {
	t.Parallel()
	s := newEmployers(t)
	_, err := s.Employers.Peek(t.Context(), "emp_none")
	wantKind(t, err, problem.NotFound, "not-found")
	s.filed("emp_1", specimen.Form(), now)
	s.remove("EMPLOYER#emp_1", "KEY")
	_, err = s.Employers.Peek(t.Context(), "emp_1")
	wantKind(t, err, problem.NotFound, "not-found")
	if want, got := 1, len(s.chain("emp_1")); want != got {
		t.Errorf("the chain outlives the key: want %d, got %d", want, got)
	}
}

func TestRegisteringAgainAfterABreakMakesOneRegistration(t *testing.T) {
	t.Parallel()
	for name, harm := range map[string]func(*mortal){
		"before it was stored": func(m *mortal) { m.before = true },
		"after it was stored":  func(m *mortal) { m.after = true },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, b := newMortal(t)
			s := employers{Employers: b.Store.Employers(), bench: b, rules: inForce(t)}
			harm(m)
			e := s.made("emp_1", specimen.Form(), now)
			wantKind(t, s.Employers.Create(t.Context(), e, did("register-employer")), problem.Unavailable, "unavailable")
			s.filed("emp_1", specimen.Form(), now)
			if want, got := 1, len(s.chain("emp_1")); want != got {
				t.Errorf("entries: want %d, got %d", want, got)
			}
		})
	}
}
