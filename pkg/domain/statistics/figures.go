package statistics

import (
	"slices"
	"time"

	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
)

// Figures are what facts come to over some months. Every list has a line for each thing that could be counted, those
// that nothing was counted for too, so that a line's absence tells nothing.
type Figures struct {
	Period
	Applications Count  // submitted in these months
	Corrected    Count  // of them asked to mend something
	Extended     Count  // of them with a longer term
	Decision     Spread // working days from submission to decision, of those decided
	Totals       Spread // points in all, of those decided; empty in the figures of one authority
	Months       []MonthLine
	Fields       []FieldLine
	Outcomes     []OutcomeLine
	Authorities  []AuthorityLine
	Lanes        []LaneLine
}

// MonthLine counts the applications submitted in a month.
type MonthLine struct {
	Month        Month
	Applications Count
}

// FieldLine counts the applications of a field of expertise.
type FieldLine struct {
	Field        programme.FieldID
	Applications Count
}

// OutcomeLine counts the applications with an outcome.
type OutcomeLine struct {
	Outcome      Outcome
	Applications Count
}

// AuthorityLine says how an authority keeps the deadline. Kept counts its lanes that were closed or fell due: one that
// is open and late counts as not kept, so that silence is seen.
type AuthorityLine struct {
	Authority programme.AuthorityID
	Kept      Kept
	Days      Spread // working days from getting a lane to closing it
}

// LaneLine says how points and time spread over the closed lanes of a criterion, or the time over those of the
// clearance.
type LaneLine struct {
	Lane    programme.LaneID
	Kind    programme.LaneKind
	Maximum programme.Points // 0 for the clearance
	Points  Spread
	Days    Spread
}

// Count is a number of applications or lanes.
type Count struct {
	N   int  // in public figures rounded down to a multiple of Step
	Few bool // public figures only: fewer than Least, none included; N is 0 then
}

// Kept is how many of an authority's lanes were closed by their due day.
type Kept struct {
	Of      Count // closed, or open and late
	Percent *int  // of those kept, rounded down; in public figures to a multiple of five. nil: nothing to show
}

// Spread says how values lie. Quartiles are nil where there are too few values to show them.
type Spread struct {
	Of                   Count
	Least, Most          *int // never in public figures
	Lower, Median, Upper *float64
}

// Scope is which facts are counted, by what programme.
type Scope struct {
	Period
	Programme programme.Programme
	Authority programme.AuthorityID // only its lanes, and the applications it has or had one of; "" for all
	Now       time.Time
}

// Figure sums up the counters of the scope's months, with the lanes that are open. Nobody but staff may see the result
// as it is. It fails for a counter that it cannot read.
func Figure(months map[Month]record.Figures, open []Work, s Scope) (Figures, error) {
	f := Figures{Period: s.Period}
	t := newTally(s)
	for _, m := range s.Period.Months() {
		if err := t.month(m, months[m]); err != nil {
			return Figures{}, err
		}
	}
	for _, w := range open {
		t.overdue(w)
	}
	f.Applications, f.Corrected, f.Extended = Count{N: t.all}, Count{N: t.corrected}, Count{N: t.extended}
	f.Decision, f.Totals = t.days.spread(), t.totals.spread()
	for _, m := range s.Period.Months() {
		f.Months = append(f.Months, MonthLine{m, Count{N: t.months[m]}})
	}
	for _, id := range s.fields(t) {
		f.Fields = append(f.Fields, FieldLine{id, Count{N: t.fields[id]}})
	}
	for _, o := range Outcomes {
		f.Outcomes = append(f.Outcomes, OutcomeLine{o, Count{N: t.outcomes[o]}})
	}
	for _, a := range s.Programme.Authorities {
		if s.Authority == "" || s.Authority == a.ID {
			l := t.authorities[a.ID]
			f.Authorities = append(f.Authorities, AuthorityLine{a.ID, keptOf(l.kept, l.due), l.days.spread()})
		}
	}
	for _, spec := range s.Programme.Lanes("") {
		l := t.lanes[spec.ID]
		f.Lanes = append(f.Lanes, LaneLine{spec.ID, spec.Kind, spec.Maximum, l.points.spread(), l.days.spread()})
	}
	return f, nil
}

// fields lists the programme's fields, and after them those that only older versions had.
func (s Scope) fields(t *tally) []programme.FieldID {
	var ids, older []programme.FieldID
	for _, one := range s.Programme.Fields {
		ids = append(ids, one.ID)
	}
	for id := range t.fields {
		if !slices.Contains(ids, id) {
			older = append(older, id)
		}
	}
	slices.Sort(older)
	return append(ids, older...)
}
