// Package rooms puts all the pages together: it hands each room the use cases it needs and has it add its routes.
//
// It must hold no handler of its own. The deployed function and the rehearsal both open the portal here, so that what is
// rehearsed is what is deployed.
package rooms

import (
	"net/http"
	"time"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/casework"
	"hsmp.example/cases/pkg/comparison"
	"hsmp.example/cases/pkg/employment"
	"hsmp.example/cases/pkg/notice"
	"hsmp.example/cases/pkg/verification"
	"hsmp.example/cases/web/assets"
)

// House is everything that the rooms need.
type House struct {
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
func Open(site *portal.Site, h House) (http.Handler, error) {
	site.Plain("/assets/", portal.Assets())
	site.Plain("GET /favicon.ico", http.RedirectHandler(assets.URL("star.svg"), http.StatusFound)) // asked for where no page names one
	return site.Handler()
}
