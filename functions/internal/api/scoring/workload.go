package scoring

import (
	"context"
	"time"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/usecase/identity"
)

// Workload is the supervisors' view of authorities. The counts are exact and for staff only.
type Workload struct {
	At      time.Time   `json:"at"`
	Loads   []Load      `json:"loads" doc:"By authority, as far as the reader may see them"`
	Figures api.Figures `json:"figures" doc:"How points and time spread; of one authority alone where one was asked for"`
}

// Load is what an authority has open.
type Load struct {
	Authority     string     `json:"authority" example:"science-education"`
	AuthorityName string     `json:"authority_name"`
	Lanes         LaneCount  `json:"lanes"`
	Weeks         []WeekLoad `json:"weeks" doc:"By the week in which lanes are due"`
}

// WeekLoad is what is due in one week.
type WeekLoad struct {
	Monday calendar.Date `json:"monday"`
	Lanes  LaneCount     `json:"lanes"`
}

// LaneCount counts open lanes.
type LaneCount struct {
	Open    int `json:"open"`
	Claimed int `json:"claimed"`
	NearDue int `json:"near_due" doc:"Past the last checkpoint before the due day, and not past due"`
	PastDue int `json:"past_due"`
}

type workloadAsked struct {
	Authority string `query:"authority" maxLength:"64" example:"science-education" doc:"Whose; left out: your own authority's, or every one's where you may see them"`
	From      string `query:"from" maxLength:"16" example:"2026-01" doc:"First month of submission of the figures; left out: the eleventh before the last"`
	To        string `query:"to" maxLength:"16" example:"2026-03" doc:"Last month; left out: this month"`
}

type workloadAnswer struct {
	CacheControl string `header:"Cache-Control"`
	Body         Workload
}

func (r Room) supervision(a *web.API) {
	web.Get(a.Group("workload"), web.Route{ID: "read-workload", Path: "/v1/workload",
		Summary: "Workload of authorities",
		Description: "Lanes open, near due and past due, and how points and time spread. A supervisor of the Service sees every " +
			"authority, any other their own. Names no person.",
		Action: identity.ReadWorkload}, r.workload)
}

func (r Room) workload(ctx context.Context, in *workloadAsked) (*workloadAnswer, error) {
	o, err := r.Supervision.Overview(ctx, web.Principal(ctx), programme.AuthorityID(in.Authority), in.From, in.To)
	if err != nil {
		return nil, err
	}
	p, l := r.Supervision.Rules.Latest().Programme, web.Language(ctx)
	out := &workloadAnswer{CacheControl: "no-store", Body: Workload{At: o.At.UTC(), Loads: []Load{}, Figures: api.FiguresOf(p, l, o.Figures)}}
	for _, load := range o.Loads {
		one := Load{Authority: string(load.Authority), AuthorityName: api.AuthorityName(p, l, load.Authority), Lanes: LaneCount(load.Lanes), Weeks: []WeekLoad{}}
		for _, w := range load.Weeks {
			one.Weeks = append(one.Weeks, WeekLoad{w.Monday, LaneCount(w.Lanes)})
		}
		out.Body.Loads = append(out.Body.Loads, one)
	}
	return out, nil
}
