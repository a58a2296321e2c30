package status

import (
	"strings"

	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/web/page"
)

func (c Case) accessTable(p page.Page, v AccessesView) page.Table {
	t := page.Table{ID: "accesses", Caption: p.Say("status.accesses-caption"), PlainFirst: true, Columns: []page.Column{
		{Text: p.Say("status.when")}, {Text: p.Say("status.who")}, {Text: p.Say("status.what")}}}
	for _, e := range v.Reads {
		what := c.what(p, e)
		if e.Refused {
			what = p.Say("status.refused", "what", what)
		}
		t.Rows = append(t.Rows, page.Cells(p.Time(e.At), c.who(p, e), what))
	}
	return t
}

// who is the role and the authority. The person behind them is known to the chain, and to the auditor (invariant 8).
func (c Case) who(p page.Page, e record.Reading) string {
	role := p.Of("status.role", e.Actor.Role)
	if e.Actor.Authority == "" {
		return role
	}
	return role + " – " + c.AuthorityName(p, programme.AuthorityID(e.Actor.Authority))
}

// what is the act and of which part of the case. A document is told by its kind: its name is read in the file.
func (c Case) what(p page.Page, e record.Reading) string {
	text := p.Of("status.action", string(e.Action))
	switch {
	case e.Subject == "":
		return text
	case strings.HasPrefix(e.Subject, "doc_"):
		d, err := c.Document(e.Subject)
		if err != nil {
			return text + ": " + p.Say("status.removed-document")
		}
		return text + ": " + c.file(p).Kind(p, d.Kind)
	}
	return text + ": " + c.LaneName(p, programme.LaneID(e.Subject))
}

func (c Case) wholeness(p page.Page, v AccessesView) string {
	if v.Whole {
		return p.Say("status.whole", "time", p.Time(c.Now))
	}
	return p.Say("status.chain-broken")
}

func (c Case) reapplication(p page.Page) string {
	if days := c.programme().Reapplication.WaitDays; days > 0 {
		return p.Count("status.reapply-after", days)
	}
	return p.Say("status.reapply")
}
