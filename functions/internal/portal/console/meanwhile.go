package console

import (
	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
	view "hsmp.example/cases/web/console"
	"hsmp.example/cases/web/page"
)

// meanwhile says what the case has become while the refused form was being filled in.
func (r Room) meanwhile(v *portal.Visit, c casework.View, err error) *view.Meanwhile {
	refused, names := problem.From(err), view.Names{Programme: c.Timetable.Programme}
	m := &view.Meanwhile{Text: v.Page.Fault(refused.Code, r.named(v, refused.Args))}
	if refused.Code == "lane-claimed" {
		m.Text = v.Say("console.lane-claimed")
	}
	m.Facts = append(m.Facts, v.Say("console.state-now", "state", v.Page.Of("console.case-state", string(c.Case.State))))
	l, err := c.Case.Lane(laneOf(v))
	if err != nil {
		return m
	}
	m.Facts = append(m.Facts, v.Say("console.lane-now", "lane", names.Lane(v.Page, l.ID), "authority", names.Authority(v.Page, l.Authority),
		"state", v.Page.Of("console.lane-state", stateOf(*l))))
	switch {
	case l.Closed() && !l.Withdrawn:
		m.Facts = append(m.Facts, v.Say("console.closed-at", "time", v.Page.Time(c.Case.EndedAt(*l))))
	case l.Claim != nil && l.Claim.By != v.Who.Person():
		m.Facts = append(m.Facts, v.Say("console.claimed-at", "time", v.Page.Time(l.Claim.At)))
	}
	return m
}

// named puts names of the lane and of an authority where a problem has their ids.
func (r Room) named(v *portal.Visit, args map[string]string) map[string]string {
	named := map[string]string{}
	for key, value := range args {
		named[key] = value
	}
	if _, ok := named["lane"]; ok {
		named["lane"] = r.names().Lane(v.Page, laneOf(v))
	}
	if id, ok := named["authority"]; ok {
		named["authority"] = r.names().Authority(v.Page, programme.AuthorityID(id))
	}
	return named
}

// rows shows what was typed into a form that is no more there.
func (t typed) rows(p page.Page, documents []evidence.Document) []page.SummaryRow {
	var rows []page.SummaryRow
	add := func(key, value string) {
		if value != "" {
			rows = append(rows, page.SummaryRow{Key: key, Value: value})
		}
	}
	add(p.Say("console.points"), t.points)
	add(p.Say("console.justification"), t.justification)
	for _, name := range view.FileNames(documents, t.evidence) {
		add(p.Say("console.rests-on"), name)
	}
	return rows
}
