package browser

import (
	"fmt"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"

	"hsmp.example/cases/localstack/weights"
)

// FirstPage is what the first page may weigh with everything it takes to show it, in kilobytes, compressed.
const FirstPage = 60

// Offline cuts this window off the network, or connects it again. Requests that fail meanwhile are no fault.
func (p *Page) Offline(cut bool) {
	p.t.Helper()
	p.watch.mutex.Lock()
	p.watch.offline = p.watch.offline || cut // until it is connected, below
	p.watch.mutex.Unlock()
	const unlimited = -1
	p.until(func() error {
		_, err := call(p, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
			EmulateOfflineServiceWorker: &cut,
			MatchedNetworkConditions:    []*network.Conditions{{Offline: cut, DownloadThroughput: unlimited, UploadThroughput: unlimited}}})
		if err != nil {
			return err
		}
		// What navigator.onLine says, and the events online and offline.
		_, err = call(p, network.OverrideNetworkState, network.OverrideNetworkStateParams{Offline: cut, DownloadThroughput: unlimited, UploadThroughput: unlimited})
		return err
	})
	p.watch.mutex.Lock()
	p.watch.offline = cut
	p.watch.mutex.Unlock()
}

func (p *Page) offline() bool {
	p.watch.mutex.Lock()
	defer p.watch.mutex.Unlock()
	return p.watch.offline
}

// LoseSession forgets every cookie of the person, as when a session ends while they type.
func (p *Page) LoseSession() {
	p.t.Helper()
	p.until(send(p, network.ClearBrowserCookies, cdp.Empty{}))
}

// Weight is what the page takes for somebody who comes for the first time, once everything has come.
func (p *Page) Weight() weights.Page {
	p.t.Helper()
	var page weights.Page
	p.until(func() (err error) {
		page, err = p.watch.weight()
		return err
	})
	return page
}

// LighterThan fails the test when the page with all it takes weighs more than that many kilobytes, compressed.
func (p *Page) LighterThan(kilobytes int) {
	p.t.Helper()
	page := p.Weight()
	if page.Bytes > kilobytes*1024 {
		p.t.Errorf("%s weighs %.1f kB compressed, more than %d: html %d, css %d, js %d, fonts %d, images %d bytes in %d requests", p.address(),
			float64(page.Bytes)/1024, kilobytes, page.HTML, page.CSS, page.JS, page.Fonts, page.Images, page.Requests)
	}
}

func (w *watch) weight() (weights.Page, error) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	v := w.visits[w.shown]
	if v == nil {
		return weights.Page{}, fmt.Errorf("no page has been loaded")
	}
	if v.open > 0 {
		return weights.Page{}, fmt.Errorf("%d requests of the page are not answered", v.open)
	}
	return v.Page, nil
}

// inspected notes that the page shown was looked at with axe-core.
func (w *watch) inspected() {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if v := w.visits[w.shown]; v != nil {
		v.Inspected = true
	}
}
