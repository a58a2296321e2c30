//go:build e2e

package e2e

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"hsmp.example/cases/localstack/demo/client"
	"hsmp.example/cases/localstack/demo/papers"
)

// operation is what of an operation of docs/openapi.yaml these tests need.
type operation struct {
	ID       string                `yaml:"operationId"`
	Security []map[string][]string `yaml:"security"`
	method   string
	path     string
}

// places fills the places of a path with ids that are of nobody.
var places = strings.NewReplacer("{id}", "app_00000000000000000000000000", "{doc}", "doc_00000000000000000000000000", "{lane}", "education",
	"{n}", "1", "{number}", "HSM-2026-00000-00000-00000")

func operations(t *testing.T) []operation {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(running(t).Root, "docs", "openapi.yaml"))
	must(t, err)
	var document struct {
		Paths map[string]map[string]operation `yaml:"paths"`
	}
	must(t, yaml.Unmarshal(raw, &document))
	var all []operation
	for path, methods := range document.Paths {
		for method, op := range methods {
			op.method, op.path = strings.ToUpper(method), places.Replace(path)
			all = append(all, op)
		}
	}
	if len(all) < 30 {
		t.Fatalf("want the whole API in the document, got %d operations", len(all))
	}
	return all
}

func TestEveryRouteAsksForATokenUnlessItIsPublic(t *testing.T) {
	t.Parallel()
	anybody := site(t).Anybody()
	for _, op := range operations(t) {
		call := client.Call{Method: op.method, Path: op.path, IfMatch: `"1"`}
		if op.method == http.MethodPost || op.method == http.MethodPatch {
			call.Body = []byte("{}")
		}
		if len(op.Security) > 0 {
			refused(t, anybody, call, http.StatusUnauthorized, "token-missing")
			continue
		}
		answer := send(t, anybody, call)
		if answer.Status == http.StatusUnauthorized || answer.Status == http.StatusForbidden || answer.Status == http.StatusMethodNotAllowed {
			t.Errorf("%s is public and answered %d", op.ID, answer.Status)
		}
	}
}

func TestWhatIsNotThereIsAProblemToo(t *testing.T) {
	t.Parallel()
	p := applicant(t, looksAtStrangers)
	for _, call := range []client.Call{get("/v1/nowhere"), get("/v1"), get("/v1/applications/a/b/c"), {Method: http.MethodPut, Path: "/v1/applications"},
		{Method: http.MethodDelete, Path: "/v1/programme"}} {
		answer := send(t, p, call)
		if answer.Status < 400 || answer.Problem().Code == "" {
			t.Errorf("%s %s: want a problem document, got %d %s", call.Method, call.Path, answer.Status, answer.Body)
		}
	}
	refused(t, site(t).Anybody(), get("/v1/certificates/HSM-2026-00000-00000-00000"), http.StatusUnprocessableEntity, "certificate-number-mistyped")
}

// example is a request of docs/examples as it stands.
func example(t *testing.T, id string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(running(t).Root, "docs", "examples", id+".json"))
	must(t, err)
	return string(raw)
}

// The published examples work: they are sent as they stand, through one case, but for the ids that only this case has.
func TestTheExamplesOfTheContractWork(t *testing.T) {
	t.Parallel()
	owner := applicant(t, filesExamples)
	a := draft(t, filesExamples) // by begin-application.json's own words
	succeed := func(p client.Person, call client.Call, status int) client.Answer {
		t.Helper()
		answer := send(t, p, call)
		if answer.Status != status {
			t.Fatalf("%s %s: want %d, got %d %s", call.Method, call.Path, status, answer.Status, answer.Body)
		}
		return answer
	}
	if begin := strings.Join(strings.Fields(example(t, "begin-application")), ""); begin != `{"language":"en"}` {
		t.Errorf("begin-application.json says %s, the draft was begun with English", begin)
	}
	succeed(site(t).Anybody(), post("/v1/self-assessments", example(t, "assess-myself")), http.StatusOK)
	succeed(owner, patch(a.Path(""), a.Tag, example(t, "change-application")), http.StatusOK)
	var expected client.Announced
	must(t, succeed(owner, post(a.Path("/documents"), example(t, "add-document")), http.StatusCreated).Into(&expected))
	must(t, owner.Delete(t.Context(), a.Path("/documents/"+expected.Document.ID)))
	files, err := papers.Somebody(filesExamples).Files()
	must(t, err)
	attach(t, a, files...)
	must(t, a.Submit(t.Context()))

	lane := func(name, act string) string { return a.CasePath("/lanes/" + name + "/" + act) }
	education, clearing := signed(t, "officer-science-education"), signed(t, "officer-sms")
	supervisor := signed(t, "supervisor-sms")
	succeed(education, post(lane("education", "claim"), example(t, "claim-lane")), http.StatusOK)
	succeed(education, post(lane("education", "correction"), example(t, "request-correction")), http.StatusCreated)
	succeed(owner, post(a.Path("/corrections/1/reply"), example(t, "reply-to-correction")), http.StatusOK)
	told, err := a.Corrections(t.Context())
	must(t, err)
	if len(told) != 1 || !strings.Contains(example(t, "request-correction"), told[0].Request) || told[0].Reply == nil {
		t.Errorf("want the request and the reply in words, got %+v", told)
	}
	succeed(education, post(lane("education", "extension"), example(t, "request-extension")), http.StatusCreated)
	succeed(supervisor, post(a.CasePath("/extensions/1/approval"), example(t, "answer-extension")), http.StatusOK)
	ours := strings.Replace(example(t, "score-lane"), "doc_01KBXQ8ZJ4N5V6W7X8Y9Z0D102", a.Documents["diploma"], 1)
	succeed(education, post(lane("education", "score"), ours), http.StatusOK)
	succeed(supervisor, post(lane("experience", "route"), example(t, "route-lane")), http.StatusOK)
	succeed(signed(t, "officer-economy"), post(lane("experience", "objection"), example(t, "object")), http.StatusCreated)
	succeed(signed(t, "reviewer"), post(a.CasePath("/objections/1/resolution"), example(t, "resolve-objection")), http.StatusOK)
	succeed(education, post(lane("languages", "objection"), example(t, "object")), http.StatusCreated)
	succeed(education, post(a.CasePath("/objections/2/withdrawal"), example(t, "withdraw-objection")), http.StatusOK)
	succeed(clearing, post(lane("clearance", "clearance"), example(t, "clear-lane")), http.StatusOK)

	var verified client.Verified
	must(t, succeed(site(t).Anybody(), post("/v1/certificates/verify", example(t, "verify-certificate")), http.StatusOK).Into(&verified))
	if verified.Verdict != "not-genuine" {
		t.Errorf("the example's certificate is of another issuer: want not-genuine, got %s", verified.Verdict)
	}
}
