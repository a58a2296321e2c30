package browser

import (
	"fmt"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Choose takes an option of the list with that label, or of the group of radio buttons with that legend.
func (p *Page) Choose(label, option string) {
	p.t.Helper()
	isList := false
	find := p.seek(lists, label)
	p.until(func() error {
		_, err := find()
		isList = err == nil
		if isList {
			return nil
		}
		_, wrong := p.find(groups, label)
		if wrong != nil {
			return fmt.Errorf("%w; %w", err, wrong)
		}
		return nil
	})
	if !isList {
		p.Within(label).tick(radios, option, "true")
		return
	}
	if p.set.keyboard {
		p.tabTo(find)
	}
	p.until(func() error {
		list, err := find()
		switch {
		case err != nil:
			return err
		case p.set.keyboard:
			return p.chooseByKeys(list, option)
		}
		return p.chooseInList(list, option)
	})
}

const selectOption = `function(option) {
  const plain = (text) => text.replace(/\s+/g, ' ').trim();
  const wanted = [...this.options].find((o) => plain(o.text) === option && !o.disabled);
  if (!wanted) return 'there are ' + [...this.options].slice(0, 40).map((o) => plain(o.text)).join(', ');
  if (wanted.selected) return '';
  wanted.selected = true;
  for (const type of ['input', 'change']) this.dispatchEvent(new Event(type, { bubbles: true }));
  return '';
}`

func (p *Page) chooseInList(list element, option string) error {
	problem, err := on[string](p, list.id, selectOption, plain(option))
	if err == nil && problem != "" {
		err = fmt.Errorf("the list %q has no option %q; %s", list.name, option, problem)
	}
	return err
}

const (
	chosen = `function() { return (this.selectedOptions[0]?.text ?? '').replace(/\s+/g, ' ').trim() }`
	places = `function() { return this.options.length }`
)

// chooseByKeys goes through the list with the arrow.
func (p *Page) chooseByKeys(list element, option string) error {
	count, err := on[int](p, list.id, places)
	if err != nil {
		return err
	}
	err = chromedp.Do(p.ctx, chromedp.KeyEvent(kb.Home))
	for range count {
		if err != nil {
			return err
		}
		now, wrong := on[string](p, list.id, chosen)
		if wrong != nil {
			return wrong
		}
		if now == plain(option) {
			return nil
		}
		err = chromedp.Do(p.ctx, chromedp.KeyEvent(kb.ArrowDown))
	}
	return fmt.Errorf("the arrow does not lead to %q in the list %q", option, list.name)
}
