package memory

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"hsmp.example/cases/pkg/domain/audit"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/employment"
)

var (
	_ employment.Employers = (*Employers)(nil)
	_ employment.Lists     = (*Employers)(nil)
)

// Employers keeps registrations with their chains. It is safe for concurrent use.
type Employers struct {
	mu     sync.Mutex
	all    map[employer.ID][]byte // JSON, so that no caller shares memory with what is stored
	made   []employer.ID          // the oldest first
	chains map[employer.ID][]audit.Entry
}

// NewEmployers returns a keeper of no registration.
func NewEmployers() *Employers {
	return &Employers{all: map[employer.ID][]byte{}, chains: map[employer.ID][]audit.Entry{}}
}

// Create stores a registration; Conflict "voen-registered" when another that is live has its VÖEN.
func (s *Employers) Create(_ context.Context, e employer.Employer, first audit.Entry) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.put(e, first); err != nil {
		return err
	}
	s.made = append(s.made, e.ID)
	return nil
}

// Change makes the move on a copy and stores it. Others wait for as long as it takes.
func (s *Employers) Change(_ context.Context, id employer.ID, move func(*employer.Employer) (audit.Entry, error)) (employer.Employer, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e, err := s.read(id)
	if err != nil {
		return employer.Employer{}, err
	}
	entry, err := move(&e)
	if err != nil {
		return employer.Employer{}, err
	}
	after, err := json.Marshal(e)
	if err != nil {
		return employer.Employer{}, fmt.Errorf("write registration %s: %w", id, err)
	}
	if string(after) == string(s.all[id]) {
		if !entry.Read && !entry.Shows {
			return e, nil
		}
		entry.Read = true
	}
	return e, s.put(e, entry)
}

// Peek loads a registration; NotFound when there is none.
func (s *Employers) Peek(_ context.Context, id employer.ID) (employer.Employer, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.read(id)
}

// Owned lists a person's registrations, the newest first.
func (s *Employers) Owned(_ context.Context, owner string) ([]employer.ID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var ids []employer.ID
	for _, id := range slices.Backward(s.made) {
		e, err := s.read(id)
		if err != nil {
			return nil, err
		}
		if e.Owner == owner {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// Waiting lists those that wait, the longest first. A cursor is the place of the last one shown.
func (s *Employers) Waiting(_ context.Context, cursor string, limit int) ([]employment.Waiting, string, error) {
	if cursor != "" && strings.Count(cursor, "#") != 1 {
		return nil, "", problem.Of([]problem.Fault{problem.At("query:cursor", "bad-value")})
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []employment.Waiting
	for id := range s.all {
		e, err := s.read(id)
		if err != nil {
			return nil, "", err
		}
		w := employment.Waiting{ID: e.ID, Kind: e.Form.Kind, Sector: e.Form.Sector, SubmittedOn: calendar.DateOf(e.SubmittedAt),
			SubmittedAt: e.SubmittedAt, Version: e.Version}
		if e.Waits() && waitPlace(w) > cursor {
			all = append(all, w)
		}
	}
	slices.SortFunc(all, func(a, b employment.Waiting) int { return cmp.Compare(waitPlace(a), waitPlace(b)) })
	if len(all) <= limit {
		return all, "", nil
	}
	return all[:limit], waitPlace(all[limit-1]), nil
}

func waitPlace(w employment.Waiting) string {
	return w.SubmittedAt.UTC().Format("2006-01-02T15:04:05.000000000") + "#" + string(w.ID)
}

// Chain returns every entry of a registration, from the first.
func (s *Employers) Chain(id employer.ID) []audit.Entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.chains[id])
}

// put stores the registration and links its entry; the lock is held.
func (s *Employers) put(e employer.Employer, entry audit.Entry) error {
	for id := range s.all {
		other, err := s.read(id)
		if err != nil {
			return err
		}
		if id != e.ID && other.Live() && e.Live() && other.Form.VOEN == e.Form.VOEN {
			return problem.New(problem.Conflict, "voen-registered")
		}
	}
	raw, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("write registration %s: %w", e.ID, err)
	}
	var head audit.Head
	if chain := s.chains[e.ID]; len(chain) > 0 {
		head = audit.Head{Sequence: chain[len(chain)-1].Sequence, Hash: chain[len(chain)-1].Hash}
	}
	linked, _, err := head.Link(entry)
	if err != nil {
		return err
	}
	s.all[e.ID], s.chains[e.ID] = raw, append(s.chains[e.ID], linked)
	return nil
}

// read returns a copy; the lock is held.
func (s *Employers) read(id employer.ID) (e employer.Employer, err error) {
	raw, ok := s.all[id]
	if !ok {
		return e, problem.New(problem.NotFound, "not-found")
	}
	if err := json.Unmarshal(raw, &e); err != nil {
		return e, fmt.Errorf("read registration %s: %w", id, err)
	}
	return e, nil
}
