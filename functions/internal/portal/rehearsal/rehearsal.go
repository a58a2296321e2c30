// Package rehearsal is the whole portal in memory: the real pages, use cases and store over a fake table, a documents'
// store that takes posted forms and inspects what arrives, and a workflow that runs as soon as a case allows. Its clock
// is moved by hand.
//
// It is for trying pages out and for their tests, in seconds and without the emulator; nothing of it is deployed. What
// it leaves out is the real sign-in, the gateway and the machine: the journeys on the emulator go through those.
package rehearsal

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/functions/internal/portal/notices"
	"hsmp.example/cases/functions/internal/portal/rooms"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/comparison"
	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/domain/notice"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/pkg/testkit/memory"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/employment"
	"hsmp.example/cases/pkg/usecase/flow"
	"hsmp.example/cases/pkg/usecase/issuing"
	"hsmp.example/cases/pkg/usecase/verification"
)

// Stage is one portal with its own people, cases and clock.
type Stage struct {
	URL      string // of the portal, without a slash at the end
	Rules    casework.Rules
	Store    *memory.Store
	Objects  *memory.Objects
	UseCases rooms.UseCases

	inspection casework.Inspection
	workflow   casework.Workflow
	issuing    issuing.Issuing
	site       *httptest.Server
	documents  *httptest.Server

	mu    sync.Mutex
	now   time.Time
	count map[string]int
	cases []application.ID
	shelf []shelved
}

// Start opens a stage on a free loopback port. Its clock stands at drafts.At until Pass moves it, and its rules are
// those in force, with these changes.
func Start(changes ...func(*casework.Rules)) (*Stage, error) {
	rules, err := casework.LoadRules(0)
	if err != nil {
		return nil, err
	}
	for _, change := range changes {
		change(&rules)
	}
	s := &Stage{Rules: rules, now: drafts.At, count: map[string]int{}}
	s.Store = memory.NewAt(s.Now)
	s.Objects = memory.NewObjects(s.Now)
	s.documents = httptest.NewServer(http.HandlerFunc(s.serveDocuments))
	office := s.Store.Office(rules, s.Now)
	if err := s.furnish(office); err != nil {
		return nil, err
	}
	s.site = httptest.NewUnstartedServer(nil)
	s.URL = "http://" + s.site.Listener.Addr().String()
	s.Objects.Portal = s.URL
	handler, err := s.portal()
	if err != nil {
		return nil, err
	}
	s.site.Config.Handler = handler
	s.site.Start()
	return s, nil
}

// furnish gives the rooms their use cases and the stage its desk behind them.
func (s *Stage) furnish(office casework.Office) error {
	seal, err := issuing.OpenSeal(context.Background(), s.Store, memory.SealKey, noise{}, s.Now())
	if err != nil {
		return err
	}
	programmes, err := comparison.Load()
	if err != nil {
		return err
	}
	board, err := notice.Load()
	if err != nil {
		return err
	}
	uploads := uploads{Objects: s.Objects, at: s.documents.URL}
	s.UseCases = rooms.UseCases{
		Rules: s.Rules,
		Intake: casework.Intake{Office: office, Register: register{s.Store, s}, Uploads: uploads,
			NewCase:     func() application.ID { return application.ID(s.fresh("app_01KBXQ8ZJ4N5V6W7X8Y9Z0A1")) },
			NewPerson:   func() application.PersonID { return application.PersonID(s.fresh("prs_01KBXQ8ZJ4N5V6W7X8Y9Z0B1")) },
			NewDocument: func() string { return s.fresh("doc_01KBXQ8ZJ4N5V6W7X8Y9Z0D1") }},
		Answers:     casework.Answers{Office: office, Issued: s.Objects, History: s.Store},
		Scoring:     casework.Scoring{Office: office, Lists: s.Store, Counters: s.Store, Kept: s.Store, Uploads: uploads},
		Supervision: casework.Supervision{Counters: s.Store, Rules: s.Rules, Now: s.Now},
		Statistics:  &casework.Statistics{Counters: s.Store, Rules: s.Rules, Now: s.Now},
		Registry: employment.Registry{Employers: s.Store.Employers, Lists: s.Store, Readings: s.Store, Programme: s.Rules.Programme, Now: s.Now,
			NewEmployer: func() employer.ID { return employer.ID(s.fresh("emp_01KBXQ8ZJ4N5V6W7X8Y9Z0E1")) }},
		Comparison: programmes, Notices: board,
		Verification: verification.Desk{Certificates: certificates{s}, Keys: s, Now: s.Now},
		Now:          s.Now,
	}
	s.inspection = casework.Inspection{Office: office, Contents: s.Objects, Scanner: memory.Clean{}, Uploads: s.Objects}
	s.workflow = casework.Workflow{Office: office, Flow: flow.Flow{Tokens: s.Store, Machine: memory.NewMachine(), Starts: casework.Starts}}
	s.issuing = issuing.Issuing{Office: office, Kept: s.Store, Archive: archive{s.Objects}, Numbering: s, Seal: seal,
		Random: noise{}, PublicURL: s.URL}
	return nil
}

func (s *Stage) portal() (http.Handler, error) {
	site := portal.New(portal.Config{Sessions: sessions{}, PublicURL: s.URL, Documents: s.documents.URL, Issuer: s.URL, Now: s.Now,
		Notices: notices.Pressing(s.UseCases.Notices)})
	site.SignIn(door{})
	site.Plain("GET /rehearsal/as/{name}", http.HandlerFunc(signIn))
	site.Plain("GET /rehearsal/pass/{days}", http.HandlerFunc(s.pass))
	site.Plain("GET /rehearsal/file/{name}", http.HandlerFunc(s.file))
	site.Plain("/v1/", s.publicAPI())
	handler, err := rooms.Open(site, s.UseCases)
	if err != nil {
		return nil, err
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handler.ServeHTTP(w, r)
		if r.Method == http.MethodPost {
			s.work(context.WithoutCancel(r.Context()))
		}
	}), nil
}

// Close ends the stage.
func (s *Stage) Close() {
	s.site.Close()
	s.documents.Close()
}

// Now is the stage's clock.
func (s *Stage) Now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

// Pass moves the clock on.
func (s *Stage) Pass(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = s.now.Add(d)
}

// fresh counts ids up: the same steps give the same ids.
func (s *Stage) fresh(prefix string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.count[prefix]++
	return fmt.Sprintf("%s%02d", prefix, s.count[prefix])
}
