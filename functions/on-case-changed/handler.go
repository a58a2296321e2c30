package main

import (
	"context"
	"fmt"
	"log/slog"
	"sync"

	"github.com/aws/aws-lambda-go/events"

	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/usecase/flow"
)

type handler struct{ delivery flow.Delivery }

// handle completes callback tokens before it publishes. At the first entry that fails it answers with that entry's
// sequence number (partial batch response): the stream sends that one and those after it again, so that the order of
// each chain is kept. Those before it do not come again, so their news goes out now. What was delivered after it comes
// twice: consumers are idempotent.
func (h handler) handle(ctx context.Context, batch events.DynamoDBEvent) (events.DynamoDBEventResponse, error) {
	entries, failure := read(batch)
	failed, err := h.signal(ctx, entries)
	if err != nil {
		entries, failure = entries[:failed], err
	}
	if err := h.delivery.Publish(ctx, entries); err != nil {
		return again(ctx, batch, 0, err)
	}
	if failure != nil {
		return again(ctx, batch, len(entries), failure)
	}
	return events.DynamoDBEventResponse{}, nil
}

// read returns the entries up to the first record that cannot be read.
func read(batch events.DynamoDBEvent) ([]record.Entry, error) {
	entries := make([]record.Entry, 0, len(batch.Records))
	for _, record := range batch.Records {
		entry, err := dynamo.EntryOf(record)
		if err != nil {
			return entries, fmt.Errorf("read stream record: %w", err)
		}
		entries = append(entries, entry)
	}
	return entries, nil
}

// signal delivers the records of the batch side by side, each in the order of its chain, and returns the first record
// that failed.
func (h handler) signal(ctx context.Context, entries []record.Entry) (first int, failure error) {
	chains := map[record.ID][]int{}
	for i, e := range entries {
		chains[e.Record] = append(chains[e.Record], i)
	}
	var mu sync.Mutex
	var all sync.WaitGroup
	for _, chain := range chains {
		all.Go(func() {
			for _, i := range chain {
				if err := h.delivery.Signal(ctx, entries[i]); err != nil {
					mu.Lock()
					defer mu.Unlock()
					if failure == nil || i < first {
						first, failure = i, err
					}
					return
				}
			}
		})
	}
	all.Wait()
	return first, failure
}

// again asks for a record and all after it once more.
func again(ctx context.Context, batch events.DynamoDBEvent, failed int, err error) (events.DynamoDBEventResponse, error) {
	sequence := batch.Records[failed].Change.SequenceNumber
	slog.ErrorContext(ctx, "change not delivered", "sequence", sequence, "error", err.Error())
	return events.DynamoDBEventResponse{BatchItemFailures: []events.DynamoDBBatchItemFailure{{ItemIdentifier: sequence}}}, nil
}
