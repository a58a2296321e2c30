package page_test

import (
	"testing"

	"github.com/a-h/templ"
	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/web/page"
)

func english(faults ...page.Fault) page.Page {
	return page.Page{Language: locale.English, Faults: faults}
}

func TestControlsShowWhatWasTypedAndWhatIsWrong(t *testing.T) {
	t.Parallel()
	p := english(page.Fault{Field: "surname", Text: "Too long."}, page.Fault{Field: "surname", Text: "Only letters."})
	d := show(t, page.TextField(p, page.Control{
		ID: "surname", Name: "papers.surname", Label: "Surname", Hint: "As in the passport", Value: `O'Neil "<b>`, Width: 20,
		Type: "search", InputMode: "text", Autocomplete: "family-name", Lang: locale.Turkish, Max: 40,
		Attributes: templ.Attributes{"data-autosave": "on"},
	}))
	input := d.named("input")[0]
	for name, want := range map[string]string{
		"id": "surname", "name": "papers.surname", "value": `O'Neil "<b>`, "type": "search", "inputmode": "text", "lang": "tr",
		"autocomplete": "family-name", "maxlength": "40", "data-autosave": "on", "aria-invalid": "true",
		"aria-describedby": "surname-hint surname-error", "class": "govuk-input govuk-input--width-20 govuk-input--error",
	} {
		if got := input.get(name); got != want {
			t.Errorf("%s: want %q, got %q", name, want, got)
		}
	}
	fault, _ := d.id("surname-error")
	if want := "Error: Too long. Only letters."; fault.Node == nil || fault.text() != want {
		t.Errorf("want %q, got %v", want, fault.Node)
	}
}

func TestAControlWithoutAnythingSaysNothingMore(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]templ.Component{
		"text":     page.TextField(english(), page.Control{ID: "x", Label: "X", Width: 7}),
		"area":     page.TextArea(english(), page.Control{ID: "x", Label: "X"}),
		"select":   page.Select(english(), page.Control{ID: "x", Label: "X"}, nil),
		"file":     page.FileField(english(), page.Control{ID: "x", Label: "X"}),
		"checkbox": page.Checkbox(english(), page.Control{ID: "x", Label: "X"}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := show(t, c)
			e, _ := d.id("x")
			if e.Node == nil || e.has("aria-describedby") || e.has("aria-invalid") || e.has("lang") {
				t.Errorf("want a plain control, got %v", e.Node)
			}
			if len(d.class("govuk-form-group--error"))+len(d.class("govuk-error-message")) > 0 {
				t.Error("a control without a fault shows one")
			}
		})
	}
}

