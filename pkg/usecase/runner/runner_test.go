package runner_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit/memory"
	"hsmp.example/cases/pkg/usecase/identity"
	"hsmp.example/cases/pkg/usecase/runner"
	"hsmp.example/cases/pkg/usecase/trial"
)

var now = time.Date(2026, 11, 2, 9, 30, 0, 0, time.UTC)

// letter is a record of its owner's.
type letter struct {
	Owner, Text string
	Sealed      bool
}

var letters = record.Type[letter]{Kind: "letter", Format: 1, Project: func(*letter) record.Projection { return record.Projection{} }}

func person(name string, roles ...identity.Role) identity.Principal {
	return identity.Principal{Issuer: "https://issuer.test", Subject: name, Roles: roles}
}

var (
	anna     = person("anna", identity.Applicant)
	stranger = person("stranger", identity.Applicant)
	officer  = identity.Principal{Issuer: "https://issuer.test", Subject: "off", Roles: []identity.Role{identity.Officer}, Authority: "sms"}
)

// desk runs acts on one letter, which is there.
type desk struct {
	runner.Runner[letter]
	t       *testing.T
	store   *memory.Store
	letters dynamo.Records[letter]
	now     time.Time
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, store: memory.New(), now: now}
	d.letters = dynamo.RecordsOf(d.store.Table, letters)
	must(t, d.letters.Create(t.Context(), "let_1", letter{Owner: anna.Person(), Text: "one"}, record.Entry{At: now, Action: "begin"}))
	d.Runner = runner.Runner[letter]{Records: d.letters, Readings: d.store, Now: func() time.Time { return d.now },
		Facts: func(l *letter) map[string]string {
			return map[string]string{"length": fmt.Sprint(len(l.Text)), "sealed": fmt.Sprint(l.Sealed)}
		}}
	return d
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("want no problem, got %v", err)
	}
}

func by(p identity.Principal, action identity.Action) runner.Act[letter] {
	return runner.Act[letter]{Who: p, As: identity.Applicant, Action: action, Subject: "text", On: func(l *letter) (identity.Resource, error) {
		return identity.Resource{Kind: identity.ApplicationKind, ID: "let_1", Owner: l.Owner}, nil
	}}
}

func write(text string) func(*letter, record.Act) error {
	return func(l *letter, _ record.Act) error { l.Text = text; return nil }
}

// rows are the readings as "action actor refused", and the entries that came after the first.
func (d *desk) rows() (readings []string, entries []record.Entry) {
	d.t.Helper()
	page, _, err := d.letters.Readings(d.t.Context(), "let_1", record.Page{Limit: 100})
	must(d.t, err)
	for _, r := range page {
		who := map[string]string{anna.Person(): "anna", stranger.Person(): "stranger", officer.Person(): "officer"}[r.Actor.ID]
		readings = append(readings, fmt.Sprintf("%s %s %v", r.Action, who, r.Refused))
	}
	chain, err := d.letters.Chain(d.t.Context(), "let_1")
	must(d.t, err)
	return readings, chain[1:]
}

func (d *desk) want(what string, readings []string, entries int) {
	d.t.Helper()
	got, chain := d.rows()
	if diff := cmp.Diff(readings, got); diff != "" || len(chain) != entries {
		d.t.Errorf("%s: want %d entries, got %d; readings (-want +got):\n%s", what, entries, len(chain), diff)
	}
}

func TestAnActIsWrittenWithWhoDidItByWhichPolicyAndWhatIsTold(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	after, err := d.Do(t.Context(), "let_1", by(anna, identity.ChangeApplication), write("longer"))
	must(t, err)
	_, chain := d.rows()
	e := chain[0]
	want := record.Entry{Format: record.Format, Kind: "letter", Record: "let_1", Sequence: 2, At: now, Action: "change-application", Subject: "text",
		Actor: record.Actor{ID: anna.Person(), Role: "applicant"}, Policy: e.Policy, Details: map[string]string{"length": "6", "sealed": "false"},
		Left: e.Left, Previous: e.Previous, Hash: e.Hash}
	if diff := cmp.Diff(want, e); diff != "" || e.Policy == "" || e.Policy == identity.DefaultDeny || after.Text != "longer" {
		t.Errorf("%+v (-want +got):\n%s", after, diff)
	}
	d.want("it shows nothing", nil, 1)
	d.News = func(before, after map[string]string) map[string]string {
		return map[string]string{"length": before["length"] + " to " + after["length"]}
	}
	_, err = d.Do(t.Context(), "let_1", by(anna, identity.ChangeApplication), write("x"))
	must(t, err)
	if _, chain = d.rows(); chain[1].Details["length"] != "6 to 1" {
		t.Errorf("want the news chosen, got %v", chain[1].Details)
	}
}

