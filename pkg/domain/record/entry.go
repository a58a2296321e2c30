package record

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Format is the version of an entry's canonical form. A change of the form takes the next number and keeps the old
// form: a chain that was written years ago must still verify.
const Format = 1

// Entry is one link of a record's chain.
type Entry struct {
	Format   int               `json:"format"`
	Kind     Kind              `json:"kind"`
	Record   ID                `json:"record"`
	Sequence int               `json:"sequence"` // 1 is the first
	At       time.Time         `json:"at"`
	Actor    Actor             `json:"actor"`
	Action   Action            `json:"action"`
	Subject  string            `json:"subject,omitempty"` // what of the record: a lane, a document
	Policy   string            `json:"policy,omitempty"`  // the policy that allowed it
	Details  map[string]string `json:"details,omitempty"` // facts without personal data
	Settles  []string          `json:"settles,omitempty"` // waits of the workflow that this act ends
	Left     string            `json:"left,omitempty"`    // keyed digest of what the change left: sections and projections
	Previous string            `json:"previous"`          // hash of the entry before; "" for the first
	Hash     string            `json:"hash"`              // over all of the above

	// Decisive says that others will rely on what was decided: the end of the chain is then compared in the same
	// transaction. It is no part of what is kept.
	Decisive bool `json:"-"`
}

// Head is the end of a chain: what the next entry is linked to.
type Head struct {
	Sequence int
	Hash     string
}

// Link returns the entry as the next link after head, and the new head.
func (h Head) Link(e Entry) (Entry, Head) {
	e.Format, e.Sequence, e.Previous = Format, h.Sequence+1, h.Hash
	e.At = e.At.UTC().Truncate(time.Millisecond)
	e.Hash = e.digest()
	return e, e.Head()
}

// Head is the end of the chain that this entry is the last of.
func (e Entry) Head() Head { return Head{e.Sequence, e.Hash} }

// digest hashes the canonical form of the entry without its own hash. The form is written out here, and hangs on no
// encoder: each text with its length before it, in this order, maps by their sorted keys.
func (e Entry) digest() string {
	var b strings.Builder
	texts := []string{string(e.Kind), string(e.Record), e.At.UTC().Format("2006-01-02T15:04:05.000Z"), e.Actor.ID, e.Actor.Role, e.Actor.Authority,
		string(e.Action), e.Subject, e.Policy, e.Left, e.Previous}
	fmt.Fprintf(&b, "entry %d %d\n", e.Format, e.Sequence)
	for _, one := range texts {
		fmt.Fprintf(&b, "%d:%s\n", len(one), one)
	}
	fmt.Fprintf(&b, "details %d\n", len(e.Details))
	for _, name := range slices.Sorted(maps.Keys(e.Details)) {
		fmt.Fprintf(&b, "%d:%s=%d:%s\n", len(name), name, len(e.Details[name]), e.Details[name])
	}
	fmt.Fprintf(&b, "settles %d\n", len(e.Settles))
	for _, one := range e.Settles {
		fmt.Fprintf(&b, "%d:%s\n", len(one), one)
	}
	sum := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(sum[:])
}

// Verify walks a whole chain from its first entry and names the first that does not follow from the one before, or
// whose format this version does not know.
func Verify(chain []Entry) error {
	var head Head
	for _, e := range chain {
		if e.Format != Format {
			return fmt.Errorf("entry %d is of format %d, which is not known here", e.Sequence, e.Format)
		}
		linked, next := head.Link(e)
		switch {
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

// Reading is one look at personal data, or one that was refused. Readings change nothing, so they are kept apart from
// the chain, under no lock; entries of the chain anchor them.
type Reading struct {
	At      time.Time `json:"at"`
	Actor   Actor     `json:"actor"`
	Action  Action    `json:"action"`
	Subject string    `json:"subject,omitempty"`
	Policy  string    `json:"policy,omitempty"`
	Refused bool      `json:"refused,omitempty"` // nothing was shown

	Place string `json:"-"` // where it stands among the readings, as the store says
}

// Page asks for a part of a record's readings.
type Page struct {
	After  string // place of the last one that was shown; "" is the beginning
	Limit  int
	Latest bool // the newest first
}

// Coalesced is how long an equal reading by the same person counts as the one that is kept already.
const Coalesced = 15 * time.Minute

// Same reports whether a reading is the other one again, so soon that one row tells of both.
func (r Reading) Same(before Reading) bool {
	after := r.At.Sub(before.At)
	return r.Actor == before.Actor && r.Action == before.Action && r.Subject == before.Subject && r.Refused == before.Refused &&
		after >= 0 && after < Coalesced
}
