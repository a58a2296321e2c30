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
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/usecase/issuing"
)

type input struct {
	Case application.ID `json:"case"`
}

func main() {
	cold := boot.Start("issue")
	cases, store := office.Open(cold)
	stamp, err := openSeal(context.Background(), cold)
	office.Must(err)
	client := s3.NewFromConfig(cold.AWS, func(o *s3.Options) { o.UsePathStyle = cold.PathStyle })
	last := issuing.Issuing{Office: cases, Archive: &objects.Certificates{Client: client, Bucket: cold.Settings.Get(contract.CertificatesBucket)},
		Numbering: store, Seal: stamp, Random: cold.Random, PublicURL: cold.Settings.Get(contract.PublicURL)}
	sfntask.Start(func(ctx context.Context, in input) (issuing.Issued, error) { return last.Issue(ctx, in.Case) })
}
