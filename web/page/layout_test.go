package page_test

import (
	"bytes"
	"context"
	"net/url"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/web/assets"
	"hsmp.example/cases/web/page"
)

func show(t *testing.T, c templ.Component) document {
	t.Helper()
	var out bytes.Buffer
	if err := c.Render(context.Background(), &out); err != nil {
		t.Fatal(err)
	}
	return parse(t, out.String())
}

func TestNavigationShowsTheRoomsOfThePersonsRoles(t *testing.T) {
	t.Parallel()
	public := []string{"/en/programme", "/en/self-assessment", "/en/verify", "/en/comparison", "/en/statistics"}
	for name, c := range map[string]struct {
		person page.Person
		more   []string
	}{
		"nobody sees the public rooms":                      {page.Person{}, nil},
		"an applicant sees the applications":                {page.Person{Name: "A", Applicant: true}, []string{"/en/applications"}},
		"an officer sees the work list":                     {page.Person{Name: "O", Officer: true}, []string{"/en/console"}},
		"an overseer who is an officer sees both":           {page.Person{Officer: true, Overseer: true}, []string{"/en/console", "/en/supervision"}},
		"an employer sees the organisation":                 {page.Person{Name: "E", Employer: true}, []string{"/en/employer"}},
		"an applicant who is an employer too sees both":     {page.Person{Applicant: true, Employer: true}, []string{"/en/applications", "/en/employer"}},
		"somebody without a role sees the public rooms too": {page.Person{Name: "N"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := show(t, page.Layout(page.Page{Language: locale.English, Path: "/verify", Room: page.Verification, Person: c.person}))
			var got, current []string
			for _, a := range d.named("a") {
				if inside(a, "hsmp-navigation") {
					got = append(got, a.get("href"))
					if a.get("aria-current") == "true" {
						current = append(current, a.get("href"))
					}
				}
			}
			if diff := cmp.Diff(append(append([]string{}, public...), c.more...), got); diff != "" {
				t.Errorf("navigation (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff([]string{"/en/verify"}, current); diff != "" {
				t.Errorf("current (-want +got):\n%s", diff)
			}
		})
	}
}

func inside(e element, class string) bool {
	for n := range e.Ancestors() {
		if strings.Contains(element{n}.get("class"), class) {
			return true
		}
	}
	return false
}

func TestSigningOutIsAPostAndSigningInIsALink(t *testing.T) {
	t.Parallel()
	out := show(t, page.Layout(page.Page{Language: locale.Turkish, Person: page.Person{Name: "Ayşe", Applicant: true}}))
	forms := out.named("form")
	if len(forms) != 1 || forms[0].get("method") != "post" || forms[0].get("action") != "/tr/sign-out" {
		t.Errorf("want one form that posts to /tr/sign-out, got %v", forms)
	}
	in := show(t, page.Layout(page.Page{Language: locale.Turkish}))
	button := in.class("hsmp-account__button")
	if len(in.named("form")) != 0 || len(button) != 1 || button[0].get("href") != "/tr/sign-in" {
		t.Errorf("want a link to /tr/sign-in and no form, got %v", button)
	}
}

func TestLanguageSwitchKeepsThePageAndItsQuery(t *testing.T) {
	t.Parallel()
	p := page.Page{Language: locale.Russian, Path: "/comparison", Query: url.Values{"country": {"ee"}, "sort": {"fee"}}}
	got := map[string]string{}
	for _, a := range show(t, page.Layout(p)).named("a") {
		if l := a.get("hreflang"); l != "" {
			if a.get("lang") != l {
				t.Errorf("the link to %s is read as %q", l, a.get("lang"))
			}
			got[a.text()] = a.get("href")
		}
	}
	want := map[string]string{
		"Azərbaycanca": "/az/comparison?country=ee&sort=fee",
		"Türkçe":       "/tr/comparison?country=ee&sort=fee",
		"English":      "/en/comparison?country=ee&sort=fee",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("links (-want +got):\n%s", diff)
	}
}

// A page that a form made has no address to be asked for: the form goes along.
func TestLanguageSwitchSendsAFormThatChangedNothingAgain(t *testing.T) {
	t.Parallel()
	d := show(t, page.Layout(page.Page{Language: locale.Russian, Path: "/verify", Posted: []page.Field{{Name: "text", Value: "a.b.c"}}}))
	var got []string
	for _, button := range d.named("button") {
		if inside(button, "hsmp-languages") {
			got = append(got, button.get("lang")+" "+button.get("formaction"))
		}
	}
	if diff := cmp.Diff([]string{"az /az/verify", "tr /tr/verify", "en /en/verify"}, got); diff != "" {
		t.Errorf("buttons (-want +got):\n%s", diff)
	}
	if sent := d.named("input"); len(sent) != 1 || sent[0].get("name") != "text" || sent[0].get("value") != "a.b.c" {
		t.Errorf("want what was posted, got %v", sent)
	}
	for _, a := range d.named("a") {
		if inside(a, "hsmp-languages") {
			t.Errorf("want no link that would lose it, got %s", a.get("href"))
		}
	}
}

func TestTitleSaysFirstThatSomethingIsWrong(t *testing.T) {
	t.Parallel()
	p := page.Page{Language: locale.English, Title: "Contact"}
	for _, c := range []struct {
		faults []page.Fault
		want   string
	}{
		{nil, "Contact – Highly Skilled Migrants Programme"},
		{[]page.Fault{{Field: "email", Text: "Write an address."}}, "Error: Contact – Highly Skilled Migrants Programme"},
	} {
		p.Faults = c.faults
		if got := show(t, page.Layout(p)).named("title")[0].text(); got != c.want {
			t.Errorf("with %d faults: want %q, got %q", len(c.faults), c.want, got)
		}
	}
}

func TestFrameHasItsLandmarksAndAssets(t *testing.T) {
	t.Parallel()
	p := page.Page{Language: locale.Azerbaijani, Title: "Yoxlama", Modules: []string{"kit.js"}}
	d := show(t, page.Layout(p, page.BackLink(p, "/az/verify")))
	if got := d.named("html")[0].get("lang"); got != "az" {
		t.Errorf("want language az, got %q", got)
	}
	if n := len(d.named("main")) + len(d.named("header")) + len(d.named("footer")); n != 3 {
		t.Errorf("want one main, one header, one footer, got %d", n)
	}
	if first := d.named("a")[0]; first.get("href") != "#main" {
		t.Errorf("want the skip link first, got %q", first.get("href"))
	}
	for _, nav := range d.named("nav") {
		if nav.get("aria-label") == "" {
			t.Error("a nav has no name")
		}
	}
	if back := d.class("govuk-back-link"); len(back) != 1 || back[0].within("main") {
		t.Errorf("want the back link before the content, got %v", back)
	}
	for _, e := range d.named("script", "link") {
		address := e.get("src") + e.get("href")
		if strings.HasPrefix(address, assets.Prefix) {
			if _, _, ok := assets.Open(address); !ok {
				t.Errorf("%s is no asset", address)
			}
		}
	}
}

func TestWorkRoomsUseTheWholeScreen(t *testing.T) {
	t.Parallel()
	for room, want := range map[page.Room]bool{page.Console: true, page.Supervision: true, page.Comparison: true, page.Programme: false, "": false} {
		got := len(show(t, page.Layout(page.Page{Language: locale.English, Room: room})).class("hsmp-wide")) > 0
		if got != want {
			t.Errorf("room %q wide: want %t, got %t", room, want, got)
		}
	}
}
