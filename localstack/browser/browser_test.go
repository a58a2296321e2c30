package browser

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestMain(m *testing.M) { os.Exit(Main(m)) }

// strict is the policy of the portal's pages.
const strict = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'"

// served is a small site with these pages, which are whole bodies by their paths, and the strict policy.
func served(t testing.TB, pages map[string]string) Site {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", strict)
		body, ok := pages[r.URL.Path]
		switch {
		case r.URL.Path == "/echo":
			echo(w, r)
		case r.URL.Path == "/favicon.ico":
			w.WriteHeader(http.StatusNoContent)
		case !ok:
			http.Error(w, "nothing here", http.StatusNotFound)
		case strings.HasSuffix(r.URL.Path, ".js"):
			w.Header().Set("Content-Type", "text/javascript")
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
			fmt.Fprint(w, body)
		case strings.HasSuffix(r.URL.Path, ".css"):
			w.Header().Set("Content-Type", "text/css")
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
			fmt.Fprint(w, body)
		default:
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprintf(w, whole, body)
		}
	}))
	t.Cleanup(server.Close)
	return Site{URL: server.URL, Root: t.TempDir()}
}

const whole = `<!doctype html><html lang="en"><head><title>A page</title><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"></head><body><main><h1>A page</h1>%s</main></body></html>`

// echo shows what a form has sent.
func echo(w http.ResponseWriter, r *http.Request) {
	err := r.ParseMultipartForm(1 << 20)
	if err != nil && r.Form == nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	var sent []string
	for name, values := range r.Form {
		sent = append(sent, name+"="+strings.Join(values, "+"))
	}
	if r.MultipartForm != nil {
		for name, files := range r.MultipartForm.File {
			sent = append(sent, fmt.Sprintf("%s=%s (%d bytes)", name, files[0].Filename, files[0].Size))
		}
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprintf(w, whole, "<p>You sent "+strings.Join(sent, ", ")+"</p>")
}

// judge stands in for a test, so that its failures can be looked at.
type judge struct {
	testing.TB
	mutex    sync.Mutex
	said     []string
	failed   bool
	cleanups []func()
}

func (j *judge) Helper() {}

func (j *judge) Errorf(format string, args ...any) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	j.failed, j.said = true, append(j.said, fmt.Sprintf(format, args...))
}

func (j *judge) Fatalf(format string, args ...any) { j.Errorf(format, args...); runtime.Goexit() }
func (j *judge) Fatal(args ...any)                 { j.Errorf("%s", fmt.Sprint(args...)); runtime.Goexit() }
func (j *judge) Failed() bool                      { return j.failed }
func (j *judge) Name() string                      { return j.TB.Name() }
func (j *judge) Cleanup(do func())                 { j.cleanups = append(j.cleanups, do) }

// judged runs a test against a site and returns its failures.
func judged(t *testing.T, site Site, test func(p *Page), options ...Option) []string {
	t.Helper()
	need(t)
	j := &judge{TB: t}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		defer func() {
			for i := len(j.cleanups) - 1; i >= 0; i-- {
				j.cleanups[i]()
			}
		}()
		p := Start(j, append(options, At(site))...)
		test(p)
	}()
	select {
	case <-ended:
	case <-time.After(time.Minute):
		t.Fatal("the test under test does not end")
	}
	return j.said
}

// wants compares failures with the words that each of them must hold.
func wants(t *testing.T, got []string, words ...string) {
	t.Helper()
	if len(got) != len(words) {
		t.Fatalf("want %d failures, got %d:\n%s", len(words), len(got), strings.Join(got, "\n"))
	}
	for i, word := range words {
		if !strings.Contains(got[i], word) {
			t.Errorf("want a failure with %q, got %q", word, got[i])
		}
	}
}

const form = `<form method="post" action="/echo" enctype="multipart/form-data">
<label for="n">Name</label><input id="n" name="name" value="old">
<label for="c">Country</label><select id="c" name="country"><option>Azerbaijan</option><option>Georgia</option><option>Türkiye</option></select>
<fieldset><legend>Lane</legend><input type="radio" name="lane" value="i" id="i"><label for="i">Interior</label>
  <input type="radio" name="lane" value="h" id="h"><label for="h">Health</label></fieldset>
<fieldset><legend>Date of birth</legend><label for="bd">Day</label><input id="bd" name="bday"></fieldset>
<fieldset><legend>Date of issue</legend><label for="id">Day</label><input id="id" name="iday"></fieldset>
<input type="checkbox" name="agree" value="yes" id="a"><label for="a">I agree</label>
<label for="t">Reason</label><textarea id="t" name="reason"></textarea>
<label for="u">Valid until</label><input type="date" id="u" name="until">
<label for="f">Diploma</label><input type="file" id="f" name="diploma">
<button>Send</button></form>`

