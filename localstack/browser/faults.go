package browser

import (
	"fmt"
	"slices"
	"strings"
)

// fault keeps what went wrong on the pages, once each.
func (w *watch) fault(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if !slices.Contains(w.faults, text) {
		w.faults = append(w.faults, text)
	}
}

// Expects says that a fault whose text holds these words is meant to come: p.Expects("404") before opening a page that
// is not there. The test fails when it does not come.
func (p *Page) Expects(words string) {
	p.watch.mutex.Lock()
	defer p.watch.mutex.Unlock()
	p.watch.expected = append(p.watch.expected, words)
}

// Faults returns what has gone wrong so far and was not expected. The end of the test looks by itself.
func (p *Page) Faults() []string {
	faults, _ := p.watch.verdict()
	return faults
}

// verdict tells the faults nobody expected and the expectations that nothing met.
func (w *watch) verdict() (faults, missing []string) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	met := map[string]bool{}
	for _, fault := range w.faults {
		meant := false
		for _, words := range w.expected {
			if strings.Contains(fault, words) {
				meant, met[words] = true, true
			}
		}
		if !meant {
			faults = append(faults, fault)
		}
	}
	for _, words := range w.expected {
		if !met[words] {
			missing = append(missing, words)
		}
	}
	return faults, missing
}

// finish ends a window: its faults fail the test, its pages go to the book, and a failed test leaves a picture.
func (p *Page) finish() {
	faults, missing := p.watch.verdict()
	for _, fault := range faults {
		p.t.Errorf("on the pages of %s: %s", p.person(), fault)
	}
	for _, words := range missing {
		p.t.Errorf("on the pages of %s: a fault with %q was expected and none came", p.person(), words)
	}
	if p.set.site.weighed {
		p.watch.enter()
	}
	if p.t.Failed() {
		p.keep()
	}
}

// person names the window in reports.
func (p *Page) person() string {
	if p.watch.signed != "" {
		return p.watch.signed
	}
	return "a visitor"
}
