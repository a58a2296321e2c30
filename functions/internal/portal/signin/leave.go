package signin

import (
	"net/http"

	"hsmp.example/cases/pkg/locale"
)

// Leave handles POST /sign-out: it ends the session and sends the browser to the provider, so that it forgets the
// person too; from there it comes back to the portal. The site refuses forms of other origins before. It fails with
// Unavailable when the session could not be ended; the person is still signed in then.
func (d *SignIn) Leave(w http.ResponseWriter, r *http.Request, l locale.Language) error {
	if err := d.Sessions.End(w, r); err != nil {
		return err
	}
	d.leave(w, r, l)
	return nil
}

// LeaveEverywhere does the same for all browsers of the person. It fails with Unauthenticated when nobody is signed in
// here.
func (d *SignIn) LeaveEverywhere(w http.ResponseWriter, r *http.Request, l locale.Language) error {
	if err := d.Sessions.EndEverywhere(w, r); err != nil {
		return err
	}
	d.leave(w, r, l)
	return nil
}

func (d *SignIn) leave(w http.ResponseWriter, r *http.Request, l locale.Language) {
	exit, ok := d.Provider.exit(r.Context(), l)
	if !ok {
		exit = "/" + string(l)
	}
	redirect(w, exit)
}
