package browser

import (
	"context"
	"fmt"
	"net/url"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"hsmp.example/cases/localstack/instance"
)

// patience is the one deadline of this package: how long a verb waits for what it asks. A Lambda may have to start
// first, on a machine that has more to do.
const patience = 45 * time.Second

// The window, in CSS pixels.
const (
	wide = 1280
	high = 900
)

// Site is what a person's browser goes to, and the only origins that it may ask for anything.
type Site struct {
	URL       string // the portal, without a slash at the end
	Issuer    string // the OpenID provider
	Documents string // where uploads go and documents come from
	Password  string // of every person at the issuer
	Root      string // the project's folder, for texts, screenshots and what failed tests leave
	weighed   bool   // its pages go to build/pages.json
}

// Running is the instance that the variable INSTANCE names, or the one that make up has started.
func Running() (Site, error) {
	root, err := projectRoot()
	if err != nil {
		return Site{}, err
	}
	i, err := instance.FromEnv(root)
	if err != nil {
		return Site{}, fmt.Errorf("nothing runs here yet (make up): %w", err)
	}
	return Site{URL: i.APIURL, Issuer: i.Issuer, Documents: i.AWSURL, Password: i.Password, Root: root, weighed: true}, nil
}

func (s Site) hosts() []string {
	var hosts []string
	for _, address := range []string{s.URL, s.Issuer, s.Documents} {
		at, err := url.Parse(address)
		if err == nil && at.Host != "" {
			hosts = append(hosts, at.Host)
		}
	}
	return hosts
}

type settings struct {
	site       Site
	given      bool
	language   string
	scriptless bool
	keyboard   bool
}

// Option says how a person browses.
type Option func(*settings)

// At goes to another site than the running instance; its pages are not weighed into build/pages.json.
func At(site Site) Option { return func(s *settings) { s.site, s.given = site, true } }

// In makes the person ask for pages in a language (az, tr, en, ru): Open("/fees") goes to /az/fees, and Say speaks it.
func In(language string) Option { return func(s *settings) { s.language = language } }

// WithoutJavaScript switches the pages' scripts off.
func WithoutJavaScript() Option { return func(s *settings) { s.scriptless = true } }

// ByKeyboard makes every verb use the keyboard alone: Tab to the element, then Enter, Space, arrows or letters.
func ByKeyboard() Option { return func(s *settings) { s.keyboard = true } }

// Start opens a browser window for one person, with cookies and a cache of their own. When the test ends it is closed,
// and what went wrong on the pages meanwhile fails the test: see the package's documentation.
func Start(t testing.TB, options ...Option) *Page {
	t.Helper()
	set := settings{}
	for _, option := range options {
		option(&set)
	}
	browser := need(t)
	if !set.given {
		site, err := Running()
		if err != nil {
			t.Fatal(err)
		}
		set.site = site
	}
	if set.site.Root == "" {
		set.site.Root = t.TempDir()
	}
	return open(t, browser, set, chromedp.WithNewBrowserContext())
}

// Tab opens a second window of the same person: the same cookies, so the same session.
func (p *Page) Tab() *Page {
	p.t.Helper()
	return open(p.t, p.ctx, p.set)
}

func open(t testing.TB, parent context.Context, set settings, more ...chromedp.ContextOption) *Page {
	t.Helper()
	w := newWatch(set.site)
	ctx, cancel := chromedp.NewContext(parent, append(more, chromedp.WithListener(w.hear))...)
	p := &Page{t: t, ctx: ctx, set: set, watch: w, patience: patience}
	err := chromedp.Do(ctx)
	if err == nil {
		w.belongs(ctx)
		err = p.prepare()
	}
	if err != nil {
		cancel()
		t.Fatalf("open a window: %v", err)
	}
	t.Cleanup(func() { p.finish(); cancel() })
	return p
}

// prepare sets what every window has: a focus of its own though several are open, Baku's time, no animations.
func (p *Page) prepare() error {
	calls := []func() error{
		send(p, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}),
		send(p, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: "Asia/Baku"}),
		send(p, emulation.SetEmulatedMedia, media("")),
		p.scripts(!p.set.scriptless),
		func() error { return p.resize(wide, 1) },
	}
	if p.set.language != "" {
		headers := network.Headers{"Accept-Language": p.set.language}
		calls = append(calls, send(p, network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{Headers: headers}))
	}
	for _, call := range calls {
		err := call()
		if err != nil {
			return err
		}
	}
	return nil
}

// scripts switches the pages' scripts on or off.
func (p *Page) scripts(run bool) func() error {
	return send(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !run})
}

func media(kind string) emulation.SetEmulatedMediaParams {
	return emulation.SetEmulatedMediaParams{Media: kind,
		Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}}
}

// folder is a folder below the project's.
func (p *Page) folder(names ...string) string {
	return filepath.Join(append([]string{p.set.site.Root}, names...)...)
}
