package browser

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/localstack/weights"
)

func TestAxeFindsWhatKeepsPeopleOutUnderTheStrictPolicy(t *testing.T) {
	t.Parallel()
	site := served(t, map[string]string{"/good": form, "/bad": `<input name="name"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">`})
	for name, options := range map[string][]Option{"with scripts": nil, "without": {WithoutJavaScript()}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wants(t, judged(t, site, func(p *Page) { p.Open("/good"); p.Inspect() }, options...))
			got := judged(t, site, func(p *Page) { p.Open("/bad"); p.Axe() }, options...)
			report := strings.Join(got, "\n")
			for _, want := range []string{"label (critical): ", "image-alt (critical): ", "at input", "<input name=\"name\">", "Fix any of the following"} {
				if !strings.Contains(report, want) {
					t.Errorf("want a report with %q, got\n%s", want, report)
				}
			}
		})
	}
}

func TestAPageWiderThanThePhoneIsNamed(t *testing.T) {
	t.Parallel()
	site := served(t, map[string]string{"/": `<p class="wide">An address</p><link rel="stylesheet" href="/wide.css">`, "/wide.css": `.wide { width: 400px }`})
	wants(t, judged(t, site, func(p *Page) { p.Open("/"); p.NoHorizontalScroll() }))
	wants(t, judged(t, site, func(p *Page) { p.Open("/"); p.Viewport(320); p.NoHorizontalScroll() }), `<p class="wide">`)
	wants(t, judged(t, site, func(p *Page) { p.Open("/"); p.Zoom(200); p.NoHorizontalScroll() }))
	wants(t, judged(t, site, func(p *Page) { p.Open("/"); p.Zoom(400); p.NoHorizontalScroll() }), `<p class="wide">`)
}

func TestPrintHidesWhatTheSheetHides(t *testing.T) {
	t.Parallel()
	site := served(t, map[string]string{"/": `<p class="nav">Menu</p><link rel="stylesheet" href="/p.css">`, "/p.css": `@media print { .nav { display: none } }`})
	p := Start(t, At(site))
	p.Open("/")
	p.See("Menu")
	p.InPrint(func() { p.DoNotSee("Menu") })
	p.See("Menu")
	if !bytes.HasPrefix(p.PDF(), []byte("%PDF-")) {
		t.Error("want a PDF")
	}
}

func TestEveryPageWeighsWhatItTakesTheFirstTime(t *testing.T) {
	t.Parallel()
	links := `<link rel="stylesheet" href="/a.css"><script type="module" src="/a.js"></script>`
	site := served(t, map[string]string{"/one": links, "/two": links, "/a.css": strings.Repeat("/* */", 2000), "/a.js": `fetch("/one")`})
	p := Start(t, At(site))
	p.Open("/one")
	first := p.Weight()
	p.Open("/two")
	second := p.Weight()
	if first.Requests != 3 || first.CSS < 10000 || first.JS == 0 || first.HTML == 0 || first.Bytes != first.HTML+first.CSS+first.JS {
		t.Errorf("want three requests with their bytes, got %+v", first)
	}
	// The second time nothing came over the wire but the page.
	want := weights.Page{Path: "/two", Requests: 3, CSS: first.CSS, JS: first.JS, HTML: second.HTML, Bytes: second.HTML + first.CSS + first.JS}
	if diff := cmp.Diff(want, second); diff != "" {
		t.Error("the second page (-want +got):\n" + diff)
	}
	p.LighterThan(FirstPage)
	wants(t, judged(t, site, func(p *Page) { p.Open("/one"); p.LighterThan(10) }), "more than 10")
}

func TestPagesOfTheInstanceGoToTheBook(t *testing.T) {
	t.Parallel()
	site := served(t, map[string]string{"/weighed/one": form, "/weighed/two": form})
	site.weighed = true
	wants(t, judged(t, site, func(p *Page) {
		p.Open("/weighed/one")
		p.Inspect()
		p.Open("/weighed/two")
		p.Expects("404")
		p.Open("/weighed/nowhere")
	}))
	seen.Lock()
	defer seen.Unlock()
	one, two := seen.Book["/weighed/one"], seen.Book["/weighed/two"]
	if !one.Inspected || two.Inspected || one.HTML == 0 || two.HTML == 0 || len(seen.Book) != 2 {
		t.Errorf("want two pages, the first inspected, got %+v", seen.Book)
	}
	clear(seen.Book) // it is no page of the portal
}

func TestPathsOfOneCaseAreOnePage(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"http://localhost/az/cases/app_01JABCDEF/documents?x=1": "/az/cases/{id}/documents",
		"http://localhost/en/verify/HSM-2026-000123":            "/en/verify/{id}",
		"http://localhost/en/programmes/2026":                   "/en/programmes/2026",
		"http://localhost/":                                     "/",
	} {
		if got := pathOf(address); got != want {
			t.Errorf("%s: want %s, got %s", address, want, got)
		}
	}
}

func TestPicturesAreSmallAndOnlyMadeWhenAsked(t *testing.T) {
	site := served(t, map[string]string{"/": strings.Repeat("<p>Şəhər Əliağa Vahid küçəsi 12</p>", 200)})
	file := filepath.Join(site.Root, "docs", "screenshots", "page.png")
	p := Start(t, At(site))
	p.Open("/")
	t.Setenv(shotsVariable, "")
	p.Shot("page")
	if _, err := os.Stat(file); err == nil {
		t.Error("want no picture when nobody asks")
	}
	t.Setenv(shotsVariable, "1")
	p.Shot("page")
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	if size := picture.Bounds().Size(); size.X != wide || size.Y != shotHigh || len(raw) > shotBytes {
		t.Errorf("want %d × %d in %d bytes at most, got %v in %d", wide, shotHigh, shotBytes, size, len(raw))
	}
}

func TestAFailedTestLeavesWhatItSawLast(t *testing.T) {
	t.Parallel()
	site := served(t, map[string]string{"/": "<p>Wrong</p>"})
	judged(t, site, func(p *Page) { p.Open("/"); p.Patiently(time.Millisecond).See("Right") })
	pictures, _ := filepath.Glob(filepath.Join(site.Root, "build", "failed", "TestAFailedTest*.png"))
	pages, _ := filepath.Glob(filepath.Join(site.Root, "build", "failed", "TestAFailedTest*.html"))
	if len(pictures) != 1 || len(pages) != 1 {
		t.Fatalf("want a picture and a page, got %v and %v", pictures, pages)
	}
	raw, err := os.ReadFile(pages[0])
	if err != nil || !strings.Contains(string(raw), "<p>Wrong</p>") {
		t.Errorf("want the page, got %s %v", raw, err)
	}
}
