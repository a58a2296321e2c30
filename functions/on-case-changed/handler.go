package main

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/aws/aws-lambda-go/events"

	"hsmp.example/cases/pkg/casework"
	"hsmp.example/cases/pkg/dynamo"
)

type handler struct{ delivery casework.Delivery }

// handle delivers the records in their order and stops at the first that fails: the stream sends that one and those after
// it again, so the order of each chain is kept.
func (h handler) handle(ctx context.Context, batch events.DynamoDBEvent) (events.DynamoDBEventResponse, error) {
	for _, record := range batch.Records {
		if err := h.deliver(ctx, record); err != nil {
			report(ctx, record, err)
			return events.DynamoDBEventResponse{BatchItemFailures: []events.DynamoDBBatchItemFailure{
				{ItemIdentifier: record.Change.SequenceNumber}}}, nil
		}
	}
	return events.DynamoDBEventResponse{}, nil
}

func (h handler) deliver(ctx context.Context, record events.DynamoDBEventRecord) error {
	entry, err := dynamo.EntryOf(record)
	if err != nil {
		return fmt.Errorf("read stream record: %w", err)
	}
	return h.delivery.Deliver(ctx, entry)
}

// report logs a record that could not be delivered; the stream brings it again.
func report(ctx context.Context, record events.DynamoDBEventRecord, err error) {
	slog.ErrorContext(ctx, "change not delivered", "sequence", record.Change.SequenceNumber, "error", err.Error())
}
