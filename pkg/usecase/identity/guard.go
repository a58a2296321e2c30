package identity

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/cedar-policy/cedar-go"

	"hsmp.example/cases/pkg/problem"
)

//go:embed policies/*.cedar
var policyFiles embed.FS

// Decision is the answer of the policies. Policy is the id of the one that decided, for the audit record; several are
// joined by a comma, and DefaultDeny stands for none.
type Decision struct {
	Allowed bool
	Policy  string
}

// DefaultDeny is the deciding policy when no policy permits.
const DefaultDeny = "default-deny"

// Guard holds parsed policies and is safe for concurrent use.
type Guard struct{ policies *cedar.PolicySet }

// The embedded policies are parsed at first use, about a millisecond.
var embedded = sync.OnceValues(func() (*Guard, error) {
	folder, err := fs.Sub(policyFiles, "policies")
	if err != nil {
		return nil, err
	}
	return ReadPolicies(folder)
})

// ReadPolicies parses every *.cedar file of the folder. It fails on a broken file, and on a policy without an @id of
// its own.
func ReadPolicies(folder fs.FS) (*Guard, error) {
	names, err := fs.Glob(folder, "*.cedar")
	if err != nil {
		return nil, fmt.Errorf("list policies: %w", err)
	}
	set := cedar.NewPolicySet()
	for _, name := range names {
		if err := addFile(set, folder, name); err != nil {
			return nil, err
		}
	}
	return &Guard{policies: set}, nil
}

func addFile(set *cedar.PolicySet, folder fs.FS, name string) error {
	text, err := fs.ReadFile(folder, name)
	if err != nil {
		return fmt.Errorf("read policies %s: %w", name, err)
	}
	list, err := cedar.NewPolicyListFromBytes(name, text)
	if err != nil {
		return fmt.Errorf("policies %s: %w", name, err)
	}
	for _, policy := range list {
		id := cedar.PolicyID(policy.Annotations()["id"])
		if id == "" {
			return fmt.Errorf("policies %s line %d: policy without @id", name, policy.Position().Line)
		}
		if !set.Add(id, policy) {
			return fmt.Errorf("policies %s line %d: @id %s is taken", name, policy.Position().Line, id)
		}
	}
	return nil
}

// Authorize asks the embedded policies; see Guard.Authorize.
func Authorize(p Principal, a Action, r Resource) (Decision, error) {
	guard, err := embedded()
	if err != nil {
		return Decision{Policy: DefaultDeny}, problem.New(problem.Internal, "internal").Because(err)
	}
	return guard.Authorize(p, a, r)
}

// Preauthorize asks the embedded policies; see Guard.Preauthorize.
func Preauthorize(p Principal, a Action) error {
	guard, err := embedded()
	if err != nil {
		return problem.New(problem.Internal, "internal").Because(err)
	}
	return guard.Preauthorize(p, a)
}

// Authorize decides whether the principal may do the action to the resource. A denial comes with a problem to answer:
// Forbidden to those who may know of the resource, NotFound to those who may not, so that ids of other people tell
// nothing. A policy that cannot be evaluated denies, with an Internal problem: a broken forbid must not open anything.
func (g *Guard) Authorize(p Principal, a Action, r Resource) (Decision, error) {
	decision, err := g.decide(p, a, r)
	if err != nil || decision.Allowed {
		return decision, err
	}
	if err := g.Preauthorize(p, a); err != nil {
		return decision, err
	}
	if g.mayKnow(p, r) {
		return decision, problem.New(problem.Forbidden, "forbidden")
	}
	return decision, problem.New(problem.NotFound, "not-found")
}

// Preauthorize fails with Forbidden when the principal may do the action to no resource at all. Asked before anything
// is loaded, it answers the same for ids that exist and ids that do not.
func (g *Guard) Preauthorize(p Principal, a Action) error {
	for _, r := range mostPermitted(p, a) {
		decision, err := g.decide(p, a, r)
		if err != nil || decision.Allowed {
			return err
		}
	}
	return problem.New(problem.Forbidden, "forbidden")
}

// mostPermitted lists the resources that policies open most readily to p: their own application, their authority's
// lanes.
func mostPermitted(p Principal, a Action) []Resource {
	switch kind := Actions[a]; kind {
	case ApplicationKind:
		return []Resource{{Kind: kind, Owner: p.Person()}}
	case EmployerKind: // their own, and anybody else's
		return []Resource{{Kind: kind, Owner: p.Person()}, {Kind: kind}}
	case LaneKind:
		return []Resource{
			{Kind: kind, Authority: p.Authority},
			{Kind: kind, Authority: p.Authority, Lane: ClearanceLane},
			{Kind: kind, Authority: p.Authority, Lane: LanguagesLane},
		}
	case CaseKind:
		return []Resource{{Kind: kind, Authority: p.Authority, Authorities: []string{p.Authority}}}
	default:
		return []Resource{{Kind: kind, Authority: p.Authority}}
	}
}

// reading is the act that shows a resource of each kind.
var reading = map[Kind][]Action{
	ApplicationKind: {ReadApplication},
	CaseKind:        {ReadCase, ReadHistory},
	LaneKind:        {ReadLane, ReadCase},
	AuthorityKind:   {ReadWorkload, ListWork},
	EmployerKind:    {ReadEmployer},
}

// mayKnow reports whether p may see that the resource exists. Authorities are no secret.
func (g *Guard) mayKnow(p Principal, r Resource) bool {
	if r.Kind == AuthorityKind {
		return true
	}
	for _, a := range reading[r.Kind] {
		seen := r
		seen.Kind = Actions[a]
		if d, err := g.decide(p, a, seen); err == nil && d.Allowed {
			return true
		}
	}
	return false
}

func (g *Guard) decide(p Principal, a Action, r Resource) (Decision, error) {
	request, entities := question(p, a, r)
	answer, diagnostic := cedar.Authorize(g.policies, entities, request)
	if len(diagnostic.Errors) > 0 {
		return Decision{Policy: DefaultDeny}, broken(diagnostic)
	}
	ids := make([]string, 0, len(diagnostic.Reasons))
	for _, reason := range diagnostic.Reasons {
		ids = append(ids, string(reason.PolicyID))
	}
	slices.Sort(ids)
	if len(ids) == 0 {
		ids = []string{DefaultDeny}
	}
	return Decision{Allowed: answer == cedar.Allow, Policy: strings.Join(ids, ",")}, nil
}

func broken(diagnostic cedar.Diagnostic) error {
	var all []error
	for _, e := range diagnostic.Errors {
		all = append(all, fmt.Errorf("policy %s: %s", e.PolicyID, e.Message))
	}
	return problem.New(problem.Internal, "internal").Because(errors.Join(all...))
}
