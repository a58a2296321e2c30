// Command reconcile walks the cases that are under way, on a schedule, and does what their records say should have been
// done: it starts a workflow whose start was lost, ends waits whose end was lost, has the store put its own things in
// order, and counts the open work anew.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/sfn"

	"hsmp.example/cases/functions/internal/boot"
	"hsmp.example/cases/functions/internal/office"
	"hsmp.example/cases/pkg/aws/machine"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/flow"
)

func main() {
	env := boot.Start("reconcile")
	desk := office.Open(env)
	reconciler := flow.Reconciler{
		Flow: flow.Flow{Tokens: desk.Table, Starts: casework.Starts,
			Machine: machine.Machines{Client: sfn.NewFromConfig(env.AWS), Now: env.Now, ARNs: office.Machines(env)}},
		Kind: application.RecordKind, Open: casework.OpenList, Keeper: keeper{desk.Office.Waiting, desk.Cases},
		Lists: desk.Table, Bookmarks: desk.Table,
	}
	lambda.Start(handler{reconciler, casework.Recount{Lists: desk.Table, Counters: desk.Table, Rules: desk.Rules}, env.Metrics, env.Now}.handle)
}
