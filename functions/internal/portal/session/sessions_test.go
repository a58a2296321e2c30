package session_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/functions/internal/portal/session"
	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

var _ session.Store = (*dynamo.Table)(nil)

func TestASessionHoldsWhoSignedIn(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	grant := session.Grant{Principal: orkhan, Expires: monday.Add(15 * time.Minute), Refresh: "first"}
	want := session.Session{Grant: grant, Created: monday, Seen: monday}
	if diff := cmp.Diff(want, d.load(d.begin(grant))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTheCookieKeepsTheRulesOfItsPrefix(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	got := d.begin(lasting(anna))
	want := &http.Cookie{Name: "__Host-session", Value: got.Value, Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode}
	got.Raw = ""
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTheTableAloneSaysNothing(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	cookie := d.begin(lasting(orkhan))
	row := d.table.Rows()[0]
	for _, word := range []string{orkhan.Name, orkhan.Email, "officer", "education", "first", cookie.Value} {
		if bytes.Contains(row.Sealed, []byte(word)) || bytes.Contains([]byte(row.ID+row.Person), []byte(word)) {
			t.Errorf("%q stands in the clear", word)
		}
	}
	if want := orkhan.Person(); row.Person != want || row.Version != 1 || !row.Expires.Equal(monday.Add(session.Longest)) {
		t.Errorf("want the first version for %s until 21:00, got %+v", want, row)
	}
}

func TestASignInTakesANewSecretAndEndsTheOldSession(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	before := d.begin(lasting(anna))
	after := d.begin(lasting(orkhan), before)
	if before.Value == after.Value {
		t.Error("want another secret")
	}
	d.wantOver(before)
	if got := d.load(after).Principal.Subject; got != "orkhan" {
		t.Errorf("want orkhan, got %s", got)
	}
}

func TestACookieThatSomebodyPlantedIsNotTakenUp(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	planted := &http.Cookie{Name: session.Cookie, Value: newSecret(t).Text()}
	if got := d.begin(lasting(anna), planted); got.Value == planted.Value {
		t.Error("want a secret that nobody knew before")
	}
	d.wantOver(planted)
}

func TestWithoutACookieNobodyIsSignedIn(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for name, r := range map[string]*http.Request{
		"no cookie":     request(),
		"another one":   request(&http.Cookie{Name: "session", Value: d.begin(lasting(anna)).Value}),
		"a broken text": request(&http.Cookie{Name: session.Cookie, Value: "x"}),
	} {
		_, err := d.Load(r)
		wantProblem(t, err, problem.Unauthenticated, "session-missing")
		if _, found, err := d.Find(t.Context(), nil, r); found || err != nil {
			t.Errorf("%s: want nobody found, got %v, %v", name, found, err)
		}
	}
}

func TestSomebodyIsFound(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	cookie := d.begin(lasting(anna))
	who, found, err := d.Find(t.Context(), httptest.NewRecorder(), request(cookie))
	if diff := cmp.Diff(anna, who); err != nil || !found || diff != "" {
		t.Errorf("want anna, got %v, %v (-want +got):\n%s", found, err, diff)
	}
	d.table.Down(true)
	_, _, err = d.Find(t.Context(), nil, request(cookie))
	wantProblem(t, err, problem.Unavailable, "unavailable")
}

func TestSigningOutEndsTheSessionAndTakesTheCookie(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	cookie, other := d.begin(lasting(anna)), d.begin(lasting(anna))
	w := httptest.NewRecorder()
	if err := d.End(w, request(cookie)); err != nil {
		t.Fatal(err)
	}
	if got := d.cookie(w); got.MaxAge >= 0 || got.Value != "" || got.Name != session.Cookie || !got.Secure || got.Path != "/" {
		t.Errorf("want the cookie taken away, got %v", got)
	}
	d.wantOver(cookie)
	d.load(other)
	if err := d.End(httptest.NewRecorder(), request()); err != nil {
		t.Errorf("want signing out without a session to do nothing, got %v", err)
	}
}

func TestWhoCouldNotBeSignedOutKeepsTheCookieToTryAgain(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	cookie, w := d.begin(lasting(anna)), httptest.NewRecorder()
	d.table.Down(true)
	wantProblem(t, d.End(w, request(cookie)), problem.Unavailable, "unavailable")
	if got := w.Result().Cookies(); len(got) > 0 {
		t.Errorf("want no cookie changed, got %v", got)
	}
}

func TestSigningOutEverywhereEndsAllSessionsOfOnePerson(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	here, there, boris := d.begin(lasting(anna)), d.begin(lasting(anna)), d.begin(lasting(orkhan))
	if err := d.EndEverywhere(httptest.NewRecorder(), request(here)); err != nil {
		t.Fatal(err)
	}
	d.wantOver(here)
	d.wantOver(there)
	d.load(boris)
	wantProblem(t, d.EndEverywhere(httptest.NewRecorder(), request(here)), problem.Unauthenticated, "session-over")
}

func TestARowThatWasTamperedWithIsNoSession(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	mine := d.begin(lasting(anna))
	officer := newDesk(t)
	officer.begin(lasting(orkhan))
	d.table.Alter(func(r *dynamo.SessionRow) { r.Sealed = officer.table.Rows()[0].Sealed })
	d.wantOver(mine)
}

func TestWhoWorksOnOthersCasesIsAtOffice(t *testing.T) {
	t.Parallel()
	for _, role := range identity.Roles {
		want := role != identity.Applicant && role != identity.Employer
		for _, roles := range [][]identity.Role{{role}, {identity.Applicant, role}} {
			if got := session.AtOffice(identity.Principal{Roles: roles}); got != want {
				t.Errorf("%v: want %v, got %v", roles, want, got)
			}
		}
	}
	if session.AtOffice(identity.Principal{}) {
		t.Error("want nobody without a role at office")
	}
}

func TestSessionsSayWhatTheirConfigurationLacks(t *testing.T) {
	t.Parallel()
	if _, err := session.New(session.Config{}); err == nil {
		t.Error("want it refused")
	}
}
