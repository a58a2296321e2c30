// Package web is the plumbing between huma and the use cases of the three API Lambdas: who is calling, in which
// language, is the message readable and whole, was it sent before, and how a problem leaves.
//
// A room adds routes to a Group with Get, Post, Create, Patch and Delete, and returns *problem.Error from its handlers;
// everything else about HTTP is here. The package must not know any route or any rule of the programme.
package web

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"hsmp.example/cases/pkg/usecase/identity"
)

// Authenticator turns a bearer token into a person. It fails with problems of kind Unauthenticated or Unavailable.
type Authenticator interface {
	Verify(ctx context.Context, token string) (identity.Principal, error)
}

// Deps is what the plumbing needs. Tokens may be nil where every route is public, and Memory where none is idempotent:
// Register refuses any other route then.
type Deps struct {
	Tokens Authenticator
	Memory Memory
	Now    func() time.Time
}

// API is one Lambda's set of routes. It is a huma.API whose OpenAPI() is that Lambda's part of the document.
type API struct {
	huma.API
	function string
	deps     Deps
}

// Version of the API's document; it follows the paths' /v1 and not the code.
const Version = "1.0.0"

// DefaultLimit is how many bytes of body a route takes unless it says otherwise.
const DefaultLimit = 64 << 10

// New returns the API of the named function and the handler that serves it, to be given to apigw.Start.
func New(function string, deps Deps) (*API, http.Handler) {
	installCodes()
	config := huma.DefaultConfig(title, Version)
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "", "", ""
	config.CreateHooks = nil // no $schema links in bodies
	config.RejectUnknownQueryParameters = true
	config.Formats = map[string]huma.Format{"application/json": format, "json": format}
	config.Components.SecuritySchemes = securitySchemes
	mux := http.NewServeMux()
	api := &API{API: humago.New(mux, config), function: function, deps: deps}
	return api, edge{mux: mux, now: deps.Now}
}
