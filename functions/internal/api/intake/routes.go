// Package intake is the applicant's side of the API: one's own applications, their documents, status, decision and
// official document, and who read them. It maps messages to casework.Intake and casework.Answers and must hold no rule.
package intake

import (
	"net/http"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
)

// Room is what the routes call.
type Room struct {
	Intake  casework.Intake
	Answers casework.Answers
}

const (
	all  = "/v1/applications"
	one  = all + "/{id}"
	docs = one + "/documents"
)

// formLimit bounds a change of the form: a long life with its texts, and less than one row of the table holds.
const formLimit = 256 << 10

// Routes adds the applicant's routes.
func (r Room) Routes(a *web.API) {
	api.Prepare(a)
	r.applications(a)
	r.documents(a)
	r.way(a)
	r.answers(a)
}

func (r Room) applications(a *web.API) {
	applications := a.Group("applications")
	web.Create(applications, web.Route{ID: "begin-application", Path: all,
		Summary: "Begin an application",
		Description: "Opens an empty draft in one of the four languages. A person has one open application at a time, and after a " +
			"refusal waits as long as the programme says.",
		Action: identity.BeginApplication}, r.begin)
	web.Get(applications, web.Route{ID: "list-applications", Path: all,
		Summary: "List my applications", Description: "The newest first; no content.", Action: identity.ReadApplication}, r.list)
	web.Get(applications, web.Route{ID: "read-application", Path: one,
		Summary:     "Read my application",
		Description: "All that was filled in. The ETag is the version that a change must name. The reading is recorded.",
		Action:      identity.ReadApplication}, r.read)
	web.Patch(applications, web.Route{ID: "change-application", Path: one,
		Summary: "Change my draft",
		Description: "Each section that is given replaces the one stored; the others stay. A draft may be incomplete: " +
			"the checklist says what a submission still needs.",
		Action: identity.ChangeApplication, Limit: formLimit}, r.change)
	web.Delete(applications, web.Route{ID: "discard-application", Path: one,
		Summary: "Discard my draft", Description: "Content and its key are destroyed. What was submitted is withdrawn instead.",
		Action: identity.DiscardApplication}, r.discard)
}

func (r Room) documents(a *web.API) {
	documents := a.Group("documents")
	web.Create(documents, web.Route{ID: "add-document", Path: docs, Expiring: true,
		Summary: "Announce a document",
		Description: "Answers with a form to which the file is posted (multipart/form-data: every field of the form, then the " +
			"file as last field, named file). The form takes the announced type and size and nothing else. The file is then " +
			"inspected; its state is in the status. Open in a draft and while a correction waits for a reply. A repeat gets another form " +
			"for the same document, as long as that waits for its file.",
		Action: identity.AddDocument}, r.addDocument)
	web.Get(documents, web.Route{ID: "list-documents", Path: docs,
		Summary: "List my documents", Description: "With the state of each and, where it was rejected, why. The reading is recorded.",
		Action: identity.ListDocuments}, r.listDocuments)
	web.Get(documents, web.Route{ID: "read-document", Path: docs + "/{doc}",
		Summary: "Read one of my documents", Description: "Answers with a short-lived address. The reading is recorded.",
		Action: identity.ReadApplication, Stateful: true}, r.readDocument)
	web.Delete(documents, web.Route{ID: "remove-document", Path: docs + "/{doc}",
		Summary: "Remove a document", Description: "One that was submitted stays.", Action: identity.RemoveDocument}, r.removeDocument)
	web.Get(documents, web.Route{ID: "read-checklist", Path: one + "/checklist",
		Summary: "What is still missing", Description: "The documents that this application needs, and every fault that keeps it from being submitted. The reading is recorded.",
		Action: identity.ReadChecklist}, r.checklist)
}

func (r Room) way(a *web.API) {
	applications := a.Group("applications")
	web.Post(applications, web.Route{ID: "submit-application", Path: one + "/submission",
		Summary: "Submit my application",
		Description: "Freezes the content and starts the statutory clock: 20 working days. What is incomplete is answered with " +
			"every fault at once. All lanes open together.",
		Action: identity.Submit, Idempotent: true, Again: r.again}, r.submit)
	web.Get(applications, web.Route{ID: "read-status", Path: one + "/status",
		Summary: "How far my application is",
		Description: "State, lanes, due date with its reasons, which lanes ask to mend something, how far each document's inspection " +
			"is, the extension, and what comes next. Nothing personal stands in it: to be asked as often as somebody likes.",
		Action: identity.ReadApplication}, r.status)
	web.Get(applications, web.Route{ID: "read-corrections", Path: one + "/corrections",
		Summary: "What I am asked to mend", Description: "In the authorities' words, with my replies. The reading is recorded.",
		Action: identity.ReadCorrections}, r.corrections)
	web.Post(applications, web.Route{ID: "reply-to-correction", Path: one + "/corrections/{n}/reply",
		Summary: "Reply to a correction", Description: "With words, with documents added for it, or both.",
		Action: identity.ReplyToCorrection}, r.reply)
	web.Post(applications, web.Route{ID: "withdraw-application", Path: one + "/withdrawal",
		Summary: "Withdraw my application", Description: "Possible until it is decided. Open lanes close without points.",
		Action: identity.Withdraw}, r.withdraw)
}

func (r Room) answers(a *web.API) {
	decision := a.Group("decision")
	web.Get(decision, web.Route{ID: "read-decision", Path: one + "/decision",
		Summary:     "The decision with its reasons",
		Description: "Points, justification and evidence of each criterion, objections with their rulings, grounds of a refusal, how to appeal.",
		Action:      identity.ReadDecision, Stateful: true}, r.decision)
	web.Get(decision, web.Route{ID: "read-certificate", Path: one + "/certificate",
		Summary:     "The official document",
		Description: "The sealed certificate as PDF or, for a refusal, the statement of reasons.",
		Action:      identity.ReadCertificate, Stateful: true}, r.paper)
	binary(a.OpenAPI().Paths[one+"/certificate"].Get)
	web.Get(decision, web.Route{ID: "list-accesses", Path: one + "/accesses",
		Summary: "Who read my data", Description: "Every reading, by role and authority; officers are not named.",
		Action: identity.ListAccesses}, r.accesses)
}

// again asks for the right to read the application anew, and records that it was read.
func (r Room) again(q *http.Request) error {
	_, err := r.Intake.Read(q.Context(), web.Principal(q.Context()), application.ID(q.PathValue("id")))
	return err
}
