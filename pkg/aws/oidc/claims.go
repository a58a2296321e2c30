package oidc

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/usecase/identity"
)

const useAccess = "access"

// An officer's authority may come as a group of this form, because Cognito puts groups into access tokens and no
// attributes.
const authorityGroup = "authority:"

// clockError is how much later than ours an issuer's clock may be. An expiry forgives nothing (RFC 7519, 4.1.4).
const clockError = 5 * time.Minute

// claims are what we read of a token. Local issuers and Cognito name them apart.
type claims struct {
	jwt.RegisteredClaims
	TokenUse        string `json:"token_use"` // Cognito: "access" or "id"
	Typ             string `json:"typ"`       // Keycloak: "Bearer" or "ID"
	ClientID        string `json:"client_id"`
	Scope           string `json:"scope"`
	Roles           words  `json:"roles"`
	Groups          words  `json:"cognito:groups"`
	Authority       string `json:"authority"`
	CustomAuthority string `json:"custom:authority"`
	Name            string `json:"name"`
	Email           string `json:"email"`
	Locale          string `json:"locale"`
}

// GetNotBefore is the moment from which the token is good by any clock.
func (c *claims) GetNotBefore() (*jwt.NumericDate, error) {
	if c.NotBefore == nil {
		return nil, nil
	}
	return jwt.NewNumericDate(c.NotBefore.Add(-clockError)), nil
}

// words is a claim that issuers write as one word or as a list.
type words []string

// UnmarshalJSON takes a string or a list of strings.
func (w *words) UnmarshalJSON(raw []byte) error {
	var one string
	if err := json.Unmarshal(raw, &one); err == nil {
		*w = strings.Fields(one)
		return nil
	}
	return json.Unmarshal(raw, (*[]string)(w))
}

// opens reports whether the token is one that opens APIs. An ID token says who signed in to a client and must not: RFC
// 9068 marks access tokens by typ at+jwt, Cognito by token_use; where an issuer marks nothing, only access tokens have
// a scope.
func (c claims) opens(typ string) bool {
	typ = strings.ToLower(strings.TrimPrefix(strings.ToLower(typ), "application/"))
	switch {
	case c.TokenUse != "" && c.TokenUse != useAccess, strings.EqualFold(c.Typ, "id"):
		return false
	case typ != "" && typ != "jwt" && typ != "at+jwt":
		return false
	}
	return c.TokenUse == useAccess || typ == "at+jwt" || c.Scope != ""
}

// principal makes a person out of the claims. Roles and authority may come as claims of their own or as groups; words
// that are no role of ours are left out, as an issuer has groups for other systems too. A claim wins over a group,
// because only the claim can be meant for us alone.
func (c claims) principal() identity.Principal {
	p := identity.Principal{Issuer: c.Issuer, Subject: c.Subject, Name: c.Name, Email: c.Email}
	for _, word := range slices.Concat(c.Roles, c.Groups) {
		if id, ok := strings.CutPrefix(word, authorityGroup); ok {
			p.Authority = id
		}
		if role := identity.Role(word); slices.Contains(identity.Roles, role) && !p.Has(role) {
			p.Roles = append(p.Roles, role)
		}
	}
	for _, id := range []string{c.CustomAuthority, c.Authority} {
		if id != "" {
			p.Authority = id
		}
	}
	// Whoever signs in without an office is an applicant: nobody enrols applicants in a group beforehand.
	if len(p.Roles) == 0 {
		p.Roles = []identity.Role{identity.Applicant}
	}
	if c.Locale != "" {
		p.Locale = locale.Negotiate(c.Locale)
	}
	return p
}
