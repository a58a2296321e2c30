package public

import (
	"context"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/notice"
	"hsmp.example/cases/pkg/locale"
)

// figures adds what the public is told beside the programme itself.
func (r Room) figures(a *web.API) {
	web.Get(a.PublicGroup("comparison"), web.Route{ID: "compare-programmes", Path: "/v1/comparison",
		Summary: "How programmes of other countries compare",
		Description: "129 programmes of 43 countries, as they were published. Every cell is text: amounts stand in more than twenty " +
			"currencies and notations and some are cut, so nothing is ordered by amount.",
	}, r.compare)
	web.Get(a.PublicGroup("notices"), web.Route{ID: "list-notices", Path: "/v1/notices",
		Summary: "Announcements and acts of force majeure", Description: "Those in force today; all=true also those to come and past ones."}, r.notices)
	web.Get(a.PublicGroup("statistics"), web.Route{ID: "read-statistics", Path: "/v1/statistics",
		Summary: "The programme in figures",
		Description: "By the month of submission. Groups under five are not counted, other counts are rounded down to a multiple of " +
			"five, and quartiles are given only where five values lie in each quarter: nothing here tells of one person. " +
			"A few minutes old at most.",
	}, r.statistics)
}

// Notices is what the public is told.
type Notices struct {
	Today   calendar.Date `json:"today" doc:"In Baku"`
	Notices []Notice      `json:"notices" doc:"Force majeure first, then the newest"`
}

// Notice is one announcement or act of force majeure.
type Notice struct {
	ID       string         `json:"id" example:"demonstration-system"`
	Kind     string         `json:"kind" enum:"announcement,force-majeure"`
	Standing string         `json:"standing" enum:"coming,in-force,past"`
	From     calendar.Date  `json:"from"`
	Until    *calendar.Date `json:"until,omitempty" doc:"The last day; missing: until it is taken back"`
	Title    string         `json:"title" doc:"In the caller's language"`
	Text     string         `json:"text"`
	Act      *NoticeAct     `json:"act,omitempty"`
}

// NoticeAct is the act that a notice rests on.
type NoticeAct struct {
	Name   string        `json:"name"`
	Number string        `json:"number,omitempty"`
	Date   calendar.Date `json:"date"`
	Scope  string        `json:"scope" doc:"Whom and what it is about"`
	Source string        `json:"source,omitempty" format:"uri"`
}

type noticesAsked struct {
	All bool `query:"all" doc:"Whether to list those to come and past ones too"`
}

type noticesAnswer struct {
	Vary     string `header:"Vary"`
	Language string `header:"Content-Language"`
	Body     Notices
}

func (r Room) notices(ctx context.Context, in *noticesAsked) (*noticesAnswer, error) {
	l, now := web.Language(ctx), r.Now()
	list := r.Notices.Current(now)
	if in.All {
		list = r.Notices.All()
	}
	today := calendar.DateOf(now)
	return &noticesAnswer{Vary: "Accept-Language", Language: string(l), Body: Notices{Today: today,
		Notices: each(list, func(n notice.Notice) Notice { return noticeOf(n, l, today) })}}, nil
}

func noticeOf(n notice.Notice, l locale.Language, today calendar.Date) Notice {
	out := Notice{ID: n.ID, Kind: string(n.Kind), Standing: string(n.On(today)), From: n.From, Until: api.On(n.Until),
		Title: n.Title.In(l), Text: n.Text.In(l)}
	if n.HasAct() {
		out.Act = &NoticeAct{Name: n.Act.Names.In(l), Number: n.Act.Number, Date: n.Act.Date, Scope: n.Act.Scope.In(l), Source: n.Act.Source}
	}
	return out
}

type statisticsAsked struct {
	From string `query:"from" maxLength:"16" example:"2026-01" doc:"First month of submission; left out: the eleventh before the last"`
	To   string `query:"to" maxLength:"16" example:"2026-03" doc:"Last month of submission; left out: this month"`
}

type statisticsAnswer struct {
	CacheControl string `header:"Cache-Control"`
	Vary         string `header:"Vary"`
	Body         api.Figures
}

func (r Room) statistics(ctx context.Context, in *statisticsAsked) (*statisticsAnswer, error) {
	figures, err := r.Statistics.Public(ctx, in.From, in.To)
	if err != nil {
		return nil, err
	}
	return &statisticsAnswer{CacheControl: "public, max-age=300", Vary: "Accept-Language",
		Body: api.FiguresOf(r.Rules.Latest().Programme, web.Language(ctx), figures)}, nil
}
