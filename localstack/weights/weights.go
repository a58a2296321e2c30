// Package weights keeps what the pages weigh: requests and compressed bytes of each page that the browser tests have
// seen, in build/pages.json, and prints them as a table. It measures nothing itself and knows no browser.
package weights

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// Page is one page as somebody loads it who comes for the first time: nothing is cached. Bytes are those on the wire,
// compressed, with the headers of the answers.
type Page struct {
	Path      string `json:"path"` // without a query; ids are written {id}
	Requests  int    `json:"requests"`
	Bytes     int    `json:"bytes"`
	HTML      int    `json:"html"`
	CSS       int    `json:"css"`
	JS        int    `json:"js"`
	Fonts     int    `json:"fonts"`
	Images    int    `json:"images"`
	Inspected bool   `json:"inspected"` // axe-core, 320 px and 200 % have been looked at in some test
}

// Add counts one answered request of the kind that the browser names: Document, Stylesheet, Script, Font or Image.
func (p *Page) Add(kind string, bytes int) {
	places := map[string]*int{"Document": &p.HTML, "Stylesheet": &p.CSS, "Script": &p.JS, "Font": &p.Fonts, "Image": &p.Images}
	if place, ok := places[kind]; ok {
		*place += bytes
	}
	p.Requests++
	p.Bytes += bytes
}

// Book holds the heaviest visit of each path.
type Book map[string]Page

// Enter takes a visit in. A page counts as inspected when one of its visits was.
func (b Book) Enter(visit Page) {
	known, ok := b[visit.Path]
	inspected := known.Inspected || visit.Inspected
	if !ok || visit.Bytes > known.Bytes {
		known = visit
	}
	known.Inspected = inspected
	b[visit.Path] = known
}

// Pages lists the book sorted by path.
func (b Book) Pages() []Page {
	return slices.SortedFunc(maps.Values(b), func(x, y Page) int { return cmp.Compare(x.Path, y.Path) })
}

// Merge adds the book to the file, which other test binaries of the same run may be writing to.
func (b Book) Merge(file string) (err error) {
	if len(b) == 0 {
		return nil
	}
	err = os.MkdirAll(filepath.Dir(file), 0o755)
	if err != nil {
		return err
	}
	lock, err := os.OpenFile(file+".lock", os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.Close()) }()
	err = syscall.Flock(int(lock.Fd()), syscall.LOCK_EX)
	if err != nil {
		return err
	}
	known, err := Read(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	all := Book{}
	for _, page := range slices.Concat(known, b.Pages()) {
		all.Enter(page)
	}
	raw, err := json.MarshalIndent(all.Pages(), "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(raw, '\n'), 0o644)
}

// Read reads the file. The error of a missing file satisfies errors.Is(err, fs.ErrNotExist).
func Read(file string) ([]Page, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var pages []Page
	err = json.Unmarshal(raw, &pages)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	return pages, nil
}

// Uninspected names the pages that no test has inspected in any language, without the language. What long words do is
// looked at in each language; what axe-core finds is the same in all.
func Uninspected(pages []Page) []string {
	inspected := map[string]bool{}
	for _, p := range pages {
		page := p.withoutLanguage()
		inspected[page] = inspected[page] || p.Inspected
	}
	maps.DeleteFunc(inspected, func(_ string, done bool) bool { return done })
	return slices.Sorted(maps.Keys(inspected))
}

// withoutLanguage is the path after its first part, which is the language.
func (p Page) withoutLanguage() string {
	_, path, _ := strings.Cut(strings.TrimPrefix(p.Path, "/"), "/")
	return "/" + path
}

// Table prints the pages, in kilobytes of 1024 bytes.
func Table(out io.Writer, pages []Page) error {
	if len(pages) == 0 {
		return nil
	}
	_, err := fmt.Fprintf(out, "\n  %-52s %4s %7s %6s %6s %6s %6s %6s\n", "page, first visit, kB compressed", "req", "all", "html", "css", "js", "fonts", "images")
	for _, p := range pages {
		_, wrong := fmt.Fprintf(out, "  %-52s %4d %7.1f %6.1f %6.1f %6.1f %6.1f %6.1f\n",
			p.Path, p.Requests, kilo(p.Bytes), kilo(p.HTML), kilo(p.CSS), kilo(p.JS), kilo(p.Fonts), kilo(p.Images))
		err = errors.Join(err, wrong)
	}
	return err
}

func kilo(bytes int) float64 { return float64(bytes) / 1024 }