func TestOneJourneyRunsInEveryManner(t *testing.T) {
	t.Parallel()
	paper := t.TempDir() + "/diploma.pdf"
	err := os.WriteFile(paper, []byte("paper"), 0o600)
	if err != nil {
		t.Fatal(err)
	}
	for name, options := range map[string][]Option{
		"with the mouse": nil, "by keyboard": {ByKeyboard()}, "without scripts": {WithoutJavaScript()},
		"by keyboard and without scripts": {ByKeyboard(), WithoutJavaScript()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			site := served(t, map[string]string{"/form": form})
			p := Start(t, append(options, At(site))...)
			p.Open("/form")
			p.Fill("Name", "Ülviyyə")
			p.Choose("Country", "Türkiye")
			p.Choose("Lane", "Health")
			p.Within("Date of birth").Fill("Day", "12")
			p.Within("Date of issue").Fill("Day", "24")
			p.Check("I agree")
			p.Fill("Reason", "one line\nanother")
			p.Fill("Valid until", "2026-11-21")
			p.Upload("Diploma", paper)
			if got := []any{p.Value("Name"), p.Value("Country"), p.Checked("Health"), p.Checked("I agree")}; !cmp.Equal([]any{"Ülviyyə", "Türkiye", true, true}, got) {
				t.Errorf("want what was filled in, got %v", got)
			}
			p.Click("Send")
			p.IsAt("/echo")
			p.See("name=Ülviyyə", "country=Türkiye", "lane=h", "bday=12", "iday=24", "agree=yes", "reason=one line another", "until=2026-11-21", "diploma=diploma.pdf (5 bytes)")
			p.Back()
			p.IsAt("/form")
		})
	}
}

func TestVerbsThatWaitInVainSayWhatThereIs(t *testing.T) {
	t.Parallel()
	site := served(t, map[string]string{"/form": form + `<button disabled>Delete</button><a href="/echo">Twice</a> <a href="/form">Twice</a>`})
	for name, c := range map[string]struct {
		do   func(p *Page)
		want string
	}{
		"a name that nothing has":  {func(p *Page) { p.Click("Sent") }, `"Diploma", "Send", "Delete"`},
		"a label that none has":    {func(p *Page) { p.Fill("Surname", "x") }, `no field is called "Surname"; there are "Name"`},
		"a name that two have":     {func(p *Page) { p.Click("Twice") }, "2 are called"},
		"a disabled button":        {func(p *Page) { p.Click("Delete") }, "is disabled"},
		"an option that is none":   {func(p *Page) { p.Choose("Country", "Atlantis") }, "there are Azerbaijan, Georgia"},
		"a text that is not there": {func(p *Page) { p.See("Welcome") }, `does not say "Welcome"`},
		"a text that is there":     {func(p *Page) { p.DoNotSee("A page") }, `says "A page"`},
		"another page":             {func(p *Page) { p.IsAt("/echo") }, "/form"},
		"a row that is not there":  {func(p *Page) { p.Row("Passport").Click("Change") }, `no row holds "Passport"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wants(t, judged(t, site, func(p *Page) { p.Open("/form"); c.do(p.Patiently(time.Second)) }), c.want)
		})
	}
}

func TestTheSessionBelongsToThePerson(t *testing.T) {
	t.Parallel()
	site := served(t, map[string]string{"/": `<p>Hello</p>`})
	one, other := Start(t, At(site)), Start(t, At(site))
	one.Open("/")
	other.Open("/")
	one.Eval(`document.cookie = "who=one"`)
	if got := one.Tab(); got.cookie() != "who=one" {
		t.Errorf("want a second tab to have the cookie, got %q", got.cookie())
	}
	if got := other.cookie(); got != "" {
		t.Errorf("want another person to have none, got %q", got)
	}
	one.LoseSession()
	if got := one.cookie(); got != "" {
		t.Errorf("want the cookie lost, got %q", got)
	}
}

func (p *Page) cookie() string {
	if p.address() == "about:blank" {
		p.Open("/")
	}
	return p.Eval("document.cookie")
}

func TestWithoutTheBrowserATestSaysWhy(t *testing.T) {
	t.Parallel()
	j := &judge{TB: t}
	ended := make(chan struct{})
	go func() { defer close(ended); lacking(j, context.DeadlineExceeded) }()
	<-ended
	wants(t, j.said, context.DeadlineExceeded.Error())
}
