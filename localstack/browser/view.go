package browser

import (
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
)

// The sizes that WCAG 2.2 names: 320 CSS pixels (1.4.10) and 200 % (1.4.4).
const (
	narrow  = 320
	doubled = 200
)

// Viewport makes the window as wide as that, in CSS pixels. A browser window here is 1280 wide.
func (p *Page) Viewport(width int) {
	p.t.Helper()
	p.until(func() error { return p.resize(width, 1) })
}

// Zoom enlarges everything to that many per cent of a window of 1280 pixels, as the browser's zoom does.
func (p *Page) Zoom(percent int) {
	p.t.Helper()
	p.until(func() error { return p.resize(wide*100/percent, float64(percent)/100) })
}

func (p *Page) resize(width int, scale float64) error {
	height := int64(float64(high) / scale)
	return send(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: int64(width), Height: height, DeviceScaleFactor: scale})()
}

// sticking lists what makes a page scroll sideways.
const sticking = `(() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const out = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right + scrollX > width + 1);
  const inner = out.filter((e) => ![...e.children].some((c) => out.includes(c)));
  return inner.slice(0, 8).map((e) => Math.round(e.getBoundingClientRect().right + scrollX - width) + ' px too wide: ' + e.outerHTML.slice(0, 160));
})()`

// NoHorizontalScroll fails the test when the page is wider than the window, and names what sticks out.
func (p *Page) NoHorizontalScroll() {
	p.t.Helper()
	p.noScroll("")
}

func (p *Page) noScroll(when string) {
	p.t.Helper()
	var list []string
	p.until(func() (err error) {
		list, err = eval[[]string](p, sticking)
		return err
	})
	if len(list) > 0 {
		p.t.Errorf("%s scrolls sideways%s:\n  %s", p.address(), when, strings.Join(list, "\n  "))
	}
}

// Inspect does everything that every page has to stand: axe-core, 320 pixels, 200 %. Afterwards the window is 1280
// wide.
func (p *Page) Inspect() {
	p.t.Helper()
	p.Axe()
	p.Fits()
}

// Fits fails the test when the page scrolls sideways on a narrow telephone or at twice the size: what long words of one
// language do and those of another do not.
func (p *Page) Fits() {
	p.t.Helper()
	p.Viewport(narrow)
	p.noScroll(fmt.Sprintf(" at %d px", narrow))
	p.Zoom(doubled)
	p.noScroll(fmt.Sprintf(" at %d %%", doubled))
	p.Viewport(wide)
}

// InPrint shows the page as it would be printed while look runs.
func (p *Page) InPrint(look func()) {
	p.t.Helper()
	p.until(send(p, emulation.SetEmulatedMedia, media("print")))
	look()
	p.until(send(p, emulation.SetEmulatedMedia, media("")))
}

// PDF is the page printed on A4.
func (p *Page) PDF() []byte {
	p.t.Helper()
	const a4wide, a4high = 8.27, 11.69 // inches
	var pdf []byte
	p.until(func() error {
		printed, err := call(p, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: a4wide, PaperHeight: a4high})
		pdf = printed.Data
		return err
	})
	return pdf
}
