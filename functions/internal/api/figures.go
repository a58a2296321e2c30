package api

import (
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/statistics"
	"hsmp.example/cases/pkg/locale"
)

// Figures are what applications of some months come to.
type Figures struct {
	From         string          `json:"from" example:"2026-01" doc:"First month of submission"`
	To           string          `json:"to" example:"2026-03" doc:"Last month of submission"`
	Applications Count           `json:"applications"`
	Corrected    Count           `json:"corrected" doc:"Applications asked to mend something"`
	Extended     Count           `json:"extended" doc:"Applications with a longer term"`
	Decision     Spread          `json:"decision_working_days" doc:"Working days from submission to decision"`
	Totals       Spread          `json:"total_points" doc:"Points in all, of those decided; none in the figures of one authority"`
	Months       []Counted       `json:"months" doc:"By the month of submission"`
	Fields       []Counted       `json:"fields" doc:"By the field of expertise"`
	Outcomes     []Counted       `json:"outcomes" doc:"recognised, refused, withdrawn, under-way"`
	Authorities  []AuthorityLine `json:"authorities" doc:"How each authority keeps the deadline"`
	Lanes        []LaneLine      `json:"lanes" doc:"How points and time spread, lane by lane"`
}

// Count is a number, or that it is a small one.
type Count struct {
	Count     *int `json:"count,omitempty" example:"15"`
	FewerThan int  `json:"fewer_than,omitempty" example:"5" doc:"Given in place of a count that would tell of single people; none is among it"`
}

// Counted is one line of a list.
type Counted struct {
	ID           string `json:"id" example:"it"`
	Name         string `json:"name" doc:"In the caller's language"`
	Applications Count  `json:"applications"`
}

// Spread says how values lie. What is missing would tell of single people, or there is nothing to show.
type Spread struct {
	Of     Count    `json:"of" doc:"How many values"`
	Least  *int     `json:"least,omitempty"`
	Lower  *float64 `json:"lower_quartile,omitempty"`
	Median *float64 `json:"median,omitempty" example:"14.5"`
	Upper  *float64 `json:"upper_quartile,omitempty"`
	Most   *int     `json:"most,omitempty"`
}

// AuthorityLine is how one authority works.
type AuthorityLine struct {
	Authority   string `json:"authority" example:"science-education"`
	Name        string `json:"name"`
	Lanes       Count  `json:"lanes" doc:"Closed, or open and past due"`
	KeptPercent *int   `json:"kept_percent,omitempty" example:"90" doc:"Of them closed by the due day"`
	WorkingDays Spread `json:"working_days" doc:"From getting a lane to closing it"`
}

// LaneLine is how one lane is scored.
type LaneLine struct {
	Lane        string  `json:"lane" example:"education"`
	Name        string  `json:"name"`
	Maximum     int     `json:"maximum" doc:"0 for the clearance, which has no points"`
	Points      *Spread `json:"points,omitempty"`
	WorkingDays Spread  `json:"working_days"`
}

// FiguresOf writes figures.
func FiguresOf(p programme.Programme, l locale.Language, f statistics.Figures) Figures {
	out := Figures{From: string(f.From), To: string(f.To), Applications: CountOf(f.Applications), Corrected: CountOf(f.Corrected),
		Extended: CountOf(f.Extended), Decision: SpreadOf(f.Decision), Totals: SpreadOf(f.Totals), Months: []Counted{},
		Fields: []Counted{}, Outcomes: []Counted{}, Authorities: []AuthorityLine{}, Lanes: []LaneLine{}}
	for _, m := range f.Months {
		out.Months = append(out.Months, Counted{string(m.Month), string(m.Month), CountOf(m.Applications)})
	}
	for _, field := range f.Fields {
		out.Fields = append(out.Fields, Counted{string(field.Field), FieldName(p, l, string(field.Field)), CountOf(field.Applications)})
	}
	for _, o := range f.Outcomes {
		out.Outcomes = append(out.Outcomes, Counted{string(o.Outcome), Say(l, "outcome-"+string(o.Outcome)), CountOf(o.Applications)})
	}
	for _, a := range f.Authorities {
		out.Authorities = append(out.Authorities, AuthorityLine{string(a.Authority), AuthorityName(p, l, a.Authority),
			CountOf(a.Kept.Of), a.Kept.Percent, SpreadOf(a.Days)})
	}
	for _, lane := range f.Lanes {
		line := LaneLine{Lane: string(lane.Lane), Name: LaneName(p, l, lane.Lane), Maximum: int(lane.Maximum), WorkingDays: SpreadOf(lane.Days)}
		if lane.Kind == programme.CriterionLane {
			points := SpreadOf(lane.Points)
			line.Points = &points
		}
		out.Lanes = append(out.Lanes, line)
	}
	return out
}

// CountOf writes a count.
func CountOf(c statistics.Count) Count {
	if c.Few {
		return Count{FewerThan: statistics.Least}
	}
	return Count{Count: &c.N}
}

// SpreadOf writes a spread.
func SpreadOf(s statistics.Spread) Spread {
	return Spread{Of: CountOf(s.Of), Least: s.Least, Lower: s.Lower, Median: s.Median, Upper: s.Upper, Most: s.Most}
}
