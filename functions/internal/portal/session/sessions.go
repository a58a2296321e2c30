package session

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"time"

	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/problem"
)

// Cookie is the name of the session's cookie. Browsers take a name of this prefix only from the host itself, over a
// trusted connection, for the whole host. They count http://localhost as trusted, so the name is the same everywhere.
const Cookie = "__Host-session"

const purpose = "session"

// Keeper keeps sessions; *dynamo.Table does.
type Keeper interface {
	KeepSession(context.Context, dynamo.SessionRow) error
	Session(ctx context.Context, id string) (*dynamo.SessionRow, error)
	ReplaceSession(context.Context, dynamo.SessionRow) (bool, error)
}

// Dropper ends sessions; *dynamo.Table does.
type Dropper interface {
	DropSession(ctx context.Context, id string) error
	DropSessions(ctx context.Context, person string) error
}

// Store is both.
type Store interface {
	Keeper
	Dropper
}

// Renewer asks the provider for new tokens. It fails with Unauthenticated when the provider refuses, and with any other
// error when it cannot be asked.
type Renewer interface {
	Renew(ctx context.Context, refresh string) (Grant, error)
}

// Config is what sessions are made of. Every field is required.
type Config struct {
	Store   Store
	Renewer Renewer
	Now     func() time.Time
	Random  io.Reader // cryptographically secure
}

// Sessions begins, finds and ends sessions. It is safe for concurrent use.
type Sessions struct{ Config }

// New returns sessions, or says that the configuration lacks something.
func New(c Config) (*Sessions, error) {
	if c.Store == nil || c.Renewer == nil || c.Now == nil || c.Random == nil {
		return nil, errors.New("session: store, renewer, now and random are required")
	}
	return &Sessions{Config: c}, nil
}

// Begin signs the person in: under a new secret always, so that a cookie known before the sign-in is worth nothing
// after it. A session that the browser had before is ended.
func (s *Sessions) Begin(w http.ResponseWriter, r *http.Request, g Grant) error {
	secret, err := NewSecret(s.Random)
	if err != nil {
		return err
	}
	now := s.Now()
	held, err := hold(secret, Session{Grant: g, Created: now, Seen: now})
	if err != nil {
		return err
	}
	row, err := held.row(s.Random)
	if err != nil {
		return err
	}
	if err := s.Store.KeepSession(r.Context(), row); err != nil {
		return err
	}
	if err := s.drop(r); err != nil {
		slog.WarnContext(r.Context(), "the browser's former session was not ended", "error", err.Error())
	}
	http.SetCookie(w, cookie(secret.Text(), 0))
	return nil
}

// End signs the browser out. When the table cannot be reached the cookie stays, so that the person may try again.
func (s *Sessions) End(w http.ResponseWriter, r *http.Request) error {
	if err := s.drop(r); err != nil {
		return err
	}
	http.SetCookie(w, cookie("", -1))
	return nil
}

// EndEverywhere signs the person out of all browsers. It fails as Load does when nobody is signed in here.
func (s *Sessions) EndEverywhere(w http.ResponseWriter, r *http.Request) error {
	here, err := s.Load(r)
	if err != nil {
		return err
	}
	if err := s.Store.DropSessions(r.Context(), here.Principal.Person()); err != nil {
		return err
	}
	http.SetCookie(w, cookie("", -1))
	return nil
}

func (s *Sessions) drop(r *http.Request) error {
	secret, ok := secretOf(r)
	if !ok {
		return nil
	}
	box, err := secret.Box(purpose)
	if err != nil {
		return err
	}
	return s.Store.DropSession(r.Context(), box.ID)
}

func secretOf(r *http.Request) (Secret, bool) {
	found, err := r.Cookie(Cookie)
	if err != nil {
		return Secret{}, false
	}
	return ParseSecret(found.Value)
}

// cookie has no time of its own: the browser forgets it when it is closed, and the row decides before that.
func cookie(text string, age int) *http.Cookie {
	return &http.Cookie{Name: Cookie, Value: text, MaxAge: age, Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode}
}

// over is said to whoever comes with a session that is no more.
func over() *problem.Error { return problem.New(problem.Unauthenticated, "session-over") }
