package gateway

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var (
	functions = []string{"intake", "scoring", "public"}
	open      = []string{"public"}
)

// schemes declares a token under a name of the contract's own.
const schemes = `components: {securitySchemes: {token: {type: http, scheme: bearer}, basic: {type: http, scheme: basic}}}
`

const small = schemes + `
security: [{token: []}]
paths:
  /v1/health:
    get: {x-function: public, security: []}
  /v1/applications/{id}:
    parameters: [{name: id, in: path}]
    summary: one application
    patch: {x-function: intake}
    get: {x-function: intake, security: [{token: []}]}
`

func TestReadTakesRoutesInOrderWithTheirSecurity(t *testing.T) {
	t.Parallel()
	got, err := Read([]byte(small), functions, open)
	want := Contract{Routes: []Route{
		{"/v1/applications/{id}", "get", "intake", false},
		{"/v1/applications/{id}", "patch", "intake", false},
		{"/v1/health", "get", "public", true},
	}}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestReadRefusesWithTheReason(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, contract, want string }{
		{"what is not YAML", "paths: [", "read the API's contract"},
		{"a contract without routes", "paths: {}", "no routes"},
		{"a route that nobody answers", "paths: {/a: {get: {security: [{token: []}]}}}", "GET /a: x-function is missing"},
		{"a function that is not there", "paths: {/a: {get: {x-function: benefits, security: [{token: []}]}}}", `"benefits" is not one of intake, scoring, public`},
		{"a forgotten security block", "paths: {/a: {post: {x-function: intake}}}", "POST /a: asks for no token"},
		{"a token that is optional", "paths: {/a: {get: {x-function: intake, security: [{token: []}, {}]}}}", "asks for no token"},
		{"another scheme", "paths: {/a: {get: {x-function: intake, security: [{basic: []}]}}}", `"basic" is not declared as a bearer token`},
		{"two names for one place", "security: [{token: []}]\npaths: {\"/c/{id}\": {get: {x-function: intake}}, \"/c/{case}/l\": {get: {x-function: intake}}}", "one place needs one name"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := Read([]byte(schemes+c.contract), functions, open)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("want an error with %q, got %v", c.want, err)
			}
		})
	}
}

func TestReadNamesEveryFaultAtOnceInASteadyOrder(t *testing.T) {
	t.Parallel()
	_, err := Read([]byte("paths: {/b: {get: {}}, /a: {get: {x-function: nobody}}}"), functions, open)
	want := "GET /a: x-function \"nobody\" is not one of intake, scoring, public\nGET /b: x-function is missing"
	if err == nil || err.Error() != want {
		t.Errorf("want %q, got %v", want, err)
	}
}

func documentOf(t *testing.T, contract string) map[string]any {
	t.Helper()
	c, err := Read([]byte(contract), functions, open)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(c.Document(Addresses{
		Functions:  map[string]string{"intake": "to:intake", "scoring": "to:scoring", "public": "to:public", "portal": "to:portal"},
		Authorizer: "to:authorizer", Unknown: "public", Pages: "portal",
	}))
	if err != nil {
		t.Fatal(err)
	}
	var document map[string]any
	if err := json.Unmarshal(raw, &document); err != nil {
		t.Fatal(err)
	}
	return document
}

// at walks down a document.
func at(t *testing.T, in any, path ...string) any {
	t.Helper()
	for _, step := range path {
		object, ok := in.(map[string]any)
		if !ok || object[step] == nil {
			t.Fatalf("there is no %s of %v", step, path)
		}
		in = object[step]
	}
	return in
}

func TestDocumentHandsEachRouteToItsFunctionAndKeepsNoSchema(t *testing.T) {
	t.Parallel()
	document := documentOf(t, small)
	want := map[string]any{
		"parameters": []any{map[string]any{"name": "id", "in": "path", "required": true, "schema": map[string]any{"type": "string"}}},
		"responses":  map[string]any{"200": map[string]any{"description": "As the function answers"}},
		"security":   []any{map[string]any{"bearer": []any{}}},
		"x-amazon-apigateway-integration": map[string]any{
			"type": "aws_proxy", "httpMethod": "POST", "uri": "to:intake", "passthroughBehavior": "when_no_match",
		},
	}
	if diff := cmp.Diff(any(want), at(t, document, "paths", "/v1/applications/{id}", "patch")); diff != "" {
		t.Errorf("closed route (-want +got):\n%s", diff)
	}
	health := at(t, document, "paths", "/v1/health", "get").(map[string]any)
	if health["security"] != nil {
		t.Errorf("open route asks for %v", health["security"])
	}
}

func TestDocumentAnswersWrongMethodsAndUnknownPathsByFunctions(t *testing.T) {
	t.Parallel()
	document := documentOf(t, small)
	cases := []struct {
		name, path, want string
		closed           bool
	}{
		{"another method of a closed path stays closed", "/v1/applications/{id}", "to:intake", true},
		{"another method of an open path is open", "/v1/health", "to:public", false},
		{"the root is a page", "/", "to:portal", false},
		{"what no route covers is a page", "/{path+}", "to:portal", false},
		{"the API's root is for everybody", "/v1", "to:public", false},
		{"what no route of the API covers is for everybody", "/v1/{path+}", "to:public", false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			operation := at(t, document, "paths", c.path, anyMethod)
			if got := at(t, operation, "x-amazon-apigateway-integration", "uri"); got != c.want {
				t.Errorf("want %s, got %v", c.want, got)
			}
			if got := operation.(map[string]any)["security"] != nil; got != c.closed {
				t.Errorf("closed: want %v, got %v", c.closed, got)
			}
		})
	}
}

