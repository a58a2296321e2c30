// Package session keeps who is signed in to the portal, for as long as the limits allow.
//
// The browser has a secret of 32 random bytes and nothing else. From it derive the id of a row in the table and the key
// that opens the row: the table alone cannot be read, the cookie alone says nothing, and a row that is removed ends the
// session at once. The package must know neither the protocol of signing in nor any page.
package session

import (
	"time"

	"hsmp.example/cases/pkg/usecase/identity"
)

// How long a session is good for. The clock of the idle limits runs from the last visit that was written down, so it
// ends up to touchEvery early and never late.
const (
	OfficeIdle = 30 * time.Minute // of everybody who works on other people's cases
	PersonIdle = 2 * time.Hour    // of applicants and employers, who fill in long forms
	Longest    = 12 * time.Hour   // whatever somebody does

	touchEvery = 5 * time.Minute
)

// Grace is how long somebody stays signed in after the access token has expired, while the provider cannot be asked for
// another: long enough for it to restart, short enough that a right that was taken away does not outlive its token by
// much.
const Grace = 5 * time.Minute

// lease is how long one request has to renew the tokens while others wait for it with what is there; it is also how
// long a provider that is down is left alone. A provider that rotates refresh tokens ends the session of whoever uses
// one twice.
const lease = 15 * time.Second

// Grant is what the provider said of a person, verified.
type Grant struct {
	Principal identity.Principal
	Expires   time.Time // of the access token that says so
	Refresh   string    // token that renews it; "" when the provider gave none: the session then ends with the access token
}

// Session is somebody who is signed in.
type Session struct {
	Grant
	Created  time.Time
	Seen     time.Time // last visit that was written down, at most every five minutes
	Renewing time.Time // nobody asks the provider for new tokens before
}

// AtOffice reports whether the person works on other people's cases: has any role but those of applicants and
// employers.
func AtOffice(p identity.Principal) bool {
	for _, role := range p.Roles {
		if role != identity.Applicant && role != identity.Employer {
			return true
		}
	}
	return false
}

// Idle is how long somebody stays signed in at least when nothing more comes from them.
func Idle(p identity.Principal) time.Duration { return idle(p) - touchEvery }

func idle(p identity.Principal) time.Duration {
	if AtOffice(p) {
		return OfficeIdle
	}
	return PersonIdle
}

func (s Session) over(now time.Time) bool {
	return !now.Before(s.Created.Add(Longest)) || !now.Before(s.Seen.Add(idle(s.Principal)))
}
