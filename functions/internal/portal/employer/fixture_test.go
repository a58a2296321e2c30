package employer_test

import (
	"html"
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"hsmp.example/cases/functions/internal/portal/rehearsal"
	"hsmp.example/cases/localstack/browser"
	"hsmp.example/cases/pkg/employer"
	"hsmp.example/cases/pkg/employer/specimen"
	"hsmp.example/cases/pkg/employment"
)

func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }

const why = "The name is not the one of the tax register."

var languages = []string{"az", "tr", "en", "ru"}

type stage struct {
	*rehearsal.Stage
	t testing.TB
}

func newStage(t testing.TB) *stage {
	t.Helper()
	s, err := rehearsal.Start()
	must(t, err)
	t.Cleanup(s.Close)
	return &stage{Stage: s, t: t}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// filed is a registration of employer1's.
func (s *stage) filed() employer.ID {
	s.t.Helper()
	e, err := s.House.Registry.Register(s.t.Context(), rehearsal.People("employer1"), specimen.Form())
	must(s.t, err)
	return e.ID
}

func (s *stage) ruled(id employer.ID, version int, outcome employer.State) {
	s.t.Helper()
	_, err := s.House.Registry.Decide(s.t.Context(), rehearsal.People("chief"), id, employment.Deciding{Version: version, Outcome: outcome, Reason: why})
	must(s.t, err)
}

// stored is the registration as it is.
func (s *stage) stored(id employer.ID) employer.Employer {
	s.t.Helper()
	e, err := s.House.Registry.Employers.Peek(s.t.Context(), id)
	must(s.t, err)
	return e
}

// posted is a form as a browser sends it.
func posted(f employer.Particulars) url.Values {
	form := url.Values{}
	for name, value := range map[string]string{"kind": string(f.Kind), "voen": f.VOEN, "name": f.Name, "trade_name": f.TradeName,
		"parent-name": f.Parent.Name, "parent-country": f.Parent.Country, "sector": f.Sector, "activity": f.Activity,
		"address-city": f.Address.City, "address-street": f.Address.Street, "address-postcode": f.Address.Postcode,
		"contact-email": f.Contact.Email, "contact-phone": f.Contact.Phone, "contact-website": f.Contact.Website, "language": string(f.Language),
		"representative-family_name": f.Representative.FamilyName, "representative-given_names": f.Representative.GivenNames,
		"representative-position": f.Representative.Position, "representative-email": f.Representative.Email, "representative-phone": f.Representative.Phone} {
		form.Set(name, value)
	}
	for name, ticked := range map[string]bool{"truthful": f.Declaration.Truthful, "entitled": f.Declaration.Entitled, "data_processing": f.Declaration.DataProcessing} {
		if ticked {
			form.Set("declaration-"+name, "yes")
		}
	}
	return form
}

// with is the form with some fields changed; pairs are name, value.
func with(form url.Values, pairs ...string) url.Values {
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return form
}

type answer struct {
	status   int
	location string
	body     string
}

func (s *stage) send(name, method, path string, form url.Values, headers ...string) answer {
	s.t.Helper()
	request, err := http.NewRequestWithContext(s.t.Context(), method, s.URL+path, strings.NewReader(form.Encode()))
	must(s.t, err)
	if method == http.MethodPost {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	if name != "" {
		request.AddCookie(&http.Cookie{Name: "rehearsal-as", Value: name})
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, Timeout: 20 * time.Second}
	got, err := client.Do(request)
	must(s.t, err)
	defer got.Body.Close()
	body, err := io.ReadAll(got.Body)
	must(s.t, err)
	return answer{got.StatusCode, got.Header.Get("Location"), html.UnescapeString(string(body))}
}

func (s *stage) get(name, path string) answer {
	s.t.Helper()
	return s.send(name, http.MethodGet, path, nil)
}

func (s *stage) post(name, path string, form url.Values) answer {
	s.t.Helper()
	return s.send(name, http.MethodPost, path, form)
}

var (
	headings = regexp.MustCompile(`<h1[ >]`)
	keys     = regexp.MustCompile(`>\s*(employer|kit)\.[a-z]`)
)

// wantPage checks what every page has to be.
func (a answer) wantPage(t testing.TB, status int, language string) {
	t.Helper()
	if a.status != status || !strings.Contains(a.body, `<html lang="`+language+`"`) || len(headings.FindAllString(a.body, -1)) != 1 {
		t.Errorf("want a page in %s with one h1 and %d, got %d\n%s", language, status, a.status, a.body)
	}
	if key := keys.FindString(a.body); key != "" {
		t.Errorf("want words, got the key %q", key)
	}
}

func (a answer) wants(t testing.TB, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(a.body, text) {
			t.Errorf("want %q on the page (%d), got\n%s", text, a.status, a.body)
		}
	}
}

func (a answer) hides(t testing.TB, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(a.body, text) {
			t.Errorf("want no %q on the page", text)
		}
	}
}

// leads wants the answer to send the browser on.
func (a answer) leads(t testing.TB, to string) {
	t.Helper()
	if a.status != http.StatusSeeOther || a.location != to {
		t.Errorf("want 303 to %s, got %d %s\n%s", to, a.status, a.location, a.body)
	}
}
