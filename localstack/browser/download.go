package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
)

// Download clicks the button or link with that accessible name and returns the file that comes of it: its name and
// content.
func (p *Page) Download(name string) (file string, content []byte) {
	p.t.Helper()
	folder := p.t.TempDir()
	p.until(func() error {
		_, err := chromedp.CallBrowser(p.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllow,
			BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID, DownloadPath: folder})
		return err
	})
	p.Click(name)
	p.until(func() error {
		entries, err := os.ReadDir(folder)
		if err != nil {
			return err
		}
		if len(entries) != 1 || strings.HasSuffix(entries[0].Name(), ".crdownload") || strings.HasPrefix(entries[0].Name(), ".") {
			return fmt.Errorf("%q brings no file", name)
		}
		file = entries[0].Name()
		content, err = os.ReadFile(filepath.Join(folder, file))
		return err
	})
	return file, content
}
