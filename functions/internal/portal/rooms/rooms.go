// Package rooms puts all the pages together: it hands each room the use cases it needs and has it add its routes.
//
// It must hold no handler of its own. The deployed function and the rehearsal both open the portal here, so that what
// is rehearsed is what is deployed.
package rooms

import (
	"net/http"
	"time"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/functions/internal/portal/application"
	comparing "hsmp.example/cases/functions/internal/portal/comparison"
	"hsmp.example/cases/functions/internal/portal/console"
	"hsmp.example/cases/functions/internal/portal/employer"
	"hsmp.example/cases/functions/internal/portal/notices"
	"hsmp.example/cases/functions/internal/portal/public"
	"hsmp.example/cases/functions/internal/portal/statistics"
	"hsmp.example/cases/functions/internal/portal/status"
	"hsmp.example/cases/functions/internal/portal/supervision"
	"hsmp.example/cases/functions/internal/portal/verify"
	"hsmp.example/cases/pkg/domain/comparison"
	"hsmp.example/cases/pkg/domain/notice"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/employment"
	"hsmp.example/cases/pkg/usecase/verification"
	"hsmp.example/cases/web/assets"
	"hsmp.example/cases/web/page"
)

// UseCases is everything that the rooms need.
type UseCases struct {
	Rules        casework.Rules
	Intake       casework.Intake
	Answers      casework.Answers
	Scoring      casework.Scoring
	Supervision  casework.Supervision
	Statistics   *casework.Statistics
	Verification verification.Desk
	Registry     employment.Registry
	Comparison   comparison.Table
	Notices      notice.Board
	Now          func() time.Time
}

// Open adds every room to the site and returns it as one handler.
func Open(site *portal.Site, h UseCases) (http.Handler, error) {
	site.Plain("/assets/", portal.Assets())
	site.Plain("GET /favicon.ico", http.RedirectHandler(assets.URL("star.svg"), http.StatusFound)) // asked for where no page names one
	public.Room{Rules: h.Rules,
		Announcements: func(l locale.Language, now time.Time) []page.Notice { return notices.Announcements(h.Notices, l, now) }}.Routes(site)
	application.Room{Intake: h.Intake}.Routes(site)
	console.Room{Scoring: h.Scoring}.Routes(site)
	status.Room{Intake: h.Intake, Answers: h.Answers}.Routes(site)
	supervision.Room{Supervision: h.Supervision, WorkLists: h.Scoring}.Routes(site)
	employer.Room{Registry: h.Registry}.Routes(site)
	comparing.Room{Table: h.Comparison}.Routes(site)
	statistics.Room{Statistics: h.Statistics, Rules: h.Rules}.Routes(site)
	verify.Room{Desk: h.Verification, Rules: h.Rules}.Routes(site)
	notices.Room{Board: h.Notices}.Routes(site)
	return site.Handler()
}
