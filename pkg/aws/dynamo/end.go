package dynamo

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
)

// endRecord is what a change needs of the last row of a chain: where the next entry is linked, and which rows the case had
// then.
type endRecord struct {
	Sequence  int    `dynamodbav:"Sequence"`
	Hash      string `dynamodbav:"Hash"`
	Rows      string `dynamodbav:"Rows"` // fingerprint of the sequences of all rows
	Discarded bool   `dynamodbav:"Discarded,omitempty"`
}

// endOf reads the last row of the chain; a case that never was has none, and sequence 0.
func (s *Store) endOf(ctx context.Context, id application.ID) (endRecord, error) {
	q := within(s.partition(historyPartition(id)), contract.ChangeSortKeyPrefix)
	q.ScanIndexForward, q.Limit = aws.Bool(false), aws.Int32(1)
	var end endRecord
	out, err := s.Client.Query(ctx, q)
	if err != nil {
		return end, fault("query the chain of "+string(id), err)
	}
	if len(out.Items) == 0 {
		return end, nil
	}
	return end, wrap(unmarshal(out.Items[0], &end), "read the chain of", string(id))
}

// link adds the entry as the next row of the chain. That row is the lock of the whole case: of two changes made on the same
// state both want to write it, and only the first can; the other gets the refusal.
func (t *transaction) link(id application.ID, end endRecord, entry audit.Entry, refusal error) error {
	entry.Case = string(id)
	linked, next, err := audit.Head{Sequence: end.Sequence, Hash: end.Hash}.Link(entry)
	if err != nil {
		return err
	}
	record, err := marshal(entryRecordOf(linked))
	if err != nil {
		return err
	}
	state, err := marshal(endRecord{Sequence: next.Sequence, Hash: next.Hash, Rows: end.Rows, Discarded: end.Discarded})
	if err != nil {
		return err
	}
	key := keyed(historyPartition(id), chainRow(next.Sequence))
	t.put(merge(merge(key, record), state), absent(refusal))
	return nil
}

// sequences tells for each row of a case which change wrote it.
type sequences map[string]int

// fingerprint is 128 bits over all of them: rows that were not written by the changes the chain tells of do not match it.
func (s sequences) fingerprint() string {
	sum := sha256.New()
	for _, key := range slices.Sorted(maps.Keys(s)) {
		fmt.Fprintf(sum, "%s %d\n", key, s[key])
	}
	return hex.EncodeToString(sum.Sum(nil)[:16])
}
