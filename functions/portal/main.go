// Command portal serves the pages: applicants', officers', employers' and everybody's, in four languages.
package main

import (
	"hsmp.example/cases/functions/internal/boot"
	"hsmp.example/cases/functions/internal/office"
	"hsmp.example/cases/functions/internal/portal/rooms"
	"hsmp.example/cases/pkg/aws/apigw"
)

func main() {
	env := boot.Start("portal")
	b := builder{env: env, desk: office.Open(env)}
	site, err := b.site()
	office.Must(err)
	handler, err := rooms.Open(site, b.useCases())
	office.Must(err)
	apigw.Start(handler)
}
