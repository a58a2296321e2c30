package portal

import (
	"net/http"
	"net/url"
	"path"
	"strings"

	"hsmp.example/cases/pkg/usecase/trial"
	"hsmp.example/cases/web/page"
)

// again is the field by which a form asks to be shown once more and not to be taken.
const again = "shown-again"

// postsAgain lets the language switch of whatever page answers this form send it again, so that nothing typed is lost.
// Sent so, nothing is done: the use cases see a trial.
func (v *Visit) postsAgain() {
	if v.Form.Has(again) {
		v.Form.Del(again)
		v.request = v.request.WithContext(trial.Begin(v.Context()))
	}
	v.Page.Posted = append(kept(v.Form), page.Field{Name: again, Value: "yes"})
}

// OnlyShows reports whether the form is to be shown once more, as it was filled in, and nothing to be done. Use cases
// keep to that by themselves, with an Invalid problem that blames nothing: handlers answer it as they answer faults.
// One asks here where it would lead on without calling a use case; one that returns the problem leads to the page of
// the form.
func (v *Visit) OnlyShows() bool { return trial.Ends(v.Context()) != nil }

// origin is the path of the page on which a form stood, without language and query: where the browser says it came
// from, else the page at the form's own address, or the nearest above it.
func (s *Site) origin(v *Visit) string {
	from, err := url.Parse(v.request.Referer())
	if err == nil && from.Scheme+"://"+from.Host == s.config.PublicURL {
		if _, rest, ok := languageOf(from.Path); ok && s.shows(v, rest) {
			return (&url.URL{Path: rest}).EscapedPath()
		}
	}
	own := v.request.URL.Path
	for own != "/" && !s.shows(v, own) {
		own = path.Dir(own)
	}
	return (&url.URL{Path: own}).EscapedPath()
}

// shows reports whether there is a page to be looked at.
func (s *Site) shows(v *Visit, at string) bool {
	if strings.HasPrefix(at, "/sign-") {
		return false // these lead elsewhere
	}
	asked := v.request.Clone(v.Context())
	asked.Method, asked.URL.Path, asked.URL.RawPath = http.MethodGet, at, ""
	_, pattern := s.pages.Handler(asked)
	return pattern != ""
}
