package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"log/slog"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"hsmp.example/cases/pkg/aws/apigw"
	"hsmp.example/cases/pkg/problem"
)

const (
	idempotencyHeader = "Idempotency-Key"
	replayedHeader    = "Idempotent-Replayed" // on an answer that was given before
	longestKey        = 255
	largestAnswer     = 300 << 10 // bytes of body; a DynamoDB item holds 400 KB
)

// Answer is what a route answered first.
type Answer struct {
	Status int
	Header http.Header // only those of keptHeaders
	Body   []byte      // at most 300 KB
}

// Memory keeps the first answers of idempotent routes for a day or longer. scope is a person's use of one address, key
// is the caller's Idempotency-Key, bodyHash is the SHA-256 of the message.
type Memory interface {
	// Recall returns the kept answer, or nil when there is none. It fails with Reused() when the key was kept with another
	// bodyHash, and with Unavailable.
	Recall(ctx context.Context, scope, key string, bodyHash [32]byte) (*Answer, error)
	// Keep keeps the first answer. A second Keep of the same scope and key changes nothing.
	Keep(ctx context.Context, scope, key string, bodyHash [32]byte, answer Answer) error
}

// Reused is the problem of an Idempotency-Key that came before with another message.
func Reused() error { return problem.New(problem.Invalid, "idempotency-key-reused") }

var keptHeaders = []string{"Content-Type", "Content-Language", "Etag", "Location"}

// repeat gives a repeated request its first answer. Two at the same moment both reach the use case, which is
// conditional and lets one win; so does a request whose process died before its answer was kept. What makes something
// new tells them by their Request. An answer that runs out is not given again: the route answers anew. Only successes
// are kept: after a problem nothing was done, and the same message may well succeed later.
func (a *API) repeat(route Route) middleware {
	return func(hc huma.Context, next func(huma.Context)) {
		if !route.Idempotent {
			next(hc)
			return
		}
		r, w := humago.Unwrap(hc)
		u, err := a.use(r)
		if err != nil {
			apigw.WriteProblemIn(w, r, Language(r.Context()), err)
			return
		}
		known, err := a.deps.Memory.Recall(r.Context(), u.scope, u.key, u.hash)
		switch {
		case err != nil:
			apigw.WriteProblemIn(w, r, Language(r.Context()), err)
		case known != nil && !route.Expiring:
			if err := route.Again.ask(r); err != nil {
				apigw.WriteProblemIn(w, r, Language(r.Context()), err)
				return
			}
			replay(w, r, *known)
		case known != nil:
			w.Header().Set(replayedHeader, "true")
			next(humago.NewContext(hc.Operation(), r.WithContext(request{u.name(), true}.in(r.Context())), w))
		default:
			copied := &answerCopy{ResponseWriter: w, status: http.StatusOK}
			next(humago.NewContext(hc.Operation(), r.WithContext(request{u.name(), false}.in(r.Context())), copied))
			a.keep(r.Context(), u, copied)
		}
	}
}

type use struct {
	scope, key string
	hash       [32]byte
}

func (u use) name() string {
	sum := sha256.Sum256([]byte(u.scope + "\n" + u.key))
	return hex.EncodeToString(sum[:])
}

// request is the idempotent request that is under way.
type request struct {
	name     string
	repeated bool // it was answered before
}

type requestKey struct{}

func (r request) in(ctx context.Context) context.Context {
	return context.WithValue(ctx, requestKey{}, r)
}

func requestOf(ctx context.Context) request {
	r, _ := ctx.Value(requestKey{}).(request)
	return r
}

// Request names the idempotent request that is under way: every repeat of it has the same name, and no other request
// has. It is "" on routes that are not idempotent.
func Request(ctx context.Context) string { return requestOf(ctx).name }

// Repeated reports whether the request has been answered before. Only a route whose answer runs out ever sees that: it
// must make nothing, and answer of what the first request made.
func Repeated(ctx context.Context) bool { return requestOf(ctx).repeated }

func (a *API) use(r *http.Request) (use, error) {
	key := r.Header.Get(idempotencyHeader)
	if key == "" {
		return use{}, problem.New(problem.Malformed, "idempotency-key-missing")
	}
	if len(key) > longestKey || bytes.ContainsFunc([]byte(key), func(c rune) bool { return c < '!' || c > '~' }) {
		return use{}, problem.Of([]problem.Fault{problem.At("header:"+idempotencyHeader, "idempotency-key-unreadable")})
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return use{}, err
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	scope := Principal(r.Context()).Person() + " " + r.Method + " " + r.URL.EscapedPath()
	return use{scope: scope, key: key, hash: sha256.Sum256(body)}, nil
}

func (a Again) ask(r *http.Request) error {
	if a == nil {
		return nil
	}
	return a(r)
}

func replay(w http.ResponseWriter, r *http.Request, known Answer) {
	for name, values := range known.Header {
		w.Header()[name] = values
	}
	w.Header().Set(replayedHeader, "true")
	w.WriteHeader(known.Status)
	if _, err := w.Write(known.Body); err != nil {
		slog.WarnContext(r.Context(), "first answer not replayed", "error", err.Error())
	}
}

// keep does not fail the request: it was done, and repeating it is safe without the first answer too.
func (a *API) keep(ctx context.Context, u use, c *answerCopy) {
	if c.status < http.StatusOK || c.status >= http.StatusMultipleChoices || c.body.Len() > largestAnswer {
		return
	}
	header := http.Header{}
	for _, name := range keptHeaders {
		if values := c.Header().Values(name); len(values) > 0 {
			header[name] = values
		}
	}
	answer := Answer{Status: c.status, Header: header, Body: c.body.Bytes()}
	if err := a.deps.Memory.Keep(ctx, u.scope, u.key, u.hash, answer); err != nil {
		slog.WarnContext(ctx, "first answer not kept", "error", err.Error())
	}
}

// answerCopy copies an answer while it is written.
type answerCopy struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

// WriteHeader notes the status and passes it on.
func (c *answerCopy) WriteHeader(status int) {
	c.status = status
	c.ResponseWriter.WriteHeader(status)
}

// Write copies what it passes on.
func (c *answerCopy) Write(b []byte) (int, error) {
	c.body.Write(b)
	return c.ResponseWriter.Write(b)
}
