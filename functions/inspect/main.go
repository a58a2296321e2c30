// Command inspect looks at each upload as it arrives, and hears what a scanner says of it later: it settles whether a
// document may stand as evidence.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"hsmp.example/cases/functions/internal/boot"
	"hsmp.example/cases/functions/internal/office"
	"hsmp.example/cases/pkg/casework"
	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/objects"
)

func main() {
	cold := boot.Start("inspect")
	cases, _ := office.Open(cold)
	client := s3.NewFromConfig(cold.AWS, func(o *s3.Options) { o.UsePathStyle = cold.PathStyle })
	scan, err := scannerOf(cold.Settings.Get(contract.Scanner))
	office.Must(err)
	lambda.Start(handler{count: cold.Metrics.Count, inspection: casework.Inspection{Office: cases, Scanner: scan,
		Contents: &objects.Documents{Client: client, Bucket: cold.Settings.Get(contract.DocumentsBucket), Now: cold.Now}}}.handle)
}
