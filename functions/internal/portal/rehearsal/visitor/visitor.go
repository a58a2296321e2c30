// Package visitor asks a rehearsal's pages as a browser without scripts would, and looks at what comes back. Tests
// only; it knows no page.
//
//	v := visitor.New(t)
//	v.Get("/en/verify").WantPage(t, http.StatusOK, "en")
//	v.As("emre").Post("/en/applications", visitor.Form("language", "tr")).Leads(t, "/tr/applications/…/draft")
package visitor

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"hsmp.example/cases/functions/internal/portal/rehearsal"
	"hsmp.example/cases/pkg/usecase/casework"
)

// Languages are those that every page speaks.
var Languages = []string{"az", "tr", "en", "ru"}

// Visitor is somebody in front of a stage: at first nobody, without an account.
type Visitor struct {
	*rehearsal.Stage
	t    testing.TB
	name string
}

// New opens a stage for the time of the test, with these changes to the rules in force.
func New(t testing.TB, changes ...func(*casework.Rules)) Visitor {
	t.Helper()
	s, err := rehearsal.Start(changes...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return Visitor{Stage: s, t: t}
}

// As is the same stage visited by one of rehearsal.People, signed in; "" is nobody.
func (v Visitor) As(name string) Visitor {
	v.name = name
	return v
}

// AddressAs is where a browser becomes one of rehearsal.People and goes on to a path; "nobody" signs out.
func (v Visitor) AddressAs(name, path string) string {
	return v.URL + "/rehearsal/as/" + name + "?to=" + path
}

// Form is what a page's form sends; pairs are name, value, and a name may come twice.
func Form(pairs ...string) url.Values {
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	return form
}

// With changes a form as a person would, and returns it; pairs are name, value.
func With(form url.Values, pairs ...string) url.Values {
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return form
}

// Get asks for a whole path: "/en/verify". Headers come in pairs.
func (v Visitor) Get(path string, headers ...string) Answer {
	v.t.Helper()
	return v.ask(http.MethodGet, v.URL+path, nil, headers)
}

// Post sends a form.
func (v Visitor) Post(path string, form url.Values, headers ...string) Answer {
	v.t.Helper()
	return v.ask(http.MethodPost, v.URL+path, strings.NewReader(form.Encode()), append([]string{"Content-Type", "application/x-www-form-urlencoded"}, headers...))
}

// Carry sends a form with a file to a whole address, that of the documents' store: the fields first, as the store wants
// them.
func (v Visitor) Carry(address string, fields url.Values, content []byte) Answer {
	v.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name := range fields {
		v.must(form.WriteField(name, fields.Get(name)))
	}
	file, err := form.CreateFormFile("file", "a file.pdf")
	v.must(err)
	_, err = file.Write(content)
	v.must(err)
	v.must(form.Close())
	return v.ask(http.MethodPost, address, &body, []string{"Content-Type", form.FormDataContentType()})
}

func (v Visitor) ask(method, address string, body io.Reader, headers []string) Answer {
	v.t.Helper()
	request, err := http.NewRequestWithContext(v.t.Context(), method, address, body)
	v.must(err)
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	if v.name != "" {
		request.AddCookie(&http.Cookie{Name: rehearsal.Cookie, Value: v.name})
	}
	client := http.Client{Timeout: 20 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	got, err := client.Do(request)
	v.must(err)
	defer got.Body.Close()
	answer, err := Read(got)
	v.must(err)
	return answer
}

func (v Visitor) must(err error) {
	v.t.Helper()
	if err != nil {
		v.t.Fatal(err)
	}
}
