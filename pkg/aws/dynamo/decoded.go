package dynamo

import (
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
)

func idOf(key laneRow) programme.LaneID { return programme.LaneID(key) }

func submissionOf(r submissionRecord) *application.Submission {
	s := &application.Submission{At: r.At, Date: r.Date, Due: r.Due.due(), FormHash: r.FormHash, Versions: application.Versions(r.Versions)}
	for _, one := range r.Documents {
		s.Content = append(s.Content, application.Sealed(one))
	}
	return s
}

func extensionOf(r extensionRecord, secret extensionSecret) *application.Extension {
	x := &application.Extension{Lane: r.Lane, WorkingDays: r.WorkingDays, Reason: secret.Reason, By: r.By, At: r.At}
	if a := r.Approval; a != nil {
		x.Approval = &application.Approval{Granted: a.Granted, Reason: secret.ApprovalReason, By: a.By, At: a.At}
	}
	return x
}

func objectionOf(number int, r objectionRecord, secret objectionSecret) application.Objection {
	o := application.Objection{Number: number, Lane: r.Lane, Authority: r.Authority, Reason: secret.Reason,
		LegalBasis: secret.LegalBasis, By: r.By, At: r.At, RuleBy: r.RuleBy, RuleDay: r.RuleDay}
	if x := r.Ruling; x != nil {
		o.Resolution = &application.Resolution{Ruling: x.Ruling, Reason: secret.RulingReason, By: x.By, At: x.At}
	}
	return o
}

func correctionOf(number int, r correctionRecord, secret correctionSecret) application.Correction {
	k := application.Correction{Number: number, Lane: r.Lane, Request: secret.Request, By: r.By, At: r.At,
		ReplyBy: r.ReplyBy, PausedFor: r.PausedFor}
	if y := r.Reply; y != nil {
		k.Reply = &application.Reply{Text: secret.Reply, Documents: y.Documents, At: y.At}
	}
	return k
}
