// Command scoring is the officers' side of the API.
package main

import (
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"hsmp.example/cases/functions/internal/api/scoring"
	"hsmp.example/cases/functions/internal/boot"
	"hsmp.example/cases/functions/internal/office"
	"hsmp.example/cases/functions/internal/remember"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/aws/apigw"
	"hsmp.example/cases/pkg/aws/objects"
	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/usecase/casework"
)

func main() {
	cold := boot.Start("scoring")
	desk := office.Open(cold)
	client := s3.NewFromConfig(cold.AWS, func(o *s3.Options) { o.UsePathStyle = cold.PathStyle })
	api, handler := web.New("scoring", web.Deps{Tokens: cold.Verifier(), Memory: remember.In(desk.Table), Now: cold.Now})
	scoring.Room{
		Supervision: casework.Supervision{Counters: desk.Table, Rules: desk.Rules, Now: cold.Now},
		Scoring: casework.Scoring{Office: desk.Office, Lists: desk.Table, Counters: desk.Table, Kept: desk.Cases,
			Uploads: &objects.Documents{Client: client, Presign: s3.NewPresignClient(client),
				Bucket: cold.Settings.Get(contract.DocumentsBucket), Now: cold.Now}},
	}.Routes(api)
	apigw.Start(handler)
}
