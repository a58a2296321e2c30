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
	env := boot.Start("scoring")
	desk := office.Open(env)
	client := s3.NewFromConfig(env.AWS, func(o *s3.Options) { o.UsePathStyle = env.PathStyle })
	api, handler := web.New("scoring", web.Deps{Tokens: env.Verifier(), Memory: remember.In(desk.Table), Now: env.Now})
	scoring.Room{
		Supervision: casework.Supervision{Counters: desk.Table, Rules: desk.Rules, Now: env.Now},
		Scoring: casework.Scoring{Office: desk.Office, Lists: desk.Table, Counters: desk.Table, Kept: desk.Cases,
			Uploads: &objects.Documents{Client: client, Presign: s3.NewPresignClient(client),
				Bucket: env.Settings.Get(contract.DocumentsBucket), Now: env.Now}},
	}.Routes(api)
	apigw.Start(handler)
}
