package portal

import (
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"slices"

	"hsmp.example/cases/pkg/aws/apigw"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/web/page"
)

// foreign answers a form that another site sent in the visitor's name. It stands before the routes, so the language is
// read here.
func (s *Site) foreign(w http.ResponseWriter, r *http.Request) {
	if l, rest, ok := languageOf(r.URL.Path); ok {
		r = inLanguage(r, l, rest)
	}
	s.fail(w, r, problem.New(problem.Forbidden, "foreign-form"))
}

// fail answers a request that has no visit yet, and takes nothing that was posted. The language switch keeps the
// address, and whoever is signed in sees so; when that cannot be learnt, the failure itself is worth more.
func (s *Site) fail(w http.ResponseWriter, r *http.Request, err error) {
	v := &Visit{request: r, Page: page.Page{Language: language(r.Context()), Path: r.URL.EscapedPath()}}
	if who, found, unknown := s.config.Sessions.Find(r.Context(), w, r); found && unknown == nil {
		v.Page.Person = personOf(who)
	}
	s.refuse(w, v, err)
}

// refuse shows what went wrong and what to do. Whoever has to sign in is sent there, and comes back: after a button
// alone to the page on which it stood, where it can be pressed again. A form with more in it is kept on the page, to be
// sent again.
func (s *Site) refuse(w http.ResponseWriter, v *Visit, err error) {
	r, p := v.request, problem.From(err)
	if p.Kind == problem.Unauthenticated && r.Method != http.MethodPost {
		http.Redirect(w, r, v.Page.To("/sign-in?to="+url.QueryEscape(v.Page.In(v.Page.Language))), http.StatusSeeOther)
		return
	}
	view := page.Failure{Kept: kept(v.Form)}
	if p.Kind == problem.Unauthenticated {
		view.SignIn = v.Page.To("/sign-in")
		if len(view.Kept) == 0 {
			view.SignIn += "?to=" + url.QueryEscape(v.Page.To(s.origin(v)))
		}
	}
	s.explain(w, r, v, err, view)
}

// explain fills the view with the problem's words and shows it. What is our fault is logged here, once; its text stays
// inside.
func (s *Site) explain(w http.ResponseWriter, r *http.Request, v *Visit, err error, view page.Failure) {
	p := problem.From(err)
	switch p.Kind {
	case problem.Internal:
		slog.ErrorContext(r.Context(), "internal error", "error", err.Error(), "gateway_request", apigw.RequestID(r.Context()))
		p = problem.New(problem.Internal, "internal")
	case problem.Unavailable, problem.TooMany:
		slog.WarnContext(r.Context(), "unavailable", "error", err.Error(), "gateway_request", apigw.RequestID(r.Context()))
		w.Header().Set("Retry-After", "5")
	}
	v.Page.Code = apigw.RequestID(r.Context())
	view.Kind, view.Title, view.Text = string(p.Kind), v.Page.Fault("title-"+string(p.Kind), nil), v.Page.Fault(p.Code, p.Args)
	for _, f := range p.Faults {
		view.Faults = append(view.Faults, v.Page.Fault(f.Code, f.Args))
	}
	render(w, r, apigw.Status(p), page.FailurePage(v.Page.Titled(view.Title), view))
}

// kept lists the fields of a form that could not be taken, in a steady order.
func kept(form url.Values) []page.Field {
	var fields []page.Field
	for _, name := range slices.Sorted(maps.Keys(form)) {
		for _, value := range form[name] {
			fields = append(fields, page.Field{Name: name, Value: value})
		}
	}
	return fields
}
