// Command issue is the last task of the recognition workflow: it alone may sign, with the seal key, the certificate or
// the statement of reasons.
package main

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/s3"

	"hsmp.example/cases/functions/internal/boot"
	"hsmp.example/cases/functions/internal/office"
	"hsmp.example/cases/pkg/aws/objects"
	"hsmp.example/cases/pkg/aws/sfntask"
	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/usecase/issuing"
)

type input struct {
	Record record.ID `json:"record"`
}

func main() {
	env := boot.Start("issue")
	desk := office.Open(env)
	stamp, err := openSeal(context.Background(), env, desk.Table)
	office.Must(err)
	client := s3.NewFromConfig(env.AWS, func(o *s3.Options) { o.UsePathStyle = env.PathStyle })
	last := issuing.Issuing{Office: desk.Office, Kept: desk.Cases, Archive: &objects.Certificates{Client: client, Bucket: env.Settings.Get(contract.CertificatesBucket)},
		Numbering: desk.Table, Seal: stamp, Random: env.Random, PublicURL: env.Settings.Get(contract.PublicURL)}
	sfntask.Start(func(ctx context.Context, in input) (issuing.Issued, error) { return last.Issue(ctx, in.Record) })
}
