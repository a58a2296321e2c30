// Command notify tells applicants, employers and authorities, by e-mail, the news of what is theirs that the bus
// brings.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/ses"

	"hsmp.example/cases/functions/internal/boot"
	"hsmp.example/cases/functions/internal/office"
	"hsmp.example/cases/pkg/aws/notify"
	"hsmp.example/cases/pkg/contract"
)

func main() {
	env := boot.Start("notify")
	desk := office.Open(env)
	notices := notify.Notices{Cases: desk.Cases, Employers: desk.Employers, Rules: desk.Rules, Once: desk.Table, Sender: ses.NewFromConfig(env.AWS),
		From: env.Settings.Get(contract.Sender), PublicURL: env.Settings.Get(contract.PublicURL)}
	lambda.Start(handler{notices}.handle)
}
