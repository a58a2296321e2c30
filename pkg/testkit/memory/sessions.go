package memory

import (
	"time"

	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/testkit"
)

// Sessions is the real store of sessions over a fake table, and lets a test look at what lies in it.
type Sessions struct{ *Store }

// NewSessions returns a table without sessions.
func NewSessions(now func() time.Time) *Sessions { return &Sessions{NewAt(now)} }

// Rows returns the sessions that are kept, in no order.
func (s *Sessions) Rows() []dynamo.SessionRow {
	var all []dynamo.SessionRow
	s.Fake.Alter(func(i testkit.Item) testkit.Item {
		if r, ok := dynamo.SessionOf(i); ok {
			all = append(all, r)
		}
		return i
	})
	return all
}

// Alter changes every session that is kept, past all rules.
func (s *Sessions) Alter(change func(*dynamo.SessionRow)) {
	s.Fake.Alter(func(i testkit.Item) testkit.Item {
		r, ok := dynamo.SessionOf(i)
		if !ok {
			return i
		}
		change(&r)
		changed, err := r.Item()
		if err != nil {
			panic(err)
		}
		return changed
	})
}

// Writes counts what was written so far.
func (s *Sessions) Writes() int { return s.Fake.Writes() }
