package application

import (
	"fmt"
	"slices"
	"time"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/characters"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
)

// Correction is a lane's request to the applicant to mend or add something, and the reply. The lane stays open and is
// scored after the reply, or once the days promised for it are over; the clock pauses only where the programme says so
// (gap G4).
type Correction struct {
	Number    int // 1 is the first of the case
	Lane      programme.LaneID
	Request   string
	By        string
	At        time.Time
	ReplyBy   calendar.Date // a late reply is still taken
	Until     time.Time     // the end of the day ReplyBy: until then the applicant is waited for
	Reply     *Reply
	PausedFor int // working days the clock stood still for it and for no other before it, known once the reply is in
}

// Reply is the applicant's answer to a correction.
type Reply struct {
	Text      string
	Documents []string // ids of documents added for it
	At        time.Time
}

// RequestCorrection asks the applicant, through a lane, to mend something. One request a lane may be open at a time,
// and the programme limits the rounds.
func (c *Case) RequestCorrection(act Act, t Timetable, id programme.LaneID, request string) error {
	if _, err := c.openLane(id); err != nil {
		return err
	}
	request = characters.Trim(request)
	rounds := 0
	for _, k := range c.Corrections {
		if k.Lane != id {
			continue
		}
		rounds++
		if k.Reply != nil || c.lapsed(k) {
			continue
		}
		if k.By == act.By.ID && k.Request == request {
			return nil
		}
		return problem.New(problem.Conflict, "correction-open", "lane", string(id))
	}
	if limit := t.Programme.Correction.MaxRounds; rounds >= limit {
		return problem.New(problem.Conflict, "corrections-used-up", "max", fmt.Sprint(limit))
	}
	if err := problem.Of(reasonFaults("/request", request)); err != nil {
		return err
	}
	anchor := c.Submission.Anchor()
	by := t.Clock.Term(anchor, act.At, t.Programme.Correction.WorkingDaysToReply)
	c.Corrections = append(c.Corrections, Correction{Number: len(c.Corrections) + 1, Lane: id, Request: request, By: act.By.ID,
		At: act.At, ReplyBy: by, Until: t.Clock.Deadline(anchor, t.Clock.DayOf(anchor, by)).At})
	return nil
}

// Promised says why a lane is not closed yet: its own question waits for the applicant, who was promised the days until
// Until to reply. Nil where none does.
func (c *Case) Promised(at time.Time, id programme.LaneID) error {
	for _, k := range c.Corrections {
		if k.Lane == id && k.Reply == nil && at.Before(k.Until) {
			return problem.New(problem.Conflict, "reply-promised", "lane", string(id), "date", k.ReplyBy.String())
		}
	}
	return nil
}

// ReplyToCorrection is the applicant's answer. Documents named in it must have been added and accepted. Where
// corrections pause the clock, the due date moves with it. The same reply again changes nothing.
func (c *Case) ReplyToCorrection(act Act, t Timetable, number int, text string, documents []string) error {
	if number < 1 || number > len(c.Corrections) {
		return problem.New(problem.NotFound, "no-such-correction", "number", fmt.Sprint(number))
	}
	correction := &c.Corrections[number-1]
	text, documents = characters.Trim(text), distinct(documents)
	if r := correction.Reply; r != nil {
		if r.Text == text && slices.Equal(r.Documents, documents) {
			return nil
		}
		return problem.New(problem.Conflict, "correction-replied", "number", fmt.Sprint(number))
	}
	if err := c.must(Assessing); err != nil {
		return err
	}
	if err := problem.Of(c.replyFaults(text, documents)); err != nil {
		return err
	}
	correction.Reply = &Reply{Text: text, Documents: documents, At: act.At}
	c.reckon(act, t)
	return nil
}

func (c *Case) replyFaults(text string, documents []string) []problem.Fault {
	var faults []problem.Fault
	if text == "" && len(documents) == 0 {
		faults = append(faults, problem.At("/text", "required"))
	}
	if characters.Longer(text, MostReason) {
		faults = append(faults, problem.At("/text", "too-long", "max", fmt.Sprint(MostReason)))
	}
	for i, id := range documents {
		document, err := c.Document(id)
		if err != nil || document.State != evidence.Accepted {
			faults = append(faults, problem.At(fmt.Sprintf("/documents/%d", i), "not-evidence"))
		}
	}
	return faults
}

// openCorrection reports whether the applicant has been asked for something and has not answered.
func (c *Case) openCorrection() bool {
	return slices.ContainsFunc(c.Corrections, func(k Correction) bool { return k.Reply == nil })
}