func TestAPathWithOneClosedRouteIsClosedForOtherMethods(t *testing.T) {
	t.Parallel()
	document := documentOf(t, schemes+"paths: {/a: {get: {x-function: public}, post: {x-function: intake, security: [{token: []}]}}}")
	rest := at(t, document, "paths", "/a", anyMethod)
	if got := at(t, rest, "x-amazon-apigateway-integration", "uri"); got != "to:intake" || rest.(map[string]any)["security"] == nil {
		t.Errorf("got %v", rest)
	}
}

// TestRefusalsSpeakLikeTheFunctions compares codes and words with those of package problem, which infra must not
// import.
func TestRefusalsSpeakLikeTheFunctions(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("../../pkg/problem/messages/general.en.json")
	if err != nil {
		t.Fatal(err)
	}
	var words map[string]string
	if err := json.Unmarshal(raw, &words); err != nil {
		t.Fatal(err)
	}
	for _, r := range []refusal{unauthenticated, notFound, tooLarge, tooMany, tooManyFromAddress, internal, unavailable} {
		if want := strings.ReplaceAll(words[r.Code], "{max}", "10485760"); r.Detail != want {
			t.Errorf("%s: want %q, got %q", r.Code, want, r.Detail)
		}
	}
}

func TestEveryRefusalIsAProblemDocument(t *testing.T) {
	t.Parallel()
	all := at(t, documentOf(t, small), "x-amazon-apigateway-gateway-responses").(map[string]any)
	for name, status := range map[string]string{
		"UNAUTHORIZED": "401", "WAF_FILTERED": "400", "MISSING_AUTHENTICATION_TOKEN": "404", "THROTTLED": "429",
		"REQUEST_TOO_LARGE": "413", "DEFAULT_4XX": "400", "DEFAULT_5XX": "500", "INTEGRATION_TIMEOUT": "503",
	} {
		response := at(t, all, name)
		if got := at(t, response, "statusCode"); got != status {
			t.Errorf("%s: want status %s, got %v", name, status, got)
		}
		var problem map[string]any
		text := at(t, response, "responseTemplates", "application/json").(string)
		if err := json.Unmarshal([]byte(text), &problem); err != nil {
			t.Errorf("%s: %v in %s", name, err, text)
		}
		for _, field := range []string{"type", "title", "status", "detail", "code", "instance"} {
			if problem[field] == nil {
				t.Errorf("%s has no %s", name, field)
			}
		}
		if got := at(t, response, "responseParameters", "gatewayresponse.header.Content-Type"); got != "'application/problem+json'" {
			t.Errorf("%s: content type %v", name, got)
		}
	}
}

// The authorizer denies with a whole problem document in the caller's language; the gateway adds nothing but the
// headers.
func TestARefusedTokenIsAnsweredWithWhatTheAuthorizerSaid(t *testing.T) {
	t.Parallel()
	want := map[string]any{
		"statusCode": "401",
		"responseParameters": map[string]any{
			"gatewayresponse.header.Content-Type":     "'application/problem+json'",
			"gatewayresponse.header.Content-Language": "context.authorizer.language",
			"gatewayresponse.header.Vary":             "'Accept-Language'",
			"gatewayresponse.header.Cache-Control":    "'no-store'",
			"gatewayresponse.header.WWW-Authenticate": `'Bearer realm="hsm"'`,
		},
		"responseTemplates": map[string]any{"application/json": "$context.authorizer.problem"},
	}
	got := at(t, documentOf(t, small), "x-amazon-apigateway-gateway-responses", "ACCESS_DENIED")
	if diff := cmp.Diff(any(want), got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A remembered refusal would be in the language of an earlier call, and an identity source would keep calls without
// that header from the authorizer.
func TestTheAuthorizerIsAskedAtEveryCallWhateverItsHeaders(t *testing.T) {
	t.Parallel()
	want := map[string]any{
		"type": "apiKey", "name": "Unused", "in": "header",
		"x-amazon-apigateway-authtype": "custom",
		"x-amazon-apigateway-authorizer": map[string]any{
			"type": "request", "authorizerUri": "to:authorizer", "authorizerResultTtlInSeconds": 0.0,
		},
	}
	got := at(t, documentOf(t, small), "components", "securitySchemes", "bearer")
	if diff := cmp.Diff(any(want), got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAnAddressThatCallsTooOftenIsToldToWait(t *testing.T) {
	t.Parallel()
	got := TooManyFromAddress()
	want := Blocked{Status: 429, Headers: map[string]string{"Retry-After": "300", "Content-Language": "en", "Cache-Control": "no-store"},
		Body: `{"type":"urn:hsm:problem:too-many-from-address","title":"Too many requests","status":429,` +
			`"detail":"Too many requests have come from your address. Please wait five minutes and try again.","code":"too-many-from-address"}`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDocumentIsTheSameEveryTime(t *testing.T) {
	t.Parallel()
	if diff := cmp.Diff(documentOf(t, small), documentOf(t, small)); diff != "" {
		t.Error(diff)
	}
	c, err := Read([]byte(small), functions, open)
	if err != nil || !slices.IsSortedFunc(c.Routes, func(a, b Route) int { return strings.Compare(a.Path+a.Method, b.Path+b.Method) }) {
		t.Errorf("routes are not in order: %v, %v", c.Routes, err)
	}
}
