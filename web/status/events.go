package status

import (
	"slices"
	"strings"
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/web/page"
)

// happened is one event with its moment, to be put in order.
type happened struct {
	at time.Time
	page.Event
}

// Events tells what happened so far, the newest first: by date, lane and authority, and without a word that anybody
// wrote.
func (c Case) Events(p page.Page) []page.Event {
	all := []happened{c.event(p, c.Submission.At, "submitted", "", page.Good)}
	for _, l := range c.Lanes {
		all = append(all, c.laneEvents(p, l)...)
	}
	all = append(all, c.reminderEvents(p)...)
	for _, r := range c.ServiceReminders {
		all = append(all, c.event(p, r.At, reminderWord(r), p.Say("status.service"), page.Waiting))
	}
	for _, k := range c.Corrections {
		all = append(all, c.event(p, k.At, "asked", c.LaneName(p, k.Lane), page.Waiting))
		if k.Reply != nil {
			all = append(all, c.event(p, k.Reply.At, "replied", c.LaneName(p, k.Lane), page.Good))
		}
	}
	for _, e := range c.Extensions {
		all = append(all, c.event(p, e.At, "extension-asked", c.LaneName(p, e.Lane), page.Neutral))
		if e.Approval != nil {
			all = append(all, c.event(p, e.Approval.At, "extension-"+e.Word(), "", page.Waiting))
		}
	}
	all = append(all, c.endEvents(p)...)
	slices.SortStableFunc(all, func(a, b happened) int { return a.at.Compare(b.at) })
	slices.Reverse(all) // so that of two at one instant the later comes first as well
	events := make([]page.Event, len(all))
	for i, one := range all {
		events[i] = one.Event
	}
	return events
}

func (c Case) laneEvents(p page.Page, l application.Lane) []happened {
	var events []happened
	for _, r := range l.Routings {
		events = append(events, c.event(p, r.At, "routed", c.LaneName(p, l.ID)+" – "+c.AuthorityName(p, r.To), page.Neutral))
	}
	for _, s := range l.Superseded {
		lane := c.LaneName(p, l.ID) + " – " + c.AuthorityName(p, l.Authority)
		events = append(events, c.event(p, s.Outcome.At, "spoken", lane, page.Good), c.event(p, s.Reopening.At, "reopened", lane, page.Waiting))
	}
	if at := c.EndedAt(l); !at.IsZero() {
		events = append(events, c.event(p, at, "spoken", c.LaneName(p, l.ID)+" – "+c.AuthorityName(p, l.Authority), page.Good))
	}
	return events
}

// reminderEvents puts the reminders of one checkpoint together: all silent authorities get theirs within moments.
func (c Case) reminderEvents(p page.Page) []happened {
	type checkpoint struct {
		day  int
		word string
	}
	first, lanes := map[checkpoint]time.Time{}, map[checkpoint][]string{}
	for _, l := range c.Lanes {
		for _, r := range l.Reminders {
			at := checkpoint{r.Day, reminderWord(r)}
			if first[at].IsZero() || r.At.Before(first[at]) {
				first[at] = r.At
			}
			lanes[at] = append(lanes[at], c.LaneName(p, l.ID))
		}
	}
	var events []happened
	for at, names := range lanes {
		events = append(events, c.event(p, first[at], at.word, strings.Join(names, "; "), page.Waiting))
	}
	return events
}

func (c Case) endEvents(p page.Page) []happened {
	var events []happened
	if c.Decision != nil {
		events = append(events, c.event(p, c.Decision.At, "decided", "", page.Good))
	}
	if c.State.Closed() {
		kind := page.Neutral
		if c.State == application.Recognised {
			kind = page.Good
		}
		events = append(events, c.event(p, c.ClosedAt, string(c.State), "", kind))
	}
	return events
}

func reminderWord(r application.Reminder) string {
	if r.Escalated {
		return "escalated"
	}
	return "reminded"
}

func (c Case) event(p page.Page, at time.Time, word, text string, kind page.TagKind) happened {
	return happened{at, page.Event{When: p.Time(at), Stamp: at.UTC().Format(time.RFC3339), Title: p.Of("status.event", word), Text: text, Kind: kind}}
}

// Fact is one thing that live.js compares between two looks, and reads out when it has changed.
type Fact struct{ Key, Text string }

// Facts are what a screen reader should hear of when it changes: the state, the due date, each lane and each request.
func (c Case) Facts(p page.Page) []Fact {
	facts := []Fact{{"state", p.Say("status.fact-state", "state", p.Of("status.state", string(c.State)))}}
	if c.Submission != nil {
		facts = append(facts, Fact{"due", p.Say("status.fact-due", "date", p.Date(c.Submission.Due.Date))})
	}
	for _, l := range c.Lanes {
		_, text := c.laneTag(p, l)
		facts = append(facts, Fact{"lane-" + string(l.ID), p.Say("status.fact-lane", "lane", c.LaneName(p, l.ID), "state", text)})
	}
	return facts
}
