package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"

	"github.com/aws/aws-lambda-go/events"

	bus "hsmp.example/cases/pkg/aws/events"
	"hsmp.example/cases/pkg/aws/notify"
)

// teller tells the news; it fails where it could not tell all, and then the event comes again.
type teller interface {
	Tell(ctx context.Context, news notify.News) (sent int, err error)
}

type handler struct{ notices teller }

// handle tells the news of one event. Fields it does not know are left alone: events may say more than they did.
func (h handler) handle(ctx context.Context, event events.EventBridgeEvent) error {
	var e bus.Event
	if err := json.Unmarshal(event.Detail, &e); err != nil {
		return fmt.Errorf("read event %s: %w", event.ID, err)
	}
	if e.ID == "" || e.Type == "" || e.Record == "" {
		return fmt.Errorf("event %s of type %s names no record or no act", event.ID, event.DetailType)
	}
	sent, err := h.notices.Tell(ctx, notify.News{ID: e.ID, Type: e.Type, Record: e.Record, Subject: e.Subject})
	if sent > 0 {
		slog.InfoContext(ctx, "notices sent", "event", e.ID, "type", e.Type, "sent", sent)
	}
	return err
}
