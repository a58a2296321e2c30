package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/functions/internal/api/employers"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/usecase/identity"
)

var (
	nigar = person("nigar", "", identity.Employer)
	samad = person("samad", "", identity.Employer)
)

const firms = "/v1/employers"

func (w *world) enrolled() string {
	w.t.Helper()
	r := must[employers.Registration](w, http.StatusCreated, call{who: nigar, method: http.MethodPost, path: firms, body: example(w.t, "register-employer")})
	return string(r.ID)
}

func (w *world) decides(id, version, body string) *answer {
	return w.send(call{who: chief, method: http.MethodPost, path: firms + "/" + id + "/decision", body: body,
		header: map[string]string{"If-Match": `"` + version + `"`}})
}

func (w *world) mends(id, version, body string) *answer {
	return w.send(call{who: nigar, method: http.MethodPost, path: firms + "/" + id + "/correction", body: body,
		header: map[string]string{"If-Match": `"` + version + `"`}})
}

// employing registers an employer, who has to mend something first.
func (w *world) employing() {
	id := w.enrolled()
	w.send(call{who: officer("sms"), method: http.MethodGet, path: "/v1/registrations"})
	w.send(call{who: chief, method: http.MethodGet, path: firms + "/" + id})
	for _, a := range []*answer{w.decides(id, "1", example(w.t, "decide-employer")), w.mends(id, "1", example(w.t, "correct-employer")),
		w.decides(id, "2", `{"outcome":"registered"}`)} {
		if a.status != http.StatusOK {
			w.t.Fatalf("want every step to succeed, got %d %s", a.status, a.body)
		}
	}
	w.send(call{who: nigar, method: http.MethodGet, path: firms})
}

func TestAnEmployerRegistersMendsAndIsRegistered(t *testing.T) {
	t.Parallel()
	w := open(t)
	a := w.send(call{who: nigar, method: http.MethodPost, path: firms, body: example(t, "register-employer")})
	var made employers.Registration
	if err := json.Unmarshal(a.body, &made); err != nil || a.status != http.StatusCreated {
		t.Fatalf("want it made, got %d %s", a.status, a.body)
	}
	id := string(made.ID)
	if a.header.Get("Location") != firms+"/"+id || a.header.Get("ETag") != `"1"` || made.State != "submitted" || len(made.Rulings) != 0 {
		t.Errorf("want version 1 waiting at its address, got %v %s", a.header, a.body)
	}
	if a := w.decides(id, "1", example(t, "decide-employer")); a.status != http.StatusOK {
		t.Fatalf("return: %d %s", a.status, a.body)
	}
	if a := w.mends(id, "1", example(t, "correct-employer")); a.status != http.StatusOK || a.header.Get("ETag") != `"2"` {
		t.Fatalf("correct: %d %s", a.status, a.body)
	}
	if a := w.decides(id, "2", `{"outcome":"registered"}`); a.status != http.StatusOK {
		t.Fatalf("register: %d %s", a.status, a.body)
	}
	got := must[employers.Registration](w, http.StatusOK, call{who: nigar, method: http.MethodGet, path: firms + "/" + id})
	var said []string
	for _, r := range got.Rulings {
		said = append(said, fmt.Sprintf("%s %d", r.Outcome, r.Version))
	}
	if diff := cmp.Diff([]string{"returned 1", "registered 2"}, said); diff != "" || got.State != "registered" || got.StateName != "Registered" {
		t.Errorf("state %s %q, rulings (-want +got):\n%s", got.State, got.StateName, diff)
	}
	if strings.Contains(string(a.body), chief.Person()) {
		t.Error("an officer is named")
	}
}

func TestEveryFaultOfARegistrationIsAnsweredAtOnceInFourLanguages(t *testing.T) {
	t.Parallel()
	w := open(t)
	want := []string{"/kind not-listed", "/voen required", "/name required", "/sector not-listed", "/address/city required", "/address/street required",
		"/contact/email required", "/representative/family_name representative-nameless", "/representative/position required",
		"/language not-listed", "/declaration/truthful declaration-missing", "/declaration/entitled declaration-missing",
		"/declaration/data_processing declaration-missing"}
	said := map[string]bool{}
	for _, l := range locale.All {
		a := w.send(call{who: nigar, method: http.MethodPost, path: firms, body: `{}`, header: map[string]string{"Accept-Language": string(l)}})
		var p struct {
			Errors []struct{ Pointer, Code, Detail string }
		}
		if err := json.Unmarshal(a.body, &p); err != nil || a.status != http.StatusUnprocessableEntity {
			t.Fatalf("want 422, got %d %s", a.status, a.body)
		}
		var got []string
		for _, f := range p.Errors {
			got = append(got, f.Pointer+" "+f.Code)
		}
		if diff := cmp.Diff(want, got); diff != "" || said[p.Errors[7].Detail] {
			t.Errorf("%s: words of another language, or (-want +got):\n%s", l, diff)
		}
		said[p.Errors[7].Detail] = true
	}
}

func TestARepeatedRegistrationIsTheFirstWithAndWithoutItsKey(t *testing.T) {
	t.Parallel()
	w := open(t)
	send := func(key string) *answer {
		return w.send(call{who: nigar, method: http.MethodPost, path: firms, body: example(t, "register-employer"), header: map[string]string{"Idempotency-Key": key}})
	}
	first, replayed, again := send("one"), send("one"), send("another")
	if replayed.header.Get("Idempotent-Replayed") != "true" || string(first.body) != string(replayed.body) {
		t.Errorf("want the first answer again, got %d %s", replayed.status, replayed.body)
	}
	if again.status != http.StatusCreated || string(first.body) != string(again.body) {
		t.Errorf("want the same registration under a new key, got %d %s", again.status, again.body)
	}
	rival := w.send(call{who: samad, method: http.MethodPost, path: firms, body: example(t, "register-employer")})
	if rival.status != http.StatusConflict || codeOf(t, rival) != "voen-registered" {
		t.Errorf("want the VÖEN taken, got %d %s", rival.status, rival.body)
	}
}

