package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

// Route describes one operation. Where a Group adds it, the group fills in Method, Tags and Public.
type Route struct {
	ID          string // operation id, in the field's words: "begin-application"
	Method      string
	Path        string
	Summary     string
	Description string
	Tags        []string
	Status      int             // of success; 0 is 200
	Public      bool            // no token needed, and none is read
	Action      identity.Action // refused at once to roles that may never do it; "" leaves it all to the use case
	Idempotent  bool            // needs an Idempotency-Key; a repeat gets the first answer
	Expiring    bool            // its answer runs out: a repeat is answered anew, of what the first request made (Repeated)
	Again       Again           // asked before a first answer is given again; nil where an answer shows nothing that may be taken away
	Conditional bool            // needs If-Match
	Stateful    bool            // reads what is there in some states only, and is a Conflict in the others
	Limit       int64           // bytes of body; 0 is DefaultLimit
}

// Again asks whether whoever repeats a request may still hear what it was answered, and records that they did.
type Again func(r *http.Request) error

// Register adds a route. Its handler gets a whole, valid message, and Principal, Language and IfMatch out of the
// context; its errors become problem documents. A route that cannot work is a fault of the program and panics before
// anything is served.
func Register[I, O any](api *API, route Route, handler func(context.Context, *I) (*O, error)) {
	if err := api.check(route); err != nil {
		panic(err)
	}
	huma.Register(api.API, api.operation(route), func(ctx context.Context, in *I) (*O, error) {
		if err := problem.Of(faultsIn(ctx)); err != nil { // found by us alone: the schema took the message
			return nil, err
		}
		return handler(ctx, in)
	})
}

func (a *API) check(route Route) error {
	switch {
	case route.ID == "" || route.Summary == "":
		return fmt.Errorf("route %s %s: no ID or Summary", route.Method, route.Path)
	case !route.Public && a.deps.Tokens == nil:
		return fmt.Errorf("route %s needs a token and nobody verifies any", route.ID)
	case route.Idempotent && (route.Public || a.deps.Memory == nil):
		return fmt.Errorf("route %s cannot be idempotent: it is public, or nothing remembers", route.ID)
	}
	return nil
}

func (a *API) operation(route Route) huma.Operation {
	if route.Limit == 0 {
		route.Limit = DefaultLimit
	}
	operation := huma.Operation{
		OperationID: route.ID, Method: route.Method, Path: route.Path,
		Summary: route.Summary, Description: route.Description, Tags: route.Tags, DefaultStatus: route.Status,
		MaxBodyBytes:    route.Limit + 1, // ours is checked first; huma refuses a body of exactly its limit
		BodyReadTimeout: -1,              // Lambda hands over whole bodies
		Security:        []map[string][]string{{tokenScheme: {}}},
		Errors:          route.failures(),
		Parameters:      route.headers(),
		Extensions:      map[string]any{"x-function": a.function},
	}
	if route.Public {
		operation.Security = []map[string][]string{}
	}
	operation.Middlewares = huma.Middlewares{a.admit(route), a.receive(route), a.repeat(route)}
	return operation
}

// failures lists the statuses of problem documents that a route may answer with; huma adds 500.
func (r Route) failures() []int {
	all := []int{http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusTooManyRequests, http.StatusServiceUnavailable}
	if !r.Public {
		all = append(all, http.StatusUnauthorized, http.StatusForbidden)
	}
	if strings.Contains(r.Path, "{") {
		all = append(all, http.StatusNotFound)
	}
	if r.Method != http.MethodGet || r.Stateful {
		all = append(all, http.StatusConflict)
	}
	if r.Method != http.MethodGet {
		all = append(all, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType)
	}
	if r.Conditional {
		all = append(all, http.StatusPreconditionFailed, http.StatusPreconditionRequired)
	}
	return all
}

func (r Route) headers() []*huma.Param {
	all := []*huma.Param{{
		Name: "Accept-Language", In: "header", Description: "Language of texts and problems: az, tr, en or ru",
		Schema: &huma.Schema{Type: huma.TypeString}, Example: "az",
	}}
	if r.Idempotent {
		all = append(all, &huma.Param{
			Name: idempotencyHeader, In: "header", Required: true,
			Description: r.repeatedly(),
			Schema:      &huma.Schema{Type: huma.TypeString, MinLength: ref(1), MaxLength: ref(longestKey), Pattern: "^[!-~]+$"},
		})
	}
	if r.Conditional {
		all = append(all, &huma.Param{
			Name: "If-Match", In: "header", Required: true, Description: "The ETag of the version that the change is based on",
			Schema: &huma.Schema{Type: huma.TypeString, Pattern: entityTag.String()}, Example: `"3"`,
		})
	}
	return all
}

func (r Route) repeatedly() string {
	if r.Expiring {
		return "A new value for each new request; a repeat with the same value and message makes nothing and is answered anew"
	}
	return "A new value for each new request; a repeat with the same value and message gets the first answer"
}

func ref(n int) *int { return &n }
