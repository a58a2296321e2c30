package main

import (
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"hsmp.example/cases/functions/internal/boot"
	"hsmp.example/cases/functions/internal/names"
	"hsmp.example/cases/functions/internal/office"
	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/functions/internal/portal/notices"
	"hsmp.example/cases/functions/internal/portal/rooms"
	"hsmp.example/cases/functions/internal/portal/session"
	"hsmp.example/cases/functions/internal/portal/signin"
	"hsmp.example/cases/functions/internal/registry"
	"hsmp.example/cases/pkg/aws/objects"
	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/comparison"
	"hsmp.example/cases/pkg/domain/notice"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/verification"
)

// providerTimeout is how long the OpenID provider may take before it counts as down.
const providerTimeout = 5 * time.Second

// builder makes the portal's parts out of a cold start.
type builder struct {
	env  boot.Environment
	desk office.Office
}

// useCases gives the rooms their use cases: the same that the API has.
func (b builder) useCases() rooms.UseCases {
	client := s3.NewFromConfig(b.env.AWS, func(o *s3.Options) { o.UsePathStyle = b.env.PathStyle })
	uploads := &objects.Documents{Client: client, Presign: s3.NewPresignClient(client), Bucket: b.get(contract.DocumentsBucket),
		Now: b.env.Now, Portal: b.get(contract.PublicURL)}
	fresh := names.Fresh{Now: b.env.Now, Random: b.env.Random}
	programmes, err := comparison.Load()
	office.Must(err)
	board, err := notice.Load()
	office.Must(err)
	return rooms.UseCases{
		Rules: b.desk.Rules,
		Intake: casework.Intake{Office: b.desk.Office, Register: b.desk.Cases, Uploads: uploads,
			NewCase: fresh.Application, NewPerson: fresh.Person, NewDocument: fresh.Document},
		Answers: casework.Answers{Office: b.desk.Office, History: b.desk.Cases,
			Issued: &objects.Certificates{Client: client, Bucket: b.get(contract.CertificatesBucket)}},
		Scoring:     casework.Scoring{Office: b.desk.Office, Lists: b.desk.Table, Counters: b.desk.Table, Kept: b.desk.Cases, Uploads: uploads},
		Supervision: casework.Supervision{Counters: b.desk.Table, Rules: b.desk.Rules, Now: b.env.Now},
		Statistics:  &casework.Statistics{Counters: b.desk.Table, Rules: b.desk.Rules, Now: b.env.Now},
		Verification: verification.Desk{Certificates: registry.Register{Table: b.desk.Table}, Now: b.env.Now,
			Keys: &registry.Keys{Client: kms.NewFromConfig(b.env.AWS), Key: b.get(contract.SealKey), Seals: b.desk.Table, Now: b.env.Now}},
		Registry:   b.desk.Registry(fresh.Employer),
		Comparison: programmes, Notices: board, Now: b.env.Now,
	}
}

func (b builder) get(v contract.Variable) string { return b.env.Settings.Get(v) }

// site makes the frame of all pages, with its door.
func (b builder) site() (*portal.Site, error) {
	provider, err := signin.NewProvider(signin.Issuer{URL: b.get(contract.Issuer), ClientID: b.get(contract.Client), PublicURL: b.get(contract.PublicURL),
		Verifier: b.env.Verifier(), Client: &http.Client{Timeout: providerTimeout}, Now: b.env.Now})
	if err != nil {
		return nil, err
	}
	sessions, err := session.New(session.Config{Store: b.desk.Table, Renewer: provider, Now: b.env.Now, Random: b.env.Random})
	if err != nil {
		return nil, err
	}
	door, err := signin.New(signin.Config{Provider: provider, Sessions: sessions, Attempts: b.desk.Table, Now: b.env.Now, Random: b.env.Random})
	if err != nil {
		return nil, err
	}
	board, err := notice.Load()
	if err != nil {
		return nil, err
	}
	site := portal.New(portal.Config{Sessions: sessions, PublicURL: b.get(contract.PublicURL), Documents: b.get(contract.DocumentsOrigin),
		Issuer: b.get(contract.SignInOrigin), Now: b.env.Now, Notices: notices.Pressing(board)})
	site.SignIn(door)
	return site, nil
}
