// Command admit is the first task of the recognition workflow: it checks the frozen submission and lists its lanes.
package main

import (
	"context"

	"hsmp.example/cases/functions/internal/boot"
	"hsmp.example/cases/functions/internal/office"
	"hsmp.example/cases/pkg/aws/sfntask"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/usecase/casework"
)

type input struct {
	Record record.ID `json:"record"`
}

func main() {
	workflow := casework.Workflow{Office: office.Open(boot.Start("admit")).Office}
	sfntask.Start(func(ctx context.Context, in input) (casework.Admission, error) {
		return workflow.Admit(ctx, in.Record)
	})
}
