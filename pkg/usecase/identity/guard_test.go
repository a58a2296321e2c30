package identity_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

// people has one person of every role; those of an authority serve the one after the @.
func person(who string) identity.Principal {
	role, authority, _ := strings.Cut(who, "@")
	return identity.Principal{Issuer: "https://issuer.example", Subject: who, Roles: []identity.Role{identity.Role(role)}, Authority: authority}
}

var everybody = []string{
	"applicant", "employer", "auditor", "administrator", "officer", "officer@economy", "officer@sms", "officer@education",
	"supervisor@economy", "supervisor@sms", "decision-officer@sms", "objection-reviewer@sms",
	"decision-officer@economy", "objection-reviewer@economy",
}

// The whole table: who may do what, to their own (application, lane, case, authority) and to others'. A cell that is
// not listed must be denied.
var own = map[identity.Action][]string{
	identity.ListWork:          {"officer@economy", "officer@sms", "officer@education", "supervisor@economy", "supervisor@sms"},
	identity.ReadWorkload:      {"supervisor@economy", "supervisor@sms", "administrator"},
	identity.ReadCase:          {"officer@economy", "officer@sms", "officer@education", "supervisor@economy", "supervisor@sms", "decision-officer@sms", "objection-reviewer@sms"},
	identity.ReadHistory:       {"auditor", "supervisor@sms", "decision-officer@sms", "objection-reviewer@sms"},
	identity.ReadLane:          {"officer@economy", "officer@sms", "officer@education", "supervisor@economy", "supervisor@sms", "decision-officer@sms", "objection-reviewer@sms"},
	identity.ReadDocument:      {"officer@economy", "officer@sms", "officer@education", "decision-officer@sms", "objection-reviewer@sms"},
	identity.ClaimLane:         {"officer@economy", "officer@sms", "officer@education"},
	identity.ScoreLane:         {"officer@economy", "officer@sms", "officer@education"},
	identity.ClearLane:         {}, // an ordinary lane; the clearance lane has a test of its own
	identity.RequestCorrection: {"officer@economy", "officer@sms", "officer@education"},
	identity.RequestExtension:  {"officer@economy", "officer@sms", "officer@education"},
	identity.RouteLane:         {"supervisor@sms"},
	identity.ReopenLane:        {"officer@economy", "officer@sms", "officer@education", "supervisor@economy", "supervisor@sms"},
	identity.Object:            {"officer@economy", "officer@sms", "officer@education"},
	identity.ApproveExtension:  {"supervisor@sms"},
	identity.ResolveObjection:  {"objection-reviewer@sms"},
	identity.WithdrawObjection: {"officer@economy", "officer@sms", "officer@education"},
	identity.ConfirmDecision:   {"decision-officer@sms"},
	identity.ReturnDecision:    {"decision-officer@sms"},

	identity.RegisterEmployer:  {"employer"},
	identity.ReadEmployer:      {"employer", "officer@sms", "supervisor@sms"},
	identity.CorrectEmployer:   {"employer"},
	identity.DecideEmployer:    {}, // nobody decides on a registration of their own
	identity.ListRegistrations: {"officer@sms", "supervisor@sms"},
}

// What the Service does is not bound to a lane of its own.
var foreign = map[identity.Action][]string{
	identity.ListWork:         {"supervisor@sms"},
	identity.ReadWorkload:     {"supervisor@sms", "administrator"},
	identity.ReadCase:         {"officer@sms", "supervisor@sms", "decision-officer@sms", "objection-reviewer@sms"},
	identity.ReadHistory:      {"auditor", "supervisor@sms", "decision-officer@sms", "objection-reviewer@sms"},
	identity.ReadLane:         {"decision-officer@sms", "objection-reviewer@sms"},
	identity.ReadDocument:     {"decision-officer@sms", "objection-reviewer@sms"},
	identity.RouteLane:        {"supervisor@sms"},
	identity.Object:           {"officer@sms"},
	identity.ApproveExtension: {"supervisor@sms"},
	identity.ResolveObjection: {"objection-reviewer@sms"},
	identity.ConfirmDecision:  {"decision-officer@sms"},
	identity.ReturnDecision:   {"decision-officer@sms"},
	identity.ReadEmployer:     {"officer@sms", "supervisor@sms"},
	identity.DecideEmployer:   {"supervisor@sms"},
}

