package api_test

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/functions/internal/api/public"
	"hsmp.example/cases/functions/internal/api/scoring"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/credential"
)

// recorded walks whole cases through every operation and compares the first good answer of each with
// docs/examples/answers. Clock, ids and keys are fixed, so the answers are the same at every run.
func recorded(t *testing.T) {
	t.Helper()
	w := open(t)
	first := map[string][]byte{}
	w.heard = func(r *http.Request, a *answer) {
		id := w.operationOf(r)
		if _, ok := first[id]; !ok && a.status < 300 && a.header.Get("Content-Type") == "application/json" {
			first[id] = steady(pretty(t, a.body))
		}
	}
	w.everything()
	for id, got := range first {
		file := filepath.Join(examplesFolder, "answers", id+".json")
		if *update {
			write(t, file, got)
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s answers otherwise than docs/examples says; run make openapi.\nwant -, got +\n%.2000s", id, diff)
		}
	}
	for id, o := range operations(w.apis) {
		if media := success(o).Content["application/json"]; media != nil && first[id] == nil {
			t.Errorf("the walk never met %s", id)
		}
	}
}

var hashes = regexp.MustCompile(`"(left|hash|previous)": "[0-9a-f]{32,64}"`)

// steady puts others in the place of a chain's hashes, the same for the same: what a seal left behind is another at
// every run.
func steady(body []byte) []byte {
	seen := map[string]string{}
	return hashes.ReplaceAllFunc(body, func(member []byte) []byte {
		name, value, _ := strings.Cut(string(member), ": ")
		if seen[value] == "" {
			seen[value] = fmt.Sprintf(`"%x"`, sha256.Sum256([]byte(fmt.Sprint("example ", len(seen)))))
		}
		return []byte(name + ": " + seen[value])
	})
}

// operationOf finds the operation that serves a request.
func (w *world) operationOf(r *http.Request) string {
	for id, o := range operations(w.apis) {
		if o.Method == r.Method && matches(o.Path, r.URL.Path) {
			return id
		}
	}
	return ""
}

func matches(pattern, path string) bool {
	want, got := strings.Split(pattern, "/"), strings.Split(path, "/")
	for i := range want {
		if len(want) != len(got) || (want[i] != got[i] && !strings.HasPrefix(want[i], "{")) {
			return false
		}
	}
	return path != "/v1/certificates/verify" || pattern == path
}

// everything calls every operation at least once with success, and sends every example as it stands.
func (w *world) everything() {
	id := w.filed()
	mine, theirs := "/v1/applications/"+id, "/v1/cases/"+id
	get := func(path string) { w.send(call{who: emre, method: http.MethodGet, path: path}) }
	get("/v1/applications")
	get(mine)
	get(mine + "/documents")
	get(mine + "/documents/doc_01KBXQ8ZJ4N5V6W7X8Y9Z0D102")
	get(mine + "/status")
	w.pass(26 * time.Hour)
	w.send(call{who: officer("science-education"), method: http.MethodGet, path: "/v1/worklist?limit=1"})
	w.send(call{who: chief, method: http.MethodGet, path: "/v1/workload?authority=science-education"})
	post := func(status int, path, operation string, as ...string) {
		who := officer("science-education")
		if len(as) > 0 {
			who = officer(as[0])
		}
		must[any](w, status, call{who: who, method: http.MethodPost, path: theirs + path, body: example(w.t, operation)})
	}
	must[any](w, http.StatusOK, call{who: chief, method: http.MethodPost, path: theirs + "/lanes/experience/route", body: example(w.t, "route-lane")})
	post(http.StatusOK, "/lanes/education/claim", "claim-lane")
	must[any](w, http.StatusOK, call{who: officer("science-education"), method: http.MethodGet, path: theirs + "/documents/doc_01KBXQ8ZJ4N5V6W7X8Y9Z0D102"})
	post(http.StatusCreated, "/lanes/education/correction", "request-correction")
	must[any](w, http.StatusOK, call{who: emre, method: http.MethodPost, path: mine + "/corrections/1/reply", body: example(w.t, "reply-to-correction")})
	post(http.StatusCreated, "/lanes/education/extension", "request-extension")
	must[any](w, http.StatusOK, call{who: chief, method: http.MethodPost, path: theirs + "/extensions/1/approval", body: example(w.t, "answer-extension")})
	get(mine + "/corrections")
	w.pass(48 * time.Hour)
	post(http.StatusOK, "/lanes/education/score", "score-lane")
	post(http.StatusOK, "/lanes/education/reopening", "reopen-lane")
	post(http.StatusOK, "/lanes/education/score", "score-lane")
	post(http.StatusCreated, "/lanes/national-goals/objection", "object", "economy")
	must[any](w, http.StatusOK, call{who: reviewer, method: http.MethodPost, path: theirs + "/objections/1/resolution", body: example(w.t, "resolve-objection")})
	post(http.StatusCreated, "/lanes/languages/objection", "object")
	post(http.StatusOK, "/objections/2/withdrawal", "withdraw-objection")
	w.remaining(id)
	w.verifying(id)
	get(mine + "/decision")
	get(mine + "/accesses")
	w.send(call{who: auditor, method: http.MethodGet, path: theirs + "/history"})
	w.withdrawn()
	w.employing()
}

