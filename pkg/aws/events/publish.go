package events

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge/types"
	"github.com/aws/smithy-go"

	"hsmp.example/cases/pkg/aws/outage"
	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/record"
)

// Client is what the bus asks of EventBridge.
type Client interface {
	PutEvents(context.Context, *eventbridge.PutEventsInput, ...func(*eventbridge.Options)) (*eventbridge.PutEventsOutput, error)
}

// Bus publishes on one event bus. Both fields are required.
type Bus struct {
	Client Client
	Name   string
}

// most is how many events EventBridge takes in one call.
const most = 10

// Publish sends the events of the entries; the same entry again is the same event. It fails with Unavailable when
// trying again may help, also when EventBridge took the call and not every event.
func (b *Bus) Publish(ctx context.Context, entries ...record.Entry) error {
	for batch := range slices.Chunk(entries, most) {
		if err := b.send(ctx, batch); err != nil {
			return err
		}
	}
	return nil
}

func (b *Bus) send(ctx context.Context, entries []record.Entry) error {
	first := Of(entries[0]).ID
	var requests []types.PutEventsRequestEntry
	for _, e := range entries {
		event := Of(e)
		detail, err := json.Marshal(event)
		if err != nil {
			return fmt.Errorf("event %s: %w", event.ID, err)
		}
		requests = append(requests, types.PutEventsRequestEntry{EventBusName: &b.Name, Source: aws.String(contract.Source),
			DetailType: &event.Type, Detail: aws.String(string(detail)), Time: &event.At})
	}
	out, err := b.Client.PutEvents(ctx, &eventbridge.PutEventsInput{Entries: requests})
	if err != nil {
		return fault(first, err)
	}
	if out.FailedEntryCount > 0 {
		return refused(first, out.Entries)
	}
	return nil
}

// refused says why an event was not taken, although the call was.
func refused(id string, entries []types.PutEventsResultEntry) error {
	var faults []error
	for _, one := range entries {
		if code := aws.ToString(one.ErrorCode); code != "" {
			faults = append(faults, &smithy.GenericAPIError{Code: code, Message: aws.ToString(one.ErrorMessage)})
		}
	}
	if len(faults) == 0 {
		faults = append(faults, errors.New("not taken, and no reason given"))
	}
	return fault(id, errors.Join(faults...))
}

func fault(id string, err error) error { return outage.Fault("publish event "+id, err) }