func resource(kind identity.Kind, p identity.Principal, mine bool) identity.Resource {
	r := identity.Resource{Kind: kind, ID: "c-1", Owner: "somebody-else", Authority: "foreign", Lane: "experience", Authorities: []string{"foreign"}}
	if kind == identity.AuthorityKind {
		r.Owner = ""
	}
	if mine {
		r.Authority, r.Authorities = p.Authority, []string{p.Authority}
		if kind == identity.ApplicationKind || kind == identity.EmployerKind {
			r.Owner = p.Person()
		}
	}
	return r
}

func TestEveryRoleMayDoToOwnAndForeignExactlyWhatTheTableSays(t *testing.T) {
	t.Parallel()
	for action, kind := range identity.Actions {
		for _, who := range everybody {
			for _, mine := range []bool{true, false} {
				p := person(who)
				want := slices.Contains(foreign[action], who)
				switch {
				case mine && kind == identity.ApplicationKind:
					want = who == "applicant"
				case mine:
					want = slices.Contains(own[action], who)
				}
				got, err := identity.Authorize(p, action, resource(kind, p, mine))
				if got.Allowed != want {
					t.Errorf("%s %s (own: %t): want %t, got %t by %s", who, action, mine, want, got.Allowed, got.Policy)
				}
				if got.Allowed != (err == nil) {
					t.Errorf("%s %s (own: %t): allowed %t with error %v", who, action, mine, got.Allowed, err)
				}
			}
		}
	}
}

func TestEachForbidWinsOverWhatPermits(t *testing.T) {
	t.Parallel()
	confirm, review, lead := person("decision-officer@sms"), person("objection-reviewer@sms"), person("supervisor@sms")
	scorer, clearer := person("officer@economy"), person("officer@security")
	auditing := scorer
	auditing.Roles = append(slices.Clone(scorer.Roles), identity.Auditor)
	lane := identity.Resource{Kind: identity.LaneKind, Owner: "x", Authority: "economy", Lane: "goals"}
	with := func(r identity.Resource, change func(*identity.Resource)) identity.Resource { change(&r); return r }
	the := identity.Resource{Kind: identity.CaseKind, Owner: "x", Authorities: []string{"economy"}}
	tests := []struct {
		name    string
		who     identity.Principal
		action  identity.Action
		on      identity.Resource
		allowed bool
		policy  string
	}{
		{"a decision officer confirms a case that others handled", confirm, identity.ConfirmDecision,
			with(the, func(r *identity.Resource) { r.HandledBy = []string{"a", "b"} }), true, "service-confirms-decisions"},
		{"four eyes: not one they handled themselves", confirm, identity.ConfirmDecision,
			with(the, func(r *identity.Resource) { r.HandledBy = []string{"a", confirm.Person()} }), false, "four-eyes-on-decisions"},
		{"nor is it returned by who handled it", confirm, identity.ReturnDecision,
			with(the, func(r *identity.Resource) { r.HandledBy = []string{"a", confirm.Person()} }), false, "four-eyes-on-decisions"},
		{"nobody confirms their own case", confirm, identity.ConfirmDecision,
			with(the, func(r *identity.Resource) { r.Owner = confirm.Person() }), false, "nobody-handles-own-case"},
		{"nobody scores their own case", scorer, identity.ScoreLane,
			with(lane, func(r *identity.Resource) { r.Owner = scorer.Person() }), false, "nobody-handles-own-lane"},
		{"nobody reads a lane of their own case", scorer, identity.ReadLane,
			with(lane, func(r *identity.Resource) { r.Owner = scorer.Person() }), false, "nobody-handles-own-lane"},
		{"a supervisor approves an extension that another asked for", lead, identity.ApproveExtension,
			with(the, func(r *identity.Resource) { r.Initiator = "a" }), true, "service-supervisor-approves-extension"},
		{"but not their own request", lead, identity.ApproveExtension,
			with(the, func(r *identity.Resource) { r.Initiator = lead.Person() }), false, "four-eyes-on-requests"},
		{"a reviewer does not resolve an objection of their own", review, identity.ResolveObjection,
			with(the, func(r *identity.Resource) { r.Initiator = review.Person() }), false, "four-eyes-on-requests"},
		{"an officer withdraws what a colleague of the same authority objected", scorer, identity.WithdrawObjection,
			with(the, func(r *identity.Resource) { r.Authority, r.Initiator = "economy", "a" }), true, "authority-withdraws-its-objection"},
		{"and what they objected themselves", scorer, identity.WithdrawObjection,
			with(the, func(r *identity.Resource) { r.Authority, r.Initiator = "economy", scorer.Person() }), true, "authority-withdraws-its-objection"},
		{"but no other authority's, though both hold lanes of the case", scorer, identity.WithdrawObjection,
			with(the, func(r *identity.Resource) { r.Authority = "labour" }), false, identity.DefaultDeny},
		{"nobody withdraws an objection in their own case", scorer, identity.WithdrawObjection,
			with(the, func(r *identity.Resource) { r.Authority, r.Owner = "economy", scorer.Person() }), false, "nobody-handles-own-case"},
		{"a supervisor of the Service decides on a registration", lead, identity.DecideEmployer,
			identity.Resource{Kind: identity.EmployerKind, Owner: "x"}, true, "service-supervisor-decides-registrations"},
		{"but not on one of their own", lead, identity.DecideEmployer,
			identity.Resource{Kind: identity.EmployerKind, Owner: lead.Person()}, false, "nobody-decides-own-registration"},
		{"the clearance lane is cleared", clearer, identity.ClearLane,
			identity.Resource{Kind: identity.LaneKind, Authority: "security", Lane: identity.ClearanceLane}, true, "officer-clears-own-clearance-lane"},
		{"and is not scored", clearer, identity.ScoreLane,
			identity.Resource{Kind: identity.LaneKind, Authority: "security", Lane: identity.ClearanceLane}, false, "clearance-is-not-scored"},
		{"no other lane is cleared", scorer, identity.ClearLane, lane, false, "only-clearance-is-cleared"},
		{"an officer who audits does not score", auditing, identity.ScoreLane, lane, false, "auditors-only-read-history"},
		{"the Service verifies languages", person("officer@sms"), identity.ReadDocument,
			identity.Resource{Kind: identity.LaneKind, Authority: "education", Lane: identity.LanguagesLane}, true, "service-verifies-languages"},
		{"and does not score them (invariant 2)", person("officer@sms"), identity.ScoreLane,
			identity.Resource{Kind: identity.LaneKind, Authority: "education", Lane: identity.LanguagesLane}, false, identity.DefaultDeny},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, _ := identity.Authorize(tt.who, tt.action, tt.on)
			if diff := cmp.Diff(identity.Decision{Allowed: tt.allowed, Policy: tt.policy}, got); diff != "" {
				t.Errorf("decision (-want +got):\n%s", diff)
			}
		})
	}
}

