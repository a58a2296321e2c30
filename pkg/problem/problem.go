// Package problem is the one kind of error that crosses rooms: what went wrong, in words a person can act on, with
// every field fault at once.
//
// Rooms build problems by code; the words of each code stand in messages/ in four languages. One function maps a kind
// to an HTTP status (pkg/aws/apigw) and one to a Step Functions error name (pkg/aws/sfntask): this package knows
// neither. An error that is not a *problem.Error is internal, and its text stays inside.
package problem

import (
	"errors"
	"fmt"
)

// Kind says what sort of thing went wrong. Kinds are few and are never reused for another meaning.
type Kind string

// The kinds. Each is an error itself, so errors.Is(err, problem.NotFound) works on any problem of that kind.
const (
	Malformed       Kind = "malformed"       // the message cannot be read at all: broken JSON, bad Unicode
	Invalid         Kind = "invalid"         // it can be read, and breaks rules; Faults lists every one
	Unauthenticated Kind = "unauthenticated" // nobody is signed in, or the token is not good
	Forbidden       Kind = "forbidden"       // signed in, and not allowed
	NotFound        Kind = "not-found"       // no such thing, or none that the caller may know of
	Conflict        Kind = "conflict"        // the case's state does not allow the move
	Stale           Kind = "stale"           // the caller saw an older version
	Unconditional   Kind = "unconditional"   // a change came without the version it is based on
	TooLarge        Kind = "too-large"       // more bytes than the route takes
	Unsupported     Kind = "unsupported"     // a media type the route does not read
	TooMany         Kind = "too-many"        // slow down
	Unavailable     Kind = "unavailable"     // a part we need is down; trying again may help
	Internal        Kind = "internal"        // our fault
)

// Error lets a kind be the target of errors.Is.
func (k Kind) Error() string { return string(k) }

// Fault is one thing wrong with one field.
type Fault struct {
	Pointer string            // JSON pointer into the message, "/expertise/field"; "" is the whole message
	Code    string            // key of the text in messages/, "passport-expires"
	Args    map[string]string // what the text's places are filled with
}

// Error is a problem. Code is the stable name of the problem that clients may switch on.
type Error struct {
	Kind   Kind
	Code   string
	Args   map[string]string
	Faults []Fault
	Cause  error // what lies below; logged, never shown
}

// New returns a problem of that kind whose words are found under code. args come in pairs: name, value, name, value.
func New(kind Kind, code string, args ...string) *Error {
	return &Error{Kind: kind, Code: code, Args: pairs(args)}
}

// At returns a fault of one field. args come in pairs.
func At(pointer, code string, args ...string) Fault {
	return Fault{Pointer: pointer, Code: code, Args: pairs(args)}
}

// Of returns an Invalid problem of all these faults, or nil when there are none.
func Of(faults []Fault) error {
	if len(faults) == 0 {
		return nil
	}
	return &Error{Kind: Invalid, Code: "invalid", Faults: faults}
}

// Because returns the same problem with what caused it.
func (e *Error) Because(cause error) *Error {
	twin := *e
	twin.Cause = cause
	return &twin
}

// Error is for logs: it names the code and the pointers, never a field's value.
func (e *Error) Error() string {
	text := string(e.Kind) + ": " + e.Code
	for _, f := range e.Faults {
		text += fmt.Sprintf(" [%s %s]", f.Pointer, f.Code)
	}
	if e.Cause != nil {
		text += ": " + e.Cause.Error()
	}
	return text
}

// Unwrap makes both the kind and the cause findable by errors.Is and errors.As.
func (e *Error) Unwrap() []error {
	if e.Cause == nil {
		return []error{e.Kind}
	}
	return []error{e.Kind, e.Cause}
}

// From returns the problem inside err, or an Internal one that hides err's text from clients.
func From(err error) *Error {
	var p *Error
	if errors.As(err, &p) {
		return p
	}
	return &Error{Kind: Internal, Code: "internal", Cause: err}
}

func pairs(args []string) map[string]string {
	if len(args) == 0 {
		return nil
	}
	named := make(map[string]string, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		named[args[i]] = args[i+1]
	}
	return named
}
