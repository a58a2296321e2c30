// Package statistics is the room of the figures for everybody: a page, and the same figures as a file.
//
// What may be shown is decided by the figures themselves; nothing here counts.
package statistics

import (
	"net/http"
	"slices"
	"strings"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/statistics"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/web/page"
	view "hsmp.example/cases/web/statistics"
)

// Room is what the routes need.
type Room struct {
	Statistics *casework.Statistics
	Rules      casework.Rules
}

// Routes adds the page and the file.
func (r Room) Routes(s *portal.Site) {
	s.Open(http.MethodGet, "/statistics", r.page)
	s.Open(http.MethodGet, "/statistics/figures.csv", r.file)
}

func (r Room) page(v *portal.Visit) (portal.Answer, error) {
	v.Page.Room = page.Statistics
	v.Page = v.Page.Titled(v.Say("statistics.title"))
	shown := view.View{Programme: r.Rules.Latest().Programme, Months: r.months(v), From: v.Asked("from"), To: v.Asked("to")}
	figures, err := r.figures(v)
	if v.Faults(err) {
		shown.Bare = true
		for i, f := range v.Page.Faults {
			v.Page.Faults[i].Field = strings.TrimPrefix(f.Field, "query:")
		}
		return portal.Again(view.Page(v.Page, shown)), nil
	}
	if err != nil {
		return portal.Answer{}, err
	}
	shown.Figures, shown.From, shown.To = figures, string(figures.From), string(figures.To)
	return portal.Show(view.Page(v.Page, shown)), nil
}

func (r Room) figures(v *portal.Visit) (statistics.Figures, error) {
	return r.Statistics.Public(v.Context(), v.Asked("from"), v.Asked("to"))
}

// months are those that may be chosen: from the act that the programme rests on until this one, the newest first.
func (r Room) months(v *portal.Visit) []statistics.Month {
	all := statistics.MonthOf(r.Rules.Latest().Programme.Act.Date).Through(statistics.MonthOf(calendar.DateOf(v.Now)))
	slices.Reverse(all)
	return all
}