func TestADenialTellsOnlyThoseWhoMayKnow(t *testing.T) {
	t.Parallel()
	scorer := person("officer@economy")
	tests := []struct {
		name   string
		who    identity.Principal
		action identity.Action
		on     identity.Resource
		want   problem.Kind
	}{
		{"another applicant's id is not found", person("applicant"), identity.ReadApplication,
			identity.Resource{Kind: identity.ApplicationKind, Owner: "x"}, problem.NotFound},
		{"an officer has no business with the applicant's side", scorer, identity.ReadApplication,
			identity.Resource{Kind: identity.ApplicationKind, Owner: "x"}, problem.Forbidden},
		{"an applicant has none with lanes", person("applicant"), identity.ScoreLane,
			identity.Resource{Kind: identity.LaneKind, Authority: "economy"}, problem.Forbidden},
		{"a case without a lane of one's authority is not found", scorer, identity.ReadCase,
			identity.Resource{Kind: identity.CaseKind, Authorities: []string{"labour"}}, problem.NotFound},
		{"another authority's lane of a known case is forbidden", scorer, identity.ScoreLane,
			identity.Resource{Kind: identity.LaneKind, Authority: "labour", Authorities: []string{"labour", "economy"}}, problem.Forbidden},
		{"another authority's lane of an unknown case is not found", scorer, identity.ScoreLane,
			identity.Resource{Kind: identity.LaneKind, Authority: "labour", Authorities: []string{"labour"}}, problem.NotFound},
		{"another authority's work list is forbidden, authorities being no secret", scorer, identity.ListWork,
			identity.Resource{Kind: identity.AuthorityKind, Authority: "labour"}, problem.Forbidden},
		{"another employer's registration is not found", person("employer"), identity.ReadEmployer,
			identity.Resource{Kind: identity.EmployerKind, Owner: "x"}, problem.NotFound},
		{"an officer of the Service reads a registration and does not decide on it", person("officer@sms"), identity.DecideEmployer,
			identity.Resource{Kind: identity.EmployerKind, Owner: "x"}, problem.Forbidden},
		{"another authority has no business with employers", scorer, identity.ReadEmployer,
			identity.Resource{Kind: identity.EmployerKind, Owner: "x"}, problem.Forbidden},
		{"an act that nobody knows is forbidden", scorer, "burn-case", identity.Resource{Kind: identity.CaseKind}, problem.Forbidden},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if _, err := identity.Authorize(tt.who, tt.action, tt.on); !errors.Is(err, tt.want) {
				t.Errorf("want %s, got %v", tt.want, err)
			}
		})
	}
}

