package application

import (
	"slices"
	"strings"
	"time"
)

// What a person is told apart by, beside the sign-in: the papers and the FIN. One of each is in one application at a
// time.
const (
	PapersClash = "papers"
	FINClash    = "fin"
)

// Identifier is a number that belongs to one person.
type Identifier struct {
	What  string // PapersClash or FINClash
	Value string // with its issuer: two states may give the same number
}

// Identifiers lists the numbers that the form states, each once. A person may have several passports (invariant 10).
func (c *Case) Identifiers() []Identifier {
	var all []Identifier
	for _, t := range c.Form.Identity.Papers {
		if t.Number != "" {
			all = append(all, Identifier{PapersClash, t.Issuer + "|" + t.Number})
		}
	}
	if c.Form.Identity.FIN != "" {
		all = append(all, Identifier{FINClash, c.Form.Identity.FIN})
	}
	slices.SortFunc(all, func(a, b Identifier) int { return strings.Compare(a.What+a.Value, b.What+b.Value) })
	return slices.Compact(all)
}

// Identifies reports whether the numbers of the form are this case's alone: from the submission on, and for as long as
// the person is recognised by it. Who was refused or withdrew may apply again, under any sign-in.
func (c *Case) Identifies() bool { return c.State.Open() || c.State == Recognised }

// Clash is an attempt to submit another application with a number of this one. Whose it is, is for the authorities to
// find out.
type Clash struct {
	What  string
	Other ID // the application that was not taken
	At    time.Time
}

// mostClashes bounds what is kept: more of them tell nothing more.
const mostClashes = 20

// NoteClash keeps an attempt. The same one again changes nothing.
func (c *Case) NoteClash(act Act, what string, other ID) {
	same := func(k Clash) bool { return k.What == what && k.Other == other }
	if len(c.Clashes) >= mostClashes || slices.ContainsFunc(c.Clashes, same) {
		return
	}
	c.Clashes = append(c.Clashes, Clash{What: what, Other: other, At: act.At})
}
