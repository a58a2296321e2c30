package browser

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
)

// Page is one person's window. Its verbs wait until what they ask for is there and end the test when it does not come.
// It belongs to one test and one goroutine.
type Page struct {
	t        testing.TB
	ctx      context.Context
	set      settings
	watch    *watch
	patience time.Duration
	scope    func() (cdp.BackendNodeID, error) // the part that verbs look at; nil for all of it
}

// Patiently returns the same window with verbs that wait longer than usual, as for an authority's answer:
// p.Patiently(2 * time.Minute).See("Decision").
func (p *Page) Patiently(limit time.Duration) *Page {
	patient := *p
	patient.patience = limit
	return &patient
}

// Open goes to a path of the site, as if it were typed. A person with a language gets it put before the path.
func (p *Page) Open(path string) {
	p.t.Helper()
	p.open(p.to(path))
}

// OpenAddress goes to a whole address, like a link out of a message.
func (p *Page) OpenAddress(address string) {
	p.t.Helper()
	p.open(address)
}

func (p *Page) open(address string) {
	p.t.Helper()
	err := p.act(func() error {
		result, err := call(p, page.Navigate, page.NavigateParams{URL: address})
		if err == nil && result.ErrorText != "" && !p.offline() && !result.IsDownload {
			err = fmt.Errorf("%s", result.ErrorText)
		}
		return err
	})
	if err != nil {
		p.t.Fatalf("%s opens %s: %v", p.person(), address, err)
	}
}

// to is the address of a path. The root and the assets have no language.
func (p *Page) to(path string) string {
	language := p.set.language
	if language == "" || path == "/" || strings.HasPrefix(path, "/assets/") || path == "/"+language || strings.HasPrefix(path, "/"+language+"/") {
		return p.set.site.URL + path
	}
	return p.set.site.URL + "/" + language + path
}

// Reload asks for the page again.
func (p *Page) Reload() {
	p.t.Helper()
	p.until(func() error { return p.act(send(p, page.Reload, page.ReloadParams{})) })
}

// Back goes to the page before.
func (p *Page) Back() {
	p.t.Helper()
	p.until(func() error {
		history, err := call(p, page.GetNavigationHistory, cdp.Empty{})
		if err != nil {
			return err
		}
		if history.CurrentIndex < 1 {
			return fmt.Errorf("there is no page before this one")
		}
		before := history.Entries[history.CurrentIndex-1].ID
		return p.act(send(p, page.NavigateToHistoryEntry, page.NavigateToHistoryEntryParams{EntryID: before}))
	})
}

// Path is the path of the page, with its query if it has one.
func (p *Page) Path() string {
	at, err := url.Parse(p.address())
	if err != nil {
		return ""
	}
	return at.RequestURI()
}

// Status is the HTTP status that the page came with.
func (p *Page) Status() int {
	p.watch.mutex.Lock()
	defer p.watch.mutex.Unlock()
	return int(p.watch.status)
}

// IsAt waits until the window shows this path, written as for Open; the query does not count.
func (p *Page) IsAt(path string) {
	p.t.Helper()
	want := p.to(path)
	p.until(func() error {
		got, _, _ := strings.Cut(p.address(), "?")
		got, _, _ = strings.Cut(got, "#")
		if got != want {
			return fmt.Errorf("want the page %s, got %s", want, got)
		}
		return nil
	})
}

// address is where the window stands.
func (p *Page) address() string {
	address, err := eval[string](p, "location.href")
	if err != nil {
		return "an unknown address"
	}
	return address
}