// TestARefusalLeavesATrace: whether the policies refuse, the move or the check does, and whether it is said or hidden.
func TestARefusalLeavesATrace(t *testing.T) {
	t.Parallel()
	forbidden, hidden := problem.New(problem.Forbidden, "four-eyes"), problem.New(problem.NotFound, "not-found")
	unknown := by(anna, identity.ChangeApplication)
	unknown.On = func(*letter) (identity.Resource, error) {
		return identity.Resource{}, problem.New(problem.NotFound, "no-such-lane")
	}
	for name, test := range map[string]struct {
		act  runner.Act[letter]
		move error
		kind problem.Kind
		row  string
	}{
		"a stranger, who may not know of it": {by(stranger, identity.ChangeApplication), nil, problem.NotFound, "change-application stranger true"},
		"a role that may never":              {by(officer, identity.ChangeApplication), nil, problem.Forbidden, "change-application officer true"},
		"the move forbids it":                {by(anna, identity.ChangeApplication), forbidden, problem.Forbidden, "change-application anna true"},
		"the move hides it":                  {by(anna, identity.ChangeApplication), hidden, problem.NotFound, "change-application anna true"},
		"nothing of that name":               {unknown, nil, problem.NotFound, "change-application anna true"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for how, try := range map[string]func(*desk) error{
				"do": func(d *desk) error {
					_, err := d.Do(t.Context(), "let_1", test.act, func(l *letter, _ record.Act) error { l.Text = "mine"; return test.move })
					return err
				},
				"read": func(d *desk) error {
					got, err := d.Read(t.Context(), "let_1", test.act, func(*letter) error { return test.move })
					if got.Text != "" {
						t.Error("want nothing shown")
					}
					return err
				},
				"glance": func(d *desk) error {
					if test.move != nil { // a glance has no check
						_, err := d.Read(t.Context(), "let_1", test.act, func(*letter) error { return test.move })
						return err
					}
					_, err := d.Glance(t.Context(), "let_1", test.act)
					return err
				},
			} {
				d := newDesk(t)
				for range 2 { // an equal one at once is kept once
					if err := try(d); !errors.Is(err, test.kind) {
						t.Errorf("%s: want %s, got %v", how, test.kind, err)
					}
				}
				d.want(how, []string{test.row}, 0)
			}
		})
	}
}

func TestWhatIsNotThereLeavesNoTrace(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for _, p := range []identity.Principal{anna, stranger, officer} {
		want := problem.NotFound
		if p.Subject == "off" {
			want = problem.Forbidden // the same answer as for one that is there
		}
		_, err := d.Do(t.Context(), "let_2", by(p, identity.ChangeApplication), write("x"))
		if !errors.Is(err, want) {
			t.Errorf("want %s, got %v", want, err)
		}
		if _, err = d.Read(t.Context(), "let_2", by(p, identity.ReadApplication), nil); !errors.Is(err, want) {
			t.Errorf("want %s, got %v", want, err)
		}
	}
	page, _, err := d.letters.Readings(t.Context(), "let_2", record.Page{Limit: 10})
	if err != nil || len(page) != 0 {
		t.Errorf("want no rows of a record that is none, got %v, %v", page, err)
	}
}

func TestOtherFaultsAreNoRefusals(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for _, fault := range []error{problem.New(problem.Conflict, "wrong-state"), problem.New(problem.NotFound, "no-such-document"), errors.New("broken")} {
		if _, err := d.Do(t.Context(), "let_1", by(anna, identity.ChangeApplication), func(*letter, record.Act) error { return fault }); !errors.Is(err, fault) {
			t.Errorf("want the move's own problem, got %v", err)
		}
	}
	d.want("nothing", nil, 0)
}

func TestARefusalStandsAlthoughItsTraceCannotBeKept(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.Readings = unkept{}
	_, err := d.Do(t.Context(), "let_1", by(stranger, identity.ChangeApplication), write("x"))
	if !errors.Is(err, problem.NotFound) {
		t.Errorf("want not found, got %v", err)
	}
	if got, err := d.Read(t.Context(), "let_1", by(anna, identity.ReadApplication), nil); err == nil || got.Text != "" {
		t.Errorf("want nothing shown that is not kept as a reading, got %+v, %v", got, err)
	}
}

type unkept struct{}

func (unkept) Note(context.Context, record.ID, record.Reading) error {
	return problem.New(problem.Unavailable, "unavailable")
}

func (unkept) Know(context.Context, identity.Principal) error { return nil }

func TestARepeatThatShowsContentIsAReading(t *testing.T) {
	t.Parallel()
	for _, shows := range []bool{false, true} {
		d := newDesk(t)
		a := by(anna, identity.ChangeApplication)
		a.Shows = shows
		for range 2 {
			got, err := d.Do(t.Context(), "let_1", a, write("two"))
			if err != nil || got.Text != "two" {
				t.Errorf("want what it is, got %+v, %v", got, err)
			}
		}
		want := map[bool][]string{true: {"change-application anna false"}}[shows]
		d.want(fmt.Sprint("shows ", shows), want, 1)
	}
}

