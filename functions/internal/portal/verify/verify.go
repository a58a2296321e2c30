// Package verify is the room where anybody checks a certificate (fact 59). A number is asked for in the address: it is
// printed for showing and names nobody. The text of a code names its holder, so it is posted and answered at once, and
// no address ever holds it; the code itself opens the page with the credential behind the hash, which browsers keep to
// themselves (ADR 0010).
package verify

import (
	"errors"
	"net/http"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/credential"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/verification"
	"hsmp.example/cases/web/assets"
	"hsmp.example/cases/web/page"
	view "hsmp.example/cases/web/verify"
)

// Room is what the routes need.
type Room struct {
	Desk  verification.Desk
	Rules casework.Rules
}

// Routes adds the page and the service worker that keeps it for when there is no network.
func (r Room) Routes(s *portal.Site) {
	s.Open(http.MethodGet, "/verify", r.lookUp)
	s.Open(http.MethodPost, "/verify", r.check)
	s.Plain("GET /verify/worker.js", http.HandlerFunc(worker))
}

func (r Room) lookUp(v *portal.Visit) (portal.Answer, error) {
	shown := r.view(v)
	if shown.Number == "" {
		return portal.Show(view.Page(v.Page, shown)), nil
	}
	c, verdict, err := r.Desk.LookUp(v.Context(), shown.Number)
	switch {
	case errors.Is(err, problem.NotFound):
		shown.Result = &view.Result{Verdict: string(verification.UnknownNumber), At: v.Now}
	case invalid(err):
		return again(v, shown, "number", err), nil
	case err != nil:
		return portal.Answer{}, err
	default:
		shown.Number = string(c.Number)
		shown.Result = &view.Result{Verdict: string(verdict), Number: c.Number, Field: r.field(v, c.Field), Issued: c.IssuedOn, Until: c.ValidUntil, At: v.Now}
	}
	return portal.Show(view.Page(v.Page, shown)), nil
}

func (r Room) check(v *portal.Visit) (portal.Answer, error) {
	shown := r.view(v)
	checked, err := r.Desk.Check(v.Context(), shown.Text)
	if invalid(err) {
		return again(v, shown, "text", err), nil
	}
	if err != nil {
		return portal.Answer{}, err
	}
	shown.Text, shown.Result = "", r.result(v, checked)
	return portal.Show(view.Page(v.Page, shown)), nil
}

func (r Room) result(v *portal.Visit, checked verification.Checked) *view.Result {
	result := &view.Result{Verdict: string(checked.Verdict), At: v.Now}
	if checked.Fault != nil {
		result.Reason = v.Page.Fault(checked.Fault.Code, checked.Fault.Args)
	}
	if checked.Claims != (credential.Claims{}) {
		result.Claims, result.Number, result.Field = &checked.Claims, checked.Claims.Number, r.field(v, checked.Claims.Field)
	}
	return result
}

func (r Room) view(v *portal.Visit) view.View {
	v.Page.Room, v.Page.Modules = page.Verification, []string{"verify.js"}
	v.Page = v.Page.Titled(v.Say("verify.title"))
	return view.View{Number: v.Asked("number"), Text: v.Value("text"), Fields: r.Rules.Latest().Programme.Fields}
}

func (r Room) field(v *portal.Visit, id string) string {
	return v.Page.Text(r.Rules.Latest().Programme.FieldNames(programme.FieldID(id)))
}

func invalid(err error) bool { return err != nil && problem.From(err).Kind == problem.Invalid }

func again(v *portal.Visit, shown view.View, field string, err error) portal.Answer {
	p := problem.From(err)
	v.Page.Faults = []page.Fault{{Field: field, Text: v.Page.Fault(p.Code, p.Args)}}
	return portal.Again(view.Page(v.Page, shown))
}

// worker serves the service worker. Its address must stay the same, since browsers look there for a newer one; the
// header lets it answer for the page in each language.
func worker(w http.ResponseWriter, _ *http.Request) {
	content, mediaType, ok := assets.Open(assets.URL("verify-worker.js"))
	if !ok {
		http.Error(w, "not compiled", http.StatusNotFound)
		return
	}
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("Content-Type", mediaType)
	w.Header().Set("Service-Worker-Allowed", "/")
	// The status is sent; a failure to write the rest can only be the reader's leaving.
	_, _ = w.Write(content)
}
