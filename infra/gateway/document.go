package gateway

import (
	"maps"
	"slices"
	"strings"
)

// AuthorizerCacheSeconds is how long the gateway remembers the authorizer's word. It remembers none: a refusal is in
// the language of one call, and a key of token and Accept-Language would turn away every call without the latter.
const AuthorizerCacheSeconds = 0

// tokenScheme is the gateway's own name for the bearer token, whatever the contract calls it.
const tokenScheme = "bearer"

// Addresses are the invocation addresses of Lambdas, as API Gateway wants them in an integration.
type Addresses struct {
	Functions  map[string]string // by function name
	Authorizer string
	Unknown    string // name of the function that answers what no route below the API's root covers
	Pages      string // name of the function that answers all the rest: the portal
}

// anyMethod stands for every method that a path does not name.
const anyMethod = "x-amazon-apigateway-any-method"

// Document returns the OpenAPI 3.0.1 document of the gateway: paths and methods, each handed to its function whole.
// There are no schemas and no CORS: the functions check every message, and pages come from the same origin.
func (c Contract) Document(to Addresses) map[string]any {
	paths := map[string]any{}
	for _, route := range append(c.Routes, c.rest(to)...) {
		methods, _ := paths[route.Path].(map[string]any)
		if methods == nil {
			methods = map[string]any{}
			paths[route.Path] = methods
		}
		methods[route.Method] = route.operation(to.Functions[route.Function])
	}
	return map[string]any{
		"openapi":    "3.0.1",
		"info":       map[string]any{"title": "Highly Skilled Migrants Programme", "version": "1"},
		"paths":      paths,
		"components": map[string]any{"securitySchemes": map[string]any{tokenScheme: authorizer(to.Authorizer)}},
		// Every body passes as the bytes that came: otherwise the gateway would mend broken Unicode before we can refuse it,
		// and would break PDFs. AWS needs no more than */*; the emulator reads only types that are spelt out.
		"x-amazon-apigateway-binary-media-types": []any{"*/*", "application/json"},
		"x-amazon-apigateway-gateway-responses":  responses(),
	}
}

// root is where the API lives; everything beside it is pages.
const root = "/v1"

// rest are the routes for what the contract does not cover. A wrong method goes to a function of its path, an unknown
// path of the API to the function for everybody, so that the answer comes in the caller's language; the gateway itself
// has one language. A path with any closed route stays closed for other methods. Every other path is a page, which the
// portal opens or closes by its session.
func (c Contract) rest(to Addresses) []Route {
	others := map[string]Route{}
	for _, route := range c.Routes {
		if known, seen := others[route.Path]; !seen || known.Open && !route.Open {
			others[route.Path] = Route{Path: route.Path, Method: anyMethod, Function: route.Function, Open: route.Open}
		}
	}
	for path, function := range map[string]string{
		root: to.Unknown, root + "/{path+}": to.Unknown, "/": to.Pages, "/{path+}": to.Pages,
	} {
		if _, covered := others[path]; !covered {
			others[path] = Route{Path: path, Method: anyMethod, Function: function, Open: true}
		}
	}
	return slices.SortedFunc(maps.Values(others), func(a, b Route) int { return strings.Compare(a.Path, b.Path) })
}

func (r Route) operation(address string) map[string]any {
	operation := map[string]any{
		"responses": map[string]any{"200": map[string]any{"description": "As the function answers"}},
		"x-amazon-apigateway-integration": map[string]any{
			"type":                "aws_proxy",
			"httpMethod":          "POST", // how a Lambda is called, whatever the route's own method
			"uri":                 address,
			"passthroughBehavior": "when_no_match",
		},
	}
	if parameters := r.parameters(); len(parameters) > 0 {
		operation["parameters"] = parameters
	}
	if !r.Open {
		operation["security"] = []any{map[string]any{tokenScheme: []any{}}}
	}
	return operation
}

func (r Route) parameters() []any {
	var parameters []any
	for part := range strings.SplitSeq(r.Path, "/") {
		if name, ok := strings.CutPrefix(part, "{"); ok {
			parameters = append(parameters, map[string]any{
				"name": strings.TrimSuffix(strings.TrimSuffix(name, "}"), "+"), "in": "path", "required": true,
				"schema": map[string]any{"type": "string"},
			})
		}
	}
	return parameters
}

// authorizer is declared inside the document, since the emulator does not know it as a resource of CloudFormation. It
// is given the whole request, because it answers in the caller's language, and no identity source, so that it also
// answers calls without a token. A scheme of that kind must be called Unused.
func authorizer(address string) map[string]any {
	return map[string]any{
		"type": "apiKey",
		"name": "Unused",
		"in":   "header",

		"x-amazon-apigateway-authtype": "custom",
		"x-amazon-apigateway-authorizer": map[string]any{
			"type":                         "request",
			"authorizerUri":                address,
			"authorizerResultTtlInSeconds": AuthorizerCacheSeconds,
		},
	}
}
