package employment_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/domain/employer/specimen"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit/memory"
	"hsmp.example/cases/pkg/usecase/employment"
	"hsmp.example/cases/pkg/usecase/identity"
)

const why = "The name is not the one of the tax register."

func person(name, authority string, roles ...identity.Role) identity.Principal {
	return identity.Principal{Issuer: "https://issuer.test", Subject: name, Authority: authority, Roles: roles}
}

var (
	aysel   = person("aysel", "", identity.Employer)
	rival   = person("rival", "", identity.Employer)
	officer = person("officer", "sms", identity.Officer)
	chief   = person("chief", "sms", identity.Supervisor)
	auditor = person("auditor", "", identity.Auditor)
)

type world struct {
	employment.Registry
	t     *testing.T
	store *memory.Store
	now   time.Time
	made  int
}

func open(t *testing.T) *world {
	t.Helper()
	p, err := programme.Load()
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, now: time.Date(2026, 11, 2, 9, 30, 0, 0, time.UTC)}
	now := func() time.Time { return w.now }
	w.store = memory.NewAt(now)
	w.Registry = employment.Registry{Employers: w.store.Employers, Lists: w.store, Readings: w.store, Programme: p, Now: now,
		NewEmployer: func() employer.ID { w.made++; return employer.ID(fmt.Sprintf("emp_%02d", w.made)) }}
	return w
}

func (w *world) filed(p identity.Principal, form employer.Particulars) employer.Employer {
	w.t.Helper()
	e, err := w.Register(w.t.Context(), p, form)
	if err != nil {
		w.t.Fatal(err)
	}
	return e
}

func (w *world) decided(id employer.ID, d employment.Deciding) employer.Employer {
	w.t.Helper()
	e, err := w.Decide(w.t.Context(), chief, id, d)
	if err != nil {
		w.t.Fatal(err)
	}
	return e
}

func (w *world) chain(id employer.ID) []record.Entry {
	w.t.Helper()
	chain, err := w.store.Chain(w.t.Context(), id)
	if err != nil {
		w.t.Fatal(err)
	}
	return chain
}

// told is who did what in which state, and after it who read.
func (w *world) told(id employer.ID) []string {
	w.t.Helper()
	if err := w.store.Employers.Verify(w.t.Context(), id); err != nil {
		w.t.Error(err)
	}
	all := []string{}
	for _, e := range w.chain(id) {
		all = append(all, fmt.Sprintf("%s %s %s %s", e.Actor.Role, e.Action, e.Details["state"], e.Policy))
	}
	readings, _, err := w.store.Readings(w.t.Context(), id, record.Page{Limit: 100})
	if err != nil {
		w.t.Fatal(err)
	}
	for _, r := range readings {
		all = append(all, fmt.Sprintf("%s %s %s read", r.Actor.Role, r.Action, r.Policy))
	}
	return all
}

func wantKind(t *testing.T, err error, kind problem.Kind, code string) {
	t.Helper()
	if p := problem.From(err); err == nil || p.Kind != kind || p.Code != code {
		t.Errorf("want %s %s, got %v", kind, code, err)
	}
}

func TestARegistrationGoesItsWholeWay(t *testing.T) {
	t.Parallel()
	w := open(t)
	e := w.filed(aysel, specimen.Form())
	if _, err := w.Read(t.Context(), officer, e.ID); err != nil {
		t.Fatal(err)
	}
	w.now = w.now.Add(time.Minute)
	w.decided(e.ID, employment.Deciding{Version: 1, Outcome: employer.Returned, Reason: why})
	mended := specimen.Form()
	mended.Name = "Caspian Software ASC"
	if _, err := w.Correct(t.Context(), aysel, e.ID, 1, mended); err != nil {
		t.Fatal(err)
	}
	w.decided(e.ID, employment.Deciding{Version: 2, Outcome: employer.Registered})
	got, err := w.Read(t.Context(), aysel, e.ID)
	if err != nil || got.State != employer.Registered || got.Form.Name != mended.Name || got.Owner != aysel.Person() || len(got.Rulings) != 2 {
		t.Errorf("want it registered under the mended name, got %+v %v", got, err)
	}
	want := []string{
		"employer register-employer submitted employer-own-registration",
		"supervisor decide-employer returned service-supervisor-decides-registrations",
		"employer correct-employer submitted employer-own-registration",
		"supervisor decide-employer registered service-supervisor-decides-registrations",
		"officer read-employer service-reads-registrations read",
		"employer read-employer employer-own-registration read",
	}
	if diff := cmp.Diff(want, w.told(e.ID)); diff != "" {
		t.Errorf("chain (-want +got):\n%s", diff)
	}
}

