// Package apigw is where API Gateway (REST, version 1) meets net/http: an event becomes a request, an answer becomes a
// response, and a problem becomes an RFC 9457 document with the right status.
//
// It is the only package that imports aws-lambda-go-api-proxy, whose upstream is archived; what that adapter leaves
// open is covered and tested here. The package must not know routes, huma or any rule of the programme.
package apigw

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"

	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
)

// ProblemType is the media type of every problem document.
const ProblemType = "application/problem+json"

// Problem is an RFC 9457 problem document.
type Problem struct {
	Type     string  `json:"type" format:"uri" example:"urn:hsm:problem:invalid" doc:"URN of the code"`
	Title    string  `json:"title" example:"The message breaks rules" doc:"What sort of problem it is, in the caller's language"`
	Status   int     `json:"status" example:"422" doc:"The HTTP status"`
	Detail   string  `json:"detail" example:"Some of what you sent needs correcting." doc:"What to do, in the caller's language"`
	Code     string  `json:"code" example:"invalid" doc:"Stable name of the problem; switch on this, not on words"`
	Instance string  `json:"instance,omitempty" format:"uri" example:"urn:hsm:request:9a1c" doc:"This request, to be quoted when asking for help"`
	Errors   []Fault `json:"errors,omitempty" doc:"Every fault of the message, at once"`

	language locale.Language
	kind     problem.Kind
}

// Fault is one fault of a message: of a field of the body (pointer), or of a parameter (in and parameter).
type Fault struct {
	Pointer   *string `json:"pointer,omitempty" example:"/given_names" doc:"JSON pointer into the body; empty is the whole body"`
	In        string  `json:"in,omitempty" enum:"path,query,header" doc:"Where the parameter stands"`
	Parameter string  `json:"parameter,omitempty" doc:"Name of the parameter"`
	Code      string  `json:"code" example:"too-long" doc:"Stable name of the fault"`
	Detail    string  `json:"detail" example:"Please write at most 80 characters." doc:"What to do, in the caller's language"`
}

// statuses maps a kind to its HTTP status: the one place that does.
var statuses = map[problem.Kind]int{
	problem.Malformed:       http.StatusBadRequest,
	problem.Invalid:         http.StatusUnprocessableEntity,
	problem.Unauthenticated: http.StatusUnauthorized,
	problem.Forbidden:       http.StatusForbidden,
	problem.NotFound:        http.StatusNotFound,
	problem.Conflict:        http.StatusConflict,
	problem.Stale:           http.StatusPreconditionFailed,
	problem.Unconditional:   http.StatusPreconditionRequired,
	problem.TooLarge:        http.StatusRequestEntityTooLarge,
	problem.Unsupported:     http.StatusUnsupportedMediaType,
	problem.TooMany:         http.StatusTooManyRequests,
	problem.Unavailable:     http.StatusServiceUnavailable,
	problem.Internal:        http.StatusInternalServerError,
}

// MethodNotAllowed is the code that HTTP gives a status of its own, though for us it is a NotFound like others.
const MethodNotAllowed = "method-not-allowed"

// Status returns the HTTP status of a problem.
func Status(p *problem.Error) int {
	if p.Code == MethodNotAllowed {
		return http.StatusMethodNotAllowed
	}
	if status, ok := statuses[p.Kind]; ok {
		return status
	}
	return http.StatusInternalServerError
}

// Describe turns any error into the document that the caller reads, in language l. What is our fault is logged here,
// once, with its cause; the document of an internal error says nothing of it.
func Describe(ctx context.Context, l locale.Language, err error) *Problem {
	p := problem.From(err)
	switch p.Kind {
	case problem.Internal:
		slog.ErrorContext(ctx, "internal error", "error", err.Error(), "gateway_request", RequestID(ctx))
		p = problem.New(problem.Internal, "internal")
	case problem.Unavailable:
		slog.WarnContext(ctx, "unavailable", "error", err.Error(), "gateway_request", RequestID(ctx))
	}
	d := &Problem{
		Type: "urn:hsm:problem:" + p.Code, Code: p.Code, Status: Status(p),
		Title: problem.Say(l, "title-"+string(p.Kind), nil), Detail: problem.Say(l, p.Code, p.Args),
		language: l, kind: p.Kind,
	}
	if id := RequestID(ctx); id != "" {
		d.Instance = "urn:hsm:request:" + id
	}
	for _, f := range p.Faults {
		d.Errors = append(d.Errors, fault(l, f))
	}
	return d
}

// fault reads a pointer: "/field" points into the body, "query:limit" names a parameter.
func fault(l locale.Language, f problem.Fault) Fault {
	told := Fault{Code: f.Code, Detail: problem.Say(l, f.Code, f.Args)}
	if in, name, ok := strings.Cut(f.Pointer, ":"); ok && !strings.HasPrefix(in, "/") {
		told.In, told.Parameter = in, name
		return told
	}
	told.Pointer = &f.Pointer
	return told
}

// Error is for logs: the code, never the caller's data.
func (p *Problem) Error() string { return p.Code }

// GetStatus returns the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType names the media type of the document, whatever JSON was negotiated.
func (p *Problem) ContentType(string) string { return ProblemType }

// Headers returns the headers that belong to the document: its language and what that followed, and when and how to
// come again.
func (p *Problem) Headers() http.Header {
	h := http.Header{"Content-Language": {string(p.language)}, "Vary": {"Accept-Language"}, "Cache-Control": {"no-store"}}
	switch p.kind {
	case problem.Unavailable:
		h.Set("Retry-After", "30")
	case problem.TooMany:
		h.Set("Retry-After", "5")
	case problem.Unauthenticated:
		h.Set("WWW-Authenticate", `Bearer realm="hsm"`)
	}
	return h
}

// WriteProblem answers a request with the problem inside err, in the language that the request asks for.
func WriteProblem(w http.ResponseWriter, r *http.Request, err error) {
	WriteProblemIn(w, r, locale.Negotiate(r.Header.Get("Accept-Language")), err)
}

// WriteProblemIn answers with the problem inside err in language l.
func WriteProblemIn(w http.ResponseWriter, r *http.Request, l locale.Language, err error) {
	document := Describe(r.Context(), l, err)
	for name, values := range document.Headers() {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Type", ProblemType)
	w.WriteHeader(document.Status)
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(document); err != nil {
		slog.WarnContext(r.Context(), "problem document not written", "error", err.Error())
	}
}
