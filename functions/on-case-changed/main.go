// Command on-case-changed carries each new link of a case's audit chain from the table's stream to the workflow and the
// bus: the chain is the outbox.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	"github.com/aws/aws-sdk-go-v2/service/sfn"

	"hsmp.example/cases/functions/internal/boot"
	"hsmp.example/cases/functions/internal/office"
	bus "hsmp.example/cases/pkg/aws/events"
	"hsmp.example/cases/pkg/aws/machine"
	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/flow"
)

func main() {
	env := boot.Start("on-case-changed")
	delivery := flow.Delivery{
		Flow: flow.Flow{Tokens: office.Table(env, nil), Starts: casework.Starts,
			Machine: machine.Machines{Client: sfn.NewFromConfig(env.AWS), Now: env.Now, ARNs: office.Machines(env)}},
		Bus: &bus.Bus{Client: eventbridge.NewFromConfig(env.AWS), Name: env.Settings.Get(contract.Bus)},
	}
	lambda.Start(handler{delivery}.handle)
}
