package memory

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
	"hsmp.example/cases/pkg/problem"
)

// Person returns the person behind a sign-in, and makes one with fresh the first time.
func (s *Store) Person(_ context.Context, subject string, fresh func() application.PersonID) (application.PersonID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.persons[subject]; !ok {
		s.persons[subject] = fresh()
	}
	return s.persons[subject], nil
}

// Create stores a draft with its first entry; Conflict "case-open" when the person has a case that is not closed.
func (s *Store) Create(_ context.Context, c application.Case, first audit.Entry) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, id := range s.owned[c.Person] {
		other, err := s.read(id)
		if err != nil {
			return err
		}
		if !other.State.Closed() {
			return problem.New(problem.Conflict, "case-open")
		}
	}
	raw, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("write case %s: %w", c.ID, err)
	}
	if err := s.link(c.ID, first); err != nil {
		return err
	}
	s.cases[c.ID] = raw
	s.owned[c.Person] = append(s.owned[c.Person], c.ID)
	return nil
}

// Discard forgets the case and keeps its chain, with the last entry.
func (s *Store) Discard(_ context.Context, id application.ID, move func(*application.Case) (audit.Entry, error)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := s.read(id)
	if err != nil {
		return err
	}
	last, err := move(&c)
	if err != nil {
		return err
	}
	if err := s.link(id, last); err != nil {
		return err
	}
	delete(s.cases, id)
	s.owned[c.Person] = slices.DeleteFunc(s.owned[c.Person], func(other application.ID) bool { return other == id })
	return nil
}

// CasesOf lists a person's cases, the newest first.
func (s *Store) CasesOf(_ context.Context, person application.PersonID) ([]application.ID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ids := slices.Clone(s.owned[person])
	slices.Reverse(ids)
	return ids, nil
}

// read returns a copy of a case; the lock is held.
func (s *Store) read(id application.ID) (c application.Case, err error) {
	raw, ok := s.cases[id]
	if !ok {
		return c, problem.New(problem.NotFound, "not-found")
	}
	if err := json.Unmarshal(raw, &c); err != nil {
		return c, fmt.Errorf("read case %s: %w", id, err)
	}
	return c, nil
}
