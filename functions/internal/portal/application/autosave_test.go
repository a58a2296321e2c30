package application_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strconv"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/localstack/browser"
	"hsmp.example/cases/pkg/domain/application"
)

const (
	impactPath = "/en/applications/{id}/draft/impact"
	brought    = "was brought back"
	unsent     = "This device holds text that is not saved yet"
	goals      = "Contribution to national goals"
	keptKeys   = "String(Object.keys(localStorage).length)"
	continues  = `document.querySelector("main .govuk-button[value=continue]").click(); ""`
)

// typing puts a text in the first area as a person would, and does no more: a button is pressed sooner than anything is
// saved.
func typing(text string) string {
	return `(({ elements }) => { elements["impact-goals"].value = "` + text + `"; elements["impact-goals"].dispatchEvent(new Event("input", { bubbles: true })); })(document.querySelector("[data-autosave]"));`
}

// kept fails the test unless the device keeps that many texts.
func kept(t testing.TB, p *browser.Page, want string) {
	t.Helper()
	if got := p.Eval(keptKeys); got != want {
		t.Errorf("want %s texts kept on the device, got %s", want, got)
	}
}

// keeps waits until the device keeps what was typed: a moment after the last key.
func keeps(t testing.TB, p *browser.Page) {
	t.Helper()
	eventually(t, "what was typed kept on the device", func() bool { return p.Eval(keptKeys) != "0" })
}

// eventually waits for what no page says: a script's own doing in its own time.
func eventually(t testing.TB, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !done(); time.Sleep(40 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("want " + what)
		}
	}
}

// stands fails the test unless the page shows that text in the first area.
func stands(t testing.TB, p *browser.Page, want string) {
	t.Helper()
	if got := p.Value(goals); got != want {
		t.Errorf("want %q, got %q", want, got)
	}
}

// gate stands between the windows that are opened from now on and the portal, and does with each form what meets says:
// networks fail midway. An autosave is no navigation, a pressed button is one.
func (s *stage) gate(meets func(portal http.Handler, w http.ResponseWriter, r *http.Request)) {
	s.t.Helper()
	at, err := url.Parse(s.URL)
	if err != nil {
		s.t.Fatal(err)
	}
	portal := httputil.NewSingleHostReverseProxy(at)
	gate := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			meets(portal, w, r)
			return
		}
		portal.ServeHTTP(w, r)
	}))
	s.t.Cleanup(gate.Close)
	s.URL = gate.URL
}

func autosaves(r *http.Request) bool { return r.Header.Get("Sec-Fetch-Mode") != "navigate" }

