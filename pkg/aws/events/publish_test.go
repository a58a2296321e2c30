package events_test

import (
	"context"
	"encoding/json"
	"errors"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge/types"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/aws/events"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/flow"
)

var _ flow.Bus = (*events.Bus)(nil)

// fakeBus keeps what it is sent, and refuses what it is told to.
type fakeBus struct {
	sent []types.PutEventsRequestEntry
	err  error
	code string // why the entry is not taken
}

func (f *fakeBus) PutEvents(_ context.Context, in *eventbridge.PutEventsInput, _ ...func(*eventbridge.Options)) (*eventbridge.PutEventsOutput, error) {
	if f.err != nil {
		return nil, f.err
	}
	if f.code != "" {
		return &eventbridge.PutEventsOutput{FailedEntryCount: 1, Entries: []types.PutEventsResultEntry{{ErrorCode: &f.code}}}, nil
	}
	f.sent = append(f.sent, in.Entries...)
	return &eventbridge.PutEventsOutput{Entries: []types.PutEventsResultEntry{{EventId: aws.String("1")}}}, nil
}

func TestAnEntryIsPublishedAsItsEvent(t *testing.T) {
	t.Parallel()
	fake := &fakeBus{}
	bus := events.Bus{Client: fake, Name: "cases"}
	entry := entryOf("score-lane")
	for range 2 { // a repeat is the same event
		if err := bus.Publish(t.Context(), entry); err != nil {
			t.Fatal(err)
		}
	}
	want := events.Event{ID: "app_01JBQ0Q3Z9F2W8V7N6M5K4H3G2-00000012", Type: "score-lane", Kind: "case", Record: entry.Record, Sequence: 12, At: at,
		Role: "decision-officer", Authority: "education-ministry", Subject: "lane:education", Details: entry.Details}
	for _, sent := range fake.sent {
		var got events.Event
		if err := json.Unmarshal([]byte(*sent.Detail), &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if *sent.EventBusName != "cases" || *sent.Source != "hsm.cases" || *sent.DetailType != "score-lane" || !sent.Time.Equal(at) {
			t.Errorf("want the bus, the source, the type and the time, got %+v", sent)
		}
	}
	if want, got := 2, len(fake.sent); want != got {
		t.Errorf("sent: want %d, got %d", want, got)
	}
}

func TestAnEventThatIsNotTakenIsAnError(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		fake fakeBus
		want problem.Kind
	}{
		"throttled":            {fakeBus{code: "ThrottlingException"}, problem.Unavailable},
		"their fault":          {fakeBus{code: "InternalFailure"}, problem.Unavailable},
		"no such bus":          {fakeBus{code: "NotAuthorizedForSourceException"}, problem.Internal},
		"the call throttled":   {fakeBus{err: &smithy.GenericAPIError{Code: "ThrottlingException"}}, problem.Unavailable},
		"the call not allowed": {fakeBus{err: &smithy.GenericAPIError{Code: "AccessDeniedException"}}, problem.Internal},
		"no connection":        {fakeBus{err: &smithyhttp.RequestSendError{Err: errors.New("refused")}}, problem.Unavailable},
		"out of time":          {fakeBus{err: context.DeadlineExceeded}, problem.Unavailable},
	} {
		bus := events.Bus{Client: &test.fake, Name: "cases"}
		err := bus.Publish(t.Context(), entryOf("submit"))
		if got := problem.From(err).Kind; err == nil || got != test.want {
			t.Errorf("%s: want %s, got %v", name, test.want, err)
		}
	}
}
