package browser

import (
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// signInPath is where the portal begins a sign-in, below the language.
const signInPath = "/sign-in"

// SignIn signs a seeded person in, from the portal through the local provider's pages with its two steps and back.
func (p *Page) SignIn(user string) {
	p.t.Helper()
	p.Open(signInPath)
	p.SignInHere(user)
}

// SignInHere goes on where the portal has sent the person to the provider by itself.
func (p *Page) SignInHere(user string) {
	p.t.Helper()
	p.until(p.stands(p.set.site.Issuer))
	p.answer("user", user, kb.Tab)
	p.answer("password", p.set.site.Password, kb.Enter)
	var code string
	p.until(func() (err error) {
		code, err = eval[string](p, `document.getElementById('shown-code').textContent`)
		return err
	})
	p.answer("code", code, kb.Enter)
	p.until(p.stands(p.set.site.URL))
	p.watch.mutex.Lock()
	defer p.watch.mutex.Unlock()
	p.watch.signed = user
}

// answer fills a field of the provider's pages, whose labels are in the person's language, and goes on with a key.
func (p *Page) answer(name, value, key string) {
	p.t.Helper()
	var field cdp.BackendNodeID
	p.until(func() (err error) {
		field, err = p.node(fmt.Sprintf("document.querySelector('input[name=%s]')", name), fmt.Errorf("the provider asks for no %s", name))
		if err != nil {
			return err
		}
		_, err = call(p, dom.Focus, dom.FocusParams{BackendNodeID: field})
		if err != nil {
			return err
		}
		return p.write(value)
	})
	err := p.act(func() error { return chromedp.Do(p.ctx, chromedp.KeyEvent(key)) })
	if err != nil {
		p.t.Fatalf("answer %s at %s: %v", name, p.address(), err)
	}
}

// stands is nil when the window shows a page of that origin.
func (p *Page) stands(origin string) func() error {
	return func() error {
		if at := p.address(); !strings.HasPrefix(at, origin+"/") {
			return fmt.Errorf("want a page of %s, got %s", origin, at)
		}
		return nil
	}
}
