// Package employers is the side of the API where employers register and the Service rules on their registrations. It
// maps messages to employment.Registry and must hold no rule.
package employers

import (
	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/usecase/employment"
	"hsmp.example/cases/pkg/usecase/identity"
)

// Room is what the routes call.
type Room struct {
	Registry employment.Registry
}

const (
	all = "/v1/employers"
	one = all + "/{id}"
)

// Routes adds the routes of both sides.
func (r Room) Routes(a *web.API) {
	api.Prepare(a)
	r.own(a)
	r.service(a)
}

func (r Room) own(a *web.API) {
	employers := a.Group("employers")
	web.Create(employers, web.Route{ID: "register-employer", Path: all,
		Summary: "Register an employer",
		Description: "A legal person, a natural person, or a representative office or branch of a foreign legal entity, by its VÖEN. " +
			"Every fault is answered at once. The registration then waits for the Service; a VÖEN has one that is not refused.",
		Action: identity.RegisterEmployer}, r.register)
	web.Get(employers, web.Route{ID: "list-employers", Path: all,
		Summary: "List my registrations", Description: "The newest first, with the state of each; no content.",
		Action: identity.RegisterEmployer}, r.list)
	web.Get(employers, web.Route{ID: "read-employer", Path: one,
		Summary: "Read a registration",
		Description: "For who made it and for the Service, with what the Service ruled and why. The ETag is the version that a " +
			"correction or a decision must name. The reading is recorded.",
		Action: identity.ReadEmployer}, r.read)
	web.Post(employers, web.Route{ID: "correct-employer", Path: one + "/correction",
		Summary:     "Correct my registration",
		Description: "Replaces all particulars, while the registration waits or after the Service returned it. It then waits anew.",
		Action:      identity.CorrectEmployer, Conditional: true}, r.correct)
}

func (r Room) service(a *web.API) {
	registrations := a.Group("registrations")
	web.Get(registrations, web.Route{ID: "list-registrations", Path: "/v1/registrations",
		Summary: "Registrations of employers that wait for the Service", Description: "The longest waiting first; no personal data.",
		Action: identity.ListRegistrations}, r.waiting)
	web.Post(registrations, web.Route{ID: "decide-employer", Path: one + "/decision",
		Summary: "Rule on a registration",
		Description: "Registers the employer, refuses with a reason, or returns the particulars with what to mend. The same ruling " +
			"again changes nothing. Not by who made the registration.",
		Action: identity.DecideEmployer, Conditional: true}, r.decide)
}
