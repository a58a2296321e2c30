// Package events is the door to EventBridge: it makes the news of a record out of an entry of its chain. Each type of
// event has a published JSON schema in docs/events. It must not know who listens, and it says nothing personal: an
// event names a record by its id, and what was done by the words of its chain.
package events

import (
	"fmt"
	"time"

	"hsmp.example/cases/pkg/domain/record"
)

// Event is what is published, as the detail of an EventBridge event. Type is also its detail-type.
type Event struct {
	ID        string            `json:"id"` // of the record and the entry: a repeat has the same, so listeners can tell
	Type      string            `json:"type"`
	Kind      record.Kind       `json:"kind"`     // what the record is about: "case"
	Record    record.ID         `json:"record"`   // its id
	Sequence  int               `json:"sequence"` // place in the record's chain; 1 is the first
	At        time.Time         `json:"at"`
	Role      string            `json:"role"`                // acted in
	Authority string            `json:"authority,omitempty"` // of the officer who acted
	Subject   string            `json:"subject,omitempty"`   // what of the record: a lane, a document
	Details   map[string]string `json:"details,omitempty"`   // the state of the record among them
}

// Of returns the event of an entry. Who acted stays out: the role and the authority are enough for any listener.
func Of(e record.Entry) Event {
	return Event{ID: fmt.Sprintf("%s-%08d", e.Record, e.Sequence), Type: string(e.Action), Kind: e.Kind, Record: e.Record, Sequence: e.Sequence,
		At: e.At.UTC(), Role: e.Actor.Role, Authority: e.Actor.Authority, Subject: e.Subject, Details: e.Details}
}
