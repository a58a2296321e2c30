package statistics

import (
	"fmt"

	"hsmp.example/cases/pkg/problem"
)

// Period is the months that figures are asked for, both ends with it.
type Period struct{ From, To Month }

// MostMonths bounds a period, because each month is read for itself; UsualMonths is how many are shown unasked.
const (
	MostMonths  = 60
	UsualMonths = 12
)

// PeriodOf reads a period as it is asked for; "" for the last month is this one, and for the first the eleventh before
// the last. What lies before the programme's first month or after this one is cut off, as nothing can be there. It is
// Invalid, with a fault at each of the queries from and to, for what is no month, runs backwards or is too long.
func PeriodOf(from, to string, first, now Month) (Period, error) {
	p := Period{To: now}
	var faults []problem.Fault
	if to != "" {
		m, ok := ParseMonth(to)
		if !ok {
			faults = append(faults, problem.At("query:to", "not-month"))
		}
		p.To = m
	}
	m, ok := ParseMonth(from)
	switch {
	case from != "" && !ok:
		faults = append(faults, problem.At("query:from", "not-month"))
	case len(faults) > 0:
	case from == "":
		p.From = p.To.Add(1 - UsualMonths)
	default:
		p.From = m
	}
	if len(faults) == 0 && p.To < p.From {
		faults = append(faults, problem.At("query:to", "months-reversed"))
	}
	if err := problem.Of(faults); err != nil {
		return Period{}, err
	}
	p.To = max(min(p.To, now), first)
	p.From = min(max(p.From, first), p.To)
	if p.To > p.From.Add(MostMonths-1) {
		return Period{}, problem.Of([]problem.Fault{problem.At("query:from", "too-many-months", "max", fmt.Sprint(MostMonths))})
	}
	return p, nil
}

// Months lists the months of the period.
func (p Period) Months() []Month { return p.From.Through(p.To) }
