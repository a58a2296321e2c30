package dynamo

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"hsmp.example/cases/pkg/aws/outage"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
)

// Verify reads everything that is kept of a record and compares it: the chain from its first entry, its end with the
// record, the record with the digest that the end holds, each projected row with what the record projects, and the
// readings with what anchors them. It fails with Internal "record-altered" at the first difference.
func (r Records[T]) Verify(ctx context.Context, id record.ID) error {
	return r.retry(ctx, func() error {
		l, err := r.load(ctx, id, true)
		if err != nil {
			return err
		}
		difference := r.compare(ctx, l)
		if difference == nil || errors.Is(difference, problem.Unavailable) || outage.Code(difference) != "" {
			return difference
		}
		switch now, err := r.load(ctx, id, true); {
		case err != nil:
			return err
		case now.mark.head() != l.mark.head(): // it was changed meanwhile: what was read does not belong together
			return errConflict
		}
		return r.altered(ctx, id, difference.Error())
	})
}

// compare says in what the record, its chain, its readings and its rows differ.
func (r Records[T]) compare(ctx context.Context, l loaded[T]) error {
	chain, err := r.Chain(ctx, l.id)
	if err != nil {
		return err
	}
	if err := record.Verify(chain); err != nil {
		return err
	}
	var end record.Entry
	if len(chain) > 0 {
		end = chain[len(chain)-1]
	}
	switch {
	case end.Head() != l.mark.head():
		return fmt.Errorf("its chain ends at entry %d, the record at %d", end.Sequence, l.mark.Sequence)
	case end.Left != fmt.Sprintf("%x", l.mark.Left):
		return errors.New("it is not what its last entry left behind")
	}
	for _, e := range chain {
		if e.Action != record.AnchorReadings {
			continue
		}
		if err := r.anchored(ctx, e); err != nil {
			return err
		}
	}
	return r.projects(ctx, l)
}

// projects compares the rows that the record projects with those that are kept. Where another program wrote them, which
// projects otherwise, there is nothing to compare with until they are written anew.
func (r Records[T]) projects(ctx context.Context, l loaded[T]) error {
	p, err := r.projectionOf(ctx, l.id, r.of.Project(&l.value))
	if err != nil || !bytes.Equal(p.digest(), l.mark.Projected) {
		return err
	}
	for _, at := range sorted(p.rows) {
		i, err := r.get(ctx, at)
		if err != nil {
			return err
		}
		var kept projectedRow
		if err := read(i, &kept); err != nil {
			return err
		}
		want := p.rows[at]
		if kept.Owner == want.Owner && want.Owner != "" && kept.Record != "" && kept.Record != l.id {
			continue // another record of the owner took the name over
		}
		if kept.Owner != want.Owner || kept.Record != want.Record || kept.Shows != want.Shows {
			return fmt.Errorf("its row %s %s is another", at.partition, at.sort)
		}
	}
	return nil
}
