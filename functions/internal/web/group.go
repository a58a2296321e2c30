package web

import (
	"context"
	"net/http"
)

// Group is the routes of one chapter of the API's document. Each states only what is its own; method, status and
// whether it must be idempotent follow from which of the functions below adds it.
type Group struct {
	api    *API
	tag    string
	public bool
}

// Group begins the chapter of that name, for people with a token.
func (a *API) Group(tag string) Group { return Group{api: a, tag: tag} }

// PublicGroup begins a chapter that needs no token.
func (a *API) PublicGroup(tag string) Group { return Group{api: a, tag: tag, public: true} }

// handler is what Register takes.
type handler[I, O any] = func(context.Context, *I) (*O, error)

// Get adds a route that reads.
func Get[I, O any](g Group, route Route, handle handler[I, O]) {
	add(g, http.MethodGet, route, handle)
}

// Post adds a route that acts on what there is.
func Post[I, O any](g Group, route Route, handle handler[I, O]) {
	add(g, http.MethodPost, route, handle)
}

// Create adds a route that makes something new at each call, and must hence know a repeat.
func Create[I, O any](g Group, route Route, handle handler[I, O]) {
	route.Status, route.Idempotent = http.StatusCreated, true
	add(g, http.MethodPost, route, handle)
}

// Patch adds a route that changes a part of what there is, on the version that its caller has seen.
func Patch[I, O any](g Group, route Route, handle handler[I, O]) {
	route.Conditional = true
	add(g, http.MethodPatch, route, handle)
}

// Delete adds a route that takes something away and has nothing to answer.
func Delete[I, O any](g Group, route Route, handle handler[I, O]) {
	route.Status = http.StatusNoContent
	add(g, http.MethodDelete, route, handle)
}

func add[I, O any](g Group, method string, route Route, handle handler[I, O]) {
	route.Method, route.Tags, route.Public = method, []string{g.tag}, g.public
	Register(g.api, route, handle)
}
