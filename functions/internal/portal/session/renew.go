package session

import (
	"cmp"
	"context"
	"errors"
	"time"

	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

// renewed brings a session whose access token has expired up to what the provider says now: the roles may be others.
// One request of several asks; the others go on with what is there.
func (s *Sessions) renewed(ctx context.Context, h held) (held, error) {
	if h.Refresh == "" {
		return held{}, s.end(ctx, h)
	}
	if s.Now().Before(h.Renewing) {
		return s.graced(h, errors.New("the tokens are being renewed"))
	}
	h.Renewing = s.Now().Add(lease)
	won, err := s.replace(ctx, &h)
	if err != nil {
		return held{}, err
	}
	if !won {
		return s.overtaken(ctx, h)
	}
	fresh, err := s.Renewer.Renew(ctx, h.Refresh)
	switch {
	case errors.Is(err, problem.Unauthenticated):
		return held{}, s.end(ctx, h)
	case err != nil:
		return s.graced(h, err)
	case fresh.Principal.Person() != h.Principal.Person():
		return held{}, s.end(ctx, h)
	}
	return s.settle(ctx, h, fresh)
}

// overtaken reads what the request that was first has made of the session.
func (s *Sessions) overtaken(ctx context.Context, h held) (held, error) {
	h, err := s.read(ctx, h.box)
	if err != nil || s.Now().Before(h.Expires) {
		return h, err
	}
	return s.graced(h, errors.New("another request renews the tokens"))
}

// graced lets the session go on for a little while on what was last known.
func (s *Sessions) graced(h held, cause error) (held, error) {
	if s.Now().Before(h.Expires.Add(Grace)) {
		return h, nil
	}
	return held{}, problem.New(problem.Unavailable, "sign-in-unavailable").Because(cause)
}

// settle writes what the provider has said. A session that was ended meanwhile stays ended; where the answer to the
// write was lost and the repeat of it refused, the row is there already.
func (s *Sessions) settle(ctx context.Context, h held, fresh Grant) (held, error) {
	fresh.Refresh = cmp.Or(fresh.Refresh, h.Refresh) // not every provider gives another
	fresh.Principal = named(fresh.Principal, h.Principal)
	h.Grant, h.Seen, h.Renewing = fresh, s.Now(), time.Time{}
	won, err := s.replace(ctx, &h)
	if err != nil {
		return held{}, err
	}
	if !won {
		return s.overtaken(ctx, h)
	}
	return h, nil
}

// named keeps the words by which the person is addressed: some providers write them into the first tokens only.
func named(p, before identity.Principal) identity.Principal {
	p.Name, p.Email, p.Locale = cmp.Or(p.Name, before.Name), cmp.Or(p.Email, before.Email), cmp.Or(p.Locale, before.Locale)
	return p
}
