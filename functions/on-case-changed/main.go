// Command on-case-changed carries each new link of a case's audit chain from the table's stream to the workflow and the
// bus, and deletes the uploads of what was taken out: the chain is the outbox.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sfn"

	"hsmp.example/cases/functions/internal/boot"
	"hsmp.example/cases/functions/internal/office"
	bus "hsmp.example/cases/pkg/aws/events"
	"hsmp.example/cases/pkg/aws/machine"
	"hsmp.example/cases/pkg/aws/objects"
	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/usecase/casework"
)

func main() {
	cold := boot.Start("on-case-changed")
	store := s3.NewFromConfig(cold.AWS, func(o *s3.Options) { o.UsePathStyle = cold.PathStyle })
	delivery := casework.Delivery{
		Tokens:  office.Store(cold, nil),
		Machine: machine.Recognition{Client: sfn.NewFromConfig(cold.AWS), ARN: cold.Settings.Get(contract.Machine)},
		Shelf:   &objects.Shelf{Client: store, Bucket: cold.Settings.Get(contract.DocumentsBucket)},
		Bus:     &bus.Bus{Client: eventbridge.NewFromConfig(cold.AWS), Name: cold.Settings.Get(contract.Bus)},
	}
	lambda.Start(handler{delivery}.handle)
}
