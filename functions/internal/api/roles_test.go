package api_test

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/usecase/identity"
)

// may lists, for every operation that needs a token, the roles that may ever do it, each at the Service. What they may
// do to one case is tested with the policies.
var may = map[string][]identity.Role{
	"begin-application": {identity.Applicant}, "list-applications": {identity.Applicant}, "read-application": {identity.Applicant},
	"change-application": {identity.Applicant}, "discard-application": {identity.Applicant}, "add-document": {identity.Applicant},
	"list-documents": {identity.Applicant}, "read-document": {identity.Applicant}, "remove-document": {identity.Applicant},
	"read-checklist": {identity.Applicant}, "submit-application": {identity.Applicant}, "read-status": {identity.Applicant},
	"reply-to-correction": {identity.Applicant}, "withdraw-application": {identity.Applicant}, "read-decision": {identity.Applicant},
	"read-certificate": {identity.Applicant}, "list-accesses": {identity.Applicant}, "read-corrections": {identity.Applicant},
	"register-employer": {identity.Employer}, "list-employers": {identity.Employer}, "correct-employer": {identity.Employer},
	"read-employer":      {identity.Employer, identity.Officer, identity.Supervisor},
	"list-registrations": {identity.Officer, identity.Supervisor}, "decide-employer": {identity.Supervisor},

	"list-work":     {identity.Officer, identity.Supervisor},
	"read-workload": {identity.Supervisor, identity.Administrator},
	"read-case":     {identity.Officer, identity.Supervisor, identity.DecisionOfficer, identity.ObjectionReviewer},
	"read-evidence": {identity.Officer, identity.DecisionOfficer, identity.ObjectionReviewer},
	"read-history":  {identity.Supervisor, identity.DecisionOfficer, identity.ObjectionReviewer, identity.Auditor},
	"claim-lane":    {identity.Officer}, "score-lane": {identity.Officer}, "clear-lane": {identity.Officer}, "object": {identity.Officer},
	"request-correction": {identity.Officer}, "request-extension": {identity.Officer},
	"route-lane": {identity.Supervisor}, "answer-extension": {identity.Supervisor}, "reopen-lane": {identity.Officer, identity.Supervisor},
	"return-decision":   {identity.DecisionOfficer},
	"resolve-objection": {identity.ObjectionReviewer}, "withdraw-objection": {identity.Officer}, "confirm-decision": {identity.DecisionOfficer},
}

// operations lists every operation of the three documents by its id.
func operations(apis []*web.API) map[string]*huma.Operation {
	found := map[string]*huma.Operation{}
	for _, a := range apis {
		for _, path := range a.OpenAPI().Paths {
			for _, o := range []*huma.Operation{path.Get, path.Post, path.Patch, path.Delete, path.Put} {
				if o != nil {
					found[o.OperationID] = o
				}
			}
		}
	}
	return found
}

// address fills a path with a case that is not there.
func address(path string) string {
	return strings.NewReplacer("{id}", "app_01KBXQ8ZJ4N5V6W7X8Y9Z0A199", "{doc}", "doc_1", "{lane}", "education", "{n}", "1",
		"{number}", "HSM-2026-00000-00000-00000").Replace(path)
}

// message is the example of an operation, or nothing where it takes no body.
func message(t *testing.T, o *huma.Operation) any {
	raw, err := os.ReadFile(filepath.Join(examplesFolder, o.OperationID+".json"))
	switch {
	case o.RequestBody == nil:
		return nil
	case err != nil:
		t.Fatal(err)
	}
	return string(raw)
}

func TestEveryRouteByEveryRole(t *testing.T) {
	t.Parallel()
	w := open(t)
	for id, o := range operations(w.apis) {
		if len(o.Security) == 0 {
			continue
		}
		roles, known := may[id]
		if !known {
			t.Errorf("operation %s is not in the table", id)
			continue
		}
		for role, who := range staff {
			a := w.send(call{who: who, method: o.Method, path: address(o.Path), body: message(t, o), header: map[string]string{"If-Match": `"1"`}})
			allowed := a.status != http.StatusForbidden
			if want := slices.Contains(roles, role); allowed != want || a.status == http.StatusUnauthorized {
				t.Errorf("%s as %s: want allowed %v, got %d %s", id, role, want, a.status, a.body)
			}
			if allowed && strings.Contains(o.Path, "{id}") && a.status != http.StatusNotFound {
				t.Errorf("%s as %s: a case that is not there answers %d %s", id, role, a.status, a.body)
			}
		}
		if a := w.send(call{method: o.Method, path: address(o.Path), body: message(t, o)}); a.status != http.StatusUnauthorized {
			t.Errorf("%s without a token: want 401, got %d", id, a.status)
		}
	}
}

func TestTheRolesTableHasNoOperationTooMany(t *testing.T) {
	t.Parallel()
	known := operations(open(t).apis)
	for id := range may {
		if o, ok := known[id]; !ok || len(o.Security) == 0 {
			t.Errorf("%s is in the table and needs no token, or is gone", id)
		}
	}
}

// Every other person's application is as good as none, whatever is tried with it.
func TestIDsOfOtherPeopleTellNothing(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.filed()
	for operation, o := range operations(w.apis) {
		if !strings.HasPrefix(o.Path, "/v1/applications/{id}") {
			continue
		}
		theirs := strings.NewReplacer("{id}", id, "{doc}", "doc_01KBXQ8ZJ4N5V6W7X8Y9Z0D101", "{n}", "1").Replace(o.Path)
		got := w.send(call{who: leyla, method: o.Method, path: theirs, body: message(t, o), header: map[string]string{"If-Match": `"2"`}})
		want := w.send(call{who: leyla, method: o.Method, path: address(o.Path), body: message(t, o), header: map[string]string{"If-Match": `"2"`}})
		if got.status != http.StatusNotFound || codeOf(t, got) != codeOf(t, want) {
			t.Errorf("%s: another's answers %d %s, none answers %s", operation, got.status, got.body, want.body)
		}
	}
}

// A draft is its owner's alone: whatever an officer tries, it is as good as none.
func TestADraftIsNoCaseForAnyOfficer(t *testing.T) {
	t.Parallel()
	w := open(t)
	id, tried := w.draft(), 0
	before := len(w.chain(id))
	for operation, o := range operations(w.apis) {
		if !strings.HasPrefix(o.Path, "/v1/cases/{id}") {
			continue
		}
		for role, who := range staff {
			try := func(path string) *answer {
				return w.send(call{who: who, method: o.Method, path: path, body: message(t, o)})
			}
			drafted := try(address(strings.ReplaceAll(o.Path, "{id}", id)))
			none := try(address(o.Path))
			if drafted.status != none.status || codeOf(t, drafted) != codeOf(t, none) {
				t.Errorf("%s as %s: a draft answers %d %s, none answers %d %s", operation, role, drafted.status, drafted.body, none.status, none.body)
			}
			tried++
		}
	}
	if after := len(w.chain(id)); after != before || tried < 70 {
		t.Errorf("want nothing recorded of %d tries, got %d entries", tried, after-before)
	}
}

func codeOf(t *testing.T, a *answer) string {
	t.Helper()
	var p struct{ Code string }
	if err := json.Unmarshal(a.body, &p); err != nil {
		t.Fatalf("no problem document: %s", a.body)
	}
	return p.Code
}
