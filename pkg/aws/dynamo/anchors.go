package dynamo

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/record"
)

// settledAfter is when a reading is sure to be in its place: no function runs longer.
const settledAfter = time.Minute

// anchorsSection is a section of the store's own: up to where the readings of the record are anchored.
const anchorsSection = "anchors"

type anchors struct {
	To string `json:"to"` // sort key of the last one
}

// Anchor puts a digest of the readings that are not yet anchored into the record's chain, so that none can be taken out
// unseen. Where there are none it changes nothing.
func (r Records[T]) Anchor(ctx context.Context, id record.ID) error {
	return r.onLoaded(ctx, id, func(l loaded[T]) error {
		var a anchors
		if raw, ok := l.sections[anchorsSection]; ok {
			if err := json.Unmarshal(raw, &a); err != nil {
				return wrap(err, "read the anchors of", string(id))
			}
		}
		now := r.Now()
		digest, rows, to, err := r.digestOf(ctx, id, a.To, readingsFrom(now.Add(-settledAfter)))
		if err != nil || rows == 0 {
			return err
		}
		return r.renew(ctx, l, plan[T]{loaded: l, own: map[string][]byte{anchorsSection: fmt.Appendf(nil, `{"to":%q}`, to)},
			entry: record.Entry{At: now, Actor: record.Workflow, Action: record.AnchorReadings,
				Details: map[string]string{"from": a.To, "to": to, "rows": fmt.Sprint(rows), "digest": digest}}})
	})
}

// Reproject writes anew what the record projects, where this program projects it otherwise than the one that wrote it
// last.
func (r Records[T]) Reproject(ctx context.Context, id record.ID) error {
	return r.onLoaded(ctx, id, func(l loaded[T]) error {
		p, err := r.projectionOf(ctx, id, r.of.Project(&l.value))
		if err != nil || bytes.Equal(p.digest(), l.mark.Projected) {
			return err
		}
		return r.renew(ctx, l, plan[T]{loaded: l, renewed: true,
			entry: record.Entry{At: r.Now(), Actor: record.Workflow, Action: record.Reproject}})
	})
}

// renew writes a change of the store's own, which makes no move. The counts stay as they were written.
func (r Records[T]) renew(ctx context.Context, l loaded[T], p plan[T]) error {
	var err error
	if p.before, err = r.before(ctx, l); err != nil {
		return err
	}
	p.refusal = errConflict
	tx := &transaction{table: r.Config.Table}
	if _, err := r.write(ctx, tx, p); err != nil {
		return err
	}
	return r.commit(ctx, tx)
}

// before is what the record is found by until now. Where another program wrote that, which projects otherwise, nothing
// of it is as this program would have it, but names that others took over.
func (r Records[T]) before(ctx context.Context, l loaded[T]) (projected, error) {
	p, err := r.projectionOf(ctx, l.id, r.of.Project(&l.value))
	if err != nil || bytes.Equal(p.digest(), l.mark.Projected) {
		return p, err
	}
	for at, row := range p.rows {
		others, err := r.taken(ctx, l.id, at, row)
		if err != nil {
			return p, err
		}
		if !others {
			delete(p.rows, at)
		}
	}
	return p, nil
}

// digestOf is over the readings behind one place of the list and up to another.
func (t *Table) digestOf(ctx context.Context, id record.ID, after, to string) (digest string, rows int, end string, err error) {
	sum := sha256.New()
	if after == "" {
		after = readingPrefix
	}
	err = t.each(ctx, span{partition: readingPartition(id), from: after, to: to, exact: true}, func(i item) error {
		sort := textOf(i, contract.SortKey)
		if sort == after {
			return nil
		}
		fmt.Fprintf(sum, "%q %q\n", sort, textOf(i, "Reading"))
		rows, end = rows+1, sort
		return nil
	})
	return hex.EncodeToString(sum.Sum(nil)), rows, end, err
}

// anchored compares the readings that an entry anchors with those that are kept.
func (t *Table) anchored(ctx context.Context, e record.Entry) error {
	digest, rows, _, err := t.digestOf(ctx, e.Record, e.Details["from"], e.Details["to"])
	if err != nil {
		return err
	}
	if digest != e.Details["digest"] || fmt.Sprint(rows) != e.Details["rows"] {
		return fmt.Errorf("readings up to %s are not those that entry %d anchors", strings.TrimPrefix(e.Details["to"], readingPrefix), e.Sequence)
	}
	return nil
}
