// Package signin signs people in and out: OpenID Connect's authorization code flow with a proof key, state and nonce,
// against any issuer. What the provider says of a person becomes a session.
//
// Its handlers write redirects and return problems; pages that say them are the site's. The package must not know what
// the provider's own pages look like, nor how a second factor works there.
package signin

import (
	"context"
	"errors"
	"io"
	"net/http"
	"time"

	"hsmp.example/cases/functions/internal/portal/session"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/usecase/identity"
)

// CallbackPath is where the provider sends the browser back to; it is registered there with the public URL before it.
const CallbackPath = "/signed-in"

// Cookie names the cookie that binds sign-ins to the browser in which they began.
const Cookie = "__Host-signin"

// Patience is how long a person has between the portal's redirect and the provider's.
const Patience = 10 * time.Minute

// Attempts keeps what a sign-in that has begun must know at its end, and hands it out once; *dynamo.Table does.
type Attempts interface {
	KeepSignIn(ctx context.Context, id string, sealed []byte, expires time.Time) error
	TakeSignIn(ctx context.Context, id string) ([]byte, error)
}

// Entries begins and finds sessions; *session.Sessions does.
type Entries interface {
	Begin(http.ResponseWriter, *http.Request, session.Grant) error
	Load(*http.Request) (session.Session, error)
}

// Exits ends sessions; *session.Sessions does.
type Exits interface {
	End(http.ResponseWriter, *http.Request) error
	EndEverywhere(http.ResponseWriter, *http.Request) error
}

// Sessions is both.
type Sessions interface {
	Entries
	Exits
}

// Config is what a door is made of. Every field is required.
type Config struct {
	Provider *Provider
	Sessions Sessions
	Attempts Attempts
	Now      func() time.Time
	Random   io.Reader // cryptographically secure
}

// SignIn is where people come in and go out.
type SignIn struct{ Config }

// New returns a door, or says that something is missing.
func New(c Config) (*SignIn, error) {
	if c.Provider == nil || c.Sessions == nil || c.Attempts == nil || c.Now == nil || c.Random == nil {
		return nil, errors.New("signin: provider, sessions, attempts, now and random are required")
	}
	return &SignIn{Config: c}, nil
}

// Failure is a sign-in that did not end well: the problem, and what the person needs for beginning anew.
type Failure struct {
	Language locale.Language // of the sign-in; "" when that is not known any more
	To       string          // where the person wanted to go; may be ""
	Err      error
}

// Error implements error.
func (f *Failure) Error() string { return "sign in: " + f.Err.Error() }

// Unwrap makes the problem findable.
func (f *Failure) Unwrap() error { return f.Err }

// Home is the page that a person of these roles begins at. Officers work in Azerbaijani unless their account says
// otherwise; everybody else stays in the language they came in.
func Home(p identity.Principal, l locale.Language) string {
	switch {
	case session.AtOffice(p) && p.Locale != "":
		return "/" + string(p.Locale) + "/console"
	case session.AtOffice(p):
		return "/" + string(locale.Azerbaijani) + "/console"
	case p.Has(identity.Employer) && !p.Has(identity.Applicant):
		return "/" + string(l) + "/employer"
	}
	return "/" + string(l) + "/applications"
}

// redirect sends the browser on by GET. What it is told on the way stays with it alone.
func redirect(w http.ResponseWriter, to string) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Location", to)
	w.WriteHeader(http.StatusSeeOther)
}
