package page

import (
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"hsmp.example/cases/pkg/locale"
)

// Control is one control of a form. ID and Label are needed; everything else may stay empty.
type Control struct {
	ID           string // id of the control that a fault links to; see FieldID
	Name         string // under which it is posted; empty: the ID
	Label        string // or the legend, where there are several controls
	Hint         string // what to write, and in which form
	Value        string // what was typed, or the value of the chosen option
	Heading      bool   // the label is the page's only h1
	Optional     bool   // says "(optional)" after the label
	Type         string // of a text field: text (default), email, tel, url, search
	InputMode    string // the keyboard of a phone: numeric, decimal, email …
	Autocomplete string // what a browser may fill in: family-name, bday-day …
	Lang         locale.Language
	Width        int    // how many characters are usual: 2, 3, 4, 5, 10, 20 or 30; 0 for the whole width
	Rows         int    // of a text area; 0 for five
	Max          int    // characters at most, counted beside a text area; 0 for no limit
	Prefix       string // shown in front: ₼
	Suffix       string // shown behind: %
	Accept       string // media types and endings of a file field
	Multiple     bool   // a file field takes several
	Inline       bool   // radios stand side by side
	Attributes   templ.Attributes
}

// Option is one choice of a select, of radios or of checkboxes.
type Option struct {
	Value  string
	Label  string
	Hint   string
	Chosen bool            // beside the control's Value, for checkboxes
	Or     string          // a word above this option: "or"
	Reveal templ.Component // shown while the option is chosen; needs no script
}

// DateParts is a date as it was typed, right or wrong.
type DateParts struct{ Day, Month, Year string }

func (c Control) name() string {
	if c.Name != "" {
		return c.Name
	}
	return c.ID
}

func (c Control) hintID() string  { return c.ID + "-hint" }
func (c Control) errorID() string { return c.ID + "-error" }

// describedBy lists what a screen reader says after the label: the hint, the fault, what else there is.
func (c Control) describedBy(p Page, more ...string) string {
	var ids []string
	if c.Hint != "" {
		ids = append(ids, c.hintID())
	}
	if p.FaultOf(c.ID) != "" {
		ids = append(ids, c.errorID())
	}
	return strings.Join(append(ids, more...), " ")
}

// attributes are those that any single control may have.
func (c Control) attributes(p Page, more ...string) templ.Attributes {
	all := templ.Attributes{}
	set := func(name, value string) {
		if value != "" {
			all[name] = value
		}
	}
	set("aria-describedby", c.describedBy(p, more...))
	set("autocomplete", c.Autocomplete)
	set("inputmode", c.InputMode)
	set("lang", string(c.Lang))
	if p.FaultOf(c.ID) != "" {
		all["aria-invalid"] = "true"
	}
	for name, value := range c.Attributes {
		all[name] = value
	}
	return all
}

func (c Control) kind() string {
	if c.Type == "" {
		return "text"
	}
	return c.Type
}

func (c Control) rows() string {
	if c.Rows == 0 {
		return "5"
	}
	return strconv.Itoa(c.Rows)
}

var widths = []int{2, 3, 4, 5, 10, 20, 30}

func (c Control) inputClass(p Page) string {
	class := "govuk-input"
	if slices.Contains(widths, c.Width) {
		class += " govuk-input--width-" + strconv.Itoa(c.Width)
	}
	return class + c.errorClass(p, " govuk-input--error")
}

func (c Control) errorClass(p Page, class string) string {
	if p.FaultOf(c.ID) == "" {
		return ""
	}
	return class
}

func (c Control) chosen(o Option) bool { return o.Chosen || c.Value != "" && o.Value == c.Value }

// optionID: the first option has the field's own id, so that a fault's link lands on it.
func (c Control) optionID(index int) string {
	if index == 0 {
		return c.ID
	}
	return c.ID + "-" + strconv.Itoa(index+1)
}
