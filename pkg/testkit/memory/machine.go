package memory

import (
	"context"
	"io"
	"slices"
	"sync"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/usecase/casework"
)

var (
	_ casework.Machine = (*Machine)(nil)
	_ casework.Bus     = (*Machine)(nil)
	_ casework.Scanner = Clean{}
)

// Machine notes what the workflow and the bus were told. It is safe for concurrent use.
type Machine struct {
	mu        sync.Mutex
	started   []application.ID
	completed map[string]casework.WaitResult
	published map[string]audit.Entry // by hash: the same entry sent again has the same id
}

// NewMachine returns a machine that has done nothing.
func NewMachine() *Machine {
	return &Machine{completed: map[string]casework.WaitResult{}, published: map[string]audit.Entry{}}
}

// Start starts each case once.
func (m *Machine) Start(_ context.Context, id application.ID) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !slices.Contains(m.started, id) {
		m.started = append(m.started, id)
	}
	return nil
}

// Complete spends a token; a spent one stays as it is.
func (m *Machine) Complete(_ context.Context, token string, result casework.WaitResult) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, spent := m.completed[token]; !spent {
		m.completed[token] = result
	}
	return nil
}

// Publish notes the news.
func (m *Machine) Publish(_ context.Context, entries ...audit.Entry) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, e := range entries {
		m.published[e.Hash] = e
	}
	return nil
}

// Started lists the cases whose workflow runs.
func (m *Machine) Started() []application.ID {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.started)
}

// Completed returns what a token was completed with, and false while it is not.
func (m *Machine) Completed(token string) (casework.WaitResult, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	result, ok := m.completed[token]
	return result, ok
}

// Published says how many different entries became news.
func (m *Machine) Published() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.published)
}

// Clean is a scanner that finds nothing.
type Clean struct{}

// Scan says that the bytes are clean.
func (Clean) Scan(context.Context, casework.Upload, io.ReaderAt) (evidence.Verdict, error) {
	return evidence.Clean, nil
}
