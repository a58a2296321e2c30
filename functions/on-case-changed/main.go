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
	cold := boot.Start("on-case-changed")
	delivery := flow.Delivery{
		Flow: flow.Flow{Tokens: office.Table(cold, nil), Starts: casework.Starts,
			Machine: machine.Machines{Client: sfn.NewFromConfig(cold.AWS), Now: cold.Now, ARNs: office.Machines(cold)}},
		Bus: &bus.Bus{Client: eventbridge.NewFromConfig(cold.AWS), Name: cold.Settings.Get(contract.Bus)},
	}
	lambda.Start(handler{delivery}.handle)
}
