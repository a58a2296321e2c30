//go:build e2e

package e2e

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/localstack/demo/client"
)

type registration struct {
	ID, State   string
	Particulars json.RawMessage
	Rulings     []struct{ Outcome, Reason string }
}

// The published examples of registrations work as they stand. At the end the registration is refused, so that its VÖEN
// is free for whoever runs this again on the same instance.
func TestAnEmployerGoesTheWholeWayByTheExamplesOfTheContract(t *testing.T) {
	t.Parallel()
	firm, rival := signed(t, "employer-2"), signed(t, "employer")
	officer, supervisor := signed(t, "officer-sms"), signed(t, "supervisor-sms")
	do := func(p client.Person, call client.Call, status int) (client.Answer, registration) {
		t.Helper()
		answer := send(t, p, call)
		if answer.Status != status {
			t.Fatalf("%s %s: want %d, got %d %s", call.Method, call.Path, status, answer.Status, answer.Body)
		}
		var r registration
		must(t, answer.Into(&r))
		return answer, r
	}
	made, e := do(firm, post("/v1/employers", example(t, "register-employer")), http.StatusCreated)
	path := "/v1/employers/" + e.ID
	act := func(name, body, tag string) client.Call {
		call := post(path+"/"+name, body)
		call.IfMatch = tag
		return call
	}
	first := made.Header.Get("ETag")
	t.Cleanup(func() { // where the test ends early; a refused registration stays as it is
		answer, err := supervisor.Do(context.WithoutCancel(t.Context()), get(path))
		if err == nil {
			_, _ = supervisor.Do(context.WithoutCancel(t.Context()), act("decision", `{"outcome":"refused","reason":"The end of a test, which leaves nothing behind."}`, answer.Header.Get("ETag")))
		}
	})
	waits(t, officer, e.ID, true)
	refused(t, rival, get(path), http.StatusNotFound, "not-found")
	call := post("/v1/employers", example(t, "register-employer"))
	refused(t, rival, call, http.StatusConflict, "voen-registered")
	refused(t, officer, act("decision", example(t, "decide-employer"), first), http.StatusForbidden, "forbidden")
	refused(t, supervisor, act("decision", example(t, "decide-employer"), ""), http.StatusPreconditionRequired, "unconditional")

	do(supervisor, act("decision", example(t, "decide-employer"), first), http.StatusOK)
	waits(t, officer, e.ID, false)
	mended, _ := do(firm, act("correction", example(t, "correct-employer"), first), http.StatusOK)
	waits(t, officer, e.ID, true)
	refused(t, supervisor, act("decision", `{"outcome":"registered"}`, first), http.StatusPreconditionFailed, "stale")
	do(supervisor, act("decision", `{"outcome":"refused","reason":"This is an example, and nobody's registration."}`, mended.Header.Get("ETag")), http.StatusOK)

	_, got := do(firm, get(path), http.StatusOK)
	var outcomes []string
	for _, said := range got.Rulings {
		outcomes = append(outcomes, said.Outcome)
	}
	if diff := cmp.Diff([]string{"returned", "refused"}, outcomes); diff != "" || got.State != "refused" || !strings.Contains(string(got.Particulars), "Caspian Software QSC") {
		t.Errorf("want the mended form refused, got %s %s (-want +got):\n%s", got.State, got.Particulars, diff)
	}
}

// waits wants the registration on the Service's list, or off it.
func waits(t *testing.T, officer client.Person, id string, want bool) {
	t.Helper()
	found := false
	for next := "/v1/registrations?limit=100"; next != ""; {
		var page struct {
			Items []registration
			Next  string
		}
		must(t, officer.Get(t.Context(), next, &page))
		for _, item := range page.Items {
			found = found || item.ID == id
		}
		if next = ""; page.Next != "" {
			next = "/v1/registrations?limit=100&cursor=" + page.Next
		}
	}
	if found != want {
		t.Errorf("registration %s on the waiting list: want %v, got %v", id, want, found)
	}
}
