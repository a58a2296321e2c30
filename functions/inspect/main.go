// Command inspect looks at every new upload, and hears what a scanner says of it later: it settles whether the document
// may stand as evidence.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"hsmp.example/cases/functions/internal/boot"
	"hsmp.example/cases/functions/internal/office"
	"hsmp.example/cases/pkg/aws/objects"
	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/usecase/casework"
)

func main() {
	env := boot.Start("inspect")
	desk := office.Open(env)
	scanner, err := scannerNamed(env.Settings.Get(contract.Scanner))
	office.Must(err)
	client := s3.NewFromConfig(env.AWS, func(o *s3.Options) { o.UsePathStyle = env.PathStyle })
	bucket := env.Settings.Get(contract.DocumentsBucket)
	inspection := casework.Inspection{Office: desk.Office, Scanner: scanner, Uploads: &objects.Uploads{Client: client, Bucket: bucket},
		Contents: &objects.Documents{Client: client, Presign: s3.NewPresignClient(client), Bucket: bucket, Now: env.Now}}
	lambda.Start(handler{inspection: inspection, uploads: inspection.Uploads, bucket: bucket, metrics: env.Metrics}.handle)
}
