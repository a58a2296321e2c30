package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/chromedp/cdproto/page"
)

const (
	shotsVariable = "SHOTS" // make shots sets it
	shotHigh      = 1600    // pixels of a page that a picture shows at most
	shotBytes     = 150 << 10
)

// Shot keeps a picture of the page as docs/screenshots/<name>.png when make shots runs, 1280 pixels wide at most. At
// other times it only waits until the page is there.
func (p *Page) Shot(name string) {
	p.t.Helper()
	p.until(func() error { return nil })
	if os.Getenv(shotsVariable) == "" {
		return
	}
	var raw []byte
	p.until(func() (err error) {
		raw, err = p.picture(shotHigh)
		return err
	})
	small, err := reduce(raw, shotBytes)
	if err == nil {
		err = put(p.folder("docs", "screenshots", name+".png"), small)
	}
	if err != nil {
		p.t.Fatalf("picture %s: %v", name, err)
	}
}

// picture is the page from its top, as PNG. It waits for the fonts, and scrolls up so that what stays in view while the
// page moves stands where it begins.
func (p *Page) picture(high float64) ([]byte, error) {
	ready, err := eval[bool](p, `scrollTo(0, 0), document.fonts.status === 'loaded'`)
	if err != nil {
		return nil, err
	}
	if !ready {
		return nil, fmt.Errorf("the fonts have not come")
	}
	layout, err := eval[struct{ Width, Height float64 }](p, `({ Width: document.documentElement.clientWidth, Height: document.documentElement.scrollHeight })`)
	if err != nil {
		return nil, err
	}
	beyond := true
	clip := &page.Viewport{Width: layout.Width, Height: min(layout.Height, high), Scale: 1}
	shot, err := call(p, page.CaptureScreenshot, page.CaptureScreenshotParams{CaptureBeyondViewport: &beyond, Clip: clip})
	return shot.Data, err
}

var unsafe = regexp.MustCompile(`[^\pL\pN]+`)

// keep leaves what a failed test has seen last below build/failed. That it cannot is no fault of the page's.
func (p *Page) keep() {
	name := strings.Trim(unsafe.ReplaceAllString(p.t.Name()+"-"+p.person(), "-"), "-")
	file := p.folder("build", "failed", fmt.Sprintf("%s-%s", name, time.Now().Format("150405.000")))
	picture, err := p.picture(4 * shotHigh)
	if err == nil {
		err = put(file+".png", picture)
	}
	if err != nil {
		p.t.Logf("no picture: %v", err)
	}
	html, err := eval[string](p, "document.documentElement.outerHTML")
	if err == nil {
		err = put(file+".html", []byte("<!-- "+p.address()+" -->\n"+html))
	}
	if err != nil {
		p.t.Logf("no page: %v", err)
	}
	p.t.Logf("what %s saw last: %s.png and .html", p.person(), file)
}

func put(file string, raw []byte) error {
	err := os.MkdirAll(filepath.Dir(file), 0o755)
	if err != nil {
		return err
	}
	return os.WriteFile(file, raw, 0o644)
}
