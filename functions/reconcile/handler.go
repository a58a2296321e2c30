package main

import (
	"context"
	"log/slog"
	"time"

	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/usecase/flow"
)

// walker looks after the open records of a kind; flow.Reconciler is one.
type walker interface {
	Walk(ctx context.Context, goOn func() bool) (flow.Walked, error)
}

// recounter mends the figures of open work; casework.Recount is one.
type recounter interface {
	Mend(ctx context.Context) (mended int, err error)
}

// counter writes metrics.
type counter interface {
	Count(name string, value float64)
}

type handler struct {
	reconciler walker
	figures    recounter
	metrics    counter
	now        func() time.Time
}

// handle walks for as long as there is time, and counts anew when it has been around. Records that failed fail no run,
// since the next one tries them again; their errors are in the log.
func (h handler) handle(ctx context.Context) error {
	goOn := timeLeft(ctx, h.now)
	walked, err := h.reconciler.Walk(ctx, goOn)
	h.metrics.Count(contract.MetricStartedLate, float64(walked.Started))
	slog.InfoContext(ctx, "walked", "looked", walked.Looked, "started", walked.Started, "failed", walked.Failed)
	if err != nil || !walked.Around || !goOn() { // without time the next round counts
		return err
	}
	_, err = h.figures.Mend(ctx)
	return err
}

// keeper joins what the use cases know of a case with what the store can do for it.
type keeper struct {
	waiting func(context.Context, record.ID) (flow.Waiting, error)
	dynamo.Records[application.Case]
}

// Waiting implements flow.Keeper.
func (k keeper) Waiting(ctx context.Context, id record.ID) (flow.Waiting, error) {
	return k.waiting(ctx, id)
}

// reserve is kept of a run for the page that it is at.
const reserve = 30 * time.Second

// timeLeft reports whether another page may be begun.
func timeLeft(ctx context.Context, now func() time.Time) func() bool {
	deadline, bounded := ctx.Deadline()
	return func() bool { return ctx.Err() == nil && (!bounded || now().Add(reserve).Before(deadline)) }
}
