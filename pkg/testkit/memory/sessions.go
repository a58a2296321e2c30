package memory

import (
	"bytes"
	"context"
	"slices"
	"sync"
	"time"

	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/problem"
)

// Sessions keeps sessions and sign-ins as the table does, and lets a test look at what lies in it. It is safe for concurrent
// use.
type Sessions struct {
	now func() time.Time

	mu      sync.Mutex
	rows    map[string]dynamo.SessionRow
	signIns map[string]signIn
	down    bool
	writes  int
}

type signIn struct {
	sealed  []byte
	expires time.Time
}

// NewSessions returns a table without sessions.
func NewSessions(now func() time.Time) *Sessions {
	return &Sessions{now: now, rows: map[string]dynamo.SessionRow{}, signIns: map[string]signIn{}}
}

// Down makes every call fail with Unavailable, until it is told otherwise.
func (s *Sessions) Down(down bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.down = down
}

// Rows returns the sessions that are kept, in no order.
func (s *Sessions) Rows() []dynamo.SessionRow {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []dynamo.SessionRow
	for _, r := range s.rows {
		all = append(all, r)
	}
	return all
}

// Alter changes every session that is kept, past all rules.
func (s *Sessions) Alter(change func(*dynamo.SessionRow)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, r := range s.rows {
		change(&r)
		s.rows[id] = r
	}
}

// Writes counts what was written so far.
func (s *Sessions) Writes() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.writes
}

// KeepSession implements session.Keeper.
func (s *Sessions) KeepSession(_ context.Context, r dynamo.SessionRow) error {
	return s.write(func() { s.rows[r.ID] = r })
}

// Session implements session.Keeper.
func (s *Sessions) Session(_ context.Context, id string) (*dynamo.SessionRow, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.down {
		return nil, unavailable()
	}
	r, ok := s.rows[id]
	if !ok || !s.now().Before(r.Expires) {
		return nil, nil
	}
	r.Sealed = bytes.Clone(r.Sealed)
	return &r, nil
}

// ReplaceSession implements session.Keeper.
func (s *Sessions) ReplaceSession(_ context.Context, r dynamo.SessionRow) (won bool, err error) {
	err = s.write(func() {
		if before, ok := s.rows[r.ID]; ok && before.Version == r.Version-1 {
			s.rows[r.ID], won = r, true
		}
	})
	return won, err
}

// DropSession implements session.Dropper.
func (s *Sessions) DropSession(_ context.Context, id string) error {
	return s.write(func() { delete(s.rows, id) })
}

// DropSessions implements session.Dropper.
func (s *Sessions) DropSessions(_ context.Context, person string) error {
	return s.write(func() {
		for id, r := range s.rows {
			if r.Person == person {
				delete(s.rows, id)
			}
		}
	})
}

// KeepSignIn implements signin.Attempts.
func (s *Sessions) KeepSignIn(_ context.Context, id string, sealed []byte, expires time.Time) error {
	return s.write(func() { s.signIns[id] = signIn{slices.Clone(sealed), expires} })
}

// TakeSignIn implements signin.Attempts.
func (s *Sessions) TakeSignIn(_ context.Context, id string) (sealed []byte, err error) {
	err = s.write(func() {
		if kept, ok := s.signIns[id]; ok && s.now().Before(kept.expires) {
			sealed = kept.sealed
		}
		delete(s.signIns, id)
	})
	return sealed, err
}

func (s *Sessions) write(change func()) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.down {
		return unavailable()
	}
	s.writes++
	change()
	return nil
}

func unavailable() error { return problem.New(problem.Unavailable, "unavailable") }
