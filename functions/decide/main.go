// Command decide is the task of the recognition workflow that works out the proposed outcome from the stored facts.
package main

import (
	"context"

	"hsmp.example/cases/functions/internal/boot"
	"hsmp.example/cases/functions/internal/office"
	"hsmp.example/cases/pkg/aws/sfntask"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/usecase/casework"
)

type input struct {
	Record record.ID `json:"record"`
}

type output struct {
	State application.State `json:"state"`
}

func main() {
	workflow := casework.Workflow{Office: office.Open(boot.Start("decide")).Office}
	sfntask.Start(func(ctx context.Context, in input) (output, error) {
		c, err := workflow.Decide(ctx, in.Record)
		return output{State: c.State}, err
	})
}
