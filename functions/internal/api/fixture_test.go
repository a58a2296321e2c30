package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"hsmp.example/cases/functions/internal/api/employers"
	"hsmp.example/cases/functions/internal/api/intake"
	"hsmp.example/cases/functions/internal/api/public"
	"hsmp.example/cases/functions/internal/api/scoring"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/pkg/testkit/memory"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/employment"
	"hsmp.example/cases/pkg/usecase/identity"
	"hsmp.example/cases/pkg/usecase/verification"
)

// world is the three APIs over one store in memory, with a clock that tests move.
type world struct {
	t       *testing.T
	rules   casework.Rules
	store   *memory.Store
	objects *memory.Objects
	desk    *desk
	rooms   map[string]http.Handler
	apis    []*web.API
	index   *http.ServeMux // finds the operation of an address
	indexed map[string]bool

	mu    sync.Mutex
	now   time.Time
	count map[string]int
	heard func(*http.Request, *answer) // sees every answer, where set
}

func open(t *testing.T) *world {
	t.Helper()
	rules, err := casework.LoadRules(0)
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, rules: rules, now: drafts.At, count: map[string]int{}}
	w.store = memory.NewAt(w.clock)
	w.objects = memory.NewObjects(w.clock)
	office := w.store.Office(rules, w.clock)
	w.desk = newDesk(office, w)
	w.rooms, w.index, w.indexed = map[string]http.Handler{}, http.NewServeMux(), map[string]bool{}
	w.serve("intake", intake.Room{
		Intake: casework.Intake{Office: office, Register: w.store, Uploads: w.objects,
			NewCase:     func() application.ID { return application.ID(w.fresh("app_01KBXQ8ZJ4N5V6W7X8Y9Z0A1")) },
			NewPerson:   func() application.PersonID { return application.PersonID(w.fresh("prs_01KBXQ8ZJ4N5V6W7X8Y9Z0B1")) },
			NewDocument: func() string { return w.fresh("doc_01KBXQ8ZJ4N5V6W7X8Y9Z0D1") }},
		Answers: casework.Answers{Office: office, Issued: w.objects, History: w.store},
	}.Routes, employers.Room{Registry: employment.Registry{Employers: w.store.Employers, Lists: w.store, Readings: w.store, Programme: rules.Programme, Now: w.clock,
		NewEmployer: func() employer.ID { return employer.ID(w.fresh("emp_01KBXQ8ZJ4N5V6W7X8Y9Z0E1")) }}}.Routes)
	w.serve("scoring", scoring.Room{Supervision: casework.Supervision{Counters: w.store, Rules: rules, Now: w.clock}, Scoring: casework.Scoring{Office: office, Lists: w.store, Counters: w.store, Kept: w.store, Uploads: w.objects}}.Routes)
	programmes, notices := tables(t)
	w.serve("public", public.Room{Comparison: programmes, Notices: notices, Records: answering{},
		Statistics: &casework.Statistics{Counters: w.store, Rules: rules, Now: w.clock}, Rules: rules, Now: w.clock,
		Verification: verification.Desk{Certificates: register{w}, Keys: keyring{w}, Now: w.clock}}.Routes)
	return w
}

func (w *world) serve(function string, rooms ...func(*web.API)) {
	a, handler := web.New(function, web.Deps{Tokens: guestbook{}, Memory: &answers{kept: map[string]kept{}}, Now: w.clock})
	for _, routes := range rooms {
		routes(a)
	}
	w.apis, w.rooms[function] = append(w.apis, a), handler
	for _, o := range operations([]*web.API{a}) {
		if pattern := o.Method + " " + o.Path; !w.indexed[pattern] {
			w.indexed[pattern] = true
			w.index.HandleFunc(pattern, http.NotFound)
		}
	}
}

func (w *world) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *world) pass(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
}

// fresh counts ids up: the same run gives the same ids.
func (w *world) fresh(prefix string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.count[prefix]++
	return fmt.Sprintf("%s%02d", prefix, w.count[prefix])
}

// call is a request about to be sent.
type call struct {
	who          identity.Principal // the zero one sends no token
	method, path string
	body         any // marshalled, unless it is a string
	header       map[string]string
}

type answer struct {
	status int
	header http.Header
	body   []byte
}