func TestALookIsAReadingAndAGlanceIsNone(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	got, err := d.Glance(t.Context(), "let_1", by(anna, identity.ReadApplication))
	if err != nil || got.Text != "one" {
		t.Errorf("want it shown, got %+v, %v", got, err)
	}
	d.want("a glance", nil, 0)
	conflict := problem.New(problem.Conflict, "not-decided")
	if _, err := d.Read(t.Context(), "let_1", by(anna, identity.ReadApplication), func(*letter) error { return conflict }); !errors.Is(err, conflict) {
		t.Errorf("want the check's own problem, got %v", err)
	}
	d.want("nothing was shown", nil, 0)
	got, err = d.Read(t.Context(), "let_1", by(anna, identity.ReadApplication), nil)
	if err != nil || got.Text != "one" {
		t.Errorf("want it shown, got %+v, %v", got, err)
	}
	d.want("a look", []string{"read-application anna false"}, 0)
}

func TestATrialWritesNothing(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	writes := d.store.Fake.Writes()
	a := by(anna, identity.ChangeApplication)
	a.Shows = true
	for _, text := range []string{"one", "two"} { // what would change nothing, and what would
		if _, err := d.Do(trial.Begin(t.Context()), "let_1", a, write(text)); !trial.Passed(err) {
			t.Errorf("want the end of a trial, got %v", err)
		}
	}
	fault := problem.New(problem.Invalid, "invalid")
	if _, err := d.Do(trial.Begin(t.Context()), "let_1", a, func(*letter, record.Act) error { return fault }); !errors.Is(err, fault) || trial.Passed(err) {
		t.Errorf("want the move's own faults, got %v", err)
	}
	if d.store.Fake.Writes() != writes {
		t.Error("want nothing written")
	}
}

func TestADecisiveActIsNotMadeOnAChainThatWasCutOff(t *testing.T) {
	t.Parallel()
	for _, decisive := range []bool{false, true} {
		d := newDesk(t)
		_, err := d.Do(t.Context(), "let_1", by(anna, identity.ChangeApplication), write("two"))
		must(t, err)
		cutOff(d.store)
		a := by(anna, identity.ChangeApplication)
		a.Decisive = decisive
		_, did := d.Do(t.Context(), "let_1", a, write("three"))
		_, stepped := d.Step(t.Context(), "let_1", record.Entry{Action: "close", Decisive: decisive}, write("four"))
		for _, err := range []error{did, stepped} {
			if altered := problem.From(err).Code == "record-altered"; err != nil != decisive || altered != decisive {
				t.Errorf("decisive %v: got %v", decisive, err)
			}
		}
	}
}

// cutOff removes the last entry of the letter's chain.
func cutOff(s *memory.Store) {
	s.Fake.Alter(func(i map[string]types.AttributeValue) map[string]types.AttributeValue {
		if sk, ok := i["SK"].(*types.AttributeValueMemberS); ok && sk.Value == "CHAIN#00000002" {
			return nil
		}
		return i
	})
}

func TestAStepIsTheSystemsOwn(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	after, err := d.Step(t.Context(), "let_1", record.Entry{Action: "close", Subject: "all"}, func(l *letter, act record.Act) error {
		l.Text = act.By.Role
		return nil
	})
	must(t, err)
	_, chain := d.rows()
	if e := chain[0]; after.Text != "workflow" || e.Actor != record.Workflow || e.Action != "close" || e.Subject != "all" || e.Policy != "" || !e.At.Equal(now) {
		t.Errorf("got %+v after %+v", e, after)
	}
}

func TestAStrangerDoesNotLearnByTheKindOfFaultThatARecordExists(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.Visible = func(p identity.Principal, l *letter) bool { return p.Person() == l.Owner }
	for p, want := range map[string]string{"anna": "no-such-lane", "stranger": "not-found"} {
		a := by(person(p, identity.Applicant), identity.ChangeApplication)
		a.On = func(*letter) (identity.Resource, error) {
			return identity.Resource{}, problem.New(problem.NotFound, "no-such-lane")
		}
		_, err := d.Do(t.Context(), "let_1", a, write("x"))
		if got := problem.From(err).Code; got != want {
			t.Errorf("%s: want %s, got %s", p, want, got)
		}
	}
}

func TestOfficersActForTheirAuthorityAndApplicantsForThemselves(t *testing.T) {
	t.Parallel()
	both := person("both", identity.Applicant, identity.Officer)
	both.Authority = "sms"
	for role, want := range map[identity.Role]string{identity.Applicant: "", identity.Employer: "", identity.Officer: "sms", identity.Supervisor: "sms"} {
		if got := runner.ActorOf(both, role); got.Authority != want || got.ID != both.Person() || got.Role != string(role) {
			t.Errorf("%s: want authority %q, got %+v", role, want, got)
		}
	}
}
