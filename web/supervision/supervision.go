// Package supervision is the supervisors' page: how many lanes are open and urgent, the workload by week, how scores
// spread and how long lanes take, as plots with the tables behind them.
//
// It must know no use case and no permission: the numbers come in, counted, and of the authorities that the reader may
// see. Nothing it shows names a person.
package supervision

import (
	"strconv"
	"strings"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/statistics"
	"hsmp.example/cases/web/page"
)

// View is what a supervisor sees.
type View struct {
	Programme programme.Programme
	Filter    Filter
	Shown     programme.AuthorityID // the only authority that is shown, or ""
	Rule      Rule
	Loads     []Load
	Weeks     []Week
	Figures   statistics.Figures
	At        string // when the numbers were counted
	Employers bool   // the reader may see the registrations of employers
}

// Filter is what was asked for and what may be.
type Filter struct {
	Authority, From, To string
	Authorities, Months []page.Option
	Narrowed            bool // less than everything was asked for
}

// Lanes counts open lanes; one past its due day is not near it too.
type Lanes struct{ Open, Claimed, Near, Late int }

func (n Lanes) free() int { return n.Open - n.Claimed }

func (n Lanes) calm() int { return n.Open - n.Near - n.Late }

// Load is an authority's open lanes. Listed says whether the reader may open its work list.
type Load struct {
	Authority programme.AuthorityID
	Lanes     Lanes
	Listed    bool
}

// Week counts the open lanes that are due in a week. Earlier says that all weeks before it are in it.
type Week struct {
	Monday  calendar.Date
	Earlier bool
	Lanes   Lanes
}

// Rule is when a lane is near its due day and when past it: working days of the usual clock and of the longer one.
type Rule struct{ Percent, Near, Term, LongerNear, Longer int }

// Total adds the loads up.
func (v View) Total() (n Lanes) {
	for _, l := range v.Loads {
		n.Open += l.Lanes.Open
		n.Claimed += l.Lanes.Claimed
		n.Near += l.Lanes.Near
		n.Late += l.Lanes.Late
	}
	return n
}

func (v View) authority(p page.Page, id programme.AuthorityID) string {
	return p.Text(v.Programme.AuthorityNames(id))
}

func (v View) lane(p page.Page, id programme.LaneID) string {
	return p.Text(v.Programme.LaneNames(id))
}

func (v View) over(p page.Page) string {
	if v.Shown != "" {
		return v.authority(p, v.Shown)
	}
	return p.Say("supervision.all")
}

// decimal writes a number with at most one digit behind the point, as the language does.
func decimal(p page.Page, x float64) string {
	text := strconv.FormatFloat(x, 'f', 1, 64)
	whole, tenth, _ := strings.Cut(text, ".")
	n, err := strconv.Atoi(whole)
	switch {
	case err != nil:
		return text
	case tenth == "0":
		return p.Number(n)
	}
	return p.Number(n) + p.Say("supervision.point") + tenth
}

// known writes a number that may be missing.
func known[N int | float64](p page.Page, n *N) string {
	if n == nil {
		return "–"
	}
	return decimal(p, float64(*n))
}
