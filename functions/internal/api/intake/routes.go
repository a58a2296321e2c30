// Package intake is the applicant's side of the API: one's own applications, their documents, status, decision and official
// document, and who read them. It maps messages to casework.Intake and casework.Answers and must hold no rule.
package intake

import (
	"net/http"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/casework"
	"hsmp.example/cases/pkg/identity"
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
	tags := []string{"applications"}
	web.Register(a, web.Route{ID: "begin-application", Method: http.MethodPost, Path: all, Status: http.StatusCreated, Tags: tags,
		Summary:     "Begin an application",
		Description: "Opens an empty draft in one of the four languages. A person has one open application at a time.",
		Action:      identity.BeginApplication, Idempotent: true}, r.begin)
	web.Register(a, web.Route{ID: "list-applications", Method: http.MethodGet, Path: all, Tags: tags,
		Summary: "List my applications", Description: "The newest first; no content.", Action: identity.ReadApplication}, r.list)
	web.Register(a, web.Route{ID: "read-application", Method: http.MethodGet, Path: one, Tags: tags,
		Summary:     "Read my application",
		Description: "All that was filled in. The ETag is the version that a change must name. The reading is recorded.",
		Action:      identity.ReadApplication}, r.read)
	web.Register(a, web.Route{ID: "change-application", Method: http.MethodPatch, Path: one, Tags: tags,
		Summary: "Change my draft",
		Description: "Each section that is given replaces the one stored; the others stay. A draft may be incomplete: " +
			"the checklist says what a submission still needs.",
		Action: identity.ChangeApplication, Conditional: true, Limit: formLimit}, r.change)
	web.Register(a, web.Route{ID: "discard-application", Method: http.MethodDelete, Path: one, Status: http.StatusNoContent, Tags: tags,
		Summary: "Discard my draft", Description: "Content and its key are destroyed. What was submitted is withdrawn instead.",
		Action: identity.DiscardApplication}, r.discard)
}

func (r Room) documents(a *web.API) {
	tags := []string{"documents"}
	web.Register(a, web.Route{ID: "add-document", Method: http.MethodPost, Path: docs, Status: http.StatusCreated, Tags: tags,
		Summary: "Announce a document",
		Description: "Answers with a form to which the file is posted (multipart/form-data: every field of the form, then the " +
			"file as last field, named file). The form takes the announced type and size and nothing else. The file is then " +
			"inspected; its state is in the status. Open in a draft and while a correction waits for a reply.",
		Action: identity.AddDocument, Idempotent: true}, r.addDocument)
	web.Register(a, web.Route{ID: "list-documents", Method: http.MethodGet, Path: docs, Tags: tags,
		Summary: "List my documents", Description: "With the state of each and, where it was rejected, why. The reading is recorded.",
		Action: identity.ListDocuments}, r.listDocuments)
	web.Register(a, web.Route{ID: "read-document", Method: http.MethodGet, Path: docs + "/{doc}", Tags: tags,
		Summary: "Read one of my documents", Description: "Answers with a short-lived address. The reading is recorded.",
		Action: identity.ReadApplication}, r.readDocument)
	web.Register(a, web.Route{ID: "remove-document", Method: http.MethodDelete, Path: docs + "/{doc}", Status: http.StatusNoContent, Tags: tags,
		Summary: "Remove a document", Description: "One that was submitted stays.", Action: identity.RemoveDocument}, r.removeDocument)
	web.Register(a, web.Route{ID: "read-checklist", Method: http.MethodGet, Path: one + "/checklist", Tags: tags,
		Summary: "What is still missing", Description: "The documents that this application needs, and every fault that keeps it from being submitted. The reading is recorded.",
		Action: identity.ReadChecklist}, r.checklist)
}

func (r Room) way(a *web.API) {
	tags := []string{"applications"}
	web.Register(a, web.Route{ID: "submit-application", Method: http.MethodPost, Path: one + "/submission", Tags: tags,
		Summary: "Submit my application",
		Description: "Freezes the content and starts the statutory clock: 20 working days. What is incomplete is answered with " +
			"every fault at once. All lanes open together.",
		Action: identity.Submit, Idempotent: true}, r.submit)
	web.Register(a, web.Route{ID: "read-status", Method: http.MethodGet, Path: one + "/status", Tags: tags,
		Summary: "How far my application is",
		Description: "State, lanes, due date with its reasons, which lanes ask to mend something, how far each document's inspection " +
			"is, the extension, and what comes next. Nothing personal stands in it: to be asked as often as somebody likes.",
		Action: identity.ReadApplication}, r.status)
	web.Register(a, web.Route{ID: "read-corrections", Method: http.MethodGet, Path: one + "/corrections", Tags: tags,
		Summary: "What I am asked to mend", Description: "In the authorities' words, with my replies. The reading is recorded.",
		Action: identity.ReadCorrections}, r.corrections)
	web.Register(a, web.Route{ID: "reply-to-correction", Method: http.MethodPost, Path: one + "/corrections/{n}/reply", Tags: tags,
		Summary: "Reply to a correction", Description: "With words, with documents added for it, or both.",
		Action: identity.ReplyToCorrection}, r.reply)
	web.Register(a, web.Route{ID: "withdraw-application", Method: http.MethodPost, Path: one + "/withdrawal", Tags: tags,
		Summary: "Withdraw my application", Description: "Possible until it is decided. Open lanes close without points.",
		Action: identity.Withdraw}, r.withdraw)
}

func (r Room) answers(a *web.API) {
	tags := []string{"decision"}
	web.Register(a, web.Route{ID: "read-decision", Method: http.MethodGet, Path: one + "/decision", Tags: tags,
		Summary:     "The decision with its reasons",
		Description: "Points, justification and evidence of each criterion, objections with their rulings, grounds of a refusal, how to appeal.",
		Action:      identity.ReadDecision}, r.decision)
	web.Register(a, web.Route{ID: "read-certificate", Method: http.MethodGet, Path: one + "/certificate", Tags: tags,
		Summary:     "The official document",
		Description: "The sealed certificate as PDF or, for a refusal, the statement of reasons.",
		Action:      identity.ReadCertificate}, r.paper)
	binary(a.OpenAPI().Paths[one+"/certificate"].Get)
	web.Register(a, web.Route{ID: "list-accesses", Method: http.MethodGet, Path: one + "/accesses", Tags: tags,
		Summary: "Who read my data", Description: "Every reading, by role and authority; officers are not named.",
		Action: identity.ListAccesses}, r.accesses)
}
