package visitor

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"hsmp.example/cases/web/locales"
)

var (
	headings  = regexp.MustCompile(`<h1[ >]`)
	ids       = regexp.MustCompile(` id="([^"]+)"`)
	places    = regexp.MustCompile(`\{[a-z_]+\}`)
	inline    = regexp.MustCompile(`\s(style|on[a-z]+)\s*=`)
	tags      = regexp.MustCompile(`<[^>]*>`)
	templates = regexp.MustCompile(`(?s)<template.*?</template>`)
)

// keys finds a text's key where the text should be. The rooms are those of the catalogue.
var keys = sync.OnceValues(func() (*regexp.Regexp, error) {
	texts, err := locales.Texts()
	if err != nil {
		return nil, err
	}
	var rooms []string
	for _, key := range texts.Keys() {
		room, _, _ := strings.Cut(key, ".")
		rooms = append(rooms, regexp.QuoteMeta(room))
	}
	slices.Sort(rooms)
	return regexp.Compile(`([>"]\s*|\b)(` + strings.Join(slices.Compact(rooms), "|") + `)\.[a-z][a-z._-]*`)
})

// WantPage checks what every page has to be: its status and language, one h1, every id once, words instead of keys and
// of places in them, and neither styles nor scripts in attributes, which the content security policy would pass over.
func (a Answer) WantPage(t testing.TB, status int, language string) {
	t.Helper()
	if a.Status != status {
		t.Errorf("want %d, got %d\n%s", status, a.Status, a.Body)
		return
	}
	if !strings.Contains(a.Body, `<html lang="`+language+`"`) {
		t.Errorf("want a page in %s, got\n%s", language, a.Body)
	}
	if n := len(headings.FindAllString(a.Body, -1)); n != 1 {
		t.Errorf("want one h1, got %d", n)
	}
	a.wantIDsOnce(t)
	a.wantWords(t)
}

func (a Answer) wantIDsOnce(t testing.TB) {
	t.Helper()
	seen := map[string]bool{}
	for _, id := range ids.FindAllStringSubmatch(a.Shown().Body, -1) {
		if seen[id[1]] {
			t.Errorf("want the id %q once", id[1])
		}
		seen[id[1]] = true
	}
}

// wantWords looks into what is read and into what begins an attribute: addresses of assets have dots of their own.
func (a Answer) wantWords(t testing.TB) {
	t.Helper()
	pattern, err := keys()
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range pattern.FindAllStringSubmatch(a.Body, -1) {
		if key[1] != "" {
			t.Errorf("want words, got %q", key[0])
		}
	}
	if key := pattern.FindString(tags.ReplaceAllString(a.Body, " ")); key != "" {
		t.Errorf("want words, got %q", key)
	}
	if place := places.FindString(a.Body); place != "" {
		t.Errorf("want a text without %q", place)
	}
	if found := inline.FindString(a.Body); found != "" {
		t.Errorf("want neither styles nor scripts in attributes, got %q", found)
	}
}
