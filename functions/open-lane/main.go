// Command open-lane is the task by which the recognition workflow waits: for a lane, for the last of them (the clock),
// for the review or the confirmation.
package main

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/sfn"

	"hsmp.example/cases/functions/internal/boot"
	"hsmp.example/cases/functions/internal/office"
	"hsmp.example/cases/pkg/aws/machine"
	"hsmp.example/cases/pkg/aws/sfntask"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/flow"
)

type input struct {
	Record  record.ID   `json:"record"`
	Wait    record.Wait `json:"wait"`
	Token   string      `json:"token"`
	Entered time.Time   `json:"entered"` // when the state machine entered the state that waits
	Retry   int         `json:"retry"`   // how often it has tried the state since
}

func main() {
	env := boot.Start("open-lane")
	desk := office.Open(env)
	workflow := casework.Workflow{Office: desk.Office,
		Flow: flow.Flow{Tokens: desk.Table, Machine: machine.Machines{Client: sfn.NewFromConfig(env.AWS), Now: env.Now}}}
	sfntask.Start(func(ctx context.Context, in input) (struct{}, error) {
		return struct{}{}, workflow.Open(ctx, in.Record, in.Wait, record.Token{Token: in.Token, Entered: in.Entered, Retry: in.Retry})
	})
}
