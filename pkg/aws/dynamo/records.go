package dynamo

import (
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/points"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/locale"
)

// The records of a case's rows. They are apart from the domain's types, so that a stored shape changes only on purpose: a
// renamed domain field does not compile in the conversions, and the attribute keeps its name. Words are stored as words.

type metaRecord struct {
	Person         application.PersonID `dynamodbav:"Person"`
	Applicant      string               `dynamodbav:"Applicant"`
	Language       locale.Language      `dynamodbav:"Language"`
	State          application.State    `dynamodbav:"State"`
	CreatedAt      time.Time            `dynamodbav:"CreatedAt"`
	Request        string               `dynamodbav:"Request,omitempty"`
	ClosedAt       *time.Time           `dynamodbav:"ClosedAt,omitempty"`
	ReservedNumber string               `dynamodbav:"ReservedNumber,omitempty"`
	ReservedIndex  int                  `dynamodbav:"ReservedIndex,omitempty"`
	Reminders      []reminderRecord     `dynamodbav:"Reminders,omitempty"` // of the Service itself
}

type formRecord struct {
	Version int `dynamodbav:"Version"`
}

type submissionRecord struct {
	At        time.Time       `dynamodbav:"At"`
	Date      calendar.Date   `dynamodbav:"Date"`
	Due       dueRecord       `dynamodbav:"Due"`
	FormHash  string          `dynamodbav:"FormHash"`
	Documents []contentRecord `dynamodbav:"Documents,omitempty"`
	Versions  versionsRecord  `dynamodbav:"Versions"`
}

type contentRecord struct {
	Document string `dynamodbav:"Document"`
	SHA256   string `dynamodbav:"SHA256"`
}

type versionsRecord struct {
	Programme string `dynamodbav:"Programme"`
	Hash      string `dynamodbav:"Hash"`
	Calendar  string `dynamodbav:"Calendar"`
}

type dueRecord struct {
	From        calendar.Date     `dynamodbav:"From"`
	Date        calendar.Date     `dynamodbav:"Date"`
	WorkingDays int               `dynamodbav:"WorkingDays"`
	Rule        calendar.FirstDay `dynamodbav:"Rule"`
	Skipped     []skippedRecord   `dynamodbav:"Skipped,omitempty"`
	Provisional bool              `dynamodbav:"Provisional,omitempty"`
}

type skippedRecord struct {
	Date   calendar.Date   `dynamodbav:"Date"`
	Reason calendar.Reason `dynamodbav:"Reason"`
	Names  locale.Texts    `dynamodbav:"Names,omitempty"`
	Act    locale.Texts    `dynamodbav:"Act,omitempty"`
}

type extensionRecord struct {
	Lane        programme.LaneID `dynamodbav:"Lane"`
	WorkingDays int              `dynamodbav:"WorkingDays"`
	By          string           `dynamodbav:"By"`
	At          time.Time        `dynamodbav:"At"`
	Approval    *approvalRecord  `dynamodbav:"Approval,omitempty"`
}

type approvalRecord struct {
	Granted bool      `dynamodbav:"Granted"`
	By      string    `dynamodbav:"By"`
	At      time.Time `dynamodbav:"At"`
}

type extensionSecret struct {
	Reason         string `json:"reason,omitempty"`
	ApprovalReason string `json:"approval_reason,omitempty"`
}

type objectionRecord struct {
	Lane      programme.LaneID      `dynamodbav:"Lane"`
	Authority programme.AuthorityID `dynamodbav:"Authority"`
	By        string                `dynamodbav:"By"`
	At        time.Time             `dynamodbav:"At"`
	RuleBy    calendar.Date         `dynamodbav:"RuleBy"`
	RuleDay   int                   `dynamodbav:"RuleDay"`
	Ruling    *rulingRecord         `dynamodbav:"Ruling,omitempty"`
}

type rulingRecord struct {
	Ruling application.Ruling `dynamodbav:"Ruling"`
	By     string             `dynamodbav:"By"`
	At     time.Time          `dynamodbav:"At"`
}

type objectionSecret struct {
	Reason       string `json:"reason,omitempty"`
	LegalBasis   string `json:"legal_basis,omitempty"`
	RulingReason string `json:"ruling_reason,omitempty"`
}

type correctionRecord struct {
	Lane      programme.LaneID `dynamodbav:"Lane"`
	By        string           `dynamodbav:"By"`
	At        time.Time        `dynamodbav:"At"`
	ReplyBy   calendar.Date    `dynamodbav:"ReplyBy"`
	Reply     *replyRecord     `dynamodbav:"Reply,omitempty"`
	PausedFor int              `dynamodbav:"PausedFor,omitempty"`
}

type replyRecord struct {
	Documents []string  `dynamodbav:"Documents,omitempty"`
	At        time.Time `dynamodbav:"At"`
}

type correctionSecret struct {
	Request string `json:"request,omitempty"`
	Reply   string `json:"reply,omitempty"`
}

type proposalRecord struct {
	At time.Time `dynamodbav:"At"`
}

type decisionRecord struct {
	Outcome points.Outcome   `dynamodbav:"Outcome"`
	Total   programme.Points `dynamodbav:"Total"`
	By      string           `dynamodbav:"By"`
	At      time.Time        `dynamodbav:"At"`
}

type certificateRecord struct {
	Number     string        `dynamodbav:"Number"`
	Object     string        `dynamodbav:"Object"`
	SHA256     string        `dynamodbav:"SHA256"`
	IssuedOn   calendar.Date `dynamodbav:"IssuedOn"`
	ValidUntil calendar.Date `dynamodbav:"ValidUntil"`
	At         time.Time     `dynamodbav:"At"`
}

type certificateSecret struct {
	Credential string `json:"credential,omitempty"`
}

type statementRecord struct {
	Object string    `dynamodbav:"Object"`
	SHA256 string    `dynamodbav:"SHA256"`
	At     time.Time `dynamodbav:"At"`
}

type keyRecord struct {
	Wrapped []byte `dynamodbav:"Wrapped"`
}

// optional and given store a moment that may not have come yet.
func optional(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

func given(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return *t
}
