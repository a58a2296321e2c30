package supervision

import (
	"math"
	"strconv"

	"hsmp.example/cases/pkg/domain/statistics"
	"hsmp.example/cases/web/page"
)

// stack is one bar of open lanes, cut by urgency. Names stand above their bars as text, so that long ones break on a
// phone.
type stack struct {
	name, text string
	parts      []part
}

type part struct {
	class    string
	x, width string
}

// stacks are as long as their number of lanes, beside the longest one.
func (v View) stacks(p page.Page) []stack {
	most := 1
	for _, l := range v.Loads {
		most = max(most, l.Lanes.Open)
	}
	all := make([]stack, 0, len(v.Loads))
	for _, l := range v.Loads {
		s := stack{name: v.authority(p, l.Authority), text: p.Count("supervision.lanes", l.Lanes.Open)}
		at := 0
		for _, one := range []struct {
			kind page.TagKind
			n    int
		}{{page.Bad, l.Lanes.Late}, {page.Waiting, l.Lanes.Near}, {page.Progress, l.Lanes.calm()}} {
			if one.n > 0 {
				s.parts = append(s.parts, part{"hsmp-bar hsmp-bar--" + string(one.kind), percent(at, most), percent(one.n, most)})
			}
			at += one.n
		}
		all = append(all, s)
	}
	return all
}

// box is how values lie on a scale: a thin line from the least to the most, a thick one around the middle half, a mark
// at the median.
type box struct {
	name, text  string
	none        bool
	least, span string
	lower, half string
	median, due string
}

func boxOf(name, text string, s statistics.Spread, scale float64) box {
	if s.Median == nil || s.Lower == nil || s.Upper == nil || s.Least == nil || s.Most == nil || scale <= 0 {
		return box{name: name, text: text, none: true}
	}
	return box{name: name, text: text,
		least: share(float64(*s.Least), scale), span: share(float64(*s.Most-*s.Least), scale),
		lower: share(*s.Lower, scale), half: share(math.Max(*s.Upper-*s.Lower, scale/200), scale),
		median: share(*s.Median, scale)}
}

// scoreBoxes has a scale of its own for each criterion, from nought to its maximum.
func (v View) scoreBoxes(p page.Page) []box {
	var all []box
	for _, l := range v.criteria() {
		text := p.Say("supervision.no-values")
		if l.Points.Median != nil {
			text = p.Say("supervision.median-of", "n", decimal(p, *l.Points.Median), "max", p.Number(int(l.Maximum)))
		}
		all = append(all, boxOf(v.lane(p, l.Lane), text, l.Points, float64(l.Maximum)))
	}
	return all
}

// timeBoxes share one scale, which reaches at least to the end of the term.
func (v View) timeBoxes(p page.Page) []box {
	longest := v.Rule.Term
	for _, l := range v.Figures.Lanes {
		if l.Days.Most != nil {
			longest = max(longest, *l.Days.Most)
		}
	}
	var all []box
	for _, l := range v.Figures.Lanes {
		text := p.Say("supervision.no-values")
		if l.Days.Median != nil {
			text = p.Say("supervision.median-time", "n", decimal(p, *l.Days.Median))
		}
		b := boxOf(v.lane(p, l.Lane), text, l.Days, float64(longest))
		b.due = percent(v.Rule.Term, longest)
		all = append(all, b)
	}
	return all
}

// weekBars colour a week by the worst that is in it.
func (v View) weekBars(p page.Page) []page.Bar {
	var bars []page.Bar
	for _, w := range v.Weeks {
		b := page.Bar{Label: strconv.Itoa(w.Monday.Day) + "." + twoDigits(int(w.Monday.Month)), Value: w.Lanes.Open, Kind: page.Progress}
		switch {
		case w.Lanes.Late > 0:
			b.Kind = page.Bad
		case w.Lanes.Near > 0:
			b.Kind = page.Waiting
		}
		if w.Earlier {
			b.Label = "≤ " + b.Label
		}
		bars = append(bars, b)
	}
	return bars
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

func percent(n, of int) string { return share(float64(n), float64(of)) }

// share is a part of the plot's width; two digits behind the point are more than is seen.
func share(n, of float64) string {
	return strconv.FormatFloat(math.Round(min(max(n/of, 0), 1)*10000)/100, 'f', -1, 64) + "%"
}
