// Package gateway turns the API's contract (docs/openapi.yaml) into the document from which API Gateway is made: which
// function answers each route, and which routes need a token.
//
// It is pure: it must know neither CDK nor the emulator. Addresses come in as strings and may be CloudFormation tokens.
package gateway

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// Route is one method of one path.
type Route struct {
	Path     string
	Method   string // small letters, as in OpenAPI
	Function string // the function that answers, from x-function
	Open     bool   // needs no token
}

// Contract is the part of the API's contract that the gateway needs, ordered by path and method.
type Contract struct {
	Routes []Route
}

type document struct {
	Security   []requirement   `yaml:"security"`
	Paths      map[string]item `yaml:"paths"`
	Components struct {
		Schemes map[string]scheme `yaml:"securitySchemes"`
	} `yaml:"components"`
}

// scheme is a way to show who one is. The gateway knows one: a bearer token, which its authorizer verifies.
type scheme struct {
	Type   string `yaml:"type"`
	Scheme string `yaml:"scheme"`
}

func (s scheme) bearer() bool { return s.Type == "http" && strings.EqualFold(s.Scheme, "bearer") }

type requirement map[string][]string

// item lists the methods of a path. Other keys of OpenAPI (parameters, summary) do not concern the gateway.
type item struct {
	Get     *operation `yaml:"get"`
	Put     *operation `yaml:"put"`
	Post    *operation `yaml:"post"`
	Delete  *operation `yaml:"delete"`
	Options *operation `yaml:"options"`
	Head    *operation `yaml:"head"`
	Patch   *operation `yaml:"patch"`
}

type operation struct {
	Function string         `yaml:"x-function"`
	Security *[]requirement `yaml:"security"` // nil inherits the document's, an empty list asks for nothing
}

// Read reads a contract. Functions are those that may answer; only routes of those in open may go without a token, so a
// security block that was forgotten does not open a route. All faults come back at once.
func Read(contract []byte, functions, open []string) (Contract, error) {
	var d document
	if err := yaml.Unmarshal(contract, &d); err != nil {
		return Contract{}, fmt.Errorf("read the API's contract: %w", err)
	}
	r := reading{functions: functions, open: open, inherited: d.Security, schemes: d.Components.Schemes}
	for path, methods := range d.Paths {
		for method, op := range methods.operations() {
			if op != nil {
				r.add(path, method, *op)
			}
		}
	}
	if len(r.routes) == 0 {
		r.fault("the API's contract has no routes")
	}
	slices.SortFunc(r.routes, func(a, b Route) int {
		return strings.Compare(a.Path+" "+a.Method, b.Path+" "+b.Method)
	})
	r.checkSiblings()
	slices.SortFunc(r.faults, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return Contract{Routes: r.routes}, errors.Join(r.faults...)
}

func (i item) operations() map[string]*operation {
	return map[string]*operation{
		"get": i.Get, "put": i.Put, "post": i.Post, "delete": i.Delete, "options": i.Options, "head": i.Head, "patch": i.Patch,
	}
}

type reading struct {
	functions, open []string
	inherited       []requirement
	schemes         map[string]scheme
	routes          []Route
	faults          []error
}

func (r *reading) fault(format string, args ...any) {
	r.faults = append(r.faults, fmt.Errorf(format, args...))
}

func (r *reading) add(path, method string, op operation) {
	name := strings.ToUpper(method) + " " + path
	route := Route{Path: path, Method: method, Function: op.Function, Open: r.isOpen(name, op)}
	r.routes = append(r.routes, route)
	switch {
	case op.Function == "":
		r.fault("%s: x-function is missing", name)
	case !slices.Contains(r.functions, op.Function):
		r.fault("%s: x-function %q is not one of %s", name, op.Function, strings.Join(r.functions, ", "))
	case route.Open && !slices.Contains(r.open, op.Function):
		r.fault("%s: asks for no token, which only functions for everybody may: %s", name, strings.Join(r.open, ", "))
	}
}

// isOpen reports whether the operation asks for nothing. A choice between a token and nothing counts as open.
func (r *reading) isOpen(name string, op operation) bool {
	asked := r.inherited
	if op.Security != nil {
		asked = *op.Security
	}
	open := len(asked) == 0
	for _, choice := range asked {
		open = open || len(choice) == 0
		for scheme := range choice {
			if !r.schemes[scheme].bearer() {
				r.fault("%s: security scheme %q is not declared as a bearer token", name, scheme)
			}
		}
	}
	return open
}

// checkSiblings finds two names for one place: API Gateway refuses /cases/{id} beside /cases/{case}/lanes, but only
// when it is deployed.
func (r *reading) checkSiblings() {
	names := map[string]string{}
	for _, route := range r.routes {
		parts := strings.Split(route.Path, "/")
		for i, part := range parts {
			if !strings.HasPrefix(part, "{") {
				continue
			}
			before := strings.Join(parts[:i], "/")
			if known, seen := names[before]; seen && known != part {
				r.fault("%s: %s is called %s elsewhere; one place needs one name", route.Path, part, known)
				continue
			}
			names[before] = part
		}
	}
}
