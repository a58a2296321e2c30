// Command public is the part of the API that needs no login. It has no data key, so it can open no case.
package main

import (
	"github.com/aws/aws-sdk-go-v2/service/kms"

	"hsmp.example/cases/functions/internal/api/public"
	"hsmp.example/cases/functions/internal/boot"
	"hsmp.example/cases/functions/internal/office"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/apigw"
	"hsmp.example/cases/pkg/calendar"
	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/programme"
)

func main() {
	cold := boot.Start("public")
	inForce, err := programme.Load()
	office.Must(err)
	days, err := calendar.Load()
	office.Must(err)
	api, handler := web.New("public", web.Deps{Now: cold.Now})
	public.Room{Programme: inForce, Calendar: days, Now: cold.Now,
		Register: register{office.Store(cold, nil)},
		Keys:     &keys{client: kms.NewFromConfig(cold.AWS), key: cold.Settings.Get(contract.SealKey)},
	}.Routes(api)
	apigw.Start(handler)
}
