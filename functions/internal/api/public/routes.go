// Package public is the part of the API that needs no login: the programme, the self-assessment, the calendar, and the
// verification of certificates. It must hold no rule, and nothing it answers names a person, but for what the bearer of
// a certificate sent in.
package public

import (
	"time"

	"github.com/danielgtaylor/huma/v2"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/comparison"
	"hsmp.example/cases/pkg/domain/notice"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/verification"
)

// Room is what the routes call.
type Room struct {
	Rules        casework.Rules
	Verification verification.Desk
	Comparison   comparison.Table
	Notices      notice.Board
	Statistics   *casework.Statistics
	Records      Records
	Now          func() time.Time
}

// Routes adds the routes.
func (r Room) Routes(a *web.API) {
	api.Prepare(a)
	r.rules(a)
	r.certificates(a)
	r.figures(a)
	web.Get(a.PublicGroup("service"), web.Route{ID: "read-health", Path: "/v1/health",
		Summary: "Whether this service answers", Description: "It asks the table too; 503 says that the records do not answer."}, r.health)
}

func (r Room) rules(a *web.API) {
	group := a.PublicGroup("programme")
	web.Get(group, web.Route{ID: "read-programme", Path: "/v1/programme",
		Summary: "The programme in force",
		Description: "Criteria with their maxima and authorities, threshold, clocks, documents, fields and the questions of the " +
			"self-assessment, in the caller's language. May be kept by its ETag."}, r.programme)
	a.OpenAPI().Paths["/v1/programme"].Get.Responses["304"] = &huma.Response{Description: "What you have is still in force"}
	web.Post(group, web.Route{ID: "assess-myself", Path: "/v1/self-assessments",
		Summary:     "Where I might stand",
		Description: "Ranges out of answers. They are not the act's: the authority gives the points. Nothing that is sent is kept."},
		r.assess)
	web.Get(group, web.Route{ID: "reckon-due-date", Path: "/v1/calendar/due-date",
		Summary: "When an application is due", Description: "The last working day of the term, with every day that does not count."},
		r.dueDate)
}

func (r Room) certificates(a *web.API) {
	certificates := a.PublicGroup("certificates")
	web.Get(certificates, web.Route{ID: "look-up-certificate", Path: "/v1/certificates/{number}",
		Summary:     "Look a certificate up",
		Description: "By the number as it is typed: lower case, spaces, with or without dashes. Names no person."}, r.lookUp)
	web.Post(certificates, web.Route{ID: "verify-certificate", Path: "/v1/certificates/verify",
		Summary:     "Verify a certificate by its QR code",
		Description: "The text of the code is checked against the published keys and the register. Compare the name with the holder's passport."},
		r.verify)
	web.Get(certificates, web.Route{ID: "read-keys", Path: "/v1/keys",
		Summary: "The issuer's keys", Description: "A JSON Web Key Set, by which certificates verify without a network."}, r.keys)
	web.Get(certificates, web.Route{ID: "read-status-list", Path: "/v1/status-list",
		Summary:     "Which certificates were taken back",
		Description: "A W3C Bitstring Status List of two bits each, for those who verify without asking about one certificate."}, r.statusList)
}
