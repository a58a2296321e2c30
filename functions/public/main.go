// Command public is the part of the API that needs no login. It has no data key, so it can open no case.
package main

import (
	"github.com/aws/aws-sdk-go-v2/service/kms"

	"hsmp.example/cases/functions/internal/api/public"
	"hsmp.example/cases/functions/internal/boot"
	"hsmp.example/cases/functions/internal/office"
	"hsmp.example/cases/functions/internal/registry"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/aws/apigw"
	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/comparison"
	"hsmp.example/cases/pkg/domain/notice"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/verification"
)

func main() {
	env := boot.Start("public")
	rules, err := casework.LoadRules(0)
	office.Must(err)
	programmes, err := comparison.Load()
	office.Must(err)
	board, err := notice.Load()
	office.Must(err)
	table := office.Table(env, nil)
	rules = office.Rules(env, rules, table)
	api, handler := web.New("public", web.Deps{Now: env.Now})
	public.Room{Rules: rules, Now: env.Now,
		Verification: verification.Desk{Certificates: registry.Register{Table: table}, Now: env.Now,
			Keys: &registry.Keys{Client: kms.NewFromConfig(env.AWS), Key: env.Settings.Get(contract.SealKey), Seals: table, Now: env.Now}},
		Comparison: programmes, Notices: board,
		Statistics: &casework.Statistics{Counters: table, Rules: rules, Now: env.Now}, Records: table,
	}.Routes(api)
	apigw.Start(handler)
}
