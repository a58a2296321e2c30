package session

import (
	"context"
	"errors"
	"log/slog"
	"net/http"

	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

// Load returns who sends the request. It fails with Unauthenticated "session-missing" when nobody is signed in and
// "session-over" when the session was ended or has reached a limit, and with Unavailable when the table cannot be
// reached or the provider has been down for longer than the grace.
func (s *Sessions) Load(r *http.Request) (Session, error) {
	secret, ok := secretOf(r)
	if !ok {
		return Session{}, problem.New(problem.Unauthenticated, "session-missing")
	}
	h, err := hold(secret, Session{})
	if err != nil {
		return Session{}, err
	}
	ctx := r.Context()
	if h, err = s.read(ctx, h.box); err != nil {
		return Session{}, err
	}
	if !s.Now().Before(h.Expires) {
		h, err = s.renewed(ctx, h)
		return h.Session, err
	}
	return s.touched(ctx, h), nil
}

// read finds a session that is within its limits; one that is not is removed.
func (s *Sessions) read(ctx context.Context, box Box) (held, error) {
	row, err := s.Store.Session(ctx, box.ID)
	if err != nil {
		return held{}, err
	}
	if row == nil {
		return held{}, over()
	}
	h := held{box: box, version: row.Version}
	if err := box.Open(row.Sealed, &h.Session); err != nil {
		return held{}, over().Because(err)
	}
	if h.over(s.Now()) {
		return held{}, s.end(ctx, h)
	}
	return h, nil
}

// end removes the session and returns what the person is told.
func (s *Sessions) end(ctx context.Context, h held) error {
	if err := s.Store.DropSession(ctx, h.box.ID); err != nil {
		return errors.Join(over(), err) // it is over whether or not the row goes
	}
	return over()
}

// replace writes the next version, and reports false when another request was first or the session was ended.
func (s *Sessions) replace(ctx context.Context, h *held) (bool, error) {
	row, err := h.row(s.Random)
	if err != nil {
		return false, err
	}
	won, err := s.Store.ReplaceSession(ctx, row)
	if won {
		h.version++
	}
	return won, err
}

// touched writes the visit down when the last one is long ago. A visit that could not be written must not fail the
// page: the next one is written instead. Nothing is written while tokens are renewed, whose writer must not be
// overtaken.
func (s *Sessions) touched(ctx context.Context, h held) Session {
	now := s.Now()
	if now.Sub(h.Seen) < touchEvery || now.Before(h.Renewing) {
		return h.Session
	}
	h.Seen = now
	if _, err := s.replace(ctx, &h); err != nil {
		slog.WarnContext(ctx, "a visit was not written down", "error", err.Error())
	}
	return h.Session
}

// Find returns who sends the request; found is false when nobody is signed in or the session has ended. It fails with
// Unavailable as Load does. w is for stores that must renew their cookie; this one need not.
func (s *Sessions) Find(_ context.Context, _ http.ResponseWriter, r *http.Request) (who identity.Principal, found bool, err error) {
	here, err := s.Load(r)
	if errors.Is(err, problem.Unauthenticated) {
		return identity.Principal{}, false, nil
	}
	return here.Principal, err == nil, err
}
