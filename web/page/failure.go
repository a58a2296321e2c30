package page

// Failure is what a page says when a request could not be answered.
type Failure struct {
	Kind   string   // of the problem, "not-found"
	Title  string   // what sort of problem it is
	Text   string   // what to do
	Faults []string // every single thing that was wrong
	SignIn string   // address at which signing in would help; "" where it would not
	Kept   []Field  // what was posted and could not be taken: it stays on the page
}

// Field is one field of a form.
type Field struct{ Name, Value string }
