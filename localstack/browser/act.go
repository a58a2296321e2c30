package browser

import (
	"fmt"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// seeker finds an element anew: pages that refresh themselves replace what was found before.
type seeker func() (element, error)

func (p *Page) seek(wanted kind, name string) seeker {
	return func() (element, error) { return p.find(wanted, name) }
}

// Click presses the button, link, tab or disclosure with that accessible name and waits for the page it leads to, if
// any.
func (p *Page) Click(name string) {
	p.t.Helper()
	if p.set.keyboard {
		p.tabTo(p.seek(clickable, name))
		p.Press("Enter")
		return
	}
	p.mouse(p.seek(clickable, name))
}

// Check ticks the checkbox, or takes the radio button, with that accessible name. One that is ticked stays so.
func (p *Page) Check(name string) {
	p.t.Helper()
	p.tick(boxes, name, "true")
}

// Uncheck unticks the checkbox with that accessible name.
func (p *Page) Uncheck(name string) {
	p.t.Helper()
	p.tick(boxes, name, "false")
}

func (p *Page) tick(wanted kind, name, state string) {
	p.t.Helper()
	var found element
	p.until(func() (err error) {
		found, err = p.find(wanted, name)
		return err
	})
	if found.properties["checked"] == state {
		return
	}
	box := p.seek(wanted, name)
	switch {
	case p.set.keyboard && found.role == "radio":
		p.arrow(box)
	case p.set.keyboard:
		p.tabTo(box)
		p.Press("Space")
	default:
		p.mouse(box)
	}
	p.until(func() error {
		now, err := box()
		if err == nil && now.properties["checked"] != state {
			err = fmt.Errorf("%q does not take the click", name)
		}
		return err
	})
}

// mouse clicks the middle of an element, or of its label where the element itself is not to be hit.
func (p *Page) mouse(find seeker) {
	p.t.Helper()
	var spot, last point
	p.until(func() error {
		e, err := find()
		if err != nil {
			return err
		}
		last = spot
		spot, err = p.aim(e)
		if err == nil && spot != last {
			err = fmt.Errorf("the %s %q moves", e.role, e.name)
		}
		return err
	})
	err := p.act(func() error { return chromedp.Do(p.ctx, chromedp.MouseClickXY(spot.x, spot.y)) })
	if err != nil {
		p.t.Fatalf("click at %s: %v", p.address(), err)
	}
}

// point is a place in the window, in CSS pixels.
type point struct{ x, y float64 }

const (
	// hit says what is clicked at a point: "" for the element itself, something inside it, or its label.
	hit = `function(x, y) {
  const at = document.elementFromPoint(x, y);
  if (!at) return 'the edge of the window';
  if (this.contains(at) || at.closest('label')?.control === this || this.contains(at.closest('summary'))) return '';
  return at.outerHTML.slice(0, 120);
}`
	labelOf = `function() { return this.labels?.[0] ?? null }`
)

// aim scrolls to an element and returns a point where a click reaches it. Designs hide checkboxes behind their labels.
func (p *Page) aim(e element) (point, error) {
	at, err := p.reach(e.id)
	if err == nil {
		return at, nil
	}
	object, wrong := p.object(e.id)
	if wrong != nil {
		return point{}, wrong
	}
	given, wrong := call(p, runtime.CallFunctionOn, runtime.CallFunctionOnParams{ObjectID: object, FunctionDeclaration: labelOf})
	if wrong != nil {
		return point{}, wrong
	}
	label, wrong := p.backend(given.Result, err)
	if wrong != nil {
		return point{}, fmt.Errorf("the %s %q %w", e.role, e.name, wrong)
	}
	return p.reach(label)
}

func (p *Page) reach(id cdp.BackendNodeID) (point, error) {
	_, err := call(p, dom.ScrollIntoViewIfNeeded, dom.ScrollIntoViewIfNeededParams{BackendNodeID: id})
	if err != nil {
		return point{}, fmt.Errorf("cannot be scrolled to: %w", err)
	}
	at, err := p.middle(id)
	if err != nil {
		return point{}, err
	}
	covered, err := on[string](p, id, hit, at.x, at.y)
	if err == nil && covered != "" {
		err = fmt.Errorf("is covered by %s", covered)
	}
	return at, err
}

// middle is the centre of the first box of an element.
func (p *Page) middle(id cdp.BackendNodeID) (point, error) {
	result, err := call(p, dom.GetContentQuads, dom.GetContentQuadsParams{BackendNodeID: id})
	if err != nil {
		return point{}, fmt.Errorf("has no place on the page: %w", err)
	}
	for _, quad := range result.Quads {
		if len(quad) == 8 && quad[4] > quad[0] && quad[5] > quad[1] {
			return point{(quad[0] + quad[2] + quad[4] + quad[6]) / 4, (quad[1] + quad[3] + quad[5] + quad[7]) / 4}, nil
		}
	}
	return point{}, fmt.Errorf("has no size")
}