func TestTheChainHoldsNothingPersonal(t *testing.T) {
	t.Parallel()
	w := open(t)
	e := w.filed(aysel, specimen.Form())
	w.decided(e.ID, employment.Deciding{Version: 1, Outcome: employer.Refused, Reason: why})
	for _, entry := range w.chain(e.ID) {
		if diff := cmp.Diff(map[string]string{"state": entry.Details["state"]}, entry.Details); diff != "" || entry.Subject != "" {
			t.Errorf("want the state and nothing else, got %+v", entry)
		}
	}
}

func TestOneVOENHasOneRegistrationUntilItIsRefused(t *testing.T) {
	t.Parallel()
	w := open(t)
	first := w.filed(rival, specimen.Form())
	_, err := w.Register(t.Context(), aysel, specimen.Form())
	wantKind(t, err, problem.Conflict, "voen-registered")
	w.decided(first.ID, employment.Deciding{Version: 1, Outcome: employer.Refused, Reason: why})
	second := w.filed(aysel, specimen.Form())
	if second.ID == first.ID || second.Owner != aysel.Person() {
		t.Errorf("want a registration of Aysel's own, got %+v", second)
	}
}

func TestTheSameFormSentAgainIsTheSameRegistration(t *testing.T) {
	t.Parallel()
	w := open(t)
	first := w.filed(aysel, specimen.Form())
	w.filed(aysel, specimen.Branch())
	again := w.filed(aysel, specimen.Form())
	if again.ID != first.ID || len(w.chain(first.ID)) != 1 {
		t.Errorf("want %s again and one entry, got %s", first.ID, again.ID)
	}
	other := specimen.Form()
	other.Name = "Another name"
	_, err := w.Register(t.Context(), aysel, other)
	wantKind(t, err, problem.Conflict, "voen-registered")
}

func TestAnotherEmployersRegistrationIsAsGoodAsNone(t *testing.T) {
	t.Parallel()
	w := open(t)
	e := w.filed(aysel, specimen.Form())
	for _, id := range []employer.ID{e.ID, "emp_none"} {
		_, err := w.Read(t.Context(), rival, id)
		wantKind(t, err, problem.NotFound, "not-found")
		_, err = w.Correct(t.Context(), rival, id, 1, specimen.Branch())
		wantKind(t, err, problem.NotFound, "not-found")
		_, err = w.Decide(t.Context(), rival, id, employment.Deciding{Version: 1, Outcome: employer.Registered})
		wantKind(t, err, problem.Forbidden, "forbidden")
	}
	if want, got := 1, len(w.chain(e.ID)); want != got {
		t.Errorf("entries: want %d, got %d", want, got)
	}
	mine, err := w.List(t.Context(), rival)
	if err != nil || len(mine) != 0 {
		t.Errorf("want no registrations of the rival's, got %v %v", mine, err)
	}
}

func TestOnlyASupervisorOfTheServiceDecides(t *testing.T) {
	t.Parallel()
	w := open(t)
	e := w.filed(aysel, specimen.Form())
	for _, who := range []identity.Principal{aysel, officer, auditor, person("p", "economy", identity.Supervisor), person("a", "", identity.Applicant)} {
		_, err := w.Decide(t.Context(), who, e.ID, employment.Deciding{Version: 1, Outcome: employer.Registered})
		wantKind(t, err, problem.Forbidden, "forbidden")
	}
	both := person("both", "sms", identity.Supervisor, identity.Employer)
	own := w.filed(both, specimen.Branch())
	_, err := w.Decide(t.Context(), both, own.ID, employment.Deciding{Version: 1, Outcome: employer.Registered})
	wantKind(t, err, problem.Forbidden, "forbidden")
}

