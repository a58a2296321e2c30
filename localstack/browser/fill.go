package browser

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Fill replaces what stands in the field with that label. A date field of the browser's own takes 2026-11-21.
func (p *Page) Fill(label, value string) {
	p.t.Helper()
	p.until(func() error {
		field, err := p.find(fields, label)
		if err != nil {
			return err
		}
		if slices.Contains([]string{"Date", "DateTime", "InputTime", "slider", "ColorWell"}, field.role) {
			return p.put(field.id, value)
		}
		err = p.focus(field)
		if err != nil {
			return err
		}
		err = p.write(value)
		if err != nil {
			return err
		}
		got, err := on[string](p, field.id, "function() { return this.value ?? this.innerText }")
		if err == nil && bare(got) != bare(value) {
			err = fmt.Errorf("the field %q took %q for %q", label, got, value)
		}
		return err
	})
}

// bare forgives what a page writes itself into a field, as spaces between digits, and how lines end.
func bare(text string) string { return strings.Join(strings.Fields(text), "") }

// focus goes to a field as the person does.
func (p *Page) focus(field element) error {
	if p.set.keyboard {
		return p.reachByTab(field)
	}
	_, err := call(p, dom.Focus, dom.FocusParams{BackendNodeID: field.id})
	return err
}

// write replaces the focused field's content, as a person who selects all and types or pastes.
func (p *Page) write(value string) error {
	err := chromedp.Do(p.ctx, chromedp.KeyEvent("a", chromedp.KeyModifiers(chromedp.ModifierCtrl)), chromedp.KeyEvent(kb.Backspace))
	if err != nil || value == "" {
		return err
	}
	_, err = call(p, input.InsertText, input.InsertTextParams{Text: value})
	return err
}

const setValue = `function(value) {
  this.value = value;
  for (const type of ['input', 'change']) this.dispatchEvent(new Event(type, { bubbles: true }));
  return this.value === value;
}`

// put sets a field that has an editor of the browser's own, as dates have.
func (p *Page) put(id cdp.BackendNodeID, value string) error {
	took, err := on[bool](p, id, setValue, value)
	if err == nil && !took {
		err = fmt.Errorf("%q is no value for that field", value)
	}
	return err
}

// Upload gives files to the file field with that label, by their paths.
func (p *Page) Upload(label string, files ...string) {
	p.t.Helper()
	var paths []string
	for _, file := range files {
		path, err := filepath.Abs(file)
		if err != nil {
			p.t.Fatal(err)
		}
		paths = append(paths, path)
	}
	p.until(func() error {
		field, err := p.descend(fileField, label, fmt.Errorf("no file field is labelled %q", label))
		if err != nil {
			return err
		}
		_, err = call(p, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: paths, BackendNodeID: field})
		return err
	})
}

// fileField finds a file field by its label: its accessible name has the browser's own button in it.
const fileField = `function(label) {
  const plain = (text) => (text ?? '').replace(/\s+/g, ' ').trim();
  const named = (e) => [...(e.labels ?? [])].some((l) => plain(l.textContent) === label) || plain(e.getAttribute('aria-label')) === label;
  return [...this.querySelectorAll('input[type=file]')].find(named) ?? null;
}`
