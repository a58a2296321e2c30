package web_test

import (
	"net/http"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/aws/oidc/issuertest"
)

// frame is what a group and the way of adding decide of an operation.
type frame struct {
	Method, Tag             string
	Status                  int
	Idempotent, Conditional bool
	Public                  bool
}

func frameOf(o *huma.Operation) frame {
	needs := func(header string) bool {
		for _, p := range o.Parameters {
			if p.Name == header && p.Required {
				return true
			}
		}
		return false
	}
	return frame{o.Method, o.Tags[0], o.DefaultStatus, needs("Idempotency-Key"), needs("If-Match"), len(o.Security) == 0}
}

func TestWhatARouteIsFollowsFromHowItIsAdded(t *testing.T) {
	t.Parallel()
	r := open(t)
	route := web.Route{ID: "one", Summary: "One", Path: "/v1/one"}
	for name, c := range map[string]struct {
		add  func(*web.API)
		want frame
	}{
		"reading":  {func(a *web.API) { web.Get(a.Group("cases"), route, r.handlerOf) }, frame{Method: http.MethodGet, Tag: "cases", Status: 200}},
		"an act":   {func(a *web.API) { web.Post(a.Group("cases"), route, r.handlerOf) }, frame{Method: http.MethodPost, Tag: "cases", Status: 200}},
		"creation": {func(a *web.API) { web.Create(a.Group("cases"), route, r.handlerOf) }, frame{Method: http.MethodPost, Tag: "cases", Status: 201, Idempotent: true}},
		"a change": {func(a *web.API) { web.Patch(a.Group("cases"), route, r.handlerOf) }, frame{Method: http.MethodPatch, Tag: "cases", Status: 200, Conditional: true}},
		"removal":  {func(a *web.API) { web.Delete(a.Group("cases"), route, r.handlerOf) }, frame{Method: http.MethodDelete, Tag: "cases", Status: 204}},
		"for anybody": {func(a *web.API) { web.Get(a.PublicGroup("rules"), route, r.handlerOf) },
			frame{Method: http.MethodGet, Tag: "rules", Status: 200, Public: true}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api, _ := web.New("intake", web.Deps{Tokens: r.issuer.Verifier(), Memory: r.memory, Now: issuertest.Now})
			c.add(api)
			path := api.OpenAPI().Paths["/v1/one"]
			for _, o := range []*huma.Operation{path.Get, path.Post, path.Patch, path.Delete} {
				if o == nil {
					continue
				}
				if diff := cmp.Diff(c.want, frameOf(o)); diff != "" {
					t.Errorf("frame (-want +got):\n%s", diff)
				}
			}
		})
	}
}
