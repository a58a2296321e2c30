package browser

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"

	"hsmp.example/cases/localstack/weights"
)

// request is one request on its way, or answered.
type request struct {
	method, address string
	kind            network.ResourceType
	loader          cdp.LoaderID
	fromCache       bool
	answered        bool
}

// visit is one document and what it takes to show it.
type visit struct {
	weights.Page
	open   int  // requests that are not answered yet
	counts bool // a page of the site that was really shown
}

// cold remembers what each address weighed when it came over the wire, so that a page weighs the same for somebody
// whose cache is warm.
var cold sync.Map // address → int

// shows are the kinds of request that make a page what it is; what scripts ask for later is not the page's weight.
var shows = []network.ResourceType{network.ResourceTypeDocument, network.ResourceTypeStylesheet, network.ResourceTypeScript,
	network.ResourceTypeFont, network.ResourceTypeImage}

func (w *watch) asks(e *network.EventRequestWillBeSent) {
	at, err := url.Parse(e.Request.URL)
	if err != nil || !slices.Contains([]string{"http", "https", "ws", "wss"}, at.Scheme) {
		return
	}
	if !slices.Contains(w.hosts, at.Host) {
		w.fault("third party: %s %s", e.Request.Method, e.Request.URL)
	}
	known := w.traffic[e.RequestID] != nil // a redirect goes on under the same number
	w.traffic[e.RequestID] = &request{method: e.Request.Method, address: e.Request.URL, kind: e.Type, loader: e.LoaderID}
	if known || !slices.Contains(shows, e.Type) {
		return
	}
	if w.visits[e.LoaderID] == nil {
		w.visits[e.LoaderID] = &visit{}
	}
	w.visits[e.LoaderID].open++
}

func (w *watch) cached(id network.RequestID) {
	if r := w.traffic[id]; r != nil {
		r.fromCache = true
	}
}

func (w *watch) hears(e *network.EventResponseReceived) {
	r := w.traffic[e.RequestID]
	if r == nil {
		return
	}
	r.fromCache = r.fromCache || e.Response.FromDiskCache || e.Response.FromPrefetchCache
	document := e.Type == network.ResourceTypeDocument && e.FrameID == w.main
	// A form that is not right is answered with 422 and the same page: that is how the portal works.
	meant := document && e.Response.Status == http.StatusUnprocessableEntity
	// The browser itself asks every host for an icon; only ours has to have one.
	icon := strings.HasSuffix(e.Response.URL, "/favicon.ico") && !strings.HasPrefix(e.Response.URL, w.site.URL)
	if e.Response.Status >= http.StatusBadRequest && !meant && !icon {
		w.fault("%d %s %s", e.Response.Status, r.method, r.address)
	}
	if !document {
		return
	}
	if w.leaves(e) {
		w.arrived(e.LoaderID)
		return
	}
	w.shown, w.status = e.LoaderID, e.Response.Status
	if v := w.visits[e.LoaderID]; v != nil {
		good := e.Response.Status == http.StatusOK || e.Response.Status == http.StatusUnprocessableEntity
		v.Path, v.counts = pathOf(e.Response.URL), good && e.Response.MimeType == "text/html" && strings.HasPrefix(e.Response.URL, w.site.URL+"/")
	}
}

func (w *watch) finishes(e *network.EventLoadingFinished) {
	r := w.traffic[e.RequestID]
	if r == nil {
		return
	}
	r.answered = true
	bytes := int(e.EncodedDataLength)
	if r.fromCache {
		if before, ok := cold.Load(r.address); ok {
			bytes = before.(int)
		}
	} else {
		cold.Store(r.address, bytes)
	}
	if v := w.done(r); v != nil {
		v.Add(string(r.kind), bytes)
	}
}

func (w *watch) fails(e *network.EventLoadingFailed) {
	r := w.traffic[e.RequestID]
	if cdp.LoaderID(e.RequestID) == w.pending {
		w.pending = ""
	}
	if r == nil {
		return
	}
	r.answered = true
	w.done(r)
	refused := e.BlockedReason == network.BlockedReasonCsp // which the browser's log tells better
	if !w.offline && !e.Canceled && !refused && e.ErrorText != "net::ERR_ABORTED" {
		w.fault("%s %s %s", e.ErrorText, r.method, r.address)
	}
}

// done takes a request off its page's list and returns the page that it counts for, if any.
func (w *watch) done(r *request) *visit {
	v := w.visits[r.loader]
	if v == nil || !slices.Contains(shows, r.kind) {
		return nil
	}
	v.open--
	return v
}

// enter puts the pages of this window into the book of the test binary.
func (w *watch) enter() {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	seen.Lock()
	defer seen.Unlock()
	for _, v := range w.visits {
		if v.counts {
			seen.Enter(v.Page)
		}
	}
}

var numbered = regexp.MustCompile(`^([a-z]+_.*|.*\d.*\d.*\d.*\d.*\d.*)$`)

// pathOf is the address's path with {id} for whatever names one case or document.
func pathOf(address string) string {
	at, err := url.Parse(address)
	if err != nil {
		return address
	}
	parts := strings.Split(at.Path, "/")
	for i, part := range parts {
		if numbered.MatchString(part) {
			parts[i] = "{id}"
		}
	}
	return strings.Join(parts, "/")
}
