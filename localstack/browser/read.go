package browser

import (
	"fmt"
	"strings"
)

const shownText = `function() { return this.innerText ?? this.textContent }`

// Text is what the page, or the part that Within or Row names, says: rendered text, white space made single spaces.
func (p *Page) Text() string {
	p.t.Helper()
	text := ""
	p.until(func() (err error) {
		text, err = p.text()
		return err
	})
	return text
}

func (p *Page) text() (string, error) {
	root, err := p.root()
	if err != nil {
		return "", err
	}
	text, err := on[string](p, root, shownText)
	return plain(text), err
}

// See waits until the page says all of these texts.
func (p *Page) See(texts ...string) {
	p.t.Helper()
	p.until(func() error {
		said, err := p.text()
		for _, text := range texts {
			if err == nil && !strings.Contains(said, plain(text)) {
				err = fmt.Errorf("the page does not say %q; it says:\n%s", text, shortened(said))
			}
		}
		return err
	})
}

// DoNotSee waits until the page says none of these texts.
func (p *Page) DoNotSee(texts ...string) {
	p.t.Helper()
	p.until(func() error {
		said, err := p.text()
		for _, text := range texts {
			if err == nil && strings.Contains(said, plain(text)) {
				err = fmt.Errorf("the page says %q", text)
			}
		}
		return err
	})
}

const told = 2000 // characters of a page in a failure

func shortened(text string) string {
	runes := []rune(text)
	if len(runes) <= told {
		return text
	}
	return string(runes[:told]) + " …"
}

// Heading waits for the page's one h1 and returns its text.
func (p *Page) Heading() string {
	p.t.Helper()
	heading := ""
	p.until(func() error {
		all, err := eval[[]string](p, `[...document.querySelectorAll('h1')].map((e) => e.innerText)`)
		if err == nil && len(all) != 1 {
			err = fmt.Errorf("want one h1, got %q", all)
		}
		if err == nil {
			heading = plain(all[0])
		}
		return err
	})
	return heading
}

// Language is what the page says of itself: the lang of its root.
func (p *Page) Language() string {
	p.t.Helper()
	return p.Eval("document.documentElement.lang")
}

// Value is what stands in the field with that label: its text, or the chosen option of a list.
func (p *Page) Value(label string) string {
	p.t.Helper()
	value := ""
	p.until(func() error {
		field, err := p.find(fields, label)
		if err == nil {
			value, err = on[string](p, field.id, `function() { return this.selectedOptions ? this.selectedOptions[0]?.text ?? '' : this.value ?? this.innerText }`)
		}
		return err
	})
	return value
}

// Checked reports whether the checkbox or radio button with that accessible name is ticked.
func (p *Page) Checked(name string) bool {
	p.t.Helper()
	checked := false
	p.until(func() error {
		box, err := p.find(boxes, name)
		checked = box.properties["checked"] == "true"
		return err
	})
	return checked
}

// Names lists the accessible names of a role inside the scope, in the page's order: p.Names("link").
func (p *Page) Names(role string) []string {
	p.t.Helper()
	var names []string
	p.until(func() error {
		names = nil
		all, err := p.elements()
		if err != nil {
			return err
		}
		var wanted []element
		for _, e := range all {
			if e.role == role {
				wanted = append(wanted, e)
			}
		}
		wanted, err = p.inScope(wanted)
		for _, e := range wanted {
			names = append(names, e.name)
		}
		return err
	})
	return names
}

// Eval evaluates an expression in the page that gives a string, for what no verb asks.
func (p *Page) Eval(expression string) string {
	p.t.Helper()
	value := ""
	p.until(func() (err error) {
		value, err = eval[string](p, expression)
		return err
	})
	return value
}
