package browser

import (
	"net/http/httptest"
	"strings"
	"testing"
)

func TestFaultsOnThePagesFailTheTest(t *testing.T) {
	t.Parallel()
	elsewhere := httptest.NewServer(nil)
	t.Cleanup(elsewhere.Close)
	for name, c := range map[string]struct{ body, want string }{
		"a script inside the page":      {`<script>document.title = "x"</script>`, "script-src"},
		"a style inside the page":       {`<p style="color: red">Red</p>`, "style-src"},
		"a handler inside the page":     {`<button onclick="go()">Go</button>`, "script-src"},
		"an error in a script":          {`<script src="/throws.js"></script>`, "script: Uncaught Error: broken"},
		"an error that a script logs":   {`<script src="/logs.js"></script>`, "console: lost it"},
		"an image that is not there":    {`<img src="/nowhere.png" alt="">`, "404 GET"},
		"a style sheet of others":       {`<link rel="stylesheet" href="` + elsewhere.URL + `/a.css">`, "Content Security Policy"},
		"a dialog":                      {`<script src="/alerts.js"></script>`, "dialog: Really?"},
		"a request that a script sends": {`<script src="/fetches.js"></script>`, "404 GET"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			site := served(t, map[string]string{"/": c.body + `<script src="/ready.js"></script>`,
				"/throws.js": `throw new Error("broken")`, "/logs.js": `console.error("lost it")`, "/alerts.js": `alert("Really?")`,
				"/fetches.js": `fetch("/nothing")`,
				"/ready.js":   `document.querySelector("h1").textContent = "Ready"`})
			got := judged(t, site, func(p *Page) { p.Open("/"); p.See("Ready"); quiet(p) })
			if len(got) == 0 || !strings.Contains(strings.Join(got, "\n"), c.want) {
				t.Errorf("want a failure with %q, got %q", c.want, got)
			}
		})
	}
}

// quiet waits until everything that the page asked for was answered.
func quiet(p *Page) {
	p.until(func() error {
		p.watch.mutex.Lock()
		defer p.watch.mutex.Unlock()
		for _, r := range p.watch.traffic {
			if !r.answered {
				return missing("an answer to " + r.address)
			}
		}
		return nil
	})
}

func TestAThirdPartyFailsTheTest(t *testing.T) {
	t.Parallel()
	elsewhere := served(t, map[string]string{"/": "elsewhere"})
	site := served(t, map[string]string{"/": `<a href="` + elsewhere.URL + `/">Away</a>`})
	got := judged(t, site, func(p *Page) { p.Open("/"); p.Click("Away"); p.See("elsewhere") })
	wants(t, got, "third party: GET "+elsewhere.URL)
	site.Documents = elsewhere.URL
	wants(t, judged(t, site, func(p *Page) { p.Open("/"); p.Click("Away"); p.See("elsewhere") }))
}

func TestAPageThatIsNotThereFailsUnlessItIsExpected(t *testing.T) {
	t.Parallel()
	site := served(t, map[string]string{"/": "here"})
	wants(t, judged(t, site, func(p *Page) { p.Open("/nowhere"); p.See("nothing here") }), "404 GET")
	wants(t, judged(t, site, func(p *Page) {
		p.Expects("404")
		p.Open("/nowhere")
		if p.Status() != 404 {
			t.Errorf("want 404, got %d", p.Status())
		}
	}))
	wants(t, judged(t, site, func(p *Page) { p.Expects("404"); p.Open("/") }), `"404" was expected and none came`)
}

func TestOfflineNothingComesAndNothingFails(t *testing.T) {
	t.Parallel()
	site := served(t, map[string]string{"/": `<p id="state">-</p><script src="/state.js"></script>`,
		"/state.js": `const say = () => { document.querySelector("#state").textContent = navigator.onLine ? "on line" : "cut off" };
			say(); addEventListener("online", say); addEventListener("offline", () => { say(); fetch("/echo").catch(() => { document.querySelector("h1").textContent = "No answer" }) });`})
	p := Start(t, At(site))
	p.Open("/")
	p.See("on line")
	p.Offline(true)
	p.See("cut off", "No answer")
	p.Offline(false)
	p.See("on line")
	p.Reload()
	p.See("A page")
}
