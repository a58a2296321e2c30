package dynamo

import (
	"time"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
)

type laneRecord struct {
	Order     int                   `dynamodbav:"Order"` // its place among the case's lanes
	Kind      programme.LaneKind    `dynamodbav:"Kind"`
	Authority programme.AuthorityID `dynamodbav:"Authority"`
	Maximum   programme.Points      `dynamodbav:"Maximum"`
	Claim     *claimRecord          `dynamodbav:"Claim,omitempty"`
	Outcome   *outcomeRecord        `dynamodbav:"Outcome,omitempty"`
	Withdrawn bool                  `dynamodbav:"Withdrawn,omitempty"`
	Reminders []reminderRecord      `dynamodbav:"Reminders,omitempty"`
	Routings  []routingRecord       `dynamodbav:"Routings,omitempty"`
	Work      *workRecord           `dynamodbav:"Work,omitempty"`
}

type claimRecord struct {
	By string    `dynamodbav:"By"`
	At time.Time `dynamodbav:"At"`
}

type outcomeRecord struct {
	Points   programme.Points `dynamodbav:"Points"`
	Evidence []string         `dynamodbav:"Evidence,omitempty"`
	By       string           `dynamodbav:"By"`
	At       time.Time        `dynamodbav:"At"`
}

type reminderRecord struct {
	Day       int       `dynamodbav:"Day"`
	Escalated bool      `dynamodbav:"Escalated,omitempty"`
	At        time.Time `dynamodbav:"At"`
}

type routingRecord struct {
	From programme.AuthorityID `dynamodbav:"From"`
	To   programme.AuthorityID `dynamodbav:"To"`
	By   string                `dynamodbav:"By"`
	At   time.Time             `dynamodbav:"At"`
}

// workRecord is what a work list shows of a lane beside the lane itself: nothing that names the person.
type workRecord struct {
	Due         calendar.Date `dynamodbav:"Due"`
	SubmittedOn calendar.Date `dynamodbav:"SubmittedOn"`
	SubmittedAt time.Time     `dynamodbav:"SubmittedAt"`
	DueDay      int           `dynamodbav:"DueDay"`
	Field       string        `dynamodbav:"Field,omitempty"`
}

type laneSecret struct {
	Justification string   `json:"justification,omitempty"`
	Routings      []string `json:"routings,omitempty"` // the reason of each routing, in order
}

func (e *encoder) lane(c *application.Case, order int) {
	l := c.Lanes[order]
	r := laneRecord{Order: order, Kind: l.Kind, Authority: l.Authority, Maximum: l.Maximum, Claim: (*claimRecord)(l.Claim),
		Withdrawn: l.Withdrawn, Reminders: reminderRecords(l.Reminders)}
	var secret laneSecret
	if o := l.Outcome; o != nil {
		r.Outcome = &outcomeRecord{Points: o.Points, Evidence: o.Evidence, By: o.By, At: o.At}
		secret.Justification = o.Justification
	}
	for _, one := range l.Routings {
		r.Routings = append(r.Routings, routingRecord{From: one.From, To: one.To, By: one.By, At: one.At})
		secret.Routings = append(secret.Routings, one.Reason)
	}
	work, listed := workOf(c, l)
	if listed {
		r.Work = workRecordOf(c)
	}
	e.add(laneRow(l.ID), r, secret)
	if listed && e.err == nil {
		plain := e.rows[len(e.rows)-1].plain
		plain[contract.WorkPartitionKey], plain[contract.WorkSortKey] = text(work.partition()), text(work.sort())
	}
}

func workRecordOf(c *application.Case) *workRecord {
	return &workRecord{Due: c.Submission.Due.Date, SubmittedOn: c.Submission.Date, SubmittedAt: c.Submission.At,
		DueDay: c.Submission.Due.WorkingDays, Field: c.Form.Expertise.Field}
}

// workOf says where a lane stands in its authority's work list: only while it is open and its case is assessed.
func workOf(c *application.Case, l application.Lane) (workKey, bool) {
	if c.State != application.Assessing || l.Closed() || c.Submission == nil {
		return workKey{}, false
	}
	return workKey{authority: l.Authority, due: c.Submission.Due.Date, id: c.ID, lane: l.ID}, true
}

func (r laneRecord) lane(id programme.LaneID, secret laneSecret) application.Lane {
	l := application.Lane{ID: id, Kind: r.Kind, Authority: r.Authority, Maximum: r.Maximum, Claim: (*application.Claim)(r.Claim),
		Withdrawn: r.Withdrawn, Reminders: remindersOf(r.Reminders)}
	if o := r.Outcome; o != nil {
		l.Outcome = &application.Outcome{Points: o.Points, Justification: secret.Justification, Evidence: o.Evidence, By: o.By, At: o.At}
	}
	for i, one := range r.Routings {
		routing := application.Routing{From: one.From, To: one.To, By: one.By, At: one.At}
		if i < len(secret.Routings) {
			routing.Reason = secret.Routings[i]
		}
		l.Routings = append(l.Routings, routing)
	}
	return l
}

func reminderRecords(all []application.Reminder) []reminderRecord {
	var records []reminderRecord
	for _, one := range all {
		records = append(records, reminderRecord(one))
	}
	return records
}

func remindersOf(records []reminderRecord) []application.Reminder {
	var all []application.Reminder
	for _, one := range records {
		all = append(all, application.Reminder(one))
	}
	return all
}
