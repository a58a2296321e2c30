package dynamo

import (
	"context"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
)

// Change loads the case, makes the move on it and stores what the move changed together with its entry, in one transaction.
// Where somebody else was first the move is made again on what they left, so it must depend on nothing but the case. A move
// that changes nothing leaves no entry, unless the entry tells of reading. It fails with NotFound, with the move's own
// problem, with Conflict "number-taken", or with Unavailable when others keep being first.
func (s *Store) Change(ctx context.Context, id application.ID, move func(*application.Case) (audit.Entry, error)) (application.Case, error) {
	var c application.Case
	err := s.insist(ctx, func() (err error) {
		c, err = s.change(ctx, id, move)
		return err
	})
	if err != nil {
		return application.Case{}, err
	}
	return c, nil
}

// change encodes the case before and after, and compares rows: so a move need not say what it touched, and cannot forget it.
func (s *Store) change(ctx context.Context, id application.ID, move func(*application.Case) (audit.Entry, error)) (application.Case, error) {
	l, err := s.load(ctx, id)
	if err != nil {
		return application.Case{}, err
	}
	m := moved{loaded: l, was: s.stateOf(&l.c)}
	if m.before, err = encode(&l.c); err != nil {
		return application.Case{}, err
	}
	entry, err := move(&m.c)
	if err != nil {
		return application.Case{}, err
	}
	if m.after, err = encode(&m.c); err != nil {
		return application.Case{}, err
	}
	m.compare()
	if m.nothing() {
		if !entry.Read && !entry.Shows {
			return m.c, nil
		}
		entry.Read = true // it showed the case and changed nothing, so it is a reading whatever it set out to be
	}
	return m.c, s.store(ctx, m, entry)
}

// was is what decides about the rows outside the case's own partition.
type was struct {
	closed bool
	number string
	issued bool
	fact   factual
}

func (s *Store) stateOf(c *application.Case) was {
	return was{closed: c.State.Closed(), number: c.ReservedNumber, issued: c.Certificate != nil, fact: s.factual(c)}
}

// moved is a case before and after a move.
type moved struct {
	loaded
	was           was
	before, after []row
	changed       []row
	gone          []sortKey
}

// compare finds the rows that the move changed, and those it took away.
func (m *moved) compare() {
	old := map[string]row{}
	for _, r := range m.before {
		old[r.key.sort()] = r
	}
	for _, r := range m.after {
		name := r.key.sort()
		if before, ok := old[name]; !ok || !before.equal(r) {
			m.changed = append(m.changed, r)
		}
		delete(old, name)
	}
	for _, r := range m.before {
		if _, left := old[r.key.sort()]; left {
			m.gone = append(m.gone, r.key)
		}
	}
}

func (m *moved) nothing() bool { return len(m.changed) == 0 && len(m.gone) == 0 }

// store writes the changed rows, the reserved rows they touch, and the entry.
func (s *Store) store(ctx context.Context, m moved, entry audit.Entry) error {
	if err := s.keepWeeks(ctx, m.before, m.changed); err != nil {
		return err
	}
	t, err := s.plan(m, entry)
	if err != nil {
		return err
	}
	return s.commit(ctx, t)
}

func (s *Store) plan(m moved, entry audit.Entry) (*transaction, error) {
	partition, sequence := casePartition(m.c.ID), m.end.Sequence+1
	t := &transaction{table: s.Table}
	for _, r := range m.changed {
		stored, err := r.seal(partition, sequence, m.key)
		if err != nil {
			return nil, err
		}
		t.put(stored, always)
		m.sequences[r.key.sort()] = sequence
	}
	for _, key := range m.gone {
		t.remove(partition, key, always)
		delete(m.sequences, key.sort())
	}
	if err := t.reserve(m.was, &m.c); err != nil {
		return nil, err
	}
	if err := t.count(m.c.ID, m.was.fact, s.factual(&m.c)); err != nil {
		return nil, err
	}
	m.end.Rows = m.sequences.fingerprint()
	return t, t.link(m.c.ID, m.end, entry, errOvertaken)
}

// reserve keeps the rows that others rely on in step with the case: the person's one open case, the certificate's number.
func (t *transaction) reserve(before was, c *application.Case) error {
	if !before.closed && c.State.Closed() {
		t.remove(personPartition(c.Person), openRow, absentOrOf(string(c.ID), errForeignReservation))
	}
	if c.ReservedNumber != before.number || (c.Certificate != nil && !before.issued) {
		return t.certificate(c)
	}
	return nil
}

// merge returns the key with the attributes of the record.
func merge(key, record item) item {
	for name, value := range record {
		if name != contract.PartitionKey && name != contract.SortKey {
			key[name] = value
		}
	}
	return key
}
