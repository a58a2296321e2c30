package rehearsal

import (
	"context"
	"net/http"
	"strings"

	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

// Cookie says who somebody is: its value is a name of People.
const Cookie = "rehearsal-as"

// People are those who can be rehearsed, by name. Each authority has an officer and a colleague: "officer-economy",
// "colleague-economy"; anybody else's name is an applicant's.
func People(name string) identity.Principal {
	p := identity.Principal{Issuer: "https://issuer.test", Subject: name, Name: strings.ToUpper(name[:1]) + name[1:], Email: name + "@example.org"}
	service := map[string]identity.Role{"chief": identity.Supervisor, "decider": identity.DecisionOfficer, "reviewer": identity.ObjectionReviewer}
	role, ofService := service[name]
	desk, authority, ofAuthority := strings.Cut(name, "-")
	switch {
	case ofService:
		p.Roles, p.Authority = []identity.Role{role}, identity.Service
	case ofAuthority && desk == "supervisor":
		p.Roles, p.Authority = []identity.Role{identity.Supervisor}, authority
	case ofAuthority:
		p.Roles, p.Authority = []identity.Role{identity.Officer}, authority
	case name == "auditor":
		p.Roles = []identity.Role{identity.Auditor}
	case strings.HasPrefix(name, "employer"):
		p.Roles = []identity.Role{identity.Employer}
	default:
		p.Roles = []identity.Role{identity.Applicant}
	}
	return p
}

// signIn makes the visitor somebody, and goes where "to" says: /rehearsal/as/emre?to=/en/applications.
func signIn(w http.ResponseWriter, r *http.Request) {
	http.SetCookie(w, &http.Cookie{Name: Cookie, Value: r.PathValue("name"), Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})
	to := r.URL.Query().Get("to")
	if !strings.HasPrefix(to, "/") {
		to = "/en/"
	}
	w.Header().Set("Location", to)
	w.WriteHeader(http.StatusSeeOther)
}

// door stands open: whoever comes in is emre, unless /rehearsal/as makes them somebody else.
type door struct{}

// Start implements portal.SignIn.
func (door) Start(w http.ResponseWriter, r *http.Request, _ locale.Language) error {
	r.SetPathValue("name", "emre")
	signIn(w, r)
	return nil
}

// Return implements portal.SignIn; the rehearsal has no provider that would send anybody back.
func (door) Return(http.ResponseWriter, *http.Request) error {
	return problem.New(problem.Unauthenticated, "sign-in-over")
}

// Leave implements portal.SignIn.
func (door) Leave(w http.ResponseWriter, _ *http.Request, l locale.Language) error {
	http.SetCookie(w, &http.Cookie{Name: Cookie, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	w.Header().Set("Location", "/"+string(l)+"/")
	w.WriteHeader(http.StatusSeeOther)
	return nil
}

// LeaveEverywhere implements portal.SignIn: the rehearsal's people have one browser each.
func (d door) LeaveEverywhere(w http.ResponseWriter, r *http.Request, l locale.Language) error {
	return d.Leave(w, r, l)
}

// sessions believes the rehearsal's cookie.
type sessions struct{}

// Find implements portal.Sessions.
func (sessions) Find(_ context.Context, _ http.ResponseWriter, r *http.Request) (identity.Principal, bool, error) {
	c, err := r.Cookie(Cookie)
	if err != nil || c.Value == "" || c.Value == "nobody" {
		return identity.Principal{}, false, nil
	}
	return People(c.Value), true, nil
}
