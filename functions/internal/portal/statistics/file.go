package statistics

import (
	"bytes"
	"encoding/csv"
	"strconv"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/statistics"
)

// file gives out what the page shows, one figure a line, by ids that stay the same in every language.
func (r Room) file(v *portal.Visit) (portal.Answer, error) {
	figures, err := r.figures(v)
	if err != nil {
		return portal.Answer{}, err
	}
	content, err := sheet(figures)
	if err != nil {
		return portal.Answer{}, err
	}
	return portal.Download("figures-"+string(figures.From)+"-"+string(figures.To)+".csv", "text/csv; charset=utf-8", content), nil
}

// header: at_least is a count rounded down to a multiple of five; few is 1 where it is fewer than five. What is not
// shown is empty.
var header = []string{"list", "id", "measure", "at_least", "few", "lower_quartile", "median", "upper_quartile", "percent_kept"}

func sheet(f statistics.Figures) ([]byte, error) {
	lines := [][]string{header,
		counted("all", "", "applications", f.Applications), counted("all", "", "corrected", f.Corrected), counted("all", "", "extended", f.Extended),
		spread("all", "", "days_to_decision", f.Decision), spread("all", "", "points", f.Totals)}
	for _, m := range f.Months {
		lines = append(lines, counted("month", string(m.Month), "applications", m.Applications))
	}
	for _, o := range f.Outcomes {
		lines = append(lines, counted("outcome", string(o.Outcome), "applications", o.Applications))
	}
	for _, one := range f.Fields {
		lines = append(lines, counted("field", string(one.Field), "applications", one.Applications))
	}
	for _, a := range f.Authorities {
		kept := counted("authority", string(a.Authority), "lanes_due", a.Kept.Of)
		if a.Kept.Percent != nil {
			kept[len(kept)-1] = strconv.Itoa(*a.Kept.Percent)
		}
		lines = append(lines, kept, spread("authority", string(a.Authority), "days", a.Days))
	}
	for _, l := range f.Lanes {
		lines = append(lines, spread("lane", string(l.Lane), "days", l.Days))
		if l.Maximum > 0 {
			lines = append(lines, spread("lane", string(l.Lane), "points", l.Points))
		}
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	if err := w.WriteAll(lines); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func counted(list, id, measure string, c statistics.Count) []string {
	line := make([]string, len(header))
	line[0], line[1], line[2], line[4] = list, id, measure, "0"
	if c.Few {
		line[4] = "1"
	} else {
		line[3] = strconv.Itoa(c.N)
	}
	return line
}

func spread(list, id, measure string, s statistics.Spread) []string {
	line := counted(list, id, measure, s.Of)
	for i, value := range []*float64{s.Lower, s.Median, s.Upper} {
		if value != nil {
			line[5+i] = strconv.FormatFloat(*value, 'f', -1, 64)
		}
	}
	return line
}