func TestEverSaysWhetherARoleCouldEverDoIt(t *testing.T) {
	t.Parallel()
	for action, kind := range identity.Actions {
		for _, who := range everybody {
			want := slices.Contains(own[action], who) || slices.Contains(foreign[action], who) ||
				(kind == identity.ApplicationKind && who == "applicant") ||
				(action == identity.ClearLane && strings.HasPrefix(who, "officer@"))
			if got := identity.Preauthorize(person(who), action) == nil; got != want {
				t.Errorf("%s %s: want %t, got %t", who, action, want, got)
			}
		}
	}
}

func TestABrokenPolicyDeniesAndOpensNothing(t *testing.T) {
	t.Parallel()
	permit := `@id("all") permit (principal, action, resource);`
	broken := `@id("broken") forbid (principal, action, resource) when { resource.no_such_attribute == "x" };`
	guard, err := identity.ReadPolicies(fstest.MapFS{"a.cedar": {Data: []byte(permit)}, "b.cedar": {Data: []byte(broken)}})
	if err != nil {
		t.Fatalf("ReadPolicies: %v", err)
	}
	got, err := guard.Authorize(person("applicant"), identity.ReadApplication, identity.Resource{Kind: identity.ApplicationKind})
	if got.Allowed || !errors.Is(err, problem.Internal) {
		t.Errorf("want a denial with an Internal problem, got %+v, %v", got, err)
	}
	if err := guard.Preauthorize(person("applicant"), identity.ReadApplication); !errors.Is(err, problem.Internal) {
		t.Errorf("want Preauthorize to fail too, got %v", err)
	}
}

func TestNoPoliciesPermitNothing(t *testing.T) {
	t.Parallel()
	guard, err := identity.ReadPolicies(fstest.MapFS{})
	if err != nil {
		t.Fatalf("ReadPolicies: %v", err)
	}
	p := person("applicant")
	got, err := guard.Authorize(p, identity.ReadApplication, identity.Resource{Kind: identity.ApplicationKind, Owner: p.Person()})
	want := identity.Decision{Policy: identity.DefaultDeny}
	if got != want || !errors.Is(err, problem.Forbidden) {
		t.Errorf("want %+v and Forbidden, got %+v and %v", want, got, err)
	}
}

func TestPolicyFilesThatCannotBeTrustedAreRefused(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"a broken file":          `@id("a") permit (principal`,
		"a policy without an id": `permit (principal, action, resource);`,
		"two of the same id":     `@id("a") permit (principal, action, resource); @id("a") forbid (principal, action, resource);`,
	} {
		if _, err := identity.ReadPolicies(fstest.MapFS{"a.cedar": {Data: []byte(text)}}); err == nil {
			t.Errorf("want %s refused", name)
		}
	}
}

func TestTheTablesNameOnlyActsThatExist(t *testing.T) {
	t.Parallel()
	for action := range maps.All(own) {
		if _, ok := identity.Actions[action]; !ok {
			t.Errorf("no such action: %s", action)
		}
	}
}

func BenchmarkAuthorize(b *testing.B) {
	p := person("officer@economy")
	r := identity.Resource{Kind: identity.LaneKind, Authority: "economy", Lane: "goals"}
	for b.Loop() {
		if d, _ := identity.Authorize(p, identity.ScoreLane, r); !d.Allowed {
			b.Fatal("want it allowed")
		}
	}
}
