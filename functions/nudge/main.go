// Command nudge is the task of the recognition workflow that reminds every silent authority, or escalates, and names
// the next checkpoint of the clock. It alone may remind; it never scores.
package main

import (
	"context"

	"hsmp.example/cases/functions/internal/boot"
	"hsmp.example/cases/functions/internal/office"
	"hsmp.example/cases/pkg/aws/sfntask"
	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/usecase/casework"
)

type input struct {
	Record record.ID        `json:"record"`
	Wait   application.Wait `json:"wait"`
}

func main() {
	env := boot.Start("nudge")
	workflow := casework.Workflow{Office: office.Open(env).Office}
	sfntask.Start(func(ctx context.Context, in input) (casework.Opening, error) {
		next, escalated, err := workflow.Nudge(ctx, in.Record, in.Wait)
		if escalated > 0 {
			env.Metrics.Count(contract.MetricLateLanes, float64(escalated))
		}
		return next, err
	})
}
