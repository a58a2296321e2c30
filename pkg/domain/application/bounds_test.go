package application_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/testkit/drafts"
)

// What DynamoDB takes: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html
const (
	mostItem = 400 << 10 // bytes of one item
	mostRows = 100       // of one transaction

	sealing = 4 << 10 // of an item, for what storage adds: keys, seal, names, places in lists
	beside  = 15      // rows that a change writes beside the parts of the case: chain, facts, reservations, weeks
)

// longest is a text of the most characters that a reason has; each of them takes six bytes of JSON.
var longest = strings.Repeat("<", application.MostReason)

// fullest is a case in which everything that has a bound has reached it.
func fullest(t testing.TB) (application.Case, application.Timetable) {
	t.Helper()
	c, table := submitted(t)
	table.Programme.Correction.MaxRounds = 5 // the most that a programme may have
	crowd(&c)
	for i := range c.Lanes {
		correctAll(t, &c, table, c.Lanes[i].ID)
		objectAll(t, &c, table, c.Lanes[i].ID)
	}
	for _, to := range []programme.AuthorityID{"energy", "health", "culture", "finance", "digital"} {
		must(t, c.RouteLane(act(chief, day(3)), table, "experience", to, longest))
		objectAll(t, &c, table, "experience")
	}
	refused(t, "routings-used-up", c.RouteLane(act(chief, day(3)), table, "experience", "energy", why))
	for n := 1; n <= application.MostExtensions; n++ {
		must(t, c.RequestExtension(act(officerOf(c.Lanes[0]), day(3)), table, "experience", longest))
		if n < application.MostExtensions {
			must(t, c.AnswerExtension(act(chief, day(3)), table, n, false, longest))
		}
	}
	closeAll(t, &c)
	for i := range c.Lanes { // a look a day for as long as an execution may last
		c.Lanes[i].Reminders = make([]application.Reminder, 366)
	}
	reopenAll(t, &c)
	return c, table
}

// crowd gives the case as many documents as it may have.
func crowd(c *application.Case) {
	for i := len(c.Documents); i < application.MostDocuments; i++ {
		d := c.Documents[1]
		d.ID = fmt.Sprintf("doc_%026d", i)
		c.Documents = append(c.Documents, d)
	}
}

func everyDocument(c *application.Case) []string {
	var ids []string
	for _, d := range c.Documents {
		if d.State == evidence.Accepted {
			ids = append(ids, d.ID, d.ID) // what is named twice counts once
		}
	}
	return ids
}

func correctAll(t testing.TB, c *application.Case, table application.Timetable, id programme.LaneID) {
	t.Helper()
	for range table.Programme.Correction.MaxRounds {
		must(t, c.RequestCorrection(act(drafts.Officer("o", ""), day(2)), table, id, longest))
		must(t, c.ReplyToCorrection(act(drafts.Applicant, day(2)), table, len(c.Corrections), longest, everyDocument(c)))
	}
	refused(t, "corrections-used-up", c.RequestCorrection(act(drafts.Officer("o", ""), day(2)), table, id, why))
}

// objectAll raises as much as the lane's authority may, and leaves as much as may wait.
func objectAll(t testing.TB, c *application.Case, table application.Timetable, id programme.LaneID) {
	t.Helper()
	lane, err := c.Lane(id)
	must(t, err)
	raise := func() error {
		reason := fmt.Sprintf("%04d", len(c.Objections)) + longest[4:]
		return c.Object(act(drafts.Officer("objector", string(lane.Authority)), day(2)), table, id, reason, strings.Repeat("<", 500))
	}
	for raisedBy(c, lane.Authority) < application.MostObjections {
		if waiting := waitingOf(c, lane.Authority); len(waiting) == application.MostOpenObjections {
			refused(t, "objections-waiting", raise())
			must(t, c.ResolveObjection(act(reviewer, day(2)), waiting[0], application.Lifted, longest))
		}
		must(t, raise())
	}
	refused(t, "objections-used-up", raise())
}

func raisedBy(c *application.Case, authority programme.AuthorityID) (n int) {
	for _, o := range c.Objections {
		if o.Authority == authority {
			n++
		}
	}
	return n
}

func waitingOf(c *application.Case, authority programme.AuthorityID) (numbers []int) {
	for _, o := range c.Objections {
		if o.Authority == authority && o.Resolution == nil {
			numbers = append(numbers, o.Number)
		}
	}
	return numbers
}

