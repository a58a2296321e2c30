package scoring

import (
	"context"
	"time"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
)

// WorkItem is one open lane.
type WorkItem struct {
	Case        application.ID `json:"case"`
	Lane        string         `json:"lane" example:"education"`
	LaneName    string         `json:"lane_name" doc:"In the caller's language"`
	Kind        string         `json:"kind" enum:"criterion,clearance"`
	Field       string         `json:"field" example:"it"`
	FieldName   string         `json:"field_name"`
	SubmittedOn calendar.Date  `json:"submitted_on"`
	Due         calendar.Date  `json:"due"`
	LateBy      int            `json:"late_by" doc:"Whole working days past the due date"`
	Claim       string         `json:"claim" enum:"none,mine,colleague"`
	ClaimedAt   *time.Time     `json:"claimed_at,omitempty"`
	Reminders   int            `json:"reminders"`
	Escalated   bool           `json:"escalated"`
}

// asked may leave the authority out. Another authority's list is for the Service's supervisors; the policies know.
type asked struct {
	Authority string `query:"authority" maxLength:"64" doc:"Whose list; left out: your own authority's" example:"science-education"`
	Cursor    string `query:"cursor" maxLength:"512" pattern:"^[!-~]*$" patternDescription:"bad-value" doc:"next of the page before"`
	Limit     int    `query:"limit" minimum:"1" maximum:"100" default:"25" doc:"Lanes a page"`
}

type page struct {
	Body struct {
		Items []WorkItem `json:"items"`
		Next  string     `json:"next,omitempty" doc:"Cursor of the next page; missing on the last"`
	}
}

func (r Room) worklist(ctx context.Context, in *asked) (*page, error) {
	who := web.Principal(ctx)
	list, err := r.Scoring.List(ctx, who, casework.WorkFilter{Authority: programme.AuthorityID(in.Authority)}, in.Cursor, in.Limit)
	if err != nil {
		return nil, err
	}
	out := &page{}
	out.Body.Items, out.Body.Next = make([]WorkItem, len(list.Items)), list.Next
	for i, item := range list.Items {
		out.Body.Items[i] = r.itemOf(web.Language(ctx), who, item)
	}
	return out, nil
}

// itemOf reckons the lateness now: the stored row only knows when it is due.
func (r Room) itemOf(l locale.Language, who identity.Principal, w casework.WorkItem) WorkItem {
	p := r.Scoring.Rules.Latest().Programme
	return WorkItem{Case: w.Case, Lane: string(w.Lane), LaneName: api.LaneName(p, l, w.Lane), Kind: string(w.Kind), Field: w.Field,
		FieldName: api.FieldName(p, l, w.Field), SubmittedOn: w.SubmittedOn, Due: w.Due, Claim: claimWord(who, w.ClaimedBy),
		ClaimedAt: api.Moment(w.ClaimedAt), Reminders: w.Reminders, Escalated: w.Escalated,
		LateBy: r.Scoring.Rules.Standing(w.Anchor(), w.DueDay, r.Scoring.Now()).Late}
}

// claimWord names no colleague: officers know each other without us.
func claimWord(who identity.Principal, by string) string {
	switch by {
	case "":
		return "none"
	case who.Person():
		return "mine"
	}
	return "colleague"
}
