// Package client speaks the HTTP API as a person's browser would: signed in at the OpenID provider, JSON both ways,
// uploads by the forms that the API hands out, and every request safe to repeat. The demo and the end-to-end tests are
// its users.
//
// It knows the API by its addresses and JSON only and imports nothing of the product.
package client

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"hsmp.example/cases/localstack/instance"
	"hsmp.example/cases/localstack/signin"
)

// atOnce bounds the requests in flight to one host: every call that runs beside others is a process on the emulator.
const atOnce = 6

// Site is a running instance as people reach it.
type Site struct {
	Instance instance.Instance
	run      string // goes into each Idempotency-Key: the same step of the same run has the same key
	http     *http.Client

	mutex  sync.Mutex
	tokens map[string]func() (string, error) // by user
}

// Open returns the site of an instance. run names this run of the caller, so that another run's requests are new
// requests.
func Open(i instance.Instance, run string) *Site {
	return &Site{
		Instance: i, run: run, tokens: map[string]func() (string, error){},
		http: &http.Client{
			Transport: &http.Transport{MaxConnsPerHost: atOnce, MaxIdleConnsPerHost: atOnce, IdleConnTimeout: time.Minute},
			Timeout:   2 * time.Minute,
		},
	}
}

// Person is somebody at the site. Without a token it is anybody: the public routes answer.
type Person struct {
	User     string
	Language string // what Accept-Language asks for; "" sends none
	Token    string
	site     *Site
}

// Anybody is a person who has not signed in.
func (s *Site) Anybody() Person { return Person{site: s} }

// SignIn signs a seeded person in, once a user: later calls return the same token.
func (s *Site) SignIn(ctx context.Context, user string) (Person, error) {
	s.mutex.Lock()
	token, known := s.tokens[user]
	if !known {
		token = sync.OnceValues(func() (string, error) {
			return signin.Token(ctx, s.Instance.Issuer, user, s.Instance.Password)
		})
		s.tokens[user] = token
	}
	s.mutex.Unlock()
	got, err := token()
	if err != nil {
		return Person{}, err
	}
	return Person{User: user, Token: got, site: s}, nil
}

// In returns the same person asking for answers in a language.
func (p Person) In(language string) Person {
	p.Language = language
	return p
}

// Bearing returns the same person with another token.
func (p Person) Bearing(token string) Person {
	p.Token = token
	return p
}

// Until looks again and again, at even intervals, until look says yes or fails. When the time within has passed the
// error names what was waited for.
func Until(ctx context.Context, what string, within, every time.Duration, look func(context.Context) (bool, error)) error {
	bounded, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		done, err := look(bounded)
		if done || err != nil && bounded.Err() == nil {
			return err
		}
		select {
		case <-ticker.C:
		case <-bounded.Done():
			if ctx.Err() != nil {
				return ctx.Err()
			}
			return fmt.Errorf("%s did not come within %s", what, within)
		}
	}
}