func TestAnotherEmployersRegistrationTellsNothing(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.enrolled()
	for _, path := range []string{"", "/correction"} {
		method := map[string]string{"": http.MethodGet, "/correction": http.MethodPost}[path]
		for _, who := range []string{id, "emp_01KBXQ8ZJ4N5V6W7X8Y9Z0E199"} {
			var body any
			if path != "" {
				body = example(t, "correct-employer")
			}
			a := w.send(call{who: samad, method: method, path: firms + "/" + who + path, body: body, header: map[string]string{"If-Match": `"1"`}})
			if a.status != http.StatusNotFound || codeOf(t, a) != "not-found" {
				t.Errorf("%s %s: want none, got %d %s", method, path, a.status, a.body)
			}
		}
	}
	list := w.send(call{who: samad, method: http.MethodGet, path: firms})
	if strings.TrimSpace(string(list.body)) != `{"employers":[]}` {
		t.Errorf("want an empty list, got %s", list.body)
	}
}

func TestListsOfRegistrationsNameNobody(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.enrolled()
	for name, c := range map[string]call{
		"the employer's": {who: nigar, method: http.MethodGet, path: firms},
		"the Service's":  {who: officer("sms"), method: http.MethodGet, path: "/v1/registrations"},
	} {
		a := w.send(c)
		if a.status != http.StatusOK || !strings.Contains(string(a.body), "legal-person") {
			t.Fatalf("%s: %d %s", name, a.status, a.body)
		}
		for _, secret := range []string{"Caspian", "1400057421", "Günay", "@"} {
			if strings.Contains(string(a.body), secret) {
				t.Errorf("%s list shows %q: %s", name, secret, a.body)
			}
		}
	}
}

func TestRegistrationsWaitInPages(t *testing.T) {
	t.Parallel()
	w := open(t)
	first := w.enrolled()
	w.pass(1e9)
	other := strings.Replace(example(t, "register-employer"), "1400057421", "1401555071", 1)
	must[any](w, http.StatusCreated, call{who: samad, method: http.MethodPost, path: firms, body: other})
	type page struct {
		Items []employers.WaitingRegistration
		Next  string
	}
	var ids []string
	for next := "?limit=1"; next != ""; {
		p := must[page](w, http.StatusOK, call{who: chief, method: http.MethodGet, path: "/v1/registrations" + next})
		ids = append(ids, string(p.Items[0].ID))
		if next = ""; p.Next != "" {
			next = "?limit=1&cursor=" + strings.ReplaceAll(p.Next, "#", "%23")
		}
	}
	if len(ids) != 2 || ids[0] != first {
		t.Errorf("want both, the first first, got %v", ids)
	}
	for query, status := range map[string]int{"limit=0": 422, "limit=101": 422, "limit=100": 200, "cursor=x": 422} {
		if a := w.send(call{who: chief, method: http.MethodGet, path: "/v1/registrations?" + query}); a.status != status {
			t.Errorf("%s: want %d, got %d %s", query, status, a.status, a.body)
		}
	}
}

func TestADecisionNamesTheVersionItIsAbout(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.enrolled()
	for header, status := range map[string]int{"": http.StatusPreconditionRequired, `"2"`: http.StatusPreconditionFailed} {
		a := w.send(call{who: chief, method: http.MethodPost, path: firms + "/" + id + "/decision", body: `{"outcome":"registered"}`, header: map[string]string{"If-Match": header}})
		if a.status != status {
			t.Errorf("If-Match %s: want %d, got %d %s", header, status, a.status, a.body)
		}
	}
	for body, want := range map[string]string{`{"outcome":"refused"}`: "/reason", `{"outcome":"lost"}`: "/outcome", `{"outcome":"returned","reason":"no"}`: "/reason"} {
		if a := w.decides(id, "1", body); a.status != http.StatusUnprocessableEntity || !strings.Contains(string(a.body), want) {
			t.Errorf("%s: want a fault at %s, got %d %s", body, want, a.status, a.body)
		}
	}
	if a := w.decides(id, "1", `{"outcome":"registered"}`); a.status != http.StatusOK {
		t.Fatalf("register: %d %s", a.status, a.body)
	}
	if a := w.mends(id, "1", example(t, "correct-employer")); a.status != http.StatusConflict || codeOf(t, a) != "registration-settled" {
		t.Errorf("want it settled, got %d %s", a.status, a.body)
	}
}

func TestEveryReadingOfARegistrationIsARow(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.employing()
	mine := must[struct {
		Employers []employers.RegistrationSummary
	}](w, http.StatusOK, call{who: nigar, method: http.MethodGet, path: firms})
	if err := w.store.Employers.Verify(t.Context(), mine.Employers[0].ID); err != nil {
		t.Error(err)
	}
	reads := w.store.Looks(t.Context(), mine.Employers[0].ID)
	if len(reads) != 1 || reads[0].Actor.Role != "supervisor" || reads[0].Action != "read-employer" {
		t.Errorf("want the supervisor's reading, got %+v", reads)
	}
}
