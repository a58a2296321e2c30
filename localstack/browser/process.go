package browser

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"hsmp.example/cases/localstack/instance"
	"hsmp.example/cases/localstack/prerequisite"
	"hsmp.example/cases/localstack/weights"
)

// closing is how long the browser may take to end.
const closing = 10 * time.Second

var (
	underMain atomic.Bool // the test binary's TestMain is ours, so that somebody ends the browser
	launched  atomic.Pointer[context.Context]
	chromium  = sync.OnceValues(launch)

	// seen is what the pages of the instance weigh, from all tests of this binary.
	seen = struct {
		sync.Mutex
		weights.Book
	}{Book: weights.Book{}}
)

// Main runs the tests of a binary, then ends its browser and adds what the pages weigh to build/pages.json. Every
// package that starts a browser needs it:
//
//	func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }
func Main(m *testing.M) int {
	underMain.Store(true)
	code := m.Run()
	err := errors.Join(end(), write())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return max(code, 1)
	}
	return code
}

// addressBar is what each window would draw in a process of its own below a bar that nobody sees: two fifths of all the
// work that a test makes.
const addressBar = "WebUIOmniboxPopup,WebUIOmniboxAimPopup"

// launch starts the one browser of this test binary. Site isolation is off, so that frames of other origins are in the
// same process and their requests are seen.
func launch() (context.Context, error) {
	if !underMain.Load() {
		return nil, errors.New("the package's TestMain does not call browser.Main, so nobody would end the browser")
	}
	program, err := prerequisite.FindBrowser(exec.LookPath)
	if err != nil {
		return nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], // it is --no-sandbox for root already
		chromedp.ExecPath(program),
		chromedp.WindowSize(wide, high),
		chromedp.Flag("disable-features", "Translate,BlinkGenPropertyTrees,IsolateOrigins,site-per-process,MediaRouter,OptimizationHints,"+addressBar),
		chromedp.Flag("disable-site-isolation-trials", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("no-pings", true),
		chromedp.Flag("font-render-hinting", "none"),
		chromedp.Flag("hide-scrollbars", true),
	)
	allocator, _ := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ := chromedp.NewContext(allocator)
	err = chromedp.Do(ctx)
	if err != nil {
		return nil, fmt.Errorf("%s does not start: %w", program, err)
	}
	launched.Store(&ctx)
	return ctx, nil
}

func end() error {
	ctx := launched.Load()
	if ctx == nil {
		return nil
	}
	limited, cancel := context.WithTimeout(*ctx, closing)
	defer cancel()
	return chromedp.Cancel(limited)
}

// write adds what has been weighed to the file of the run.
func write() error {
	seen.Lock()
	defer seen.Unlock()
	if len(seen.Book) == 0 {
		return nil
	}
	root, err := projectRoot()
	if err != nil {
		return err
	}
	return seen.Merge(filepath.Join(root, "build", "pages.json"))
}

// need returns the browser, or ends the test by the rule for engines: missing in CI it fails, on a laptop it skips.
func need(t testing.TB) context.Context {
	t.Helper()
	ctx, err := chromium()
	lacking(t, err)
	return ctx
}

func lacking(t testing.TB, err error) {
	t.Helper()
	switch {
	case err == nil:
	case os.Getenv("CI") == "" && errors.Is(err, prerequisite.ErrMissing):
		t.Skip(err)
	default:
		t.Fatal(err)
	}
}

func projectRoot() (string, error) {
	here, err := os.Getwd()
	if err != nil {
		return "", err
	}
	return instance.FindRoot(here)
}
