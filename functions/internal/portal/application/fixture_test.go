package application_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"hsmp.example/cases/functions/internal/portal/rehearsal"
	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/localstack/browser"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence/specimen"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
)

func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }

// stage is a portal with a draft of emre's.
type stage struct {
	visitor.Visitor
	t  testing.TB
	id application.ID
}

func bare(t testing.TB, changes ...func(*casework.Rules)) *stage {
	t.Helper()
	return &stage{Visitor: visitor.New(t, changes...), t: t}
}

func begun(t testing.TB, changes ...func(*casework.Rules)) *stage {
	t.Helper()
	s := bare(t, changes...)
	c, err := s.UseCases.Intake.Begin(t.Context(), emre(), locale.English, "")
	if err != nil {
		t.Fatal(err)
	}
	s.id = c.ID
	return s
}

func emre() identity.Principal { return rehearsal.People("emre") }

// filled puts a complete form into the draft, without documents.
func filled(t testing.TB) *stage {
	t.Helper()
	s := begun(t)
	s.save(wholePatch())
	return s
}

func wholePatch() application.Patch {
	f := drafts.Form()
	return application.Patch{Identity: &f.Identity, Contact: &f.Contact, Expertise: &f.Expertise, Experience: &f.Experience,
		Education: &f.Education, Languages: &f.Languages, Finances: &f.Finances, Impact: &f.Impact}
}

// save changes the draft past the pages, as another window would.
func (s *stage) save(p application.Patch) {
	s.t.Helper()
	c := s.peek()
	if _, err := s.UseCases.Intake.Save(s.t.Context(), emre(), s.id, c.FormVersion, p); err != nil {
		s.t.Fatal(err)
	}
}

func (s *stage) peek() application.Case {
	s.t.Helper()
	c, err := s.Store.Load(s.t.Context(), s.id)
	if err != nil {
		s.t.Fatal(err)
	}
	return c
}

// reads counts the rows that tell of a reading.
func (s *stage) reads() int {
	s.t.Helper()
	return len(s.Store.Looks(s.t.Context(), s.id))
}

// answer is what came back, with its elements.
type answer struct {
	visitor.Answer
	root *html.Node
}

func (s *stage) get(path string) answer { return s.parsed(s.As("emre").Get(s.to(path))) }

func (s *stage) post(path string, form url.Values) answer {
	return s.parsed(s.As("emre").Post(s.to(path), form))
}

// to is a path of the draft's, which is {id} in it.
func (s *stage) to(path string) string { return strings.ReplaceAll(path, "{id}", string(s.id)) }

func (s *stage) parsed(a visitor.Answer) answer {
	s.t.Helper()
	root, err := html.Parse(bytes.NewReader(a.Raw))
	if err != nil {
		s.t.Fatal(err)
	}
	return answer{a, root}
}

// goes fails the test unless the answer leads to that path; {id} is the draft's.
func (s *stage) goes(a answer, to string) {
	s.t.Helper()
	a.Leads(s.t, s.to(to))
}

func (a answer) all(match func(*html.Node) bool) []*html.Node {
	var found []*html.Node
	for n := range a.root.Descendants() {
		if n.Type == html.ElementNode && match(n) {
			found = append(found, n)
		}
	}
	return found
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && (d.Parent == nil || d.Parent.Data != "script") {
			b.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func (a answer) text() string { return textOf(a.root) }

// faults lists what the error summary says, as "field: text".
func (a answer) faults() map[string]string {
	found := map[string]string{}
	for _, box := range a.all(func(n *html.Node) bool { return strings.Contains(attribute(n, "class"), "govuk-error-summary__list") }) {
		for n := range box.Descendants() {
			if n.Data == "a" {
				found[strings.TrimPrefix(attribute(n, "href"), "#")] = textOf(n)
			}
		}
	}
	return found
}

// fields are what the page's form would send: what stands in it now. A choice that is not made is not sent. The
// language switch stands above and has forms of its own.
func (a answer) fields() url.Values {
	form := url.Values{}
	for _, n := range a.all(func(n *html.Node) bool {
		return slices.Contains([]string{"input", "textarea", "select"}, n.Data) && inMain(n)
	}) {
		name := attribute(n, "name")
		switch {
		case name == "":
		case n.Data == "textarea":
			form.Set(name, strings.TrimSpace(rawText(n)))
		case n.Data == "select":
			form.Set(name, chosen(n))
		case slices.Contains([]string{"radio", "checkbox"}, attribute(n, "type")):
			if has(n, "checked") {
				form.Set(name, attribute(n, "value"))
			}
		default:
			form.Set(name, attribute(n, "value"))
		}
	}
	return form
}

func inMain(n *html.Node) bool {
	for above := range n.Ancestors() {
		if above.Data == "main" {
			return true
		}
	}
	return false
}

func rawText(n *html.Node) string {
	if n.FirstChild == nil {
		return ""
	}
	return n.FirstChild.Data
}

func chosen(n *html.Node) string {
	for o := range n.Descendants() {
		if o.Data == "option" && has(o, "selected") {
			return attribute(o, "value")
		}
	}
	return ""
}

// send opens a step, changes what stands in it and presses a button.
func (s *stage) send(step, intent string, pairs ...string) answer {
	s.t.Helper()
	path := "/en/applications/{id}/draft/" + step
	page := s.get(path)
	if page.Status != http.StatusOK {
		s.t.Fatalf("%s: want 200, got %d", path, page.Status)
	}
	return s.post(path, visitor.With(page.fields(), append(pairs, "intent", intent)...))
}

// bring declares a document and sends its bytes, as the two plain pages do, and returns its id.
func (s *stage) bring(content []byte, pairs ...string) string {
	s.t.Helper()
	a := s.post("/en/applications/{id}/draft/documents/new", visitor.With(url.Values{"instead": {""}}, pairs...))
	if a.Status != http.StatusSeeOther {
		s.t.Fatalf("declare: want 303, got %d\n%s", a.Status, a.text())
	}
	page := s.get(a.Location())
	forms := page.all(func(n *html.Node) bool { return n.Data == "form" && has(n, "data-upload") })
	if len(forms) != 1 {
		s.t.Fatalf("%s: want a form for the file, got %s", a.Location(), page.text())
	}
	s.Carry(attribute(forms[0], "action"), page.fields(), content)
	return attribute(forms[0], "data-upload")
}

func decode[T any](t testing.TB, a answer) T {
	t.Helper()
	var out T
	if err := json.Unmarshal(a.Raw, &out); err != nil || a.Status != http.StatusOK {
		t.Fatalf("want JSON, got %d %s: %v", a.Status, a.Body, err)
	}
	return out
}

func paper(t testing.TB, title string) []byte {
	t.Helper()
	content, err := specimen.Paper{Title: title, Body: []string{"Specimen"}}.PDF()
	if err != nil {
		t.Fatal(err)
	}
	return content
}
