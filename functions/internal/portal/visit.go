package portal

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"hsmp.example/cases/functions/internal/portal/session"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
	"hsmp.example/cases/pkg/usecase/trial"
	"hsmp.example/cases/web/page"
)

// formLimit is how many bytes a form may have. A whole application with every field filled stays far below.
const formLimit = 512 << 10

// Visit is one request by one person in one language.
type Visit struct {
	Page page.Page          // to be handed to the view
	Who  identity.Principal // the zero Principal on pages for everybody, when nobody is signed in
	Now  time.Time
	Form url.Values // what was posted; empty for a GET

	request *http.Request
	unknown error // why nobody can say who is visiting; Who is the zero Principal then
}

// Context is the request's.
func (v *Visit) Context() context.Context { return v.request.Context() }

// Language is the reader's.
func (v *Visit) Language() locale.Language { return v.Page.Language }

// Path returns what stands at a place of the route: Path("id").
func (v *Visit) Path(place string) string { return v.request.PathValue(place) }

// Asked returns a parameter of the address, without spaces around it.
func (v *Visit) Asked(name string) string { return strings.TrimSpace(v.Page.Query.Get(name)) }

// Value returns a field of the posted form, without spaces around it.
func (v *Visit) Value(field string) string { return strings.TrimSpace(v.Form.Get(field)) }

// Say is short for the page's.
func (v *Visit) Say(key string, args ...string) string { return v.Page.Say(key, args...) }

// Faults puts what is wrong with the form on the page, and reports whether err was of that kind; any other error is the
// caller's to return.
func (v *Visit) Faults(err error) bool {
	p := problem.From(err)
	if p.Kind != problem.Invalid {
		return false
	}
	for _, f := range p.Faults {
		v.Page.Faults = append(v.Page.Faults, page.Fault{Field: page.FieldID(f.Pointer), Text: v.Page.Fault(f.Code, f.Args)})
	}
	return true
}

func (s *Site) serve(w http.ResponseWriter, r *http.Request, action identity.Action, h Handler) {
	v, err := s.visit(w, r)
	if err == nil && action != "" {
		err = s.admit(v, action)
	}
	if err != nil {
		s.refuse(w, v, err)
		return
	}
	answer, err := h(v)
	switch {
	case trial.Passed(err):
		answer = See(v.Page, s.origin(v))
	case err != nil:
		s.refuse(w, v, v.lacksWho(err))
		return
	case v.unknown != nil:
		slog.WarnContext(v.Context(), "a page was shown without knowing to whom", "error", v.unknown.Error())
	}
	answer.write(w, v.request)
}

func (s *Site) visit(w http.ResponseWriter, r *http.Request) (*Visit, error) {
	l := language(r.Context())
	v := &Visit{Now: s.config.Now(), request: r, Form: url.Values{},
		Page: page.Page{Language: l, Path: r.URL.EscapedPath(), Query: r.URL.Query()}}
	if s.config.Notices != nil {
		v.Page.Notices = s.config.Notices(l, v.Now)
	}
	if r.Method == http.MethodPost {
		r.Body = http.MaxBytesReader(w, r.Body, formLimit)
		if err := r.ParseForm(); err != nil {
			return v, unreadable(err)
		}
		v.Form = r.PostForm
		v.postsAgain()
	}
	s.recognise(w, v)
	return v, nil
}

// recognise learns who is visiting. Where that cannot be learnt the page is shown as to anybody, unless it must know.
func (s *Site) recognise(w http.ResponseWriter, v *Visit) {
	who, found, err := s.config.Sessions.Find(v.Context(), w, v.request)
	switch {
	case err != nil:
		v.unknown = err
	case found:
		v.Who, v.Page.Person = who, personOf(who)
	}
}

// lacksWho says what is down to somebody who would be asked to sign in only because nobody can say who it is.
func (v *Visit) lacksWho(err error) error {
	if v.unknown != nil && errors.Is(err, problem.Unauthenticated) {
		return v.unknown
	}
	return err
}

func unreadable(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return problem.New(problem.TooLarge, "too-large", "max", strconv.Itoa(formLimit))
	}
	return problem.New(problem.Malformed, "malformed-request").Because(err)
}

func (s *Site) admit(v *Visit, action identity.Action) error {
	if v.Who.Subject == "" {
		return v.lacksWho(problem.New(problem.Unauthenticated, "signed-out"))
	}
	return identity.Preauthorize(v.Who, action)
}

func personOf(p identity.Principal) page.Person {
	return page.Person{
		Name:      p.Name,
		Applicant: p.Has(identity.Applicant),
		Officer:   p.Has(identity.Officer) || p.Has(identity.DecisionOfficer) || p.Has(identity.ObjectionReviewer) || p.Has(identity.Supervisor) || p.Has(identity.Auditor),
		Overseer:  p.Has(identity.Supervisor),
		Employer:  p.Has(identity.Employer),
		Idle:      session.Idle(p),
	}
}
