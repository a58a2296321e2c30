package intake

import (
	"context"
	"time"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/locale"
)

// Status is how far an application is, as its applicant sees it. Points stay hidden until the decision. It is looked at
// without a row in the audit chain, so it must hold nothing personal: no word that a person wrote, no name, no file
// name.
type Status struct {
	ID          application.ID   `json:"id"`
	State       string           `json:"state" enum:"draft,assessing,reviewing,confirming,issuing,recognised,refused,withdrawn"`
	NextStep    string           `json:"next_step" doc:"What happens next or what you are to do, in the caller's language"`
	SubmittedAt *time.Time       `json:"submitted_at,omitempty"`
	SubmittedOn *calendar.Date   `json:"submitted_on,omitempty"`
	Due         *api.Due         `json:"due,omitempty"`
	LateBy      int              `json:"late_by" doc:"Whole working days past the due date"`
	Lanes       []LaneStatus     `json:"lanes"`
	Corrections []AskedFor       `json:"corrections"`
	Documents   []Inspected      `json:"documents" doc:"How far the inspection of each is; names and findings are in the list of documents"`
	Extensions  []ExtensionState `json:"extensions" doc:"Whether a longer clock was asked for, and what became of it"`
	ClosedAt    *time.Time       `json:"closed_at,omitempty"`
}

// LaneStatus is one authority's part, without what it said.
type LaneStatus struct {
	ID            string `json:"id" example:"education"`
	Name          string `json:"name" doc:"In the caller's language"`
	Authority     string `json:"authority" example:"science-education"`
	AuthorityName string `json:"authority_name"`
	State         string `json:"state" enum:"open,claimed,scored,closed" doc:"scored: the authority has spoken; closed: by your withdrawal"`
	Reminders     int    `json:"reminders" doc:"How often the authority was reminded"`
	Escalated     bool   `json:"escalated" doc:"Whether its silence was reported to its superiors"`
}

// AskedFor says that the applicant was asked to mend something. What, is read with the corrections.
type AskedFor struct {
	Number    int           `json:"number" example:"1"`
	Lane      string        `json:"lane" example:"education"`
	LaneName  string        `json:"lane_name"`
	AskedAt   time.Time     `json:"asked_at"`
	ReplyBy   calendar.Date `json:"reply_by" doc:"Asked for by this day; a later reply is still taken while the lane is open"`
	RepliedAt *time.Time    `json:"replied_at,omitempty"`
}

// Inspected is how far one document is.
type Inspected struct {
	ID    string `json:"id" example:"doc_01KBXQ8ZJ4N5V6W7X8Y9Z0A1B3"`
	State string `json:"state" enum:"expected,uploaded,accepted,rejected"`
}

// ExtensionState says whether the clock is longer.
type ExtensionState struct {
	WorkingDays int    `json:"working_days" example:"10"`
	State       string `json:"state" enum:"asked,granted,refused"`
}

type statusAnswer struct {
	Body Status
}

// status may be asked as often as somebody likes: it holds nothing personal, so it leaves no row behind.
func (r Room) status(ctx context.Context, in *api.CasePath) (*statusAnswer, error) {
	c, t, err := r.Intake.Status(ctx, web.Principal(ctx), application.ID(in.ID))
	if err != nil {
		return nil, err
	}
	return &statusAnswer{r.statusOf(web.Language(ctx), &c, t)}, nil
}

// after shows the status that a move has led to.
func (r Room) after(ctx context.Context, c application.Case, err error) (*statusAnswer, error) {
	if err != nil {
		return nil, err
	}
	t, err := r.Intake.Rules.Of(&c)
	if err != nil {
		return nil, err
	}
	return &statusAnswer{r.statusOf(web.Language(ctx), &c, t)}, nil
}

func (r Room) statusOf(l locale.Language, c *application.Case, t application.Timetable) Status {
	s := Status{ID: c.ID, State: string(c.State), NextStep: api.NextStep(l, c), Lanes: lanesOf(l, c, t.Programme),
		Corrections: askedFor(l, c, t.Programme), Documents: inspected(c), Extensions: extensionsOf(c), ClosedAt: api.Moment(c.ClosedAt)}
	if c.Submission != nil {
		due := api.DueOf(l, c.Submission.Due)
		s.SubmittedAt, s.SubmittedOn, s.Due = api.Moment(c.Submission.At), api.On(c.Submission.Date), &due
		s.LateBy = c.Lateness(t, r.Intake.Now())
	}
	return s
}

// lanesOf leaves points and justifications out, also in a lane that is scored: they are told with the decision,
// together.
func lanesOf(l locale.Language, c *application.Case, p programme.Programme) []LaneStatus {
	lanes := make([]LaneStatus, len(c.Lanes))
	for i, lane := range c.Lanes {
		lanes[i] = LaneStatus{ID: string(lane.ID), Name: api.LaneName(p, l, lane.ID), Authority: string(lane.Authority),
			AuthorityName: api.AuthorityName(p, l, lane.Authority), State: api.LaneState(lane), Reminders: len(lane.Reminders)}
		for _, reminder := range lane.Reminders {
			lanes[i].Escalated = lanes[i].Escalated || reminder.Escalated
		}
	}
	return lanes
}

func askedFor(l locale.Language, c *application.Case, p programme.Programme) []AskedFor {
	asked := make([]AskedFor, len(c.Corrections))
	for i, k := range c.Corrections {
		asked[i] = AskedFor{Number: k.Number, Lane: string(k.Lane), LaneName: api.LaneName(p, l, k.Lane), AskedAt: k.At.UTC(), ReplyBy: k.ReplyBy}
		if k.Reply != nil {
			asked[i].RepliedAt = api.Moment(k.Reply.At)
		}
	}
	return asked
}

func inspected(c *application.Case) []Inspected {
	documents := make([]Inspected, len(c.Documents))
	for i, d := range c.Documents {
		documents[i] = Inspected{ID: d.ID, State: string(d.State)}
	}
	return documents
}

func extensionsOf(c *application.Case) []ExtensionState {
	all := make([]ExtensionState, len(c.Extensions))
	for i, e := range c.Extensions {
		all[i] = ExtensionState{WorkingDays: e.WorkingDays, State: e.Word()}
	}
	return all
}
