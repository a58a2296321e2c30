package browser

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/runtime"
)

// element is a node as assistive technology meets it: role and accessible name are the browser's own.
type element struct {
	id         cdp.BackendNodeID
	role, name string
	properties map[string]string
}

// kind is what a verb looks for: its word in reports, and the roles that will do.
type kind struct {
	word  string
	roles []string
}

var (
	fields    = kind{"field", []string{"textbox", "searchbox", "spinbutton", "combobox", "Date", "DateTime", "InputTime", "slider", "ColorWell"}}
	clickable = kind{"button or link", []string{"button", "link", "tab", "menuitem", "switch", "DisclosureTriangle"}}
	boxes     = kind{"checkbox or radio button", []string{"checkbox", "radio", "switch", "menuitemcheckbox"}}
	lists     = kind{"list", []string{"combobox", "listbox"}}
	groups    = kind{"group", []string{"group", "radiogroup"}}
	radios    = kind{"radio button", []string{"radio"}}
	parts     = kind{"part of the page", []string{"group", "radiogroup", "region", "form", "dialog", "alertdialog", "alert", "status", "navigation", "main",
		"banner", "contentinfo", "complementary", "table", "row", "rowgroup", "list", "listitem", "article", "search", "figure", "tabpanel"}}
)

// plain makes texts comparable: white space of any kind is one space.
func plain(text string) string { return strings.Join(strings.Fields(text), " ") }

// elements reads the accessibility tree: what a screen reader would be told.
func (p *Page) elements() ([]element, error) {
	tree, err := call(p, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	if err != nil {
		return nil, err
	}
	var all []element
	for _, node := range inOrder(tree.Nodes) {
		if node.Ignored || node.BackendDOMNodeID == 0 {
			continue
		}
		e := element{id: node.BackendDOMNodeID, role: textOf(node.Role), name: plain(textOf(node.Name)), properties: map[string]string{}}
		for _, property := range node.Properties {
			e.properties[string(property.Name)] = textOf(property.Value)
		}
		all = append(all, e)
	}
	return all, nil
}

// inOrder puts the nodes, which come level by level, into the order in which they are read.
func inOrder(nodes []*accessibility.Node) []*accessibility.Node {
	byID := map[accessibility.NodeID]*accessibility.Node{}
	for _, node := range nodes {
		byID[node.NodeID] = node
	}
	var ordered []*accessibility.Node
	var walk func(node *accessibility.Node)
	walk = func(node *accessibility.Node) {
		if node == nil || byID[node.NodeID] == nil {
			return
		}
		delete(byID, node.NodeID)
		ordered = append(ordered, node)
		for _, child := range node.ChildIDs {
			walk(byID[child])
		}
	}
	for _, node := range nodes {
		walk(node)
	}
	return ordered
}

func textOf(value *accessibility.Value) string {
	if value == nil {
		return ""
	}
	var text string
	if json.Unmarshal(value.Value, &text) == nil {
		return text
	}
	return string(value.Value) // a number or a truth value
}

// find returns the one element of the kind with that name inside the scope. Its errors say what there is instead.
func (p *Page) find(wanted kind, name string) (element, error) {
	all, err := p.elements()
	if err != nil {
		return element{}, err
	}
	var found []element
	var names []string
	for _, e := range all {
		if !slices.Contains(wanted.roles, e.role) || e.name == "" && name != "" {
			continue
		}
		names = append(names, fmt.Sprintf("%q", e.name))
		if e.name == plain(name) {
			found = append(found, e)
		}
	}
	found, err = p.inScope(found)
	switch {
	case err != nil:
		return element{}, err
	case len(found) == 0:
		return element{}, fmt.Errorf("no %s is called %q; there are %s", wanted.word, name, listed(names))
	case len(found) > 1:
		return element{}, fmt.Errorf("%d are called %q: say which, with Within or Row", len(found), name)
	case found[0].properties["disabled"] == "true":
		return element{}, fmt.Errorf("the %s %q is disabled", wanted.word, name)
	}
	return found[0], nil
}

const listedAtMost = 40

func listed(names []string) string {
	if len(names) == 0 {
		return "none at all"
	}
	if len(names) > listedAtMost {
		names = append(names[:listedAtMost:listedAtMost], "…")
	}
	return strings.Join(names, ", ")
}

// inScope keeps the elements that the scope holds.
func (p *Page) inScope(all []element) ([]element, error) {
	if p.scope == nil {
		return all, nil
	}
	scope, err := p.scope()
	if err != nil {
		return nil, err
	}
	holder, err := p.object(scope)
	if err != nil {
		return nil, err
	}
	var inside []element
	for _, e := range all {
		object, err := p.object(e.id)
		if err != nil {
			return nil, err
		}
		yes := true
		held, err := call(p, runtime.CallFunctionOn, runtime.CallFunctionOnParams{ObjectID: holder, ReturnByValue: &yes,
			FunctionDeclaration: "function(e) { return this.contains(e) }", Arguments: []*runtime.CallArgument{{ObjectID: object}}})
		if err != nil {
			return nil, err
		}
		if string(held.Result.Value) == "true" {
			inside = append(inside, e)
		}
	}
	return inside, nil
}

// Within returns the part of the page with that accessible name (a group by its legend, a region, table, form, dialog
// or list by its label), so that verbs look only there: p.Within("Date of birth").Fill("Day", "12").
func (p *Page) Within(name string) *Page {
	inside := *p
	inside.scope = func() (cdp.BackendNodeID, error) {
		e, err := p.find(parts, name)
		return e.id, err
	}
	return &inside
}

// smallest finds the row (of a table, a summary list or a list) with the text that says the least else.
const smallest = `function(text) {
  const plain = (e) => (e.innerText ?? '').replace(/\s+/g, ' ').trim();
  const rows = [...this.querySelectorAll('tr, li, dl > div, [role=row], [role=listitem]')].filter((e) => plain(e).includes(text));
  return rows.sort((a, b) => plain(a).length - plain(b).length)[0] ?? null;
}`

// Row returns the row of a table, a summary list or a list that holds the text: p.Row("Passport").Click("Change").
func (p *Page) Row(text string) *Page {
	inside := *p
	inside.scope = func() (cdp.BackendNodeID, error) {
		return p.descend(smallest, text, fmt.Errorf("no row holds %q", text))
	}
	return &inside
}