// remaining closes the lanes that are open, and decides.
func (w *world) remaining(id string) {
	for _, g := range given {
		if g.lane == "experience" {
			g.authority = "economy"
		}
		if a := w.score(id, g.lane, g.authority, g.points); a.status != http.StatusOK {
			w.t.Fatalf("score %s: %d %s", g.lane, a.status, a.body)
		}
	}
	w.cleared(id)
	w.settle(id)
	must[any](w, http.StatusOK, call{who: decider, method: http.MethodPost, path: "/v1/cases/" + id + "/return", body: example(w.t, "return-decision")})
	must[any](w, http.StatusOK, call{who: officer("science-education"), method: http.MethodPost, path: "/v1/cases/" + id + "/lanes/education/score",
		body: example(w.t, "score-lane")})
	w.settle(id)
	must[scoring.Case](w, http.StatusOK, call{who: decider, method: http.MethodGet, path: "/v1/cases/" + id})
	must[scoring.Confirmed](w, http.StatusOK, call{who: decider, method: http.MethodPost, path: "/v1/cases/" + id + "/confirmation"})
	w.issue(id)
}

// verifying asks what anybody may ask.
func (w *world) verifying(id string) {
	c, err := w.store.Load(w.t.Context(), application.ID(id))
	if err != nil {
		w.t.Fatal(err)
	}
	for _, path := range []string{"/v1/programme", "/v1/calendar/due-date?submitted=2026-03-16&extended=true", "/v1/certificates/" + c.Certificate.Number,
		"/v1/keys", "/v1/status-list", "/v1/health", "/v1/notices?all=true", "/v1/statistics?from=2026-01",
		"/v1/comparison?country=az&compare=az-highly-skilled-migrant-programme,ae-golden-visa-talented-individuals"} {
		w.send(call{method: http.MethodGet, path: path})
	}
	must[any](w, http.StatusOK, call{method: http.MethodPost, path: "/v1/self-assessments", body: example(w.t, "assess-myself")})
	w.refresh(c.Certificate.Credential)
	shown := must[public.Verified](w, http.StatusOK, call{method: http.MethodPost, path: "/v1/certificates/verify", body: example(w.t, "verify-certificate")})
	if shown.Verdict != "valid" {
		w.t.Errorf("want the example's certificate valid, got %+v", shown)
	}
}

// refresh writes the example of a credential anew where the one that stands there is no longer genuine: a signature is
// another one each time, and needs no change while it verifies.
func (w *world) refresh(compact string) {
	if !*update || w.verifies(example(w.t, "verify-certificate")) {
		return
	}
	text := fmt.Sprintf(`{"text":%q}`, credential.QRText("https://hsm.example", compact))
	write(w.t, filepath.Join(examplesFolder, "verify-certificate.json"), pretty(w.t, []byte(text)))
}

func (w *world) verifies(body string) bool {
	a := w.send(call{method: http.MethodPost, path: "/v1/certificates/verify", body: body})
	return a.status == http.StatusOK && strings.Contains(string(a.body), `"verdict":"valid"`)
}

// withdrawn files once more, and then rather not.
func (w *world) withdrawn() {
	id := w.filed()
	must[any](w, http.StatusOK, call{who: emre, method: http.MethodPost, path: "/v1/applications/" + id + "/withdrawal"})
}
