// Package memory keeps cases, sign-ins, tokens and uploads in maps, with the behaviour that casework asks of the real
// stores: optimistic changes that are made again when somebody was faster, real audit chains, one open case a person. It is
// for tests only, and must know no rule of the programme.
package memory

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
)

var (
	_ casework.Cases    = (*Store)(nil)
	_ casework.Register = (*Store)(nil)
	_ casework.Work     = (*Store)(nil)
	_ casework.History  = (*Store)(nil)
	_ casework.Tokens   = (*Store)(nil)
)

// Store keeps everything that the cases table keeps. It is safe for concurrent use.
type Store struct {
	mu      sync.Mutex
	cases   map[application.ID][]byte // JSON, so that no caller shares memory with what is stored
	chains  map[application.ID][]audit.Entry
	owned   map[application.PersonID][]application.ID // the oldest first
	persons map[string]application.PersonID
	tokens  map[wait]string
}

// New returns an empty store.
func New() *Store {
	return &Store{cases: map[application.ID][]byte{}, chains: map[application.ID][]audit.Entry{},
		owned: map[application.PersonID][]application.ID{}, persons: map[string]application.PersonID{}, tokens: map[wait]string{}}
}

// Peek loads a case; NotFound when there is none.
func (s *Store) Peek(_ context.Context, id application.ID) (application.Case, error) {
	c, _, err := s.load(id)
	return c, err
}

// Change makes the move on a copy and stores it if the chain is still where it was; otherwise the move is made again.
func (s *Store) Change(ctx context.Context, id application.ID, move func(*application.Case) (audit.Entry, error)) (application.Case, error) {
	for ctx.Err() == nil {
		c, sequence, err := s.load(id)
		if err != nil {
			return application.Case{}, err
		}
		before, err := json.Marshal(c)
		if err != nil {
			return application.Case{}, fmt.Errorf("write case %s: %w", id, err)
		}
		entry, err := move(&c)
		if err != nil {
			return application.Case{}, err
		}
		after, err := json.Marshal(c)
		if err != nil {
			return application.Case{}, fmt.Errorf("write case %s: %w", id, err)
		}
		if string(before) == string(after) {
			if !entry.Read && !entry.Shows {
				return c, nil
			}
			entry.Read = true
		}
		if stored, err := s.put(id, sequence, after, entry); stored || err != nil {
			return c, err
		}
	}
	return application.Case{}, problem.New(problem.Unavailable, "unavailable").Because(ctx.Err())
}

// load returns a copy of the case with the sequence of its last entry.
func (s *Store) load(id application.ID) (c application.Case, sequence int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	raw, ok := s.cases[id]
	if !ok {
		return c, 0, problem.New(problem.NotFound, "not-found")
	}
	if err := json.Unmarshal(raw, &c); err != nil {
		return c, 0, fmt.Errorf("read case %s: %w", id, err)
	}
	return c, len(s.chains[id]), nil
}

// put stores the case and its entry, unless the chain has grown or the case was discarded; it reports whether it did.
func (s *Store) put(id application.ID, sequence int, raw []byte, entry audit.Entry) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.cases[id]; !ok || len(s.chains[id]) != sequence {
		return false, nil
	}
	if err := s.link(id, entry); err != nil {
		return false, err
	}
	s.cases[id] = raw
	return true, nil
}

// link adds an entry to a chain; the lock is held.
func (s *Store) link(id application.ID, entry audit.Entry) error {
	var head audit.Head
	if chain := s.chains[id]; len(chain) > 0 {
		last := chain[len(chain)-1]
		head = audit.Head{Sequence: last.Sequence, Hash: last.Hash}
	}
	linked, _, err := head.Link(entry)
	if err != nil {
		return err
	}
	s.chains[id] = append(s.chains[id], linked)
	return nil
}

// Chain returns every entry of a case, from the first.
func (s *Store) Chain(_ context.Context, id application.ID) ([]audit.Entry, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]audit.Entry(nil), s.chains[id]...), nil
}
