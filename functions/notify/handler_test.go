package main

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/google/go-cmp/cmp"

	bus "hsmp.example/cases/pkg/aws/events"
	"hsmp.example/cases/pkg/aws/notify"
	"hsmp.example/cases/pkg/domain/record"
)

// told keeps the news it is told.
type told struct {
	news []notify.News
	err  error
}

func (t *told) Tell(_ context.Context, n notify.News) (int, error) {
	t.news = append(t.news, n)
	return 1, t.err
}

func eventOf(t *testing.T, detail any) events.EventBridgeEvent {
	t.Helper()
	raw, err := json.Marshal(detail)
	if err != nil {
		t.Fatal(err)
	}
	return events.EventBridgeEvent{ID: "1", DetailType: "remind", Detail: raw}
}

var entry = record.Entry{Record: "app_1", Sequence: 7, At: time.Date(2026, 1, 5, 6, 0, 0, 0, time.UTC), Actor: record.Workflow, Action: "remind",
	Subject: "lane:education", Details: map[string]string{"state": "assessing"}}

func TestTheNewsOfAnEventIsTold(t *testing.T) {
	t.Parallel()
	fake := &told{}
	if err := (handler{fake}).handle(t.Context(), eventOf(t, bus.Of(entry))); err != nil {
		t.Fatal(err)
	}
	want := []notify.News{{ID: "app_1-00000007", Type: "remind", Record: "app_1", Subject: "lane:education"}}
	if diff := cmp.Diff(want, fake.news); diff != "" {
		t.Error("news (-want +got):\n" + diff)
	}
}

func TestAnEventMaySayMoreThanIsKnown(t *testing.T) {
	t.Parallel()
	fake := &told{}
	event := eventOf(t, map[string]any{"id": "app_1-00000007", "type": "submit", "record": "app_1", "colour": "blue"})
	if err := (handler{fake}).handle(t.Context(), event); err != nil || len(fake.news) != 1 {
		t.Errorf("want it told, got %v and %v", fake.news, err)
	}
}

func TestWhatCannotBeToldFails(t *testing.T) {
	t.Parallel()
	down := errors.New("down")
	for name, c := range map[string]struct {
		event events.EventBridgeEvent
		told  *told
	}{
		"no JSON":                    {events.EventBridgeEvent{Detail: json.RawMessage(`{`)}, &told{}},
		"an event of no record":      {eventOf(t, map[string]any{"id": "1", "type": "submit"}), &told{}},
		"an event of no type":        {eventOf(t, map[string]any{"id": "1", "record": "app_1"}), &told{}},
		"an event without its id":    {eventOf(t, map[string]any{"type": "submit", "record": "app_1"}), &told{}},
		"letters that were not sent": {eventOf(t, bus.Of(entry)), &told{err: down}},
	} {
		if err := (handler{c.told}).handle(t.Context(), c.event); err == nil {
			t.Errorf("%s: want an error", name)
		}
	}
}
