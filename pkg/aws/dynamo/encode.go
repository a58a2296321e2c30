package dynamo

import (
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/usecase/casework"
)

// encoder writes a case into rows and keeps the first error.
type encoder struct {
	rows []row
	err  error
}

func (e *encoder) add(key sortKey, record, secret any) {
	if e.err != nil {
		return
	}
	r, err := newRow(key, record, secret)
	e.rows, e.err = append(e.rows, r), err
}

// encode returns every row of the case but the key.
func encode(c *application.Case) ([]row, error) {
	var e encoder
	e.add(metaRow, metaRecord{Person: c.Person, Applicant: c.Applicant, Language: c.Language, State: c.State, CreatedAt: c.CreatedAt,
		Request: c.Request, ClosedAt: optional(c.ClosedAt), ReservedNumber: c.ReservedNumber,
		ReservedIndex: c.ReservedIndex, Reminders: reminderRecords(c.ServiceReminders)}, nil)
	e.add(formRow, formRecord{Version: c.FormVersion}, c.Form)
	for _, d := range c.Documents {
		e.document(d)
	}
	for i := range c.Lanes {
		e.lane(c, i)
	}
	for _, o := range c.Objections {
		e.objection(c, o)
	}
	for _, k := range c.Corrections {
		e.correction(k)
	}
	e.clock(c)
	e.end(c)
	return e.rows, e.err
}

// clock adds what the case's time is reckoned by.
func (e *encoder) clock(c *application.Case) {
	if s := c.Submission; s != nil {
		r := submissionRecord{At: s.At, Date: s.Date, Due: dueRecordOf(s.Due), FormHash: s.FormHash, Versions: versionsRecord(s.Versions)}
		for _, one := range s.Content {
			r.Documents = append(r.Documents, contentRecord(one))
		}
		e.add(submissionRow, r, nil)
	}
	if x := c.Extension; x != nil {
		r := extensionRecord{Lane: x.Lane, WorkingDays: x.WorkingDays, By: x.By, At: x.At}
		secret := extensionSecret{Reason: x.Reason}
		if a := x.Approval; a != nil {
			r.Approval = &approvalRecord{Granted: a.Granted, By: a.By, At: a.At}
			secret.ApprovalReason = a.Reason
		}
		e.add(extensionRow, r, secret)
		if c.AwaitsApproval() {
			e.awaits(c, casework.ExtensionDuty)
		}
	}
}

// end adds how the case was decided and what was issued.
func (e *encoder) end(c *application.Case) {
	if p := c.Proposal; p != nil {
		e.add(proposalRow, proposalRecord{At: p.At}, p.Explanation)
		if c.AwaitsConfirmation() {
			e.awaits(c, casework.ConfirmationDuty)
		}
	}
	if d := c.Decision; d != nil {
		e.add(decisionRow, decisionRecord(*d), nil)
	}
	if k := c.Certificate; k != nil {
		e.add(certificateRow, certificateRecord{Number: k.Number, Object: k.Object, SHA256: k.SHA256, IssuedOn: k.IssuedOn,
			ValidUntil: k.ValidUntil, At: k.At}, certificateSecret{Credential: k.Credential})
	}
	if s := c.Statement; s != nil {
		e.add(statementRow, statementRecord(*s), nil)
	}
}

func (e *encoder) objection(c *application.Case, o application.Objection) {
	r := objectionRecord{Lane: o.Lane, Authority: o.Authority, By: o.By, At: o.At, RuleBy: o.RuleBy, RuleDay: o.RuleDay}
	secret := objectionSecret{Reason: o.Reason, LegalBasis: o.LegalBasis}
	if x := o.Resolution; x != nil {
		r.Ruling = &rulingRecord{Ruling: x.Ruling, By: x.By, At: x.At}
		secret.RulingReason = x.Reason
	}
	e.add(objectionRow(o.Number), r, secret)
	if c.AwaitsRuling(o) {
		e.awaitsBy(c, casework.ObjectionDuty, o.RuleBy, o.RuleDay)
	}
}

func (e *encoder) correction(k application.Correction) {
	r := correctionRecord{Lane: k.Lane, By: k.By, At: k.At, ReplyBy: k.ReplyBy, PausedFor: k.PausedFor}
	secret := correctionSecret{Request: k.Request}
	if y := k.Reply; y != nil {
		r.Reply = &replyRecord{Documents: y.Documents, At: y.At}
		secret.Reply = y.Text
	}
	e.add(correctionRow(k.Number), r, secret)
}

func dueRecordOf(d calendar.Due) dueRecord {
	r := dueRecord{From: d.From, Date: d.Date, WorkingDays: d.WorkingDays, Rule: d.Rule, Provisional: d.Provisional}
	for _, s := range d.Skipped {
		r.Skipped = append(r.Skipped, skippedRecord(s))
	}
	return r
}

func (r dueRecord) due() calendar.Due {
	d := calendar.Due{From: r.From, Date: r.Date, WorkingDays: r.WorkingDays, Rule: r.Rule, Provisional: r.Provisional}
	for _, s := range r.Skipped {
		d.Skipped = append(d.Skipped, calendar.Skipped(s))
	}
	return d
}
