// Command admit is the first task of the recognition workflow: it checks the frozen submission and lists its lanes.
package main

import (
	"context"

	"hsmp.example/cases/functions/internal/boot"
	"hsmp.example/cases/functions/internal/office"
	"hsmp.example/cases/pkg/aws/sfntask"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/usecase/casework"
)

type input struct {
	Case application.ID `json:"case"`
}

func main() {
	cases, _ := office.Open(boot.Start("admit"))
	workflow := casework.Workflow{Office: cases}
	sfntask.Start(func(ctx context.Context, in input) (casework.Admission, error) {
		return workflow.Admit(ctx, in.Case)
	})
}