func closeAll(t testing.TB, c *application.Case) {
	t.Helper()
	all := everyDocument(c)
	for _, l := range c.Lanes {
		by := act(drafts.Officer("closer-"+string(l.ID), string(l.Authority)), day(4))
		switch {
		case l.Closed():
		case l.Kind == programme.ClearanceLane:
			must(t, c.ClearLane(by, l.ID, longest))
		default:
			must(t, c.ScoreLane(by, l.ID, application.Finding{Points: 1, Justification: longest, Evidence: all, Shown: all}))
		}
	}
}

// reopenAll reopens every lane as often as its authority may; what returns of proposals add is as much again.
func reopenAll(t testing.TB, c *application.Case) {
	t.Helper()
	for range application.MostReopenings {
		for _, l := range c.Lanes {
			if l.Outcome != nil {
				must(t, c.ReopenLane(act(chief, day(4)), l.ID, longest))
			}
		}
		closeAll(t, c)
	}
	for i := range c.Lanes {
		c.Lanes[i].Superseded = append(c.Lanes[i].Superseded, c.Lanes[i].Superseded...)
	}
}

// parts are what is stored of a case, each an item of its own at least.
func parts(c *application.Case) map[string]any {
	all := map[string]any{"form": c.Form, "submission": c.Submission, "proposal": c.Proposal, "decision": c.Decision,
		"head": []any{c.State, c.ClosedAt, c.ServiceReminders}}
	add := func(name string, list any) {
		for i, v := 0, reflect.ValueOf(list); i < v.Len(); i++ {
			all[fmt.Sprintf("%s %d", name, i)] = v.Index(i).Interface()
		}
	}
	add("document", c.Documents)
	add("lane", c.Lanes)
	add("correction", c.Corrections)
	add("extension", c.Extensions)
	for _, o := range c.Objections { // one that waits has a place in a list, which it leaves when the case ends
		all[fmt.Sprintf("objection %d", o.Number)] = []any{o, c.AwaitsRuling(o)}
	}
	return all
}

func sizes(t testing.TB, c *application.Case) map[string]string {
	t.Helper()
	written := map[string]string{}
	for name, part := range parts(c) {
		raw, err := json.Marshal(part)
		must(t, err)
		written[name] = string(raw)
		if len(raw)+sealing > mostItem {
			t.Errorf("%s takes %d bytes, an item %d", name, len(raw)+sealing, mostItem)
		}
	}
	return written
}

// Everything at its bound fits: no part outgrows an item, and no move a transaction.
func TestTheFullestCaseCanBeStored(t *testing.T) {
	t.Parallel()
	for name, v := range map[string]struct {
		prepare, move func(*application.Case, application.Timetable) error
	}{
		"withdraw": {nil, func(c *application.Case, _ application.Timetable) error {
			return c.Withdraw(act(drafts.Applicant, day(5)))
		}},
		"extend": {nil, func(c *application.Case, table application.Timetable) error {
			return c.AnswerExtension(act(chief, day(5)), table, application.MostExtensions, true, longest)
		}},
		"propose": {ruleOnAll, func(c *application.Case, table application.Timetable) error {
			return c.Propose(act(record.Workflow, day(6)), table)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, table := fullest(t)
			if v.prepare != nil {
				must(t, v.prepare(&c, table))
			}
			before := sizes(t, &c)
			must(t, v.move(&c, table))
			rows := beside + len(c.Lanes) // the due date stands in the place of every lane in a list
			for part, now := range sizes(t, &c) {
				if now != before[part] {
					rows++
				}
			}
			if rows > mostRows {
				t.Errorf("want at most %d rows written, got %d", mostRows, rows)
			}
		})
	}
}

// The words of all objections together outgrow an item, which is why the proposal only refers to them.
func TestTheProposalRefersToTheWordsOfTheRecord(t *testing.T) {
	t.Parallel()
	c, table := fullest(t)
	must(t, ruleOnAll(&c, table))
	must(t, c.Propose(act(record.Workflow, day(6)), table))
	raw, err := json.Marshal(c.Explanation())
	must(t, err)
	if e := c.Explanation(); len(raw) < mostItem || len(e.Objections) != len(c.Objections) || e.Criteria[0].Justification != longest {
		t.Errorf("want every word of %d objections told, got %d bytes with %d", len(c.Objections), len(raw), len(e.Objections))
	}
}

func ruleOnAll(c *application.Case, _ application.Timetable) error {
	for _, o := range c.Objections {
		if o.Resolution != nil {
			continue
		}
		if err := c.ResolveObjection(act(reviewer, day(5)), o.Number, application.Lifted, longest); err != nil {
			return err
		}
	}
	c.BeginReview()
	return nil
}
