package rooms_test

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/localstack/browser"
)

func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }

// visit opens a page as somebody, in English.
func (h house) visit(name, path string, options ...browser.Option) *browser.Page {
	h.t.Helper()
	p := browser.Start(h.t, append([]browser.Option{browser.At(browser.Site{URL: h.URL}), browser.In("en")}, options...)...)
	p.OpenAddress(h.AddressAs(name, path))
	return p
}

// The switch of a page that came back is made of buttons that look and read as its links do.
const looks = `(({ color, font, padding, cursor, backgroundColor, borderTopWidth }) => [color, font, padding, cursor, backgroundColor, borderTopWidth].join())
	(getComputedStyle(document.querySelector(".hsmp-languages :is(a, button)[lang=tr]")))`

func TestAFormThatCameBackSpeaksAnotherLanguage(t *testing.T) {
	t.Parallel()
	for name, options := range map[string][]browser.Option{"without scripts": {browser.WithoutJavaScript()}, "by keyboard": {browser.ByKeyboard()}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			before := h.deeds()
			p := h.visit("employer2", "/en/employer/register", options...)
			links := p.Eval(looks)
			p.Fill("Name", "Xəzər MMC")
			p.Choose("Sector", "Information technology")
			p.Check("I may act for this employer.")
			p.Click("Send the registration")
			p.See("Please correct the following")
			if got := p.Eval(looks); got != links {
				t.Errorf("want buttons that look like links, %s, got %s", links, got)
			}
			p.Click("Türkçe")
			p.See(corrections, "Kaydı gönder")
			p.Inspect()
			if got := p.Eval(`["name", "sector"].map((name) => document.querySelector("main [name=" + name + "]").value).join()`); got != "Xəzər MMC,it" {
				t.Errorf("want what was typed, got %s", got)
			}
			p.Click("English")
			p.See("Please correct the following", "Send the registration")
			if diff := cmp.Diff(before, h.deeds()); diff != "" {
				t.Errorf("want nothing done (-want +got):\n%s", diff)
			}
		})
	}
}

// With scripts the switch takes along what was mended since, and a draft that saved itself meanwhile is in nobody's
// way.
func TestWithScriptsTheSwitchTakesAlongWhatWasMended(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	p := h.visit("ayla", h.at("/en/applications/{draft}/draft/contact"))
	p.Fill("Email address", "no address")
	p.Click("Save and continue")
	p.See("Please correct the following")
	p.Fill("Telephone (optional)", "+994501112233")
	p.See("Saved at 10:00")
	p.Fill("Email address", "mended@example.org")
	p.Click("Türkçe")
	if got := p.Eval(`document.querySelector("main [name=contact-email]").value + document.querySelector("main [name=contact-phone]").value`); got != "mended@example.org+994501112233" {
		t.Errorf("want what was mended, got %s", got)
	}
	if heading, status := p.Eval(`document.documentElement.lang`), p.Status(); heading != "tr" || status != 422 {
		t.Errorf("want the form in Turkish, got %s %d", heading, status)
	}
}

// Before the session ends the page asks whether somebody is still there; one press keeps it (WCAG 2.2.1).
func TestAPageWarnsBeforeTheSessionEnds(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	p := h.visit("ayla", "/en/applications", browser.ByKeyboard())
	if got := p.Eval(`document.getElementById("stay").dataset.idle`); got != "6900" { // two hours, less what may not be written down
		t.Errorf("want an applicant's limit, got %s s", got)
	}
	p.DoNotSee("Are you still there?")
	p.Eval(`(stay => { stay.dataset.idle = "180"; stay.dispatchEvent(new Event("close")); return "" })(document.getElementById("stay"))`)
	p.See("Are you still there?")
	p.Inspect()
	p.Eval(`(stay => { stay.dataset.idle = "6900"; window.asked = []; fetch = address => { asked.push(address); return Promise.resolve() }; return "" })(document.getElementById("stay"))`)
	p.Click("Stay signed in")
	p.DoNotSee("Are you still there?")
	if got := p.Eval(`asked.join()`); got != "/en/accessibility" {
		t.Errorf("want a page asked for, which keeps the session, got %q", got)
	}
}
