package signin

import (
	"cmp"
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"hsmp.example/cases/functions/internal/portal/session"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

// shortLife is how long an access token is taken to be good for when the provider does not say.
const shortLife = 5 * time.Minute

// exchange turns the code of a callback into what the provider says of the person.
func (p *Provider) exchange(ctx context.Context, code string, a attempt) (session.Grant, error) {
	config, err := p.config(ctx)
	if err != nil {
		return session.Grant{}, err
	}
	token, err := config.Exchange(oidc.ClientContext(ctx, p.Client), code, oauth2.VerifierOption(a.Proof))
	if err != nil {
		return session.Grant{}, p.refused(err)
	}
	grant, err := p.grant(ctx, token)
	if err != nil {
		return session.Grant{}, err
	}
	return p.introduce(ctx, grant, token, a.Nonce)
}

// Renew implements session.Renewer.
func (p *Provider) Renew(ctx context.Context, refresh string) (session.Grant, error) {
	config, err := p.config(ctx)
	if err != nil {
		return session.Grant{}, err
	}
	spent := &oauth2.Token{RefreshToken: refresh}
	token, err := config.TokenSource(oidc.ClientContext(ctx, p.Client), spent).Token()
	if err != nil {
		return session.Grant{}, p.refused(err)
	}
	return p.grant(ctx, token)
}

// grant reads roles and authority from the access token, which is what the API reads.
func (p *Provider) grant(ctx context.Context, token *oauth2.Token) (session.Grant, error) {
	principal, err := p.Verifier.Verify(ctx, token.AccessToken)
	if errors.Is(err, problem.Unavailable) {
		return session.Grant{}, err
	}
	if err != nil {
		return session.Grant{}, failed(err)
	}
	life := cmp.Or(time.Duration(token.ExpiresIn)*time.Second, shortLife)
	return session.Grant{Principal: principal, Expires: p.Now().Add(life), Refresh: token.RefreshToken}, nil
}

// introduce checks that the identity token was made for this very sign-in and is of the same person, and takes name,
// e-mail address and language from it where the access token has none, as Cognito's has.
func (p *Provider) introduce(ctx context.Context, g session.Grant, token *oauth2.Token, nonce string) (session.Grant, error) {
	raw, _ := token.Extra("id_token").(string)
	known, err := p.discover(ctx)
	if err != nil {
		return g, err
	}
	checked, err := known.Verifier(&oidc.Config{ClientID: p.ClientID, SupportedSigningAlgs: algorithms, Now: p.Now}).Verify(ctx, raw)
	if err != nil {
		return g, failed(err)
	}
	if subtle.ConstantTimeCompare([]byte(checked.Nonce), []byte(nonce)) != 1 {
		return g, failed(errors.New("the identity token answers another sign-in"))
	}
	if checked.Subject != g.Principal.Subject {
		return g, failed(errors.New("the two tokens are of different people"))
	}
	var said struct{ Name, Email, Locale string }
	if err := checked.Claims(&said); err != nil {
		return g, failed(err)
	}
	g.Principal = acquainted(g.Principal, said.Name, said.Email, said.Locale)
	return g, nil
}

func acquainted(p identity.Principal, name, email, language string) identity.Principal {
	p.Name, p.Email = cmp.Or(p.Name, name), cmp.Or(p.Email, email)
	if p.Locale == "" && language != "" {
		p.Locale = locale.Negotiate(language)
	}
	return p
}

// refused tells a provider that says no from one that cannot be asked. What it says of a wrong client is our fault and
// no reason to end anybody's session.
func (p *Provider) refused(err error) error {
	var answer *oauth2.RetrieveError
	if !errors.As(err, &answer) {
		return unavailable(err)
	}
	// The error's own text would carry the provider's words into the log, which may name the person.
	cause := fmt.Errorf("the token endpoint answered %d %.40q", answer.Response.StatusCode, answer.ErrorCode)
	if answer.ErrorCode == "invalid_grant" && answer.Response.StatusCode < http.StatusInternalServerError {
		return over(cause)
	}
	return unavailable(cause)
}
