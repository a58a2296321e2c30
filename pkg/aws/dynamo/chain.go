package dynamo

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/aws/aws-lambda-go/events"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/record"
)

// chainRow is a row of a chain. The entry is JSON as it is, with fields that this program may not know yet.
type chainRow struct {
	Entry string `dynamodbav:"Entry"`
	Hash  string `dynamodbav:"Hash"`
}

func historyPartition(id record.ID) string { return contract.HistoryRows + string(id) }

func chainKey(id record.ID, sequence int) key {
	return key{historyPartition(id), fmt.Sprintf("%s%08d", contract.ChangeSortKeyPrefix, sequence)}
}

// link adds an entry that was linked to the end of its chain.
func (t *transaction) link(linked record.Entry, refusal error) error {
	raw, err := json.Marshal(linked)
	if err != nil {
		return fmt.Errorf("entry %d of %s: %w", linked.Sequence, linked.Record, err)
	}
	row, err := chainKey(linked.Record, linked.Sequence).with(chainRow{string(raw), linked.Hash})
	if err != nil {
		return err
	}
	t.put(row, absent(refusal))
	return nil
}

// Chain returns the whole chain of a record, the first entry first; none for one that never was.
func (t *Table) Chain(ctx context.Context, id record.ID) ([]record.Entry, error) {
	var chain []record.Entry
	err := t.each(ctx, prefixed(historyPartition(id), contract.ChangeSortKeyPrefix), func(i item) error {
		e, err := entryIn(i)
		chain = append(chain, e)
		return err
	})
	return chain, wrap(err, "read the chain of", string(id))
}

// entryIn reads the entry of a row. Of two hashes that differ the entry has neither, so that it does not verify.
func entryIn(i item) (record.Entry, error) {
	e, err := entryOf(textOf(i, "Entry"))
	if e.Hash != textOf(i, "Hash") {
		e.Hash = "altered"
	}
	return e, err
}

func entryOf(raw string) (record.Entry, error) {
	var e record.Entry
	err := json.Unmarshal([]byte(raw), &e)
	return e, wrap(err, "read", "an entry")
}

// EntryOf reads the entry out of a record of the table's stream; the stream carries the rows of chains only.
func EntryOf(change events.DynamoDBEventRecord) (record.Entry, error) {
	entry, ok := change.Change.NewImage["Entry"]
	if !ok || entry.DataType() != events.DataTypeString {
		return record.Entry{}, fmt.Errorf("stream record %s is no entry", change.EventID)
	}
	return entryOf(entry.String())
}

// end is the last entry of a record's chain; its head is empty for one that never was.
func (t *Table) end(ctx context.Context, id record.ID) (record.Head, error) {
	s := prefixed(historyPartition(id), contract.ChangeSortKeyPrefix)
	s.latest, s.limit = true, 1
	rows, err := t.some(ctx, s)
	if err != nil || len(rows) == 0 {
		return record.Head{}, err
	}
	e, err := entryIn(rows[0])
	if err != nil {
		return record.Head{}, nil // what cannot be read is no entry
	}
	return e.Head(), nil
}

// ends holds the end of the chain to the record: neither cut off nor grown past it.
func (r Records[T]) ends(ctx context.Context, l loaded[T]) error {
	end, err := r.end(ctx, l.id)
	if err != nil || end == l.mark.head() {
		return err
	}
	now, err := r.load(ctx, l.id, true)
	if err != nil || now.mark.head() != l.mark.head() { // it was changed meanwhile
		return err
	}
	return r.altered(ctx, l.id, fmt.Sprintf("its chain ends at entry %d, the record at %d", end.Sequence, l.mark.Sequence))
}
