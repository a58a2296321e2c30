package portal

import (
	"errors"
	"net/http"
	"net/url"

	"hsmp.example/cases/functions/internal/portal/signin"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/web/page"
)

// SignIn is where people come in and go out; *signin.SignIn is.
type SignIn interface {
	// Start sends the browser to the provider; what went wrong is a *signin.Failure.
	Start(w http.ResponseWriter, r *http.Request, l locale.Language) error
	// Return takes the provider's answer; what went wrong is a *signin.Failure.
	Return(w http.ResponseWriter, r *http.Request) error
	// Leave ends the session, here and at the provider.
	Leave(w http.ResponseWriter, r *http.Request, l locale.Language) error
	// LeaveEverywhere does so for every browser of the person: a lost telephone is signed out from any other.
	LeaveEverywhere(w http.ResponseWriter, r *http.Request, l locale.Language) error
}

// SignIn adds the pages by which people come in and go out.
func (s *Site) SignIn(d SignIn) {
	s.pages.HandleFunc("GET /sign-in", func(w http.ResponseWriter, r *http.Request) {
		if err := d.Start(w, r, language(r.Context())); err != nil {
			s.outside(w, r, err)
		}
	})
	s.Open("GET", "/sign-out", askOut)
	s.Open("GET", "/sign-out/everywhere", askOut) // where the language switch leads when signing out failed
	s.leave("/sign-out", d.Leave)
	s.leave("/sign-out/everywhere", d.LeaveEverywhere)
	s.plain.HandleFunc("GET /signed-in", func(w http.ResponseWriter, r *http.Request) {
		if err := d.Return(w, r); err != nil {
			s.outside(w, r, err)
		}
	})
}

func askOut(v *Visit) (Answer, error) {
	if v.unknown != nil {
		return Answer{}, v.unknown
	}
	if v.Who.Subject == "" {
		return See(v.Page, "/"), nil
	}
	return Show(page.SignOutPage(v.Page.Titled(v.Say("sign-out.title")))), nil
}

func (s *Site) leave(path string, by func(http.ResponseWriter, *http.Request, locale.Language) error) {
	s.pages.HandleFunc("POST "+path, func(w http.ResponseWriter, r *http.Request) {
		if err := by(w, r, language(r.Context())); err != nil {
			s.fail(w, r, err)
		}
	})
}

// outside tells somebody who stands before the door why it did not open, with a way to try again.
func (s *Site) outside(w http.ResponseWriter, r *http.Request, err error) {
	failure := &signin.Failure{Err: err}
	errors.As(err, &failure)
	l := failure.Language
	if !l.Valid() {
		l = locale.Negotiate(r.Header.Get("Accept-Language"))
	}
	v := &Visit{request: r, Page: page.Page{Language: l, Path: "/"}}
	again := "/sign-in"
	if failure.To != "" {
		again += "?to=" + url.QueryEscape(failure.To)
	}
	s.explain(w, r, v, failure.Err, page.Failure{SignIn: v.Page.To(again)})
}
