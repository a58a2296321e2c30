// Package portal is what the pages have in common as HTTP: routes in four languages, who is visiting, security headers,
// forms that lose nothing, and how a problem becomes a page that says what to do.
//
// The rooms below it (public, application, console ...) hold the handlers: a request becomes a use case, its result a
// view. Neither they nor this package hold a rule of the programme, and nothing here knows a table, a bucket or a
// queue.
package portal

import (
	"context"
	"net/http"
	"strings"
	"time"

	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
	"hsmp.example/cases/web/page"
)

// Sessions knows who is signed in.
type Sessions interface {
	// Find returns the person whose session the request carries; found is false when there is none, or it has ended. It
	// fails with Unavailable: pages for everybody are shown all the same, as to anybody. It may renew the session's cookie
	// on w.
	Find(ctx context.Context, w http.ResponseWriter, r *http.Request) (who identity.Principal, found bool, err error)
}

// Config is what the site is built with. Origins are scheme, host and port.
type Config struct {
	Sessions  Sessions
	PublicURL string // where people reach the portal, without a slash at the end
	Documents string // origin that takes uploads and serves documents
	Issuer    string // origin where people sign in
	Notices   func(l locale.Language, now time.Time) []page.Notice
	Now       func() time.Time
}

// Handler answers one visit.
type Handler func(v *Visit) (Answer, error)

// Site is the portal's routes.
type Site struct {
	config Config
	pages  *http.ServeMux // below the language
	plain  *http.ServeMux // without one: /assets/, /signed-in
}

// New returns a site without routes.
func New(c Config) *Site {
	return &Site{config: c, pages: http.NewServeMux(), plain: http.NewServeMux()}
}

// Open adds a page for everybody, also while nobody can say who is signed in; a handler that must know fails with
// Unauthenticated when there is nobody. path begins with a slash and has no language: "/self-assessment".
func (s *Site) Open(method, path string, h Handler) { s.add(method, path, "", h) }

// Closed adds a page for those who may do the action to something; whoever is not signed in is asked to sign in first.
// A handler of POST may be asked to show the form only; see Visit.OnlyShows.
func (s *Site) Closed(method, path string, action identity.Action, h Handler) {
	s.add(method, path, action, h)
}

// Plain adds a handler at a path without language; pattern is that of http.ServeMux.
func (s *Site) Plain(pattern string, h http.Handler) { s.plain.Handle(pattern, h) }

func (s *Site) add(method, path string, action identity.Action, h Handler) {
	if path == "/" {
		path = "/{$}"
	}
	s.pages.HandleFunc(method+" "+path, func(w http.ResponseWriter, r *http.Request) {
		s.serve(w, r, action, h)
	})
}

// Handler returns the site as one handler: headers on every answer, foreign forms refused, languages told apart.
func (s *Site) Handler() (http.Handler, error) {
	guard := http.NewCrossOriginProtection()
	if err := guard.AddTrustedOrigin(s.config.PublicURL); err != nil {
		return nil, err
	}
	guard.SetDenyHandler(http.HandlerFunc(s.foreign))
	return s.headers(guard.Handler(http.HandlerFunc(s.route))), nil
}

func (s *Site) route(w http.ResponseWriter, r *http.Request) {
	if _, pattern := s.plain.Handler(r); pattern != "" {
		s.plain.ServeHTTP(w, r)
		return
	}
	l, rest, ok := languageOf(r.URL.Path)
	if !ok {
		s.withoutLanguage(w, r)
		return
	}
	inner := inLanguage(r, l, rest)
	if _, pattern := s.pages.Handler(inner); pattern == "" {
		s.fail(w, inner, s.missing(inner))
		return
	}
	s.pages.ServeHTTP(w, inner)
}

// missing tells a page that is not from a page that takes other methods.
func (s *Site) missing(r *http.Request) error {
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		other := r.Clone(r.Context())
		other.Method = method
		if _, pattern := s.pages.Handler(other); pattern != "" {
			return problem.New(problem.NotFound, "method-not-allowed")
		}
	}
	return problem.New(problem.NotFound, "not-found")
}

// withoutLanguage sends visitors of bare addresses to the page in the language that their browser asks for.
func (s *Site) withoutLanguage(w http.ResponseWriter, r *http.Request) {
	l := locale.Negotiate(r.Header.Get("Accept-Language"))
	r = r.WithContext(context.WithValue(r.Context(), languageKey{}, l))
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		s.fail(w, r, problem.New(problem.NotFound, "not-found"))
		return
	}
	if _, pattern := s.pages.Handler(r); pattern == "" {
		s.fail(w, r, problem.New(problem.NotFound, "not-found"))
		return
	}
	w.Header().Set("Vary", "Accept-Language")
	target := "/" + string(l) + r.URL.EscapedPath()
	if r.URL.RawQuery != "" {
		target += "?" + r.URL.RawQuery
	}
	http.Redirect(w, r, target, http.StatusFound)
}

type languageKey struct{}

func language(ctx context.Context) locale.Language {
	if l, ok := ctx.Value(languageKey{}).(locale.Language); ok {
		return l
	}
	return locale.English
}

// inLanguage is the request as the pages see it: the language in the context, and the path without it.
func inLanguage(r *http.Request, l locale.Language, rest string) *http.Request {
	inner := r.Clone(context.WithValue(r.Context(), languageKey{}, l))
	inner.URL.Path, inner.URL.RawPath = rest, ""
	return inner
}

// languageOf splits "/az/verify" into az and "/verify".
func languageOf(path string) (l locale.Language, rest string, ok bool) {
	first, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	l = locale.Language(first)
	return l, "/" + rest, l.Valid()
}
