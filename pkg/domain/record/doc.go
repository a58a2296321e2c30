// Package record says what a record is, whatever it is about: a case, an employer's registration, and what comes after
// them.
//
// A record has a kind and an id, sections that are stored and sealed, and a chain of entries: who did what, when, by
// which policy. It projects what others find it by: places in lists, reservations that must be unique, and counts. A
// Type tells a store all of this for one Go struct. A new kind of record costs the struct, its moves, its Project, and
// one line that opens it; no store knows its name.
//
// An entry is written in the same transaction as the change it tells of, and it is also the news of that change: the
// chain is the transactional outbox. It must hold no personal data: it outlives them. Its hash covers a digest of what
// the change left behind, sections and projections, so that a stored value that was altered past the store does not fit
// its chain.
//
// The package must not know any store, nor any rule of the programme.
package record

import "time"

// Kind is what a record is about, in one word: "case". It is part of keys, entries and events, and never changes.
type Kind string

// ID is a record's own name, a prefix of its kind and a ULID: "app_01…". It says nothing about the person.
type ID string

// Action names what was done, in the words of the API ("score-lane", "read-case").
type Action string

// Actor is who did it: a person by an opaque key, the role acted in and, for officers, the authority. The workflow
// itself acts as role "workflow".
type Actor struct {
	ID        string `json:"id"`
	Role      string `json:"role"`
	Authority string `json:"authority,omitempty"`
}

// Workflow is the actor of the system's own steps.
var Workflow = Actor{ID: "workflow", Role: "workflow"}

// Act is one doing: by whom and when. Every move takes one, so that all it changes agrees on the time.
type Act struct {
	By Actor
	At time.Time
}

// The acts of the store's own, which any record can have.
const (
	AnchorReadings Action = "anchor-readings" // the entry holds a digest of the readings since the one before
	Reproject      Action = "project"         // another version of the program projects the record otherwise
)
