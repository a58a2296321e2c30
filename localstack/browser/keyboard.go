package browser

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const tabs = 300 // more stops than any page has

var (
	keys = map[string]string{"Enter": kb.Enter, "Tab": kb.Tab, "Space": " ", "Escape": kb.Escape, "Backspace": kb.Backspace, "Delete": kb.Delete,
		"ArrowUp": kb.ArrowUp, "ArrowDown": kb.ArrowDown, "ArrowLeft": kb.ArrowLeft, "ArrowRight": kb.ArrowRight,
		"Home": kb.Home, "End": kb.End, "PageUp": kb.PageUp, "PageDown": kb.PageDown}
	modifiers = map[string]chromedp.Modifier{"Shift": chromedp.ModifierShift, "Control": chromedp.ModifierCtrl, "Alt": chromedp.ModifierAlt}
	// Keys that move about and never lead to another page.
	moving = []string{"Tab", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"}
)

// Press presses one key: "Enter", "Tab", "Escape", "Space", "ArrowDown", "j", "Shift+Tab", "Control+k", ….
func (p *Page) Press(key string) {
	p.t.Helper()
	err := p.key(key)
	if err != nil {
		p.t.Fatalf("press %s at %s: %v", key, p.address(), err)
	}
}

func (p *Page) key(key string) error {
	parts := strings.Split(key, "+")
	name := parts[len(parts)-1]
	stroke, ok := keys[name]
	if !ok && utf8.RuneCountInString(name) != 1 {
		return fmt.Errorf("no key is called %s", name)
	}
	if !ok {
		stroke = name
	}
	var held []chromedp.Modifier
	for _, part := range parts[:len(parts)-1] {
		modifier, ok := modifiers[part]
		if !ok {
			return fmt.Errorf("%s is no key to hold", part)
		}
		held = append(held, modifier)
	}
	press := func() error { return chromedp.Do(p.ctx, chromedp.KeyEvent(stroke, chromedp.KeyModifiers(held...))) }
	if slices.Contains(moving, name) {
		return press()
	}
	return p.act(press)
}

// Type types a text into whatever has the focus, key by key.
func (p *Page) Type(text string) {
	p.t.Helper()
	err := chromedp.Do(p.ctx, chromedp.KeyEvent(text))
	if err != nil {
		p.t.Fatalf("type at %s: %v", p.address(), err)
	}
}

// TabTo presses Tab until the button, link, field or box with that accessible name has the focus.
func (p *Page) TabTo(name string) {
	p.t.Helper()
	reachable := kind{"button, link, field or box", slices.Concat(clickable.roles, fields.roles, boxes.roles, lists.roles)}
	p.tabTo(p.seek(reachable, name))
}

// Focused is the accessible name of what has the focus, "" for nothing.
func (p *Page) Focused() string {
	p.t.Helper()
	_, name, err := p.focused()
	if err != nil {
		p.t.Fatalf("look for the focus at %s: %v", p.address(), err)
	}
	return name
}

func (p *Page) tabTo(find seeker) {
	p.t.Helper()
	p.until(func() error {
		e, err := find()
		if err != nil {
			return err
		}
		return p.reachByTab(e)
	})
}

// reachByTab goes round the page once. In a group of radio buttons Tab stops at one of them only: that one will do.
func (p *Page) reachByTab(e element) error {
	var names []string
	visited := map[cdp.BackendNodeID]bool{}
	for len(names) < tabs {
		at, name, err := p.focused()
		if err != nil || at == e.id {
			return err
		}
		if at != 0 && e.role == "radio" {
			same, err := p.sameGroup(at, e.id)
			if err != nil || same {
				return err
			}
		}
		if at != 0 && visited[at] {
			break
		}
		visited[at] = true
		names = append(names, fmt.Sprintf("%q", name))
		err = p.key("Tab")
		if err != nil {
			return err
		}
	}
	return fmt.Errorf("tab does not reach the %s %q; it stops at %s", e.role, e.name, listed(names))
}

// focused is the element with the focus and its name; 0 when the page has none.
func (p *Page) focused() (cdp.BackendNodeID, string, error) {
	id, err := p.node("document.activeElement === document.body ? null : document.activeElement", nil)
	if err != nil || id == 0 {
		return 0, "", err
	}
	tree, err := call(p, accessibility.GetPartialAXTree, accessibility.GetPartialAXTreeParams{BackendNodeID: id})
	if err != nil || len(tree.Nodes) == 0 {
		return id, "", err
	}
	for _, node := range tree.Nodes {
		if node.BackendDOMNodeID == id {
			return id, plain(textOf(node.Name)), nil
		}
	}
	return id, "", nil
}

func (p *Page) sameGroup(a, b cdp.BackendNodeID) (bool, error) {
	const group = `function() { return this.type === 'radio' ? this.name : '' }`
	first, err := on[string](p, a, group)
	if err != nil || first == "" {
		return false, err
	}
	second, err := on[string](p, b, group)
	return first == second, err
}

// arrow takes a radio button: Tab to its group, then the arrow until it has the focus. Space takes it if it is the
// first.
func (p *Page) arrow(find seeker) {
	p.t.Helper()
	p.tabTo(find)
	p.until(func() error {
		e, err := find()
		if err != nil {
			return err
		}
		for range tabs {
			at, _, err := p.focused()
			if err != nil {
				return err
			}
			if at == e.id {
				return p.key("Space")
			}
			err = p.key("ArrowDown")
			if err != nil {
				return err
			}
		}
		return fmt.Errorf("the arrow does not reach %q", e.name)
	})
}
