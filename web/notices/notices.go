// Package notices is the page of what the public is told: announcements and acts of force majeure, those in force, to
// come and past (facts 72 to 74).
//
// It must not decide which of them are in force: the board and the day come in.
package notices

import (
	"strings"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/notice"
	"hsmp.example/cases/web/page"
)

// View is every notice and the day on which they are read.
type View struct {
	All   []notice.Notice // the newest first
	Today calendar.Date   // in Baku
}

// standings is the order in which notices are shown: what counts now comes first.
var standings = []notice.Standing{notice.InForce, notice.Coming, notice.Past}

// of lists the notices of a standing, those of force majeure before the others.
func (v View) of(s notice.Standing) []notice.Notice {
	var pressing, others []notice.Notice
	for _, n := range v.All {
		switch {
		case n.On(v.Today) != s:
		case n.Kind == notice.ForceMajeure:
			pressing = append(pressing, n)
		default:
			others = append(others, n)
		}
	}
	return append(pressing, others...)
}

// paragraphs parts a text at its empty lines.
func paragraphs(text string) []string {
	var all []string
	for _, one := range strings.Split(text, "\n\n") {
		if one = strings.TrimSpace(one); one != "" {
			all = append(all, one)
		}
	}
	return all
}

// term says from when until when a notice counts, both days with it.
func term(p page.Page, n notice.Notice) string {
	switch {
	case n.Until.IsZero():
		return p.Say("notices.since", "from", p.Date(n.From))
	case n.Until == n.From:
		return p.Date(n.From)
	}
	return p.Say("notices.term", "from", p.Date(n.From), "until", p.Date(n.Until))
}

// act are the facts of the act that a notice rests on.
func act(p page.Page, n notice.Notice) []page.SummaryRow {
	rows := []page.SummaryRow{{Key: p.Say("notices.act"), Value: p.Text(n.Act.Names)}}
	if n.Act.Number != "" {
		rows = append(rows, page.SummaryRow{Key: p.Say("notices.act-number"), Value: n.Act.Number})
	}
	rows = append(rows, page.SummaryRow{Key: p.Say("notices.act-date"), Value: p.Date(n.Act.Date)},
		page.SummaryRow{Key: p.Say("notices.scope"), Value: p.Text(n.Act.Scope)})
	if n.Act.Source != "" {
		rows = append(rows, page.SummaryRow{Key: p.Say("notices.source"), Content: source(n.Act.Source)})
	}
	return rows
}

// kindTag is how a notice looks: what is past is quiet, whatever it was.
func kindTag(n notice.Notice, s notice.Standing) page.TagKind {
	switch {
	case s == notice.Past:
		return page.Neutral
	case n.Kind == notice.ForceMajeure:
		return page.Waiting
	}
	return page.Progress
}

// Banner is a notice as it stands above a page, with a way to the whole of it.
func Banner(p page.Page, n notice.Notice) page.Notice {
	kind := page.Announcement
	if n.Kind == notice.ForceMajeure {
		kind = page.ForceMajeure
	}
	return page.Notice{Kind: kind, Title: p.Text(n.Title), Text: term(p, n), Link: "/notices#" + n.ID}
}
