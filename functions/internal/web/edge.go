package web

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"
	"unicode/utf8"

	"hsmp.example/cases/pkg/aws/apigw"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
)

// edge is what every request meets first: it sets the language, refuses unreadable addresses, answers for routes that
// are not there, and writes the one log line of a request. That line never holds a query, a token or a body.
type edge struct {
	mux *http.ServeMux
	now func() time.Time
}

// ServeHTTP implements http.Handler.
func (e edge) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	began := e.now()
	language := locale.Negotiate(r.Header.Get("Accept-Language"))
	r = r.WithContext(context.WithValue(r.Context(), languageKey{}, language))
	r.Header.Del("Accept") // there is one representation of everything here
	watched := &watch{ResponseWriter: w, status: http.StatusOK}
	if err := e.route(watched, r); err != nil {
		apigw.WriteProblem(watched, r, err)
	}
	slog.InfoContext(r.Context(), "request", "gateway_request", apigw.RequestID(r.Context()), "route", r.Pattern,
		"method", r.Method, "status", watched.status, "ms", e.now().Sub(began).Milliseconds())
}

func (e edge) route(w http.ResponseWriter, r *http.Request) error {
	if err := readableAddress(r.URL); err != nil {
		return err
	}
	// ServeMux would redirect an address with "//", ".." or a slash at the end; ours have none of these.
	if r.URL.Path != "/" && path.Clean(r.URL.Path) != r.URL.Path {
		return problem.New(problem.NotFound, "not-found")
	}
	fallback, pattern := e.mux.Handler(r)
	if pattern != "" {
		e.mux.ServeHTTP(w, r)
		return nil
	}
	probe := &silent{header: http.Header{}}
	fallback.ServeHTTP(probe, r)
	if probe.status != http.StatusMethodNotAllowed {
		return problem.New(problem.NotFound, "not-found")
	}
	w.Header().Set("Allow", probe.header.Get("Allow"))
	return problem.New(problem.NotFound, apigw.MethodNotAllowed)
}

// readableAddress refuses a path or a query with bytes that are no text.
func readableAddress(u *url.URL) error {
	if !plain(u.Path) {
		return problem.New(problem.Malformed, "malformed-text")
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return problem.New(problem.Malformed, "malformed-query")
	}
	for name, values := range query {
		if !plain(name + strings.Join(values, "")) {
			return problem.New(problem.Malformed, "malformed-text")
		}
	}
	return nil
}

func plain(text string) bool { return utf8.ValidString(text) && !strings.ContainsRune(text, 0) }

// watch remembers the status of an answer.
type watch struct {
	http.ResponseWriter
	status int
}

// WriteHeader notes the status and passes it on.
func (w *watch) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// silent takes ServeMux's own words, which we say in four languages instead.
type silent struct {
	header http.Header
	status int
}

func (s *silent) Header() http.Header         { return s.header }
func (s *silent) WriteHeader(status int)      { s.status = status }
func (s *silent) Write(b []byte) (int, error) { return len(b), nil }
