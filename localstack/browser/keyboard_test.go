package browser

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestTabGoesToANameAndKeysAct(t *testing.T) {
	t.Parallel()
	site := served(t, map[string]string{"/": `<a href="/">First</a> <details><summary>More</summary><p>Hidden words</p></details> <a href="/echo?by=key">Go on</a>`,
		"/keys": `<p id="k">-</p><script src="/k.js"></script>`,
		"/k.js": `addEventListener("keydown", (e) => { document.querySelector("#k").textContent = (e.ctrlKey ? "ctrl " : "") + e.key })`})
	p := Start(t, At(site))
	p.Open("/")
	p.DoNotSee("Hidden words")
	p.TabTo("More")
	p.Press("Enter")
	p.See("Hidden words")
	p.Press("Shift+Tab")
	if got := p.Focused(); got != "First" {
		t.Errorf("want the link before, got %q", got)
	}
	p.TabTo("Go on")
	p.Press("Enter")
	p.See("by=key")
	p.Open("/keys")
	for key, want := range map[string]string{"j": "j", "Escape": "Escape", "Control+k": "ctrl k", "ArrowDown": "ArrowDown"} {
		p.Press(key)
		p.See(want)
	}
}

func TestWhatTabDoesNotReachIsSaid(t *testing.T) {
	t.Parallel()
	site := served(t, map[string]string{"/": `<a href="/">First</a> <button tabindex="-1">Secret</button> <a href="/echo">Last</a>`})
	got := judged(t, site, func(p *Page) { p.Open("/"); p.Patiently(time.Second).TabTo("Secret") })
	wants(t, got, `tab does not reach the button "Secret"; it stops at `)
}

// What goes away between press and release is never clicked, by nobody: like the portal's, this page waits for the
// release.
func TestAPageThatRefreshesItselfIsNoObstacle(t *testing.T) {
	t.Parallel()
	site := served(t, map[string]string{"/": `<div id="live"><a href="/echo?n=0">Go on</a></div><script src="/live.js"></script>`,
		"/live.js": `let down = false;
			addEventListener("mousedown", () => (down = true));
			addEventListener("click", () => (down = false));
			setInterval(() => { if (!down) document.querySelector("#live").innerHTML = '<a href="/echo?n=live">Go on</a>' }, 50)`})
	p := Start(t, At(site))
	for range 5 {
		p.Open("/")
		p.Click("Go on")
		p.See("You sent n=")
	}
}

func TestRowsAndPartsNarrowWhatVerbsSee(t *testing.T) {
	t.Parallel()
	site := served(t, map[string]string{"/": `<table><caption>Papers</caption><tr><th scope="row">Passport</th><td><a href="/echo?row=passport">Change</a></td></tr>
		<tr><th scope="row">Diploma</th><td><a href="/echo?row=diploma">Change</a></td></tr></table>
		<dl><div><dt>Name</dt><dd>Aynur</dd><dd><a href="/echo?row=name">Change</a></dd></div></dl>
		<nav aria-label="Languages"><a href="/az">Azərbaycanca</a> <a href="/en">English</a></nav>`})
	p := Start(t, At(site))
	for row, want := range map[string]string{"Passport": "row=passport", "Diploma": "row=diploma", "Aynur": "row=name"} {
		p.Open("/")
		p.Row(row).Click("Change")
		p.See(want)
	}
	p.Back()
	if diff := cmp.Diff([]string{"Azərbaycanca", "English"}, p.Within("Languages").Names("link")); diff != "" {
		t.Error("the languages (-want +got):\n" + diff)
	}
	p.Within("Papers").See("Passport")
	p.Within("Papers").DoNotSee("Aynur")
	if p.Heading() != "A page" || p.Language() != "en" {
		t.Errorf("want the heading and the language, got %q in %q", p.Heading(), p.Language())
	}
}

func TestALanguageGoesBeforeThePath(t *testing.T) {
	t.Parallel()
	for language, paths := range map[string]map[string]string{
		"az": {"/fees": "http://site/az/fees", "/": "http://site/", "/az/fees": "http://site/az/fees", "/assets/a.css": "http://site/assets/a.css"},
		"":   {"/fees": "http://site/fees"},
	} {
		p := &Page{set: settings{site: Site{URL: "http://site"}, language: language}}
		for path, want := range paths {
			if got := p.to(path); got != want {
				t.Errorf("%q %s: want %s, got %s", language, path, want, got)
			}
		}
	}
}
