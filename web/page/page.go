// Package page is the kit of which every page is made: the frame around it, form fields, tables, plots, and the words
// in the reader's language.
//
// It must know no use case, no route and no rule of the programme: what is shown comes in, ready to be written.
package page

import (
	"net/url"
	"strings"
	"time"

	"hsmp.example/cases/pkg/locale"
)

// Page is what every page knows of its reader and of itself. It is a value: a handler fills it in, components read it.
type Page struct {
	Language locale.Language
	Path     string     // of this page without its language, beginning with a slash: "/self-assessment"
	Query    url.Values // of this page; the language switch keeps it
	Posted   []Field    // what the language switch sends again on a page that answers a form; the form is then only shown
	Title    string     // in the reader's language; stands in the tab and nowhere else
	Room     Room       // which entry of the navigation is the current one
	Person   Person     // who is signed in; the zero Person is nobody
	Notices  []Notice   // shown above everything: force majeure, "saved", "you were signed out"
	Modules  []string   // script modules that make this page more comfortable: "live.js"
	Faults   []Fault    // of the form that was sent, all at once; the title says so
	Code     string     // of the request, on a page that says that something failed
}

// Room is one entry of the navigation.
type Room string

// The rooms of the portal.
const (
	Programme    Room = "programme"
	Assessment   Room = "assessment"
	Verification Room = "verification"
	Comparison   Room = "comparison"
	Statistics   Room = "statistics"
	Applications Room = "applications"
	Console      Room = "console"
	Supervision  Room = "supervision"
	Employers    Room = "employers"
)

// Person is who is signed in, as far as a page shows it.
type Person struct {
	Name      string
	Applicant bool
	Officer   bool // any role that works on cases
	Overseer  bool // sees an authority's workload
	Employer  bool
	Idle      time.Duration // after which nobody is signed in any more if nothing comes; 0 where no end is near
}

// SignedIn reports whether there is anybody.
func (p Person) SignedIn() bool { return p != Person{} }

// Notice is a banner above the page.
type Notice struct {
	Kind  NoticeKind
	Title string
	Text  string
	Link  string // a path for Page.To, or ""
}

// NoticeKind is how much a notice presses.
type NoticeKind string

// The kinds of notices.
const (
	Announcement NoticeKind = "announcement"
	ForceMajeure NoticeKind = "force-majeure"
	Success      NoticeKind = "success"
)

// Fault is one thing wrong with one field of a form, in the reader's language.
type Fault struct {
	Field string // id of the field, or "" for the form as a whole
	Text  string
}

// FieldID is the id and the name of the field that a JSON pointer means: "/identity/papers/0/number" is
// "identity-papers-0-number".
func FieldID(pointer string) string {
	return strings.ReplaceAll(strings.TrimPrefix(pointer, "/"), "/", "-")
}

// FaultOf returns what is wrong with the field, or "". Several faults of one field stand in one line.
func (p Page) FaultOf(field string) string {
	var texts []string
	for _, f := range p.Faults {
		if f.Field == field {
			texts = append(texts, f.Text)
		}
	}
	return strings.Join(texts, " ")
}

// To is the address of a path of the portal in the reader's language: "/verify" is "/az/verify".
func (p Page) To(path string) string { return "/" + string(p.Language) + path }

// In is the address of this very page in another language.
func (p Page) In(l locale.Language) string {
	address := "/" + string(l) + p.Path
	if len(p.Query) > 0 {
		address += "?" + p.Query.Encode()
	}
	return address
}

// Titled returns the page with that title. A page whose form has faults says so first, since the tab is what a screen
// reader reads first.
func (p Page) Titled(title string) Page {
	p.Title = title
	return p
}
