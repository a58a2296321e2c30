package statistics

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
)

// tally is what is summed up on the way.
type tally struct {
	scope                    Scope
	all, corrected, extended int
	days, totals             histogram
	months                   map[Month]int
	fields                   map[programme.FieldID]int
	outcomes                 map[Outcome]int
	authorities              map[programme.AuthorityID]laneTally
	lanes                    map[programme.LaneID]laneTally
}

type laneTally struct {
	kept, due    int
	days, points histogram
}

func newLaneTally() laneTally { return laneTally{days: histogram{}, points: histogram{}} }

func newTally(s Scope) *tally {
	return &tally{scope: s, days: histogram{}, totals: histogram{}, months: map[Month]int{}, fields: map[programme.FieldID]int{},
		outcomes: map[Outcome]int{}, authorities: map[programme.AuthorityID]laneTally{}, lanes: map[programme.LaneID]laneTally{}}
}

// month sums up the rows of one month.
func (t *tally) month(m Month, figures record.Figures) error {
	for row, cells := range figures {
		parts := strings.Split(row, "|")
		var err error
		switch {
		case parts[0] == applicationRow && len(parts) == 3:
			err = t.applications(m, programme.FieldID(parts[1]), strings.Split(parts[2], ","), cells)
		case parts[0] == laneRow && len(parts) == 3:
			err = t.lane(programme.LaneID(parts[1]), programme.AuthorityID(parts[2]), cells)
		case row == totalRow && t.scope.Authority == "": // with few applications a total would tell an authority what the others gave
			err = t.totals.take(pointCell, cells)
		}
		if err != nil {
			return fmt.Errorf("row %q of %s: %w", row, m, err)
		}
	}
	return nil
}

func (t *tally) applications(m Month, field programme.FieldID, authorities []string, cells map[string]int) error {
	if t.scope.Authority != "" && !slices.Contains(authorities, string(t.scope.Authority)) {
		return nil
	}
	t.all += cells[allCell]
	t.months[m] += cells[allCell]
	if n := cells[allCell]; n != 0 {
		t.fields[field] += n
	}
	for _, o := range Outcomes {
		t.outcomes[o] += cells[string(o)]
	}
	t.corrected += cells[correctedCell]
	t.extended += cells[extendedCell]
	return t.days.take(dayCell, cells)
}

func (t *tally) lane(lane programme.LaneID, authority programme.AuthorityID, cells map[string]int) error {
	if t.scope.Authority != "" && t.scope.Authority != authority {
		return nil
	}
	a, ok := t.authorities[authority]
	if !ok {
		a = newLaneTally()
	}
	l, ok := t.lanes[lane]
	if !ok {
		l = newLaneTally()
	}
	a.kept += cells[keptCell]
	a.due += cells[keptCell] + cells[lateCell]
	for cell, into := range map[string][]histogram{dayCell: {a.days, l.days}, pointCell: {l.points}} {
		for _, h := range into {
			if err := h.take(cell, cells); err != nil {
				return err
			}
		}
	}
	t.authorities[authority], t.lanes[lane] = a, l
	return nil
}

// overdue counts the open lanes whose term is over with those that were due.
func (t *tally) overdue(w Work) {
	if w.Month < t.scope.From || w.Month > t.scope.To || t.scope.Now.Before(w.DueAt) {
		return
	}
	a, ok := t.authorities[w.Authority]
	if !ok {
		a = newLaneTally()
	}
	a.due += w.Open
	t.authorities[w.Authority] = a
}

func keptOf(kept, due int) Kept {
	k := Kept{Of: Count{N: due}}
	if due > 0 {
		percent := kept * 100 / due
		k.Percent = &percent
	}
	return k
}

// histogram says how often each value is there.
type histogram map[int]int

// take adds the bars of a cell.
func (h histogram) take(cell string, cells map[string]int) error {
	for name, n := range cells {
		kind, value, ok := strings.Cut(name, "|")
		if !ok || kind != cell {
			continue
		}
		at, err := strconv.Atoi(value)
		if err != nil {
			return fmt.Errorf("bar %q: %w", name, err)
		}
		if h[at] += n; h[at] == 0 {
			delete(h, at)
		}
	}
	return nil
}

// spread finds the quartiles; each lies between two values where it must.
func (h histogram) spread() Spread {
	values := slices.Sorted(maps.Keys(h))
	n := 0
	for _, v := range values {
		n += h[v]
	}
	s := Spread{Of: Count{N: n}}
	if n == 0 {
		return s
	}
	s.Least, s.Most = &values[0], &values[len(values)-1]
	s.Lower, s.Median, s.Upper = h.quantile(values, n, 1), h.quantile(values, n, 2), h.quantile(values, n, 3)
	return s
}

// quantile is the given quarter of n values, in a straight line between its two neighbours.
func (h histogram) quantile(values []int, n, quarter int) *float64 {
	place := float64(quarter) / 4 * float64(n-1)
	below := int(place)
	low, high := h.at(values, below), h.at(values, min(below+1, n-1))
	value := float64(low) + (place-float64(below))*float64(high-low)
	return &value
}

// at is the value at a place among all in order; 0 is the first.
func (h histogram) at(values []int, place int) int {
	for _, v := range values {
		if place -= h[v]; place < 0 {
			return v
		}
	}
	return values[len(values)-1]
}
