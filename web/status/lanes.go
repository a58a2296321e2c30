package status

import (
	"strconv"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/web/page"
)

// LaneStage is one word for how far a lane is: open, claimed, spoken or closed. What the authority said stays hidden
// until the decision.
func LaneStage(l application.Lane) string {
	switch {
	case l.Withdrawn:
		return "closed"
	case l.Closed():
		return "spoken"
	case l.Claim != nil:
		return "claimed"
	}
	return "open"
}

var stageKinds = map[string]page.TagKind{"open": page.Neutral, "claimed": page.Progress, "spoken": page.Good, "closed": page.Neutral}

// asks reports whether the lane waits for the applicant.
func (c Case) asks(l application.Lane) bool {
	for _, k := range c.Open() {
		if k.Lane == l.ID {
			return true
		}
	}
	return false
}

// laneTag is a lane's state; one that waits for the applicant says that first, since only the applicant can help it on.
func (c Case) laneTag(p page.Page, l application.Lane) (page.TagKind, string) {
	if c.asks(l) && !l.Closed() {
		return page.Waiting, p.Say("status.asks")
	}
	return stageKinds[LaneStage(l)], p.Of("status.lane", LaneStage(l))
}

// silence says how often the lane's authority was reminded, and whether its superiors know; "" when it never had to be.
func silence(p page.Page, reminders []application.Reminder) string {
	if len(reminders) == 0 {
		return ""
	}
	text := p.Count("status.reminded", len(reminders))
	for _, r := range reminders {
		if r.Escalated {
			return text + " " + p.Say("status.escalated")
		}
	}
	return text
}

func (c Case) lanesTable(p page.Page) page.Table {
	t := page.Table{ID: "lanes", Caption: p.Say("status.lanes"), QuietCaption: true, Columns: []page.Column{
		{Text: p.Say("status.lane-column")}, {Text: p.Say("status.authority")}, {Text: p.Say("status.state-column")}, {Text: p.Say("status.reminders")}}}
	for _, l := range c.Lanes {
		kind, text := c.laneTag(p, l)
		said := silence(p, l.Reminders)
		if said == "" {
			said = p.Say("status.none")
		}
		t.Rows = append(t.Rows, []page.Cell{{Text: c.LaneName(p, l.ID)}, {Text: c.AuthorityName(p, l.Authority)},
			{Content: page.Tag(kind, text)}, {Text: said}})
	}
	return t
}

func (c Case) spoken() int {
	n := 0
	for _, l := range c.Lanes {
		if l.Closed() {
			n++
		}
	}
	return n
}

// reminded reports whether any authority had to be: then the page says what silence means.
func (c Case) reminded() bool {
	for _, l := range c.Lanes {
		if len(l.Reminders) > 0 {
			return true
		}
	}
	return len(c.ServiceReminders) > 0
}

// order of the states, as the steps show them. A withdrawn case has left the way.
var order = []application.State{application.Assessing, application.Reviewing, application.Confirming, application.Issuing}

func (c Case) steps(p page.Page) []page.Step {
	steps := []page.Step{{Title: p.Of("status.step", "submitted"), State: page.Done, Text: p.Date(c.Submission.Date)}}
	reached := len(order)
	for i, state := range order {
		if c.State == state {
			reached = i
		}
	}
	for i, state := range order {
		step := page.Step{Title: p.Of("status.step", string(state)), State: page.Ahead}
		switch {
		case i < reached:
			step.State = page.Done
		case i == reached:
			step.State = page.Current
		}
		if state == application.Assessing {
			step.Text = p.Say("status.spoken-of", "n", strconv.Itoa(c.spoken()), "all", strconv.Itoa(len(c.Lanes)))
		}
		steps = append(steps, step)
	}
	return steps
}
