package browser

import (
	"encoding/json"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// root is the element that verbs look into: the scope, or the body.
func (p *Page) root() (cdp.BackendNodeID, error) {
	if p.scope != nil {
		return p.scope()
	}
	return p.node("document.body", errNoBody)
}

type missing string

func (m missing) Error() string { return string(m) }

const errNoBody = missing("the page has no body")

// node is the element that an expression gives, or the error for none.
func (p *Page) node(expression string, none error) (cdp.BackendNodeID, error) {
	object, err := eval[*runtime.RemoteObject](p, expression)
	if err != nil {
		return 0, err
	}
	return p.backend(object, none)
}

// descend is the element that a function gives which has the root as its this.
func (p *Page) descend(function, arg string, none error) (cdp.BackendNodeID, error) {
	root, err := p.root()
	if err != nil {
		return 0, err
	}
	object, err := p.object(root)
	if err != nil {
		return 0, err
	}
	raw, err := json.Marshal(plain(arg))
	if err != nil {
		return 0, err
	}
	given, err := call(p, runtime.CallFunctionOn, runtime.CallFunctionOnParams{ObjectID: object,
		FunctionDeclaration: function, Arguments: []*runtime.CallArgument{{Value: raw}}})
	if err != nil {
		return 0, err
	}
	if given.ExceptionDetails != nil {
		return 0, &chromedp.ExceptionError{ExceptionDetails: given.ExceptionDetails}
	}
	return p.backend(given.Result, none)
}

func (p *Page) backend(object *runtime.RemoteObject, none error) (cdp.BackendNodeID, error) {
	if object == nil || object.ObjectID == "" || object.Subtype == runtime.RemoteObjectSubtypeNull {
		return 0, none
	}
	described, err := call(p, dom.DescribeNode, dom.DescribeNodeParams{ObjectID: object.ObjectID})
	if err != nil {
		return 0, err
	}
	return described.Node.BackendNodeID, nil
}
