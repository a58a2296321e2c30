package dynamo

import (
	"context"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
)

// Discard removes what the case holds and destroys its key; the chain stays, with the entry that move returns for it. move
// sees the case and says by a problem when it must not be. A case that was discarded already is not found.
func (s *Store) Discard(ctx context.Context, id application.ID, move func(*application.Case) (audit.Entry, error)) error {
	err := s.insist(ctx, func() error { return s.discard(ctx, id, move) })
	if err != nil {
		return err
	}
	return s.sweepRows(ctx, id)
}

func (s *Store) discard(ctx context.Context, id application.ID, move func(*application.Case) (audit.Entry, error)) error {
	l, err := s.load(ctx, id)
	if err != nil {
		return err
	}
	entry, err := move(&l.c)
	if err != nil {
		return err
	}
	partition, person := casePartition(id), personPartition(l.c.Person)
	t := &transaction{table: s.Table}
	t.remove(partition, keyRow, always)
	t.remove(person, openRow, absentOrOf(string(id), errForeignReservation))
	t.remove(person, caseRow(id), always)
	for _, r := range l.rows[:min(len(l.rows), mostItems-len(t.items)-1)] {
		t.remove(partition, r.key, always)
	}
	l.end.Discarded = true
	if err := t.link(id, l.end, entry, errOvertaken); err != nil {
		return err
	}
	return s.commit(ctx, t)
}

// sweepRows removes what one transaction could not hold. The key is gone by now, so nobody can read these rows; dying before
// they are removed harms nothing.
func (s *Store) sweepRows(ctx context.Context, id application.ID) error {
	partition := casePartition(id)
	return s.pages(ctx, s.partition(partition), func(i item) error {
		name := textOf(i, contract.SortKey)
		return s.delete(ctx, item{contract.PartitionKey: text(partition.partition()), contract.SortKey: text(name)}, always)
	})
}
