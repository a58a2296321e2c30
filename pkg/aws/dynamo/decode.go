package dynamo

import (
	"cmp"
	"slices"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/points"
)

// decoder reads the rows of one case.
type decoder struct {
	partition casePartition
	key       Key
	c         application.Case
	order     map[string]int // of the lanes
}

func decode(id application.ID, rows []stored, key Key) (application.Case, error) {
	d := decoder{partition: casePartition(id), key: key, order: map[string]int{}}
	d.c.ID = id
	for _, r := range rows {
		if err := d.take(r); err != nil {
			return application.Case{}, err
		}
	}
	slices.SortFunc(d.c.Lanes, func(a, b application.Lane) int {
		return cmp.Compare(d.order[string(a.ID)], d.order[string(b.ID)])
	})
	return d.c, nil
}

// take reads one row. Rows of a kind that this version does not know are passed over: a newer version may have written them
// while both are deployed.
func (d *decoder) take(r stored) error {
	switch key := r.key.(type) {
	case plainSort:
		return d.part(key, r.item)
	case documentRow:
		record, secret, err := open[documentRecord, documentSecret](d.partition, key, r.item, d.key)
		d.c.Documents = append(d.c.Documents, documentOf(string(key), record, secret))
		return err
	case laneRow:
		record, secret, err := open[laneRecord, laneSecret](d.partition, key, r.item, d.key)
		lane := record.lane(idOf(key), secret)
		d.c.Lanes, d.order[string(key)] = append(d.c.Lanes, lane), record.Order
		return err
	case objectionRow:
		record, secret, err := open[objectionRecord, objectionSecret](d.partition, key, r.item, d.key)
		d.c.Objections = append(d.c.Objections, objectionOf(int(key), record, secret))
		return err
	case correctionRow:
		record, secret, err := open[correctionRecord, correctionSecret](d.partition, key, r.item, d.key)
		d.c.Corrections = append(d.c.Corrections, correctionOf(int(key), record, secret))
		return err
	}
	return nil
}

// part reads a row of which a case has one at most.
func (d *decoder) part(key plainSort, i item) error {
	switch key {
	case metaRow:
		r, _, err := open[metaRecord, struct{}](d.partition, key, i, d.key)
		d.c.Person, d.c.Applicant, d.c.Language, d.c.State = r.Person, r.Applicant, r.Language, r.State
		d.c.CreatedAt, d.c.ClosedAt, d.c.Request = r.CreatedAt, given(r.ClosedAt), r.Request
		d.c.ReservedNumber, d.c.ReservedIndex = r.ReservedNumber, r.ReservedIndex
		d.c.ServiceReminders = remindersOf(r.Reminders)
		return err
	case formRow:
		r, form, err := open[formRecord, application.Form](d.partition, key, i, d.key)
		d.c.Form, d.c.FormVersion = form, r.Version
		return err
	case submissionRow:
		r, _, err := open[submissionRecord, struct{}](d.partition, key, i, d.key)
		d.c.Submission = submissionOf(r)
		return err
	case extensionRow:
		r, secret, err := open[extensionRecord, extensionSecret](d.partition, key, i, d.key)
		d.c.Extension = extensionOf(r, secret)
		return err
	}
	return d.end(key, i)
}

// end reads how the case was decided and what was issued.
func (d *decoder) end(key plainSort, i item) error {
	switch key {
	case proposalRow:
		r, explanation, err := open[proposalRecord, points.Explanation](d.partition, key, i, d.key)
		d.c.Proposal = &application.Proposal{Explanation: explanation, At: r.At}
		return err
	case decisionRow:
		r, _, err := open[decisionRecord, struct{}](d.partition, key, i, d.key)
		decision := application.Decision(r)
		d.c.Decision = &decision
		return err
	case certificateRow:
		r, secret, err := open[certificateRecord, certificateSecret](d.partition, key, i, d.key)
		d.c.Certificate = &application.Certificate{Number: r.Number, Object: r.Object, SHA256: r.SHA256, Credential: secret.Credential,
			IssuedOn: r.IssuedOn, ValidUntil: r.ValidUntil, At: r.At}
		return err
	case statementRow:
		r, _, err := open[statementRecord, struct{}](d.partition, key, i, d.key)
		statement := application.Statement(r)
		d.c.Statement = &statement
		return err
	}
	return nil
}