func TestChoicesAreChosenByValueOrOneByOne(t *testing.T) {
	t.Parallel()
	options := []page.Option{{Value: "", Label: "None"}, {Value: "a", Label: "A"}, {Value: "b", Label: "B", Chosen: true}}
	for name, c := range map[string]struct {
		component templ.Component
		chosen    string
		want      []string
	}{
		"radios by value":              {page.Radios(english(), page.Control{ID: "x", Value: "a"}, options[:2]), "checked", []string{"a"}},
		"radios without a value":       {page.Radios(english(), page.Control{ID: "x"}, options[:2]), "checked", nil},
		"checkboxes one by one":        {page.Checkboxes(english(), page.Control{ID: "x"}, options), "checked", []string{"b"}},
		"a select by value":            {page.Select(english(), page.Control{ID: "x", Value: "a"}, options[1:2]), "selected", []string{"a"}},
		"a checkbox that was ticked":   {page.Checkbox(english(), page.Control{ID: "x", Value: "yes"}), "checked", []string{"yes"}},
		"a checkbox that was not":      {page.Checkbox(english(), page.Control{ID: "x", Value: "no"}), "checked", nil},
		"a select of an unknown value": {page.Select(english(), page.Control{ID: "x", Value: "z"}, options[:2]), "selected", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, e := range show(t, c.component).named("input", "option") {
				if e.has(c.chosen) {
					got = append(got, e.get("value"))
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("chosen (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTheFirstOptionHasTheIDThatAFaultLinksTo(t *testing.T) {
	t.Parallel()
	options := []page.Option{{Value: "a", Label: "A"}, {Value: "b", Label: "B"}, {Value: "c", Label: "C"}}
	var got []string
	for _, e := range show(t, page.Radios(english(), page.Control{ID: "field"}, options)).named("input") {
		got = append(got, e.get("id"))
	}
	if diff := cmp.Diff([]string{"field", "field-2", "field-3"}, got); diff != "" {
		t.Fatalf("ids (-want +got):\n%s", diff)
	}
}

func TestADateIsPostedInThreeParts(t *testing.T) {
	t.Parallel()
	d := show(t, page.DateField(english(), page.Control{ID: "born", Label: "Born", Autocomplete: "bday"}, page.DateParts{Day: "31", Month: "x", Year: "1985"}))
	type part struct{ ID, Name, Value, Autocomplete string }
	var got []part
	for _, e := range d.named("input") {
		got = append(got, part{e.get("id"), e.get("name"), e.get("value"), e.get("autocomplete")})
	}
	want := []part{{"born", "born-day", "31", "bday-day"}, {"born-month", "born-month", "x", "bday-month"}, {"born-year", "born-year", "1985", "bday-year"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("parts (-want +got):\n%s", diff)
	}
}

func TestALimitIsSaidBesideATextArea(t *testing.T) {
	t.Parallel()
	d := show(t, page.TextArea(english(), page.Control{ID: "why", Label: "Why", Hint: "In short", Max: 2000}))
	area, _ := d.id("why")
	room, _ := d.id("why-room")
	if area.get("aria-describedby") != "why-hint why-room" || area.has("maxlength") {
		t.Errorf("want the hint and the room said and nothing cut off, got %v", area.Attr)
	}
	if want := "At most 2,000 characters"; room.text() != want {
		t.Errorf("want %q, got %q", want, room.text())
	}
}

func TestNothingWrongIsNoSummary(t *testing.T) {
	t.Parallel()
	if d := show(t, page.ErrorSummary(english())); len(d.class("govuk-error-summary")) != 0 {
		t.Error("a form without faults shows a summary")
	}
	d := show(t, page.ErrorSummary(english(page.Fault{Text: "Changed elsewhere."})))
	if len(d.named("a")) != 0 || len(d.named("li")) != 1 {
		t.Error("want a fault of the whole form without a link")
	}
}

func TestButtonsCarryNameValueAndAddress(t *testing.T) {
	t.Parallel()
	b := show(t, page.Button(page.ButtonView{Text: "Remove", About: "passport.pdf", Name: "remove", Value: "doc_1", Action: "/en/x", Kind: page.Danger})).named("button")[0]
	if b.get("name") != "remove" || b.get("value") != "doc_1" || b.get("formaction") != "/en/x" || b.text() != "Remove passport.pdf" {
		t.Errorf("got %v %q", b.Attr, b.text())
	}
	plain := show(t, page.SubmitButton("Save")).named("button")[0]
	if plain.has("name") || plain.get("type") != "submit" {
		t.Errorf("got %v", plain.Attr)
	}
}

func TestAListOfOnePageHasNoPagination(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		view page.PaginationView
		want []string
	}{
		"one page":                     {page.PaginationView{Page: 1, Pages: 1}, nil},
		"the first of two":             {page.PaginationView{Page: 1, Pages: 2, Next: "/en/x?page=2"}, []string{"/en/x?page=2"}},
		"the last of two":              {page.PaginationView{Page: 2, Pages: 2, Previous: "/en/x"}, []string{"/en/x"}},
		"one by cursor, unknown where": {page.PaginationView{Next: "/en/x?after=k"}, []string{"/en/x?after=k"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, a := range show(t, page.Pagination(english(), c.view)).named("a") {
				got = append(got, a.get("href"))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("links (-want +got):\n%s", diff)
			}
		})
	}
}