// send sends the request to the function that serves the path, as the gateway would.
func (w *world) send(c call) *answer {
	w.t.Helper()
	r := httptest.NewRequest(c.method, c.path, bytes.NewReader(bodyOf(w.t, c.body)))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept-Language", "en")
	if c.method == http.MethodPost {
		r.Header.Set("Idempotency-Key", w.fresh("key"))
	}
	if c.who.Subject != "" {
		r.Header.Set("Authorization", "Bearer "+tokenOf(c.who))
	}
	for name, value := range c.header {
		r.Header.Set(name, value)
		if value == "" {
			r.Header.Del(name)
		}
	}
	page := httptest.NewRecorder()
	w.rooms[functionOf(c.path)].ServeHTTP(page, r)
	a := &answer{status: page.Code, header: page.Header(), body: page.Body.Bytes()}
	if a.status >= http.StatusInternalServerError {
		w.t.Errorf("%s %s answered %d: %s", c.method, c.path, a.status, a.body)
	}
	w.documented(r, a.status)
	if w.heard != nil {
		w.heard(r, a)
	}
	return a
}

// documented wants each answer's status among those that the API's document names for its operation.
func (w *world) documented(r *http.Request, status int) {
	w.t.Helper()
	_, pattern := w.index.Handler(r)
	method, at, _ := strings.Cut(pattern, " ")
	for _, o := range operations(w.apis) {
		if o.Method == method && o.Path == at && path.Clean(r.URL.Path) == r.URL.Path && o.Responses[strconv.Itoa(status)] == nil {
			w.t.Errorf("%s %s answers %d, which the document does not name", r.Method, r.URL.Path, status)
		}
	}
}

func functionOf(path string) string {
	switch {
	case strings.HasPrefix(path, "/v1/applications"), strings.HasPrefix(path, "/v1/employers"), strings.HasPrefix(path, "/v1/registrations"):
		return "intake"
	case strings.HasPrefix(path, "/v1/cases"), strings.HasPrefix(path, "/v1/worklist"), strings.HasPrefix(path, "/v1/workload"):
		return "scoring"
	}
	return "public"
}

func bodyOf(t *testing.T, body any) []byte {
	switch b := body.(type) {
	case nil:
		return nil
	case string:
		return []byte(b)
	}
	raw, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// must sends the request, wants that status, and reads the answer.
func must[T any](w *world, status int, c call) T {
	w.t.Helper()
	var into T
	a := w.send(c)
	if a.status != status {
		w.t.Fatalf("%s %s: want %d, got %d %s", c.method, c.path, status, a.status, a.body)
	}
	if len(a.body) > 0 {
		if err := json.Unmarshal(a.body, &into); err != nil {
			w.t.Fatalf("%s %s: %v", c.method, c.path, err)
		}
	}
	return into
}

// example is a request of docs/examples, as it stands there.
func example(t testing.TB, operation string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(examplesFolder, operation+".json"))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

const examplesFolder = "../../../docs/examples"

// answers is what the idempotent routes remember.
type answers struct {
	mu   sync.Mutex
	kept map[string]kept
}

type kept struct {
	hash   [32]byte
	answer web.Answer
}

func (m *answers) Recall(_ context.Context, scope, key string, hash [32]byte) (*web.Answer, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	known, ok := m.kept[scope+"|"+key]
	switch {
	case !ok:
		return nil, nil
	case known.hash != hash:
		return nil, web.Reused()
	}
	return &known.answer, nil
}

func (m *answers) Keep(_ context.Context, scope, key string, hash [32]byte, a web.Answer) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := m.kept[scope+"|"+key]; !ok {
		m.kept[scope+"|"+key] = kept{hash, a}
	}
	return nil
}

// guestbook reads tokens that say who somebody is. Real ones, good and bad, are in token_test.go.
type guestbook struct{}

func tokenOf(p identity.Principal) string {
	raw, _ := json.Marshal(p)
	return string(raw)
}

func (guestbook) Verify(_ context.Context, token string) (identity.Principal, error) {
	var p identity.Principal
	if err := json.Unmarshal([]byte(token), &p); err != nil || p.Subject == "" {
		return p, problem.New(problem.Unauthenticated, "token-invalid").Because(err)
	}
	return p, nil
}
