package page

import "github.com/a-h/templ"

// ButtonView is a button that sends a form.
type ButtonView struct {
	Text       string
	About      string // what it is about, said by screen readers alone: "Remove" + "passport.pdf"
	Name       string
	Value      string
	Action     string // another address than the form's
	Kind       ButtonKind
	Attributes templ.Attributes
}

// ButtonKind is how a button looks.
type ButtonKind string

// The kinds of buttons. A page has one Primary button at most, and Danger for what cannot be undone.
const (
	Primary   ButtonKind = ""
	Secondary ButtonKind = "govuk-button--secondary"
	Danger    ButtonKind = "govuk-button--warning"
	Inverse   ButtonKind = "govuk-button--inverse" // on a dark ground
	Large     ButtonKind = "hsmp-button--large"    // starts something, on a page that only explains
)

func (k ButtonKind) class() string { return string(k) }

// PaginationView says where in a list the reader is. Addresses are whole ones; empty means there is none. A list
// without a known length, like one read by cursor, leaves Page and Pages at zero.
type PaginationView struct {
	Page, Pages    int
	Previous, Next string
}

// Crumb is one step of the way to a page: a text and a path for Page.To. The last one, the page itself, has no path.
type Crumb struct{ Text, Path string }

// Action is a link beside something that it changes.
type Action struct {
	Text  string // "Change"
	About string // what, said by screen readers alone: "date of birth"
	Link  string // a whole address
}

// SummaryRow is one question with its answer.
type SummaryRow struct {
	Key     string
	Value   string
	Lang    string          // of the value, where it is not the page's
	Content templ.Component // instead of Value
	Actions []Action
}

// TagKind is the colour of a tag. Its text says the same: no colour is ever the only sign.
type TagKind string

// The kinds of tags.
const (
	Neutral  TagKind = "neutral"  // not begun, nothing to say
	Progress TagKind = "progress" // under way
	Good     TagKind = "good"     // done, passed, in force
	Waiting  TagKind = "waiting"  // somebody must act; near its due date
	Bad      TagKind = "bad"      // refused, overdue, revoked
)

// Task is one part of a task that people do in any order and come back to.
type Task struct {
	Title string
	Hint  string
	Link  string // a whole address; empty while it cannot be begun
	State string
	Kind  TagKind
}

// Step is one part of a way that has an order.
type Step struct {
	Title string
	Text  string
	Link  string // a whole address, or empty
	State StepState
}

// StepState says how far a step is.
type StepState string

// The states of a step.
const (
	Done    StepState = "done"
	Current StepState = "current"
	Ahead   StepState = "ahead"
)

// Event is one thing that happened.
type Event struct {
	When    string // as Page.Time or Page.Date writes it
	Stamp   string // the same in ISO 8601, for machines; may be empty
	Title   string
	Who     string
	Text    string
	Content templ.Component // below the text: a link, a list
	Kind    TagKind
}

// Figure is a number that says much: in large type, with what it counts.
type Figure struct{ Value, Label, Note string }

// Card is a way into a part of the portal.
type Card struct{ Title, Text, Link string }
