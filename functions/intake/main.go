// Command intake is the side of the API for those who come to the Service: applicants, and employers with their
// registrations.
package main

import (
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"hsmp.example/cases/functions/internal/api/employers"
	"hsmp.example/cases/functions/internal/api/intake"
	"hsmp.example/cases/functions/internal/boot"
	"hsmp.example/cases/functions/internal/names"
	"hsmp.example/cases/functions/internal/office"
	"hsmp.example/cases/functions/internal/remember"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/aws/apigw"
	"hsmp.example/cases/pkg/aws/objects"
	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/usecase/casework"
)

func main() {
	env := boot.Start("intake")
	desk := office.Open(env)
	client := s3.NewFromConfig(env.AWS, func(o *s3.Options) { o.UsePathStyle = env.PathStyle })
	fresh := names.Fresh{Now: env.Now, Random: env.Random}
	api, handler := web.New("intake", web.Deps{Tokens: env.Verifier(), Memory: remember.In(desk.Table), Now: env.Now})
	intake.Room{
		Intake: casework.Intake{Office: desk.Office, Register: desk.Cases,
			Uploads: &objects.Documents{Client: client, Presign: s3.NewPresignClient(client), Bucket: env.Settings.Get(contract.DocumentsBucket), Now: env.Now},
			NewCase: fresh.Application, NewPerson: fresh.Person, NewDocument: fresh.Document},
		Answers: casework.Answers{Office: desk.Office, History: desk.Cases,
			Issued: &objects.Certificates{Client: client, Bucket: env.Settings.Get(contract.CertificatesBucket)}},
	}.Routes(api)
	employers.Room{Registry: desk.Registry(fresh.Employer)}.Routes(api)
	apigw.Start(handler)
}
