package dynamo

import (
	"context"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/problem"
)

// CertificateState says how far a certificate number is.
type CertificateState string

// The states of a number.
const (
	NumberReserved CertificateState = "reserved" // given to a case; nothing is issued yet
	NumberIssued   CertificateState = "issued"
)

// CertificateRow holds what is public of a certificate, and where the signed document lies. It names no person.
type CertificateRow struct {
	Number     string           `dynamodbav:"Number"`
	Case       application.ID   `dynamodbav:"Case"`
	State      CertificateState `dynamodbav:"State"`
	Field      string           `dynamodbav:"Field"`
	IssuedOn   calendar.Date    `dynamodbav:"IssuedOn"`
	ValidUntil calendar.Date    `dynamodbav:"ValidUntil"`
	Object     string           `dynamodbav:"Object"`
	SHA256     string           `dynamodbav:"SHA256"`
	Index      int              `dynamodbav:"Index"` // in the status list
}

// certificate reserves the number, or says that it is issued. A number that another case has is Conflict "number-taken".
func (t *transaction) certificate(c *application.Case) error {
	row := CertificateRow{Number: c.ReservedNumber, Case: c.ID, State: NumberReserved, Field: c.Form.Expertise.Field, Index: c.ReservedIndex}
	if k := c.Certificate; k != nil {
		row.Number, row.State = k.Number, NumberIssued
		row.IssuedOn, row.ValidUntil, row.Object, row.SHA256 = k.IssuedOn, k.ValidUntil, k.Object, k.SHA256
	}
	record, err := marshal(row)
	if err != nil {
		return err
	}
	t.put(merge(keyed(certificatePartition(row.Number), factsRow), record),
		absentOrOf(string(c.ID), problem.New(problem.Conflict, "number-taken")))
	return nil
}

// Certificate returns the public facts of a number, and NotFound for one that was never given.
func (s *Store) Certificate(ctx context.Context, number string) (CertificateRow, error) {
	var row CertificateRow
	if number == "" {
		return row, notFound()
	}
	i, err := s.get(ctx, certificatePartition(number), factsRow)
	if err != nil {
		return row, err
	}
	if i == nil {
		return row, notFound()
	}
	return row, wrap(unmarshal(i, &row), "read certificate", number)
}
