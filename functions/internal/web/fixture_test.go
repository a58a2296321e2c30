package web_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"

	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/aws/oidc/issuertest"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

// diploma is a message with a field of every sort that our routes have.
type diploma struct {
	Title    string            `json:"title" minLength:"2" maxLength:"20"`
	Points   int               `json:"points" minimum:"0" maximum:"35"`
	Level    string            `json:"level,omitempty" enum:"bachelor,master,doctor"`
	Issued   string            `json:"issued,omitempty" format:"date"`
	Email    string            `json:"email,omitempty" format:"email"`
	Number   string            `json:"number,omitempty" pattern:"^[A-Z]{2}[0-9]+$"`
	Case     string            `json:"case,omitempty" pattern:"^c-" patternDescription:"not-found"`
	Honours  bool              `json:"honours,omitempty"`
	Subjects []subject         `json:"subjects,omitempty" maxItems:"3" uniqueItems:"true"`
	Notes    map[string]string `json:"notes,omitempty"`

	Weight   float64            `json:"weight,omitempty"`
	Grams    int64              `json:"grams,omitempty"`
	Ounces   int32              `json:"ounces,omitempty"`
	Sizes    map[string]float64 `json:"sizes,omitempty"`
	Anything any                `json:"anything,omitempty"`
}

type subject struct {
	Name  string `json:"name" maxLength:"10"`
	Hours int8   `json:"hours,omitempty" exclusiveMinimum:"0"`
	Weeks int    `json:"weeks,omitempty"`
}

type filing struct {
	ID   string `path:"id"`
	Body diploma
}

type filed struct {
	ETag     string `header:"ETag"`
	Location string `header:"Location"`
	Body     struct {
		By    string `json:"by"`
		Title string `json:"title"`
		Count int    `json:"count"`
	}
}

