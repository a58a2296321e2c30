package browser

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// watch hears everything that the browser tells about one window: what it loads, what it asks for and what goes wrong.
type watch struct {
	site    Site
	hosts   []string
	context context.Context
	main    cdp.FrameID // of the window itself, not of a frame inside

	mutex    sync.Mutex
	begun    int          // navigations so far
	pending  cdp.LoaderID // the document on its way, if any
	shown    cdp.LoaderID // the last document that arrived
	status   int64        // of its answer
	offline  bool
	traffic  map[network.RequestID]*request
	visits   map[cdp.LoaderID]*visit
	faults   []string
	expected []string
	signed   string // who has signed in here
}

func newWatch(site Site) *watch {
	return &watch{site: site, hosts: site.hosts(), traffic: map[network.RequestID]*request{}, visits: map[cdp.LoaderID]*visit{}}
}

// belongs tells the window once it is open. The main frame has the target's id.
func (w *watch) belongs(ctx context.Context) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.context, w.main = ctx, cdp.FrameID(chromedp.FromContext(ctx).Target.TargetID)
}

// hear runs where the browser's messages are read: it must be quick and must not ask the browser anything.
func (w *watch) hear(event any) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	switch e := event.(type) {
	case *page.EventFrameStartedNavigating:
		w.navigates(e)
	case *page.EventFrameNavigated:
		w.restored(e)
	case *page.EventLifecycleEvent:
		if e.Name == "load" {
			w.arrived(e.LoaderID)
		}
	case *page.EventJavascriptDialogOpening:
		w.dialog(e)
	case *network.EventRequestWillBeSent:
		w.asks(e)
	case *network.EventRequestServedFromCache:
		w.cached(e.RequestID)
	case *network.EventResponseReceived:
		w.hears(e)
	case *network.EventLoadingFinished:
		w.finishes(e)
	case *network.EventLoadingFailed:
		w.fails(e)
	case *runtime.EventExceptionThrown:
		w.fault("script: %s", thrown(e.ExceptionDetails))
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError {
			w.fault("console: %s", said(e.Args))
		}
	case *log.EventEntryAdded:
		w.entry(e.Entry)
	}
}

func (w *watch) navigates(e *page.EventFrameStartedNavigating) {
	kind := string(e.NavigationType)
	if e.FrameID == w.main && kind != "sameDocument" && kind != "historySameDocument" {
		w.begun++
		w.pending = e.LoaderID
	}
}

func (w *watch) arrived(loader cdp.LoaderID) {
	if loader == w.pending {
		w.pending = ""
	}
}

// restored is a page that the browser has kept while another was shown: nothing is loaded.
func (w *watch) restored(e *page.EventFrameNavigated) {
	if e.Type == page.NavigationTypeBackForwardCacheRestore && e.Frame.ID == w.main {
		w.pending, w.shown = "", e.Frame.LoaderID
	}
}

// leaves says that no page will come of a navigation: an answer without content, a download, an error.
func (w *watch) leaves(e *network.EventResponseReceived) bool {
	disposition := ""
	for name, value := range e.Response.Headers {
		if text, ok := value.(string); ok && strings.EqualFold(name, "Content-Disposition") {
			disposition = text
		}
	}
	return e.Response.Status == http.StatusNoContent || strings.HasPrefix(strings.TrimSpace(disposition), "attachment")
}

// dialog closes dialogs, which would stop everything. One that asks before leaving is a page's right; others are no way
// to talk to people.
func (w *watch) dialog(e *page.EventJavascriptDialogOpening) {
	if e.Type != page.DialogTypeBeforeunload {
		w.fault("dialog: %s", e.Message)
	}
	ctx := w.context
	go func() {
		// It may have been closed by a navigation meanwhile; then there is nothing to answer.
		_, _ = chromedp.Call(ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: true})
	}()
}

// entry takes what the browser itself logs. Failed requests are told with more detail by the network's events.
func (w *watch) entry(e *log.Entry) {
	if e.Level != log.EntryLevelError || e.Source == log.EntrySourceNetwork {
		return
	}
	w.fault("%s: %s", e.Source, strings.TrimSpace(e.Text+" "+e.URL))
}

// busy names the navigation that goes on, or "".
func (w *watch) busy() string {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return string(w.pending)
}

func (w *watch) navigations() int {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.begun
}

func thrown(details *runtime.ExceptionDetails) string {
	text := details.Text
	if details.Exception != nil && details.Exception.Description != "" {
		text += " " + details.Exception.Description
	}
	return text
}

func said(args []*runtime.RemoteObject) string {
	var words []string
	for _, arg := range args {
		word := strings.Trim(string(arg.Value), `"`)
		if word == "" {
			word = arg.Description
		}
		words = append(words, word)
	}
	return strings.Join(slices.DeleteFunc(words, func(word string) bool { return word == "" }), " ")
}
