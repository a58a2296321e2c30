// Command open-lane is the task by which the recognition workflow waits: for a lane, for the last of them (the clock), for
// the review or the confirmation.
package main

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/sfn"

	"hsmp.example/cases/functions/internal/boot"
	"hsmp.example/cases/functions/internal/office"
	"hsmp.example/cases/pkg/aws/machine"
	"hsmp.example/cases/pkg/aws/sfntask"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/usecase/casework"
)

type input struct {
	Case  application.ID   `json:"case"`
	Wait  application.Wait `json:"wait"`
	Token string           `json:"token"`
}

func main() {
	cold := boot.Start("open-lane")
	cases, store := office.Open(cold)
	workflow := casework.Workflow{Office: cases, Tokens: store, Machine: machine.Recognition{Client: sfn.NewFromConfig(cold.AWS)}}
	sfntask.Start(func(ctx context.Context, in input) (struct{}, error) {
		return struct{}{}, workflow.Open(ctx, in.Case, in.Wait, in.Token)
	})
}
