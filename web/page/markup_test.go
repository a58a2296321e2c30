package page_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"hsmp.example/cases/pkg/locale"
)

// element is one element of a rendered page with what tests ask of it.
type element struct {
	*html.Node
}

func (e element) get(name string) string {
	for _, a := range e.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func (e element) has(name string) bool {
	return slices.ContainsFunc(e.Attr, func(a html.Attribute) bool { return a.Key == name })
}

func (e element) text() string {
	var b strings.Builder
	for n := range e.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// within reports whether an ancestor has that name.
func (e element) within(name string) bool {
	for n := range e.Ancestors() {
		if n.Data == name {
			return true
		}
	}
	return false
}

type document []element

func parse(t *testing.T, text string) document {
	t.Helper()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var all document
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			all = append(all, element{n})
		}
	}
	return all
}

func (d document) named(names ...string) document {
	return slices.DeleteFunc(slices.Clone(d), func(e element) bool { return !slices.Contains(names, e.Data) })
}

func (d document) class(name string) document {
	return slices.DeleteFunc(slices.Clone(d), func(e element) bool {
		return !slices.Contains(strings.Fields(e.get("class")), name)
	})
}

func (d document) id(id string) (element, bool) {
	for _, e := range d {
		if e.get("id") == id {
			return e, true
		}
	}
	return element{}, false
}

// inEveryLanguage runs a test on the page with everything, once a language.
func inEveryLanguage(t *testing.T, check func(t *testing.T, l locale.Language, d document)) {
	t.Helper()
	for _, l := range locale.All {
		t.Run(string(l), func(t *testing.T) {
			t.Parallel()
			check(t, l, parse(t, render(t, l)))
		})
	}
}

func TestEveryIDIsThereOnce(t *testing.T) {
	t.Parallel()
	inEveryLanguage(t, func(t *testing.T, _ locale.Language, d document) {
		seen := map[string]bool{}
		for _, e := range d {
			id := e.get("id")
			if e.has("id") && (id == "" || strings.ContainsAny(id, " \t\n")) {
				t.Errorf("%s has the id %q", e.Data, id)
			}
			if id != "" && seen[id] {
				t.Errorf("id %q is there twice", id)
			}
			seen[id] = true
		}
	})
}

func TestEveryReferenceIsAnswered(t *testing.T) {
	t.Parallel()
	inEveryLanguage(t, func(t *testing.T, _ locale.Language, d document) {
		for _, e := range d {
			for _, name := range []string{"for", "aria-describedby", "aria-labelledby"} {
				for _, id := range strings.Fields(e.get(name)) {
					if _, ok := d.id(id); !ok {
						t.Errorf("%s of %s names %q, which is nowhere", name, e.Data, id)
					}
				}
				if e.has(name) && e.get(name) == "" {
					t.Errorf("%s %s has an empty %s", e.Data, e.get("id"), name)
				}
			}
		}
	})
}

func TestEveryControlHasALabelAndAName(t *testing.T) {
	t.Parallel()
	inEveryLanguage(t, func(t *testing.T, _ locale.Language, d document) {
		labelled := map[string]bool{}
		for _, label := range d.named("label") {
			if label.text() == "" {
				t.Errorf("label for %q is empty", label.get("for"))
			}
			labelled[label.get("for")] = true
		}
		for _, e := range d.named("input", "select", "textarea") {
			if e.get("name") == "" {
				t.Errorf("%s %q has no name", e.Data, e.get("id"))
			}
			if e.get("type") != "hidden" && !labelled[e.get("id")] {
				t.Errorf("%s %q has no label", e.Data, e.get("id"))
			}
		}
		for _, group := range d.named("fieldset") {
			if first := (element{group.FirstChild}); first.Data != "legend" || first.text() == "" {
				t.Errorf("a fieldset begins with %s %q, not with a legend", first.Data, first.text())
			}
		}
	})
}

