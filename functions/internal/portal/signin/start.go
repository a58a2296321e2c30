package signin

import (
	"encoding/base64"
	"io"
	"net/http"
	"time"

	"hsmp.example/cases/functions/internal/portal/session"
	"hsmp.example/cases/pkg/locale"
)

// attempt is a sign-in that has begun. It lies in the table, in a box that only the browser's cookie together with the
// state opens, so that the provider's answer is taken in this browser, for this sign-in, once. Several tabs may sign in
// at once.
type attempt struct {
	State    string `json:"-"`
	Nonce    string
	Proof    string // PKCE's code verifier
	To       string // page to go to; "" for the person's first page
	Language locale.Language
	Until    time.Time
}

// Start handles GET /{language}/sign-in?to=/az/…: it shows nothing and sends the browser to the provider. A to that is
// not a page of the portal is forgotten. It fails with Unavailable when the provider or the table cannot be reached.
func (d *SignIn) Start(w http.ResponseWriter, r *http.Request, l locale.Language) error {
	to, ok := local(r.URL.Query().Get("to"))
	if !ok {
		to = ""
	}
	if err := d.start(w, r, attempt{To: to, Language: l}); err != nil {
		return &Failure{Language: l, To: to, Err: err}
	}
	return nil
}

func (d *SignIn) start(w http.ResponseWriter, r *http.Request, a attempt) error {
	for _, word := range []*string{&a.State, &a.Nonce, &a.Proof} {
		var err error
		if *word, err = d.word(); err != nil {
			return err
		}
	}
	a.Until = d.Now().Add(Patience)
	entrance, err := d.Provider.entrance(r.Context(), a)
	if err != nil {
		return err
	}
	secret, ok := secretOf(r)
	if !ok {
		if secret, err = session.NewSecret(d.Random); err != nil {
			return err
		}
	}
	if err := d.keep(r, secret, a); err != nil {
		return err
	}
	http.SetCookie(w, &http.Cookie{Name: Cookie, Value: secret.Text(), MaxAge: int(Patience / time.Second), Path: "/",
		Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	redirect(w, entrance)
	return nil
}

func (d *SignIn) keep(r *http.Request, secret session.Secret, a attempt) error {
	box, err := boxOf(secret, a.State)
	if err != nil {
		return err
	}
	sealed, err := box.Seal(d.Random, a)
	if err != nil {
		return err
	}
	return d.Attempts.KeepSignIn(r.Context(), box.ID, sealed, a.Until)
}

func boxOf(secret session.Secret, state string) (session.Box, error) {
	return secret.Box("sign-in " + state)
}

func secretOf(r *http.Request) (session.Secret, bool) {
	found, err := r.Cookie(Cookie)
	if err != nil {
		return session.Secret{}, false
	}
	return session.ParseSecret(found.Value)
}

// word is 256 random bits: 43 characters, as many as a code verifier must have.
func (d *SignIn) word() (string, error) {
	raw := make([]byte, 32)
	_, err := io.ReadFull(d.Random, raw)
	return base64.RawURLEncoding.EncodeToString(raw), err
}
