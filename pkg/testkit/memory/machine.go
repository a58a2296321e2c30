package memory

import (
	"context"
	"io"
	"slices"
	"sync"

	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/flow"
)

var (
	_ flow.Machine     = (*Machine)(nil)
	_ flow.Bus         = (*Machine)(nil)
	_ casework.Scanner = Clean{}
)

// Machine notes what the workflow and the bus were told. It is safe for concurrent use.
type Machine struct {
	mu        sync.Mutex
	started   []record.ID
	completed map[string]flow.Result
	published map[string]record.Entry // by hash: the same entry sent again has the same id
}

// NewMachine returns a machine that has done nothing.
func NewMachine() *Machine {
	return &Machine{completed: map[string]flow.Result{}, published: map[string]record.Entry{}}
}

// Start starts each case once.
func (m *Machine) Start(_ context.Context, _ record.Kind, id record.ID) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if slices.Contains(m.started, id) {
		return false, nil
	}
	m.started = append(m.started, id)
	return true, nil
}

// Complete spends a token; a spent one stays as it is.
func (m *Machine) Complete(_ context.Context, token string, result flow.Result) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, spent := m.completed[token]; !spent {
		m.completed[token] = result
	}
	return nil
}

// Publish notes the news.
func (m *Machine) Publish(_ context.Context, entries ...record.Entry) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, e := range entries {
		m.published[e.Hash] = e
	}
	return nil
}

// Started lists the cases whose workflow runs.
func (m *Machine) Started() []record.ID {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.started)
}

// Completed returns what a token was completed with, and false while it is not.
func (m *Machine) Completed(token string) (flow.Result, bool) {
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
