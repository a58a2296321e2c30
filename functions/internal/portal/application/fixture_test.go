package application_test

import (
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"hsmp.example/cases/functions/internal/portal/rehearsal"
	"hsmp.example/cases/localstack/browser"
	"hsmp.example/cases/pkg/application"
	"hsmp.example/cases/pkg/evidence/specimen"
	"hsmp.example/cases/pkg/identity"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/testkit/drafts"
)

func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }

var languages = []string{"az", "tr", "en", "ru"}

// stage is a portal with a draft of emre's.
type stage struct {
	*rehearsal.Stage
	t  testing.TB
	id application.ID
}

func bare(t testing.TB) *stage {
	t.Helper()
	s, err := rehearsal.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return &stage{Stage: s, t: t}
}

func begun(t testing.TB) *stage {
	t.Helper()
	s := bare(t)
	c, err := s.House.Intake.Begin(t.Context(), emre(), locale.English)
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
	if _, err := s.House.Intake.Save(s.t.Context(), emre(), s.id, c.FormVersion, p); err != nil {
		s.t.Fatal(err)
	}
}

func (s *stage) peek() application.Case {
	s.t.Helper()
	c, err := s.Store.Peek(s.t.Context(), s.id)
	if err != nil {
		s.t.Fatal(err)
	}
	return c
}

// reads counts the rows that tell of a reading.
func (s *stage) reads() int {
	s.t.Helper()
	chain, err := s.Store.Chain(s.t.Context(), s.id)
	if err != nil {
		s.t.Fatal(err)
	}
	n := 0
	for _, e := range chain {
		if e.Read {
			n++
		}
	}
	return n
}

// answer is what came back.
type answer struct {
	status   int
	location string
	raw      string
	root     *html.Node
}

// visit is a request: by whom ("" is nobody), and headers if any.
type visit struct {
	who     string
	headers map[string]string
}

func (s *stage) get(path string) answer { return s.as(visit{who: "emre"}, http.MethodGet, path, nil) }

func (s *stage) post(path string, form url.Values) answer {
	return s.as(visit{who: "emre"}, http.MethodPost, path, form)
}

// as sends a request; {id} in the path is the draft's.
func (s *stage) as(v visit, method, path string, form url.Values) answer {
	s.t.Helper()
	address := s.URL + strings.ReplaceAll(path, "{id}", string(s.id))
	request, err := http.NewRequestWithContext(s.t.Context(), method, address, strings.NewReader(form.Encode()))
	if err != nil {
		s.t.Fatal(err)
	}
	if method == http.MethodPost {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for name, value := range v.headers {
		request.Header.Set(name, value)
	}
	if v.who != "" {
		request.AddCookie(&http.Cookie{Name: "rehearsal-as", Value: v.who})
	}
	client := http.Client{Timeout: 20 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	got, err := client.Do(request)
	if err != nil {
		s.t.Fatal(err)
	}
	defer got.Body.Close()
	raw, err := io.ReadAll(got.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	root, err := html.Parse(strings.NewReader(string(raw)))
	if err != nil {
		s.t.Fatal(err)
	}
	return answer{got.StatusCode, got.Header.Get("Location"), string(raw), root}
}

// goes fails the test unless the answer leads to that path; {id} is the draft's.
func (s *stage) goes(a answer, to string) {
	s.t.Helper()
	to = strings.ReplaceAll(to, "{id}", string(s.id))
	if a.status != http.StatusSeeOther || a.location != to {
		s.t.Fatalf("want 303 to %s, got %d to %q\n%s", to, a.status, a.location, a.text())
	}
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

// fields are what the page's form would send: what stands in it now. A choice that is not made is not sent.
func (a answer) fields() url.Values {
	form := url.Values{}
	for _, n := range a.all(func(n *html.Node) bool { return slices.Contains([]string{"input", "textarea", "select"}, n.Data) }) {
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

// with returns the fields changed as a person would; pairs are name, value.
func with(form url.Values, pairs ...string) url.Values {
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return form
}

// send opens a step, changes what stands in it and presses a button.
func (s *stage) send(step, intent string, pairs ...string) answer {
	s.t.Helper()
	path := "/en/applications/{id}/draft/" + step
	page := s.get(path)
	if page.status != http.StatusOK {
		s.t.Fatalf("%s: want 200, got %d", path, page.status)
	}
	return s.post(path, with(page.fields(), append(pairs, "intent", intent)...))
}

// bring declares a document and sends its bytes, as the two plain pages do, and returns its id.
func (s *stage) bring(content []byte, pairs ...string) string {
	s.t.Helper()
	a := s.post("/en/applications/{id}/draft/documents/new", with(url.Values{"instead": {""}}, pairs...))
	if a.status != http.StatusSeeOther {
		s.t.Fatalf("declare: want 303, got %d\n%s", a.status, a.text())
	}
	page := s.get(a.location)
	forms := page.all(func(n *html.Node) bool { return n.Data == "form" && has(n, "data-upload") })
	if len(forms) != 1 {
		s.t.Fatalf("%s: want a form for the file, got %s", a.location, page.text())
	}
	s.carry(attribute(forms[0], "action"), page.fields(), content)
	return attribute(forms[0], "data-upload")
}

func decode[T any](t testing.TB, a answer) T {
	t.Helper()
	var out T
	if err := json.Unmarshal([]byte(a.raw), &out); err != nil || a.status != http.StatusOK {
		t.Fatalf("want JSON, got %d %s: %v", a.status, a.raw, err)
	}
	return out
}

// carry posts a file to the documents' store, as a browser does, and returns where it leads.
func (s *stage) carry(address string, fields url.Values, content []byte) string {
	s.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name := range fields {
		if err := form.WriteField(name, fields.Get(name)); err != nil {
			s.t.Fatal(err)
		}
	}
	part, err := form.CreateFormFile("file", "a file.pdf")
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := part.Write(content); err != nil {
		s.t.Fatal(err)
	}
	if err := form.Close(); err != nil {
		s.t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, address, &body)
	if err != nil {
		s.t.Fatal(err)
	}
	request.Header.Set("Content-Type", form.FormDataContentType())
	client := http.Client{Timeout: 20 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	got, err := client.Do(request)
	if err != nil {
		s.t.Fatal(err)
	}
	defer got.Body.Close()
	return got.Header.Get("Location")
}

func paper(t testing.TB, title string) []byte {
	t.Helper()
	content, err := specimen.Paper{Title: title, Body: []string{"Specimen"}}.PDF()
	if err != nil {
		t.Fatal(err)
	}
	return content
}
