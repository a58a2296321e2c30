// Command issue is the last task of the recognition workflow: it alone may sign, with the seal key, the certificate or the
// statement of reasons.
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
	cold := boot.Start("issue")
	desk := office.Open(cold)
	stamp, err := openSeal(context.Background(), cold, desk.Table)
	office.Must(err)
	client := s3.NewFromConfig(cold.AWS, func(o *s3.Options) { o.UsePathStyle = cold.PathStyle })
	last := issuing.Issuing{Office: desk.Office, Kept: desk.Cases, Archive: &objects.Certificates{Client: client, Bucket: cold.Settings.Get(contract.CertificatesBucket)},
		Numbering: desk.Table, Seal: stamp, Random: cold.Random, PublicURL: cold.Settings.Get(contract.PublicURL)}
	sfntask.Start(func(ctx context.Context, in input) (issuing.Issued, error) { return last.Issue(ctx, in.Record) })
}
