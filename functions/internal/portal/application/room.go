// Package application is the applicant's way to a submission: the list of applications, a draft in parts that can be
// left and come back to, its documents, the review and the submission. What happens afterwards is the room of the
// status pages.
//
// It must hold no rule of the programme: what is missing, which documents are wanted and when a case is due, the domain
// says.
package application

import (
	"errors"
	"strconv"
	"strings"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
	"hsmp.example/cases/web/page"
)

// Room holds the use cases of an applicant.
type Room struct {
	Intake casework.Intake
}

// Routes adds the pages.
func (r Room) Routes(s *portal.Site) {
	const draft = "/applications/{id}/draft"
	s.Closed("GET", "/applications", identity.ReadApplication, r.list)
	s.Closed("POST", "/applications", identity.BeginApplication, r.begin)
	s.Closed("GET", draft, identity.ReadApplication, r.tasks)
	s.Closed("POST", draft+"/language", identity.ChangeApplication, r.speak)
	s.Closed("GET", draft+"/review", identity.ReadApplication, r.review)
	s.Closed("POST", draft+"/review", identity.Submit, r.submit)
	s.Closed("GET", draft+"/discard", identity.DiscardApplication, r.askDiscard)
	s.Closed("POST", draft+"/discard", identity.DiscardApplication, r.discard)
	s.Closed("GET", draft+"/documents", identity.ListDocuments, r.documents)
	s.Closed("GET", draft+"/documents/new", identity.AddDocument, r.askDocument)
	s.Closed("POST", draft+"/documents/new", identity.AddDocument, r.declare)
	s.Closed("GET", draft+"/documents/state", identity.ReadApplication, r.inspected)
	s.Closed("GET", draft+"/documents/{document}/upload", identity.AddDocument, r.upload)
	s.Closed("GET", draft+"/documents/{document}/open", identity.ReadApplication, r.open)
	s.Closed("GET", draft+"/documents/{document}/remove", identity.RemoveDocument, r.askRemove)
	s.Closed("POST", draft+"/documents/{document}/remove", identity.RemoveDocument, r.remove)
	s.Closed("GET", draft+"/{step}", identity.ReadApplication, r.show)
	s.Closed("POST", draft+"/{step}", identity.ChangeApplication, r.save)
}

// draft is the case that the address names, with what its pages need.
type draft struct {
	application.Case
	timetable application.Timetable
	today     calendar.Date
}

func caseOf(v *portal.Visit) application.ID { return application.ID(v.Path("id")) }

// path is an address of the draft's pages.
func path(id application.ID, rest string) string {
	return "/applications/" + string(id) + "/draft" + rest
}

// errSubmitted says that there is no draft any more.
var errSubmitted = errors.New("not a draft")

// look reads the draft for what shows nothing personal, and leaves no row.
func (r Room) look(v *portal.Visit) (draft, error) {
	c, t, err := r.Intake.Status(v.Context(), v.Who, caseOf(v))
	return r.draftOf(v, c, t, err)
}

// read reads the draft with its content, which its owner's history will tell of.
func (r Room) read(v *portal.Visit) (draft, error) {
	c, err := r.Intake.Read(v.Context(), v.Who, caseOf(v))
	if err != nil {
		return draft{}, err
	}
	t, err := r.Intake.Rules.Of(&c)
	return r.draftOf(v, c, t, err)
}

func (r Room) draftOf(v *portal.Visit, c application.Case, t application.Timetable, err error) (draft, error) {
	if err == nil && c.State != application.Draft {
		err = errSubmitted
	}
	return draft{c, t, calendar.DateOf(v.Now)}, err
}

// elsewhere sends whoever asks for a draft that was submitted to its status page; any other error stays one.
func elsewhere(v *portal.Visit, err error) (portal.Answer, error) {
	if errors.Is(err, errSubmitted) {
		return portal.See(v.Page, "/applications/"+v.Path("id")), nil
	}
	return portal.Answer{}, err
}

// missing lists what keeps the draft from being submitted. The declaration is made with the submission, so it is not
// there.
func (d draft) missing() []problem.Fault {
	var faults []problem.Fault
	for _, f := range d.Completeness(d.timetable.Programme, d.today) {
		if partOf(f.Pointer) != reviewPart {
			faults = append(faults, f)
		}
	}
	return faults
}

// says words a fault for people who do not see codes: kinds of documents by their names, and nothing chosen is nothing
// written.
func (d draft) says(p page.Page, f problem.Fault, empty bool) string {
	args := map[string]string{}
	for name, value := range f.Args {
		args[name] = value
	}
	if kind, ok := args["kind"]; ok {
		args["kind"] = d.kindName(p, kind)
	}
	if f.Code == "not-listed" && empty {
		return p.Fault("required", nil)
	}
	return p.Fault(f.Code, args)
}

func version(v *portal.Visit) int {
	n, err := strconv.Atoi(strings.TrimSpace(v.Form.Get("version")))
	if err != nil {
		return 0
	}
	return n
}
