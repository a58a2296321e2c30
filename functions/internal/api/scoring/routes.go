// Package scoring is the officers' side of the API: the work list, a case as far as their lanes need it, points,
// objections, corrections, extensions, the confirmation and the history. It maps messages to casework.Scoring and must
// hold no rule.
package scoring

import (
	"net/http"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
)

// Room is what the routes call.
type Room struct {
	Scoring     casework.Scoring
	Supervision casework.Supervision
}

const (
	one  = "/v1/cases/{id}"
	lane = one + "/lanes/{lane}"
)

// Routes adds the officers' routes.
func (r Room) Routes(a *web.API) {
	api.Prepare(a)
	r.reading(a)
	r.lanes(a)
	r.requests(a)
	r.rulings(a)
	r.supervision(a)
}

func (r Room) reading(a *web.API) {
	cases := a.Group("cases")
	web.Get(cases, web.Route{ID: "list-work", Path: "/v1/worklist",
		Summary: "Work list of an authority", Description: "Open lanes, the most urgent first; no personal data.",
		Action: identity.ListWork}, r.worklist)
	web.Get(cases, web.Route{ID: "read-case", Path: one,
		Summary: "Read a case",
		Description: "Its frame and, of the content, what the lanes need that the reader may read. A decision officer also sees " +
			"the proposed outcome with its explanation. The reading is recorded and shown to the applicant.",
		Action: identity.ReadCase}, r.read)
	web.Get(cases, web.Route{ID: "read-evidence", Path: one + "/documents/{doc}",
		Summary:     "Read a document of a case",
		Description: "Answers with a short-lived address, if one of the reader's lanes needs the document. The reading is recorded.",
		Action:      identity.ReadDocument, Stateful: true}, r.document)
	web.Get(cases, web.Route{ID: "read-history", Path: one + "/history",
		Summary: "Audit chain of a case", Description: "Every act and every reading; each entry holds the hash of the one before.",
		Action: identity.ReadHistory}, r.history)
}

func (r Room) lanes(a *web.API) {
	lanes := a.Group("lanes")
	web.Post(lanes, web.Route{ID: "claim-lane", Path: lane + "/claim",
		Summary: "Claim a lane", Description: "So that two officers do not do the same work. take_over takes it from a colleague.",
		Action: identity.ClaimLane}, r.claim)
	web.Post(lanes, web.Route{ID: "score-lane", Path: lane + "/score",
		Summary: "Score a criterion",
		Description: "Whole points, with a written justification and the documents they rest on. It closes the lane; the same " +
			"score sent again changes nothing, and another one needs the lane reopened.",
		Action: identity.ScoreLane}, r.score)
	web.Post(lanes, web.Route{ID: "clear-lane", Path: lane + "/clearance",
		Summary: "State that nothing stands against the recognition", Description: "Closes the clearance lane.",
		Action: identity.ClearLane}, r.clear)
	web.Post(lanes, web.Route{ID: "reopen-lane", Path: lane + "/reopening",
		Summary: "Take the result of a lane back",
		Description: "With the reason, by an officer or a supervisor of its authority, before an outcome is proposed. The earlier result stays in " +
			"the record and is told with the decision; the clock runs on.",
		Action: identity.ReopenLane}, r.reopen)
	web.Post(lanes, web.Route{ID: "route-lane", Path: lane + "/route",
		Summary: "Give the field's lane to another authority",
		Description: "With the reason. Only the lane of the field's authority goes, and only to an authority that a field has. A claim " +
			"falls; the clock goes on.",
		Action: identity.RouteLane}, r.route)
}

func (r Room) requests(a *web.API) {
	lanes := a.Group("lanes")
	web.Create(lanes, web.Route{ID: "object", Path: lane + "/objection",
		Summary: "Object to the recognition",
		Description: "With reason and legal basis, at any time before the decision; a proposed outcome is worked out anew. It stands until " +
			"the Service lifts or upholds it, or its authority withdraws it. It closes an open clearance, unless a colleague has claimed it.",
		Action: identity.Object, Again: r.again(identity.Object)}, r.object)
	web.Create(lanes, web.Route{ID: "request-correction", Path: lane + "/correction",
		Summary:     "Ask the applicant to mend something",
		Description: "The lane stays open and is scored after the reply. What is written here is shown to the applicant.",
		Action:      identity.RequestCorrection, Again: r.again(identity.RequestCorrection)}, r.correction)
	web.Create(lanes, web.Route{ID: "request-extension", Path: lane + "/extension",
		Summary: "Ask for ten more working days",
		Description: "Granted once a case, for additional investigation, with the reason, before the due date has passed. A supervisor of the Service " +
			"answers; after a refusal it may be asked for again.",
		Action: identity.RequestExtension, Again: r.again(identity.RequestExtension)}, r.extension)
}

func (r Room) rulings(a *web.API) {
	decisions := a.Group("decisions")
	web.Post(decisions, web.Route{ID: "resolve-objection", Path: one + "/objections/{n}/resolution",
		Summary: "Rule on an objection", Description: "Upheld refuses the recognition at any total; lifted counts no more. Not by who raised it.",
		Action: identity.ResolveObjection}, r.resolve)
	web.Post(decisions, web.Route{ID: "withdraw-objection", Path: one + "/objections/{n}/withdrawal",
		Summary: "Withdraw an objection",
		Description: "By any officer of the authority that raised it, while it waits for a ruling. It counts no more; a clearance that " +
			"it closed is open again.",
		Action: identity.WithdrawObjection}, r.withdraw)
	web.Post(decisions, web.Route{ID: "answer-extension", Path: one + "/extensions/{n}/approval",
		Summary: "Grant or refuse an extension", Description: "Granting moves the due date, and comes before it has passed. Not by who asked for it.",
		Action: identity.ApproveExtension}, r.approve)
	web.Post(decisions, web.Route{ID: "confirm-decision", Path: one + "/confirmation",
		Summary: "Confirm the proposed decision", Description: "Four eyes: not by who scored, cleared, asked, objected, ruled, extended or routed anything in the case.",
		Action: identity.ConfirmDecision}, r.confirm)
	web.Post(decisions, web.Route{ID: "return-decision", Path: one + "/return",
		Summary:     "Return the proposed decision to lanes of the case",
		Description: "With the reason; the lanes are open again, and the outcome is worked out anew. Four eyes as for the confirmation.",
		Action:      identity.ReturnDecision}, r.returnProposal)
}

// again asks for the right to the act of a lane anew: the lane may have been routed away since.
func (r Room) again(action identity.Action) web.Again {
	return func(q *http.Request) error {
		return r.Scoring.Again(q.Context(), web.Principal(q.Context()), application.ID(q.PathValue("id")), programme.LaneID(q.PathValue("lane")), action)
	}
}