type listing struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"50"`
	Late   bool   `query:"late"`
	Cursor string `query:"cursor" maxLength:"10"`
}

type nothing struct{}

type said struct {
	Body struct {
		Language string `json:"language"`
		Version  int    `json:"version"`
		Person   string `json:"person"`
	}
}

// room is a small Lambda with a route of every sort.
type room struct {
	t       *testing.T
	issuer  *issuertest.Issuer
	memory  *memory
	api     *web.API
	handler http.Handler

	mu    sync.Mutex
	count int
	size  int // of the export
	fail  error
	names []string // of the requests that were filed
}

var applicant = identity.Principal{Subject: "u-1", Roles: []identity.Role{identity.Applicant}, Locale: locale.Turkish}

func open(t *testing.T) *room {
	t.Helper()
	r := &room{t: t, issuer: issuertest.New(t, issuertest.Now), memory: &memory{kept: map[string]kept{}}}
	r.api, r.handler = web.New("intake", web.Deps{Tokens: r.issuer.Verifier(), Memory: r.memory, Now: issuertest.Now})
	web.Register(r.api, web.Route{
		ID: "file-diploma", Summary: "File a diploma", Method: http.MethodPost, Path: "/v1/people/{id}/diplomas",
		Status: http.StatusCreated, Idempotent: true, Action: identity.BeginApplication,
	}, r.file)
	web.Register(r.api, web.Route{
		ID: "change-diploma", Summary: "Change a diploma", Method: http.MethodPatch, Path: "/v1/diplomas/{id}", Conditional: true, Limit: 200,
	}, func(ctx context.Context, _ *filing) (*said, error) { return r.say(ctx) })
	web.Register(r.api, web.Route{ID: "list-diplomas", Summary: "List diplomas", Method: http.MethodGet, Path: "/v1/diplomas"},
		func(ctx context.Context, _ *listing) (*said, error) { return r.say(ctx) })
	web.Register(r.api, web.Route{ID: "health", Summary: "Health", Method: http.MethodGet, Path: "/v1/health", Public: true},
		func(ctx context.Context, _ *nothing) (*said, error) { return r.say(ctx) })
	web.Register(r.api, web.Route{ID: "workload", Summary: "Workload", Method: http.MethodGet, Path: "/v1/workload", Action: identity.ReadWorkload},
		func(ctx context.Context, _ *nothing) (*said, error) { return r.say(ctx) })
	web.Register(r.api, web.Route{ID: "export", Summary: "Export", Method: http.MethodPost, Path: "/v1/exports", Idempotent: true},
		func(context.Context, *nothing) (*said, error) {
			out := &said{}
			out.Body.Language = strings.Repeat("x", r.size)
			return out, nil
		})
	return r
}

func (r *room) file(ctx context.Context, in *filing) (*filed, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.count++
	r.names = append(r.names, web.Request(ctx))
	if r.fail != nil {
		return nil, r.fail
	}
	out := &filed{ETag: web.ETag(r.count), Location: "/v1/diplomas/" + strconv.Itoa(r.count)}
	out.Body.By, out.Body.Title, out.Body.Count = web.Principal(ctx).Subject, in.Body.Title, r.count
	return out, nil
}

func (r *room) say(ctx context.Context) (*said, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	out := &said{}
	out.Body.Language, out.Body.Version, out.Body.Person = string(web.Language(ctx)), web.IfMatch(ctx), web.Principal(ctx).Subject
	return out, r.fail
}

// asking is a request about to be sent.
type asking struct {
	method, path, body string
	header             map[string]string
}

func post(body string) asking {
	return asking{method: http.MethodPost, path: "/v1/people/p-1/diplomas", body: body, header: map[string]string{
		"Content-Type": "application/json", "Idempotency-Key": "k-" + strconv.Itoa(len(body)), "Accept-Language": "en",
	}}
}

func (a asking) with(name, value string) asking {
	header := map[string]string{name: value}
	for k, v := range a.header {
		if k != name {
			header[k] = v
		}
	}
	a.header = header
	return a
}

// send sends it as the applicant, unless an Authorization header says otherwise.
func (r *room) send(a asking) (*httptest.ResponseRecorder, answer) {
	r.t.Helper()
	request := httptest.NewRequest(a.method, "http://api.example/", strings.NewReader(a.body))
	path, query, _ := strings.Cut(a.path, "?")
	request.URL.Path, request.URL.RawQuery = path, query
	request.Header.Set("Authorization", "Bearer "+r.issuer.Token(applicant))
	for name, value := range a.header {
		request.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	r.handler.ServeHTTP(w, request)
	var got answer
	if w.Body.Len() > 0 {
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
			r.t.Fatalf("%s %s: answer is no JSON: %s", a.method, a.path, w.Body)
		}
	}
	for _, f := range got.Errors {
		if wordless(f.Detail) {
			r.t.Errorf("fault %s has no words of its own", f.Code)
		}
	}
	return w, got
}

// answer holds the fields of every document that the room gives.
type answer struct {
	Code, Detail, By, Title, Language, Person string
	Count, Status, Version                    int
	Errors                                    []struct{ Pointer, In, Parameter, Code, Detail string }
}

// faults writes "pointer code" of each fault, in order.
func (a answer) faults() []string {
	var all []string
	for _, f := range a.Errors {
		where := f.Pointer
		if f.In != "" {
			where = f.In + ":" + f.Parameter
		}
		all = append(all, strings.TrimSpace(where+" "+f.Code))
	}
	return all
}

// memory keeps answers as the table does.
type memory struct {
	mu   sync.Mutex
	kept map[string]kept
	down error // of Recall
	full error // of Keep
}

type kept struct {
	hash   [32]byte
	answer web.Answer
}

func (m *memory) Recall(_ context.Context, scope, key string, hash [32]byte) (*web.Answer, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.down != nil {
		return nil, m.down
	}
	known, ok := m.kept[scope+"|"+key]
	if !ok {
		return nil, nil
	}
	if known.hash != hash {
		return nil, web.Reused()
	}
	return &known.answer, nil
}

func (m *memory) Keep(_ context.Context, scope, key string, hash [32]byte, a web.Answer) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := m.kept[scope+"|"+key]; !ok && m.full == nil {
		m.kept[scope+"|"+key] = kept{hash: hash, answer: a}
	}
	return m.full
}

var errDown = problem.New(problem.Unavailable, "unavailable").Because(errors.New("dial tcp: secret"))

// wordless reports whether a code without a text was said: its words are those of an internal error then.
func wordless(detail string) bool {
	for _, l := range locale.All {
		if detail == problem.Say(l, "internal", nil) {
			return true
		}
	}
	return false
}
