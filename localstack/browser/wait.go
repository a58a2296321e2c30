package browser

import (
	"context"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

const (
	often = 40 * time.Millisecond  // how often a condition is looked at
	sign  = 150 * time.Millisecond // within which a click that leads to another page begins to load it
)

// await tries until it succeeds. The last error comes back when the person's patience ends.
func (p *Page) await(try func() error) error {
	deadline := time.Now().Add(p.patience)
	for {
		err := p.settled()
		if err == nil {
			err = try()
		}
		if err == nil || !time.Now().Before(deadline) {
			return err
		}
		select {
		case <-p.ctx.Done():
			return context.Cause(p.ctx)
		case <-time.After(often):
		}
	}
}

// until is await for verbs: the test ends when it does not succeed.
func (p *Page) until(try func() error) {
	p.t.Helper()
	err := p.await(try)
	if err != nil {
		p.t.Fatalf("%s at %s: %v", p.person(), p.address(), err)
	}
}

// settled is nil when no page is on its way.
func (p *Page) settled() error {
	if p.watch.busy() != "" {
		return fmt.Errorf("the next page has not loaded")
	}
	return nil
}

// act does something that may lead to another page, and waits for that page if so.
func (p *Page) act(do func() error) error {
	before := p.watch.navigations()
	err := do()
	if err != nil {
		return err
	}
	soon := time.Now().Add(sign)
	for p.watch.navigations() == before && time.Now().Before(soon) {
		select {
		case <-p.ctx.Done():
			return context.Cause(p.ctx)
		case <-time.After(often / 4):
		}
	}
	return p.await(func() error { return nil })
}

// call sends one command to the browser, which must answer in time.
func call[P, R any](p *Page, command cdp.Command[P, R], params P) (R, error) {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	return chromedp.Call(ctx, command, params)
}

// send is a call whose answer says nothing, for lists of calls.
func send[P, R any](p *Page, command cdp.Command[P, R], params P) func() error {
	return func() error {
		_, err := call(p, command, params)
		return err
	}
}

// eval evaluates an expression in the page. The page's policy does not apply to it, nor does WithoutJavaScript.
func eval[T any](p *Page, expression string, options ...chromedp.EvaluateOption) (T, error) {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](expression, options...))
}

// on calls a function with the element as its this.
func on[T any](p *Page, element cdp.BackendNodeID, function string, args ...any) (T, error) {
	var none T
	object, err := p.object(element)
	if err != nil {
		return none, err
	}
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.CallFunctionOn[T](function, func(params *runtime.CallFunctionOnParams) {
		params.ObjectID = object
	}, args...))
}

func (p *Page) object(element cdp.BackendNodeID) (runtime.RemoteObjectID, error) {
	resolved, err := call(p, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: element})
	if err != nil {
		return "", err
	}
	return resolved.Object.ObjectID, nil
}
