package web_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/aws/oidc/issuertest"
)

// handlerOf is a handler of any route.
func (r *room) handlerOf(ctx context.Context, _ *nothing) (*said, error) { return r.say(ctx) }

func second(t *testing.T, route web.Route) *web.API {
	t.Helper()
	r := open(t)
	api, _ := web.New("public", web.Deps{Now: issuertest.Now})
	route.ID, route.Summary, route.Public = "second", "Second", true
	web.Register(api, route, r.handlerOf)
	return api
}

func TestTheDocumentsOfLambdasMergeIntoOne(t *testing.T) {
	t.Parallel()
	raw, err := web.Merge(open(t).api.OpenAPI(), second(t, web.Route{Method: http.MethodDelete, Path: "/v1/diplomas"}).OpenAPI())
	if err != nil {
		t.Fatalf("Merge: %v", err)
	}
	var document struct {
		OpenAPI string
		Paths   map[string]map[string]struct {
			OperationID string                  `yaml:"operationId"`
			Function    string                  `yaml:"x-function"`
			Security    []map[string][]string   `yaml:"security"`
			Responses   map[string]any          `yaml:"responses"`
			Parameters  []struct{ Name string } `yaml:"parameters"`
		}
		Components struct {
			Schemas map[string]struct {
				AdditionalProperties any `yaml:"additionalProperties"`
			}
			SecuritySchemes map[string]any `yaml:"securitySchemes"`
		}
	}
	if err := yaml.Unmarshal(raw, &document); err != nil {
		t.Fatalf("read the document: %v\n%s", err, raw)
	}
	filing := document.Paths["/v1/people/{id}/diplomas"]["post"]
	if filing.Function != "intake" || filing.OperationID != "file-diploma" || len(filing.Security) != 1 {
		t.Errorf("want the operation with its function and security, got %+v", filing)
	}
	for _, status := range []string{"201", "400", "401", "403", "404", "409", "413", "415", "422", "429", "500", "503"} {
		if filing.Responses[status] == nil {
			t.Errorf("want response %s documented", status)
		}
	}
	var names []string
	for _, p := range filing.Parameters {
		names = append(names, p.Name)
	}
	if diff := cmp.Diff([]string{"Accept-Language", "Idempotency-Key", "id"}, names); diff != "" {
		t.Errorf("parameters (-want +got):\n%s", diff)
	}
	if deleted := document.Paths["/v1/diplomas"]["delete"]; deleted.Function != "public" || deleted.Security == nil || len(deleted.Security) != 0 {
		t.Errorf("want a path of two Lambdas, the public one open, got %+v", deleted)
	}
	if document.Paths["/v1/diplomas"]["get"].Function != "intake" || document.OpenAPI != "3.1.0" {
		t.Errorf("want both methods in an OpenAPI 3.1 document, got %+v", document.Paths["/v1/diplomas"])
	}
	if got := document.Components.Schemas["Diploma"].AdditionalProperties; got != false {
		t.Errorf("want unknown fields refused, got %v", got)
	}
	if len(document.Components.SecuritySchemes) != 1 || document.Components.Schemas["Problem"] == (struct {
		AdditionalProperties any `yaml:"additionalProperties"`
	}{}) {
		t.Errorf("want one security scheme and the problem's schema, got %+v", document.Components)
	}
}

func TestTheMergedDocumentIsTheSameEachTime(t *testing.T) {
	t.Parallel()
	write := func() string {
		raw, err := web.Merge(open(t).api.OpenAPI(), second(t, web.Route{Method: http.MethodGet, Path: "/v1/other"}).OpenAPI())
		if err != nil {
			t.Fatalf("Merge: %v", err)
		}
		return string(raw)
	}
	first := write()
	for range 5 {
		if diff := cmp.Diff(first, write()); diff != "" {
			t.Fatalf("document (-first +later):\n%s", diff)
		}
	}
	if !strings.HasPrefix(first, "openapi: 3.1.0\ninfo:") {
		t.Errorf("want it in the order in which people read, got %.80s", first)
	}
}

func TestTwoLambdasCannotServeTheSameRoute(t *testing.T) {
	t.Parallel()
	_, err := web.Merge(open(t).api.OpenAPI(), second(t, web.Route{Method: http.MethodGet, Path: "/v1/diplomas"}).OpenAPI())
	if err == nil || err.Error() != "two functions serve get /v1/diplomas" {
		t.Errorf("want it refused by name, got %v", err)
	}
}
