package status

import (
	"strconv"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/web/page"
)

// States lists the states that these pages show.
var States = []application.State{application.Assessing, application.Reviewing, application.Confirming, application.Issuing,
	application.Recognised, application.Refused, application.Withdrawn}

func stateKind(s application.State) page.TagKind {
	switch s {
	case application.Recognised:
		return page.Good
	case application.Refused:
		return page.Bad
	case application.Withdrawn:
		return page.Neutral
	}
	return page.Progress
}

// nextWord picks what is said next: a request that waits for the applicant comes before everything else.
func (c Case) nextWord() string {
	if len(c.Open()) > 0 {
		return "correction"
	}
	return string(c.State)
}

// first gives the page one primary button: the others look quieter.
func first(i int) page.ButtonKind {
	if i == 0 {
		return page.Primary
	}
	return page.Secondary
}

func (c Case) correctionRows(p page.Page) []page.SummaryRow {
	rows := make([]page.SummaryRow, len(c.Corrections))
	for i, k := range c.Corrections {
		lane := c.LaneName(p, k.Lane)
		row := page.SummaryRow{Key: lane, Value: p.Say("status.asked-on", "at", p.Time(k.At), "by", p.Date(k.ReplyBy)),
			Actions: []page.Action{{Text: p.Say("status.read"), About: lane, Link: p.To(c.At("/corrections/" + strconv.Itoa(k.Number)))}}}
		switch {
		case k.Reply != nil:
			row.Value = p.Say("status.replied-on", "at", p.Time(k.Reply.At))
		case c.Answerable(k):
			row.Actions[0].Text = p.Say("status.reply")
		default:
			row.Value = p.Say("status.lapsed")
		}
		rows[i] = row
	}
	return rows
}