func TestWhatWaitsIsListedForTheServiceOldestFirst(t *testing.T) {
	t.Parallel()
	w := open(t)
	first := w.filed(aysel, specimen.Form())
	w.now = w.now.Add(time.Hour)
	second := w.filed(rival, specimen.Branch())
	w.now = w.now.Add(time.Hour)
	third := w.filed(rival, specimen.Natural())
	w.decided(second.ID, employment.Deciding{Version: 1, Outcome: employer.Registered})
	page, next, err := w.Waiting(t.Context(), officer, "", 1)
	if err != nil || len(page) != 1 || page[0].ID != first.ID || next == "" {
		t.Fatalf("want the first and a next page, got %+v %q %v", page, next, err)
	}
	page, next, err = w.Waiting(t.Context(), chief, next, 1)
	if err != nil || len(page) != 1 || page[0].ID != third.ID || page[0].Kind != employer.NaturalPerson || next != "" {
		t.Errorf("want the third last, got %+v %q %v", page, next, err)
	}
	for _, who := range []identity.Principal{aysel, auditor, person("o", "economy", identity.Officer)} {
		_, _, err := w.Waiting(t.Context(), who, "", 10)
		wantKind(t, err, problem.Forbidden, "forbidden")
	}
}

func TestAnEmployersListShowsTheNewestFirstAndLeavesNoRow(t *testing.T) {
	t.Parallel()
	w := open(t)
	first, second := w.filed(aysel, specimen.Form()), w.filed(aysel, specimen.Branch())
	mine, err := w.List(t.Context(), aysel)
	if err != nil || len(mine) != 2 || mine[0].ID != second.ID || mine[1].ID != first.ID {
		t.Errorf("want the second before the first, got %+v %v", mine, err)
	}
	if want, got := 1, len(w.chain(first.ID)); want != got {
		t.Errorf("entries: want %d, got %d", want, got)
	}
	_, err = w.List(t.Context(), officer)
	wantKind(t, err, problem.Forbidden, "forbidden")
}

// Who repeats an act is shown the form again, and that is a reading.
func TestARepeatThatChangesNothingIsKeptAsAReading(t *testing.T) {
	t.Parallel()
	w := open(t)
	e := w.filed(aysel, specimen.Form())
	d := employment.Deciding{Version: 1, Outcome: employer.Refused, Reason: why}
	w.decided(e.ID, d)
	w.decided(e.ID, d)
	want := []string{
		"employer register-employer submitted employer-own-registration",
		"supervisor decide-employer refused service-supervisor-decides-registrations",
		"supervisor decide-employer service-supervisor-decides-registrations read",
	}
	if diff := cmp.Diff(want, w.told(e.ID)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestOnlyEmployersRegister(t *testing.T) {
	t.Parallel()
	w := open(t)
	for _, who := range []identity.Principal{officer, chief, auditor, person("a", "", identity.Applicant)} {
		_, err := w.Register(t.Context(), who, specimen.Form())
		wantKind(t, err, problem.Forbidden, "forbidden")
	}
	form := specimen.Form()
	form.VOEN = ""
	if _, err := w.Register(t.Context(), aysel, form); !errors.Is(err, problem.Invalid) {
		t.Errorf("want the fault of the form, got %v", err)
	}
}

func TestNobodyIsOfferedARulingThatWouldBeRefused(t *testing.T) {
	t.Parallel()
	w := open(t)
	both := person("both", "sms", identity.Employer, identity.Supervisor)
	theirs, own := w.filed(aysel, specimen.Form()), employer.Employer{ID: "emp_own", Owner: both.Person(), State: employer.Submitted}
	for name, c := range map[string]struct {
		who  identity.Principal
		of   employer.Employer
		want bool
	}{
		"the Service's supervisor": {chief, theirs, true},
		"an officer":               {officer, theirs, false},
		"its owner":                {aysel, theirs, false},
		"a supervisor's own":       {both, own, false},
		"another's":                {both, theirs, true},
	} {
		if got := w.Decides(c.who, c.of); got != c.want {
			t.Errorf("%s: want %v, got %v", name, c.want, got)
		}
	}
	ruled := w.decided(theirs.ID, employment.Deciding{Version: 1, Outcome: employer.Registered})
	if w.Decides(chief, ruled) {
		t.Error("want no second ruling offered")
	}
}
