package web

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"hsmp.example/cases/pkg/aws/apigw"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

type middleware = func(huma.Context, func(huma.Context))

// admit verifies the caller's token, turns away roles that may never do the action, and reads If-Match.
func (a *API) admit(route Route) middleware {
	return func(hc huma.Context, next func(huma.Context)) {
		r, w := humago.Unwrap(hc)
		ctx, err := a.caller(r, route)
		if err == nil && route.Conditional {
			ctx, err = conditional(ctx, r)
		}
		if err != nil {
			apigw.WriteProblemIn(w, r, Language(r.Context()), err)
			return
		}
		next(huma.WithContext(hc, ctx))
	}
}

func (a *API) caller(r *http.Request, route Route) (context.Context, error) {
	ctx := r.Context()
	if route.Public {
		return ctx, nil
	}
	token, err := bearer(r)
	if err != nil {
		return ctx, err
	}
	principal, err := a.deps.Tokens.Verify(ctx, token)
	if err != nil {
		return ctx, err
	}
	ctx = context.WithValue(ctx, principalKey{}, principal)
	if _, asked := locale.Asked(r.Header.Get("Accept-Language")); !asked && principal.Locale.Valid() {
		ctx = context.WithValue(ctx, languageKey{}, principal.Locale)
	}
	if route.Action == "" {
		return ctx, nil
	}
	return ctx, identity.Preauthorize(principal, route.Action)
}

// bearer returns the token of the Authorization header, or Unauthenticated token-missing.
func bearer(r *http.Request) (string, error) {
	scheme, token, _ := strings.Cut(strings.TrimSpace(r.Header.Get("Authorization")), " ")
	if !strings.EqualFold(scheme, "bearer") || strings.TrimSpace(token) == "" {
		return "", problem.New(problem.Unauthenticated, "token-missing")
	}
	return strings.TrimSpace(token), nil
}

func conditional(ctx context.Context, r *http.Request) (context.Context, error) {
	version, err := parseETag(r.Header.Get("If-Match"))
	if err != nil {
		return ctx, err
	}
	return context.WithValue(ctx, versionKey{}, version), nil
}
