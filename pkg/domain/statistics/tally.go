package statistics

import (
	"slices"

	"hsmp.example/cases/pkg/domain/programme"
)

// tally is what is counted on the way.
type tally struct {
	all, corrected, extended int
	days, totals             []int
	months                   map[Month]int
	fields                   map[programme.FieldID]int
	outcomes                 map[Outcome]int
	authorities              map[programme.AuthorityID]laneTally
	lanes                    map[programme.LaneID]laneTally
}

type laneTally struct {
	kept, due    int
	days, points []int
}

func newTally() *tally {
	return &tally{months: map[Month]int{}, fields: map[programme.FieldID]int{}, outcomes: map[Outcome]int{},
		authorities: map[programme.AuthorityID]laneTally{}, lanes: map[programme.LaneID]laneTally{}}
}

func (t *tally) take(f Fact, s Scope) {
	mine := slices.ContainsFunc(f.Lanes, func(l LaneFact) bool { return l.Authority == s.Authority })
	if s.Authority != "" && !mine {
		return
	}
	t.all++
	t.months[f.Month]++
	t.fields[f.Field]++
	t.outcomes[f.Outcome]++
	if f.Corrections > 0 {
		t.corrected++
	}
	if f.Extended {
		t.extended++
	}
	if f.Outcome == Recognised || f.Outcome == Refused {
		t.days = append(t.days, f.Days)
		if s.Authority == "" { // with few applications a total would tell an authority what the others gave
			t.totals = append(t.totals, int(f.Total))
		}
	}
	for _, l := range f.Lanes {
		if s.Authority == "" || s.Authority == l.Authority {
			t.lane(l, !s.Now.Before(f.DueAt))
		}
	}
}

// lane counts a lane with its authority and its criterion. overdue says that the case's term is over.
func (t *tally) lane(l LaneFact, overdue bool) {
	a, c := t.authorities[l.Authority], t.lanes[l.Lane]
	switch l.State {
	case LaneInTime, LaneLate:
		a.due++
		if l.State == LaneInTime {
			a.kept++
		}
		a.days, c.days = append(a.days, l.Days()), append(c.days, l.Days())
		if l.Kind == programme.CriterionLane {
			c.points = append(c.points, int(l.Points))
		}
	case LaneOpen:
		if overdue {
			a.due++
		}
	}
	t.authorities[l.Authority], t.lanes[l.Lane] = a, c
}

func keptOf(kept, due int) Kept {
	k := Kept{Of: Count{N: due}}
	if due > 0 {
		percent := kept * 100 / due
		k.Percent = &percent
	}
	return k
}

// spreadOf orders the values and finds their quartiles; each lies between two values where it must.
func spreadOf(values []int) Spread {
	s := Spread{Of: Count{N: len(values)}}
	if len(values) == 0 {
		return s
	}
	ordered := slices.Sorted(slices.Values(values))
	s.Least, s.Most = &ordered[0], &ordered[len(ordered)-1]
	s.Lower, s.Median, s.Upper = quantile(ordered, 1), quantile(ordered, 2), quantile(ordered, 3)
	return s
}

// quantile is the given quarter of ordered values, in a straight line between its two neighbours.
func quantile(ordered []int, quarter int) *float64 {
	place := float64(quarter) / 4 * float64(len(ordered)-1)
	below := int(place)
	above := min(below+1, len(ordered)-1)
	value := float64(ordered[below]) + (place-float64(below))*float64(ordered[above]-ordered[below])
	return &value
}
