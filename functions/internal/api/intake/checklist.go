package intake

import (
	"context"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/aws/apigw"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/locale"
)

// Wanted is one kind of document and whether the application has it.
type Wanted struct {
	Kind     string `json:"kind" example:"diploma"`
	Name     string `json:"name" doc:"In the caller's language"`
	Help     string `json:"help" doc:"What it should be, in the caller's language"`
	Need     string `json:"need" enum:"required,expected,optional" doc:"Without a required one nothing can be submitted"`
	Accepted int    `json:"accepted" doc:"How many were inspected and accepted"`
	Pending  int    `json:"pending" doc:"How many have not arrived or are being inspected"`
	Rejected int    `json:"rejected"`
}

// Checklist is what a submission needs.
type Checklist struct {
	Complete  bool          `json:"complete" doc:"Whether it can be submitted now"`
	Documents []Wanted      `json:"documents"`
	Faults    []apigw.Fault `json:"faults" doc:"All that is missing or wrong, each with its place in the form"`
}

type checklisted struct {
	Body Checklist
}

// checklist asks the same question as a submission, without submitting. Past the draft nothing can be missing any more.
// Its faults name files, so each look is a reading.
func (r Room) checklist(ctx context.Context, in *api.CasePath) (*checklisted, error) {
	c, t, err := r.Intake.Checklist(ctx, web.Principal(ctx), application.ID(in.ID))
	if err != nil {
		return nil, err
	}
	l := web.Language(ctx)
	out := &checklisted{Body: Checklist{Documents: wanted(&c, t.Programme, l), Faults: []apigw.Fault{}, Complete: true}}
	if c.State == application.Draft {
		out.Body.Faults = api.Faults(l, c.Completeness(t.Programme, calendar.DateOf(r.Intake.Now())))
		out.Body.Complete = len(out.Body.Faults) == 0
	}
	return out, nil
}

func wanted(c *application.Case, p programme.Programme, l locale.Language) []Wanted {
	needs := c.Checklist(p)
	list := make([]Wanted, len(needs))
	for i, need := range needs {
		kind, _ := p.Document(need.Kind)
		list[i] = Wanted{Kind: string(need.Kind), Name: kind.Names.In(l), Help: kind.Help.In(l), Need: string(need.Need)}
		list[i].count(c)
	}
	return list
}

// count looks at the documents there are: the applicant should see which one still waits and which one to send again.
func (w *Wanted) count(c *application.Case) {
	for _, d := range c.Documents {
		switch {
		case d.Kind != w.Kind:
		case d.State == evidence.Accepted:
			w.Accepted++
		case d.State == evidence.Rejected:
			w.Rejected++
		default:
			w.Pending++
		}
	}
}
