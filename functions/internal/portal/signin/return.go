package signin

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
)

// longestState is more than any state of ours has.
const longestState = 64

// Return handles GET /signed-in, the provider's answer: it makes the session and sends the browser to where the person
// wanted to go, or to their first page. It fails with a *Failure of sign-in-denied, sign-in-over, sign-in-failed (all
// Unauthenticated) or Unavailable. A second visit of somebody who is signed in by now (the back button) leads to their
// first page and makes nothing.
func (d *SignIn) Return(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	a, err := d.take(r, query.Get("state"))
	if errors.Is(err, problem.Unauthenticated) {
		if here, err := d.Sessions.Load(r); err == nil {
			redirect(w, Home(here.Principal, cmp.Or(here.Principal.Locale, locale.Negotiate(r.Header.Get("Accept-Language")))))
			return nil
		}
	}
	if err == nil {
		err = d.finish(w, r, a)
	}
	if err != nil {
		return &Failure{Language: a.Language, To: a.To, Err: err}
	}
	return nil
}

// take finds the sign-in that the answer belongs to, once.
func (d *SignIn) take(r *http.Request, state string) (attempt, error) {
	secret, ok := secretOf(r)
	if !ok {
		return attempt{}, over(errors.New("no cookie of a sign-in"))
	}
	if state == "" || len(state) > longestState {
		return attempt{}, over(errors.New("no state of ours"))
	}
	box, err := boxOf(secret, state)
	if err != nil {
		return attempt{}, err
	}
	sealed, err := d.Attempts.TakeSignIn(r.Context(), box.ID)
	if err != nil {
		return attempt{}, err
	}
	if sealed == nil {
		return attempt{}, over(errors.New("no such sign-in, or it was ended"))
	}
	a := attempt{State: state}
	if err := box.Open(sealed, &a); err != nil {
		return attempt{}, over(err)
	}
	if !d.Now().Before(a.Until) {
		return a, over(errors.New("it took too long"))
	}
	return a, nil
}

func (d *SignIn) finish(w http.ResponseWriter, r *http.Request, a attempt) error {
	code, err := d.code(r.URL.Query())
	if err != nil {
		return err
	}
	grant, err := d.Provider.exchange(r.Context(), code, a)
	if err != nil {
		return err
	}
	if err := d.Sessions.Begin(w, r, grant); err != nil {
		return err
	}
	redirect(w, cmp.Or(a.To, Home(grant.Principal, a.Language)))
	return nil
}

// code reads the answer of a provider that agreed, and what the others mean (RFC 6749, 4.1.2.1; RFC 9207).
func (d *SignIn) code(answer url.Values) (string, error) {
	if issuer := answer.Get("iss"); issuer != "" && issuer != d.Provider.URL {
		return "", failed(errors.New("another issuer answered"))
	}
	switch said := answer.Get("error"); said {
	case "":
	case "access_denied":
		return "", problem.New(problem.Unauthenticated, "sign-in-denied")
	case "temporarily_unavailable", "server_error":
		return "", unavailable(fmt.Errorf("the provider answered %s", said))
	default:
		return "", failed(fmt.Errorf("the provider answered %.40q", said))
	}
	if answer.Get("code") == "" {
		return "", failed(errors.New("the provider answered without a code"))
	}
	return answer.Get("code"), nil
}
