// Package status is the applicant's room after the submission: how far the case is, requests answered in place, the
// withdrawal, the decision with its document, and who opened the file. The way to a submission is the room of the
// application.
//
// It must hold no rule of the programme: what may still be done, when the case is due and why, the domain says.
package status

import (
	"errors"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
	"hsmp.example/cases/web/page"
	view "hsmp.example/cases/web/status"
)

// Room holds the use cases of an applicant whose application is submitted.
type Room struct {
	Intake  casework.Intake
	Answers casework.Answers
}

const (
	one        = "/applications/{id}"
	correction = one + "/corrections/{number}"
)

// Routes adds the pages.
func (r Room) Routes(s *portal.Site) {
	s.Closed("GET", one, identity.ReadApplication, r.status)
	s.Closed("GET", one+"/file", identity.ReadApplication, r.file)
	s.Closed("GET", one+"/file/{document}", identity.ReadApplication, r.document)
	s.Closed("GET", one+"/corrections", identity.ReadCorrections, r.corrections)
	s.Closed("GET", correction, identity.ReadCorrections, r.correction)
	s.Closed("POST", correction, identity.ReplyToCorrection, r.reply)
	s.Closed("GET", correction+"/documents", identity.ReadCorrections, r.back)
	s.Closed("GET", correction+"/documents/new", identity.AddDocument, r.askDocument)
	s.Closed("POST", correction+"/documents/new", identity.AddDocument, r.declare)
	s.Closed("GET", correction+"/documents/state", identity.ReadApplication, r.inspected)
	s.Closed("GET", correction+"/documents/{document}/upload", identity.AddDocument, r.upload)
	s.Closed("POST", correction+"/documents/{document}/removal", identity.RemoveDocument, r.remove)
	s.Closed("GET", one+"/withdrawal", identity.Withdraw, r.askWithdraw)
	s.Closed("POST", one+"/withdrawal", identity.Withdraw, r.withdraw)
	s.Closed("GET", one+"/decision", identity.ReadDecision, r.decision)
	s.Closed("GET", one+"/certificate", identity.ReadCertificate, r.paper)
	s.Closed("GET", one+"/accesses", identity.ListAccesses, r.accesses)
}

func caseOf(v *portal.Visit) application.ID { return application.ID(v.Path("id")) }

// errDraft says that there is no submission yet.
var errDraft = errors.New("still a draft")

// submitted hands on what a use case returned, unless it is a draft.
func submitted(v *portal.Visit, c application.Case, t application.Timetable, err error) (view.Case, error) {
	if err == nil && c.State == application.Draft {
		err = errDraft
	}
	return view.Case{Case: c, Timetable: t, Now: v.Now}, err
}

// look reads what is not personal, and leaves no row.
func (r Room) look(v *portal.Visit) (view.Case, error) {
	c, t, err := r.Intake.Status(v.Context(), v.Who, caseOf(v))
	return submitted(v, c, t, err)
}

// elsewhere sends whoever asks for the status of a draft to the draft; any other error stays one.
func elsewhere(v *portal.Visit, err error) (portal.Answer, error) {
	if errors.Is(err, errDraft) {
		return portal.See(v.Page, "/applications/"+v.Path("id")+"/draft"), nil
	}
	return portal.Answer{}, err
}

func furnish(p page.Page, title string, modules ...string) page.Page {
	p.Room, p.Modules = page.Applications, modules
	return p.Titled(title)
}
