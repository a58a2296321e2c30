// Package audit is the memory of who did or read what with a case. The entries of a case form a chain: each holds the hash
// of the one before, so that a row taken out, put in or altered is found by anyone who reads the chain again.
//
// An entry is written in the same transaction as the change it tells of, and it is also the news of that change: what the
// workflow and the notices need to know stands in it. It must hold no personal data: it outlives them.
package audit

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"
)

// Action names what was done, in the words of the API ("score-lane", "read-case").
type Action string

// Actor is who did it: a person by an opaque key, the role acted in and, for officers, the authority. The workflow itself
// acts as role "workflow".
type Actor struct {
	ID        string `json:"id"`
	Role      string `json:"role"`
	Authority string `json:"authority,omitempty"`
}

// Workflow is the actor of the state machine's own steps.
var Workflow = Actor{ID: "workflow", Role: "workflow"}

// Entry is one link of a case's chain.
type Entry struct {
	Case     string            `json:"case"`
	Sequence int               `json:"sequence"` // 1 is the first
	At       time.Time         `json:"at"`
	Actor    Actor             `json:"actor"`
	Action   Action            `json:"action"`
	Subject  string            `json:"subject,omitempty"` // what of the case: a lane, a document
	Policy   string            `json:"policy,omitempty"`  // the policy that allowed it
	Details  map[string]string `json:"details,omitempty"` // facts without personal data
	Settles  []string          `json:"settles,omitempty"` // waits of the workflow that this act ends
	Read     bool              `json:"read,omitempty"`    // personal data were read; nothing changed
	Previous string            `json:"previous"`          // hash of the entry before; "" for the first
	Hash     string            `json:"hash"`              // over all of the above

	// Shows says that the act answers with personal data. Where it changed nothing, because it was done before, the answer is
	// a reading all the same and is kept as one. It is no part of what is kept.
	Shows bool `json:"-"`
}

// Head is the end of a chain: what the next entry is linked to.
type Head struct {
	Sequence int
	Hash     string
}

// Link returns the entry as the next link after head, and the new head.
func (h Head) Link(e Entry) (Entry, Head, error) {
	e.Sequence, e.Previous = h.Sequence+1, h.Hash
	e.At = e.At.UTC().Truncate(time.Millisecond)
	hash, err := e.digest()
	if err != nil {
		return Entry{}, Head{}, err
	}
	e.Hash = hash
	return e, Head{Sequence: e.Sequence, Hash: hash}, nil
}

// digest hashes the entry without its own hash. The canonical form is its JSON: fields in the order of the struct, map
// keys sorted, which encoding/json guarantees.
func (e Entry) digest() (string, error) {
	e.Hash = ""
	canonical, err := json.Marshal(e)
	if err != nil {
		return "", fmt.Errorf("canonical entry %d of %s: %w", e.Sequence, e.Case, err)
	}
	sum := sha256.Sum256(canonical)
	return hex.EncodeToString(sum[:]), nil
}

// Verify walks a whole chain from its first entry and names the first that does not follow from the one before.
func Verify(chain []Entry) error {
	var head Head
	for _, e := range chain {
		linked, next, err := head.Link(e)
		switch {
		case err != nil:
			return err
		case e.Sequence != linked.Sequence:
			return fmt.Errorf("entry %d is missing: found %d", linked.Sequence, e.Sequence)
		case e.Previous != linked.Previous:
			return fmt.Errorf("entry %d does not follow from the one before", e.Sequence)
		case e.Hash != linked.Hash:
			return fmt.Errorf("entry %d was altered", e.Sequence)
		}
		head = next
	}
	return nil
}