// hangUp ends a request without an answer.
func hangUp(http.Handler, http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

func TestWhatIsSentByTheButtonLeavesTheDevice(t *testing.T) {
	t.Parallel()
	s := filled(t)
	p := s.window(impactPath)
	p.Eval(typing("First.") + continues)
	p.IsAt(s.to("/applications/{id}/draft/documents"))
	kept(t, p, "0")
	s.save(application.Patch{Impact: &application.Impact{Goals: "From another device.", LabourMarket: "x"}})
	p.Open(s.to("/applications/{id}/draft/impact"))
	p.DoNotSee(brought)
	stands(t, p, "From another device.")
}

// A part that lacks something comes back, but it is stored; one that cannot be read is not.
func TestAPartThatComesBackIsKeptOnlyWhileItCannotBeRead(t *testing.T) {
	t.Parallel()
	s := filled(t)
	p := s.window("/en/applications/{id}/draft/identity")
	p.Eval(`document.querySelector("main [name=identity-birth_date-day]").value = "99"; ` + continues)
	p.See("Please correct the following")
	kept(t, p, "1")
	p.Eval(`document.querySelector("main [name=identity-birth_date-day]").value = "9"; document.querySelector("main [name=identity-birth_place]").value = ""; ` + continues)
	p.DoNotSee("no such date")
	p.See("Please correct the following")
	kept(t, p, "0")
}

func TestWhatWasBroughtBackOutlivesASendingThatFails(t *testing.T) {
	t.Parallel()
	s := filled(t)
	s.gate(hangUp)
	p := s.window(impactPath)
	p.Expects("ERR_EMPTY_RESPONSE")
	p.Fill(goals, "Typed once.")
	p.See("what you typed is kept on this device")
	p.Reload()
	p.See(brought)
	p.Eval(continues)
	p.Open(s.to("/applications/{id}/draft"))
	p.See(unsent)
	p.Open(s.to("/applications/{id}/draft/impact"))
	p.See(brought)
	stands(t, p, "Typed once.")
}

func TestWhatWasBroughtBackOutlivesTheEndOfASession(t *testing.T) {
	t.Parallel()
	s := filled(t)
	p := s.window(impactPath)
	p.Expects("401")
	p.LoseSession()
	p.Fill(goals, "Typed once.")
	p.See("Your session has ended")
	p.OpenAddress(s.AddressAs("emre", s.to(impactPath)))
	p.See(brought)
	p.LoseSession()
	p.Click("Save and continue")
	p.See("What you typed is kept on this page")
	p.OpenAddress(s.AddressAs("emre", "/en/applications"))
	p.Open(s.to("/applications/{id}/draft/impact"))
	p.See(brought)
	stands(t, p, "Typed once.")
	p.Click("Save and continue")
	p.IsAt(s.to("/applications/{id}/draft/documents"))
	kept(t, p, "0")
}

// A phone may end a page that nobody sees, and tells it nothing more.
func TestWhatWasJustTypedIsKeptWhenThePageGoesOutOfSight(t *testing.T) {
	t.Parallel()
	s := filled(t)
	p := s.window(impactPath)
	if got := p.Eval(typing("Typed a moment ago.") + keptKeys); got != "0" {
		t.Fatalf("want it kept a moment later, got %s texts at once", got)
	}
	const outOfSight = `Object.defineProperty(document, "visibilityState", { value: "hidden" }); document.dispatchEvent(new Event("visibilitychange")); `
	if got := p.Eval(typing("Typed a moment ago, and on.") + outOfSight + keptKeys); got != "1" {
		t.Errorf("want it kept at once, got %s texts", got)
	}
}

// The task list and the review open what lacks something with its faults: that is no form that came back.
func TestWhatWasNotSavedComesBackBesideFaults(t *testing.T) {
	t.Parallel()
	s := filled(t)
	s.save(application.Patch{Impact: &application.Impact{Goals: "Saved.", LabourMarket: ""}})
	lost := s.window(impactPath)
	lost.Offline(true) // and for good
	lost.Fill(goals, "Typed without a network.")
	keeps(t, lost)
	p := lost.Tab()
	p.Open(s.to("/applications/{id}/draft/impact?check=yes"))
	p.See("Please correct the following", brought)
	stands(t, p, "Typed without a network.")
}

func TestNobodySubmitsWithoutKnowingWhatTheDeviceHolds(t *testing.T) {
	t.Parallel()
	s := filled(t)
	typist := s.window(impactPath)
	typist.Offline(true)
	typist.Fill(goals, "Typed without a network.")
	typist.See("No network")
	keeps(t, typist)
	p := typist.Tab()
	for _, path := range []string{"/applications/{id}/draft", "/applications/{id}/draft/review"} {
		p.Open(s.to(path))
		p.See(unsent)
		p.Inspect()
		if got := p.Eval(`[...document.querySelectorAll("[data-unsent] a")].map((link) => link.pathname).join()`); got != s.to(impactPath) {
			t.Errorf("%s: want the one part that is not saved, got %s", path, got)
		}
	}
	typist.Offline(false)
	typist.See("Saved at 10:00")
	p.DoNotSee(unsent)
}

// The form goes on from the version that its own autosave makes.
func TestAnOwnAutosaveUnderWayIsNobodysChange(t *testing.T) {
	t.Parallel()
	s := filled(t)
	stored, answer := make(chan struct{}), make(chan struct{})
	once := sync.OnceFunc(func() { close(stored) })
	s.gate(func(portal http.Handler, w http.ResponseWriter, r *http.Request) {
		portal.ServeHTTP(w, r)
		if autosaves(r) {
			once()
			select {
			case <-answer:
			case <-r.Context().Done():
			}
		}
	})
	p := s.window(impactPath)
	p.Fill(goals, "Half a sentence")
	<-stored
	p.Eval(typing("Half a sentence and the rest.") + continues)
	close(answer)
	p.IsAt(s.to("/applications/{id}/draft/documents"))
	kept(t, p, "0")
	if got := s.peek().Form.Impact.Goals; got != "Half a sentence and the rest." {
		t.Errorf("want all of it stored, got %q", got)
	}
}

func TestAnAutosaveThatHangsKeepsNobodyWaiting(t *testing.T) {
	t.Parallel()
	s := filled(t)
	begun := make(chan struct{})
	once := sync.OnceFunc(func() { close(begun) })
	s.gate(func(portal http.Handler, w http.ResponseWriter, r *http.Request) {
		if autosaves(r) {
			once()
			_, _ = io.Copy(io.Discard, r.Body) // only then the end of the connection is noticed
			<-r.Context().Done()
			return
		}
		portal.ServeHTTP(w, r)
	})
	p := s.window(impactPath)
	p.Fill(goals, "Half a sentence.")
	<-begun
	p.Click("Save and continue")
	p.IsAt(s.to("/applications/{id}/draft/documents"))
	kept(t, p, "0")
}

// The browser keeps pages as they were left, and the Back button brings them with the version from before.
func TestBackToAPartThatWasSentIsNobodysChange(t *testing.T) {
	t.Parallel()
	s := filled(t)
	p := s.window(impactPath)
	p.Eval(typing("First.") + continues)
	p.IsAt(s.to("/applications/{id}/draft/documents"))
	p.Back()
	const version = `document.querySelector("[data-autosave]").elements.version.value`
	eventually(t, "the part as it is stored", func() bool { return p.Eval(version) == strconv.Itoa(s.peek().FormVersion) })
	p.Eval(typing("Second.") + continues)
	p.IsAt(s.to("/applications/{id}/draft/documents"))
	kept(t, p, "0")
}

func TestAPageNamesTheSendingThatWasStored(t *testing.T) {
	t.Parallel()
	s := filled(t)
	const number = "1764583200000"
	s.goes(s.send("impact", "continue", "sending", number), "/en/applications/{id}/draft/documents?stored="+number)
	s.goes(s.send("impact", "later", "sending", number), "/en/applications/{id}/draft?saved=yes&stored="+number)
	s.goes(s.send("experience", "add-experience", "sending", number), "/en/applications/{id}/draft/experience?more=experience&stored="+number+"#experience")
	s.goes(s.send("impact", "continue", "sending", "Typed."), "/en/applications/{id}/draft/documents")
	posted := func(a answer) string {
		forms := a.all(func(n *html.Node) bool { return has(n, "data-posted") })
		if len(forms) != 1 {
			t.Fatalf("want a form that came back, got %d", len(forms))
		}
		return attribute(forms[0], "data-posted")
	}
	if got := posted(s.send("contact", "continue", "sending", number, "contact-address", "")); got != number {
		t.Errorf("want what lacks something to be stored, got %q", got)
	}
	if got := posted(s.send("identity", "continue", "sending", number, "identity-birth_date-day", "99")); got != "" {
		t.Errorf("want what cannot be read to stay on the device, got %q", got)
	}
	if got := posted(s.send("contact", "continue", "sending", number, "contact-address", "", "shown-again", "yes")); got != "" {
		t.Errorf("want what is only shown to stay on the device, got %q", got)
	}
}

// What came of a comparison is stored under the number with which it began.
func TestAComparisonKeepsTheNumberOfItsSending(t *testing.T) {
	t.Parallel()
	s := filled(t)
	window := s.get("/en/applications/{id}/draft/impact").fields()
	s.save(application.Patch{Impact: &application.Impact{Goals: "Second.", LabourMarket: "x"}})
	a := s.post("/en/applications/{id}/draft/impact", visitor.With(window, "impact-goals", "First.", "intent", "continue", "sending", "1764583200000"))
	s.goes(s.post("/en/applications/{id}/draft/impact", visitor.With(a.fields(), "intent", "merge")), "/en/applications/{id}/draft/documents?stored=1764583200000")
}