func TestEveryFaultLinksToAControlThatCanBeTypedInto(t *testing.T) {
	t.Parallel()
	inEveryLanguage(t, func(t *testing.T, _ locale.Language, d document) {
		links := 0
		for _, a := range d.named("a") {
			if !a.within("li") || !strings.HasPrefix(a.get("href"), "#") {
				continue
			}
			links++
			target, ok := d.id(strings.TrimPrefix(a.get("href"), "#"))
			if !ok || target.Data != "input" {
				t.Errorf("fault %q links to %q, which is no control", a.text(), a.get("href"))
				continue
			}
			said := target.get("aria-describedby")
			for n := range target.Ancestors() {
				said += " " + element{n}.get("aria-describedby")
			}
			if !strings.Contains(said, "-error") {
				t.Errorf("control %q does not say what is wrong with it", target.get("id"))
			}
		}
		if links != 3 {
			t.Errorf("want a link for each of 3 faults, got %d", links)
		}
	})
}

func TestNothingNeedsWhatTheContentSecurityPolicyForbids(t *testing.T) {
	t.Parallel()
	inEveryLanguage(t, func(t *testing.T, _ locale.Language, d document) {
		for _, e := range d {
			for _, a := range e.Attr {
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") || strings.Contains(a.Val, "javascript:") {
					t.Errorf("%s has %s=%q", e.Data, a.Key, a.Val)
				}
				if strings.Contains(a.Val, "://") || strings.HasPrefix(a.Val, "//") {
					t.Errorf("%s asks somebody else: %s=%q", e.Data, a.Key, a.Val)
				}
				if strings.Contains(a.Val, "/assets/missing/") {
					t.Errorf("%s names an asset that is not there: %q", e.Data, a.Val)
				}
			}
			if e.Data == "style" || e.Data == "script" && (e.get("src") == "" || e.get("type") != "module") {
				t.Errorf("%s stands in the page", e.Data)
			}
		}
	})
}

func TestEveryTableHasACaptionAndScopes(t *testing.T) {
	t.Parallel()
	inEveryLanguage(t, func(t *testing.T, _ locale.Language, d document) {
		tables, captions := d.named("table"), d.named("caption")
		if len(tables) != 2 || len(captions) != len(tables) {
			t.Fatalf("want a caption for each of 2 tables, got %d for %d", len(captions), len(tables))
		}
		for _, th := range d.named("th") {
			if scope := th.get("scope"); scope != "col" && scope != "row" {
				t.Errorf("header %q has scope %q", th.text(), scope)
			}
		}
		for _, region := range d.class("hsmp-scroll") {
			if region.get("role") != "region" || region.get("tabindex") != "0" || region.get("aria-labelledby") == "" {
				t.Errorf("a table cannot be scrolled from the keyboard: %v", region.Attr)
			}
		}
	})
}

func TestEveryPlotIsAnImageWithNameAndDescription(t *testing.T) {
	t.Parallel()
	inEveryLanguage(t, func(t *testing.T, _ locale.Language, d document) {
		plots := 0
		for _, svg := range d.named("svg") {
			if svg.get("aria-hidden") == "true" {
				continue
			}
			plots++
			if svg.get("role") != "img" {
				t.Errorf("plot %q has role %q", svg.get("id"), svg.get("role"))
			}
			for _, id := range strings.Fields(svg.get("aria-labelledby")) {
				if e, _ := d.id(id); e.Node == nil || e.text() == "" {
					t.Errorf("plot %q is named by %q, which says nothing", svg.get("id"), id)
				}
			}
		}
		if plots != 4 {
			t.Errorf("want 4 plots, got %d", plots)
		}
	})
}

func TestTheKitSaysNoKeyInsteadOfAText(t *testing.T) {
	t.Parallel()
	inEveryLanguage(t, func(t *testing.T, _ locale.Language, d document) {
		for _, e := range d {
			if text := e.text(); e.Data == "body" && strings.Contains(text, "kit.") {
				at := strings.Index(text, "kit.")
				t.Errorf("a key without a text: %.40q", text[at:])
			}
			for _, a := range e.Attr {
				if strings.HasPrefix(a.Val, "kit.") {
					t.Errorf("%s of %s is a key: %q", a.Key, e.Data, a.Val)
				}
			}
		}
	})
}
