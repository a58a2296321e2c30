package dynamo

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"time"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/usecase/casework"
)

// dutyRecord is what a list of the Service's duties shows of a row that waits, whichever row it is. It names no person.
type dutyRecord struct {
	Lane programme.LaneID `dynamodbav:"Lane,omitempty"`
	At   time.Time        `dynamodbav:"At"`
	Work workRecord       `dynamodbav:"Work"`
}

// dutyKey is where a row that waits for the Service stands in the work index.
type dutyKey struct {
	due calendar.Date
	id  application.ID
	row sortKey // within the case
}

func dutyPartition(d casework.Duty, w week) string { return "DUTY#" + string(d) + "#" + string(w) }

func (k dutyKey) sort() string { return k.due.String() + "#" + string(k.id) + "#" + k.row.sort() }

// awaits puts the row that was added last on the list of a duty, at the case's due date. Once it waits no more the row is
// written without these attributes, and so leaves the list.
func (e *encoder) awaits(c *application.Case, duty casework.Duty) {
	if c.Submission != nil {
		e.awaitsBy(c, duty, c.Submission.Due.Date, c.Submission.Due.WorkingDays)
	}
}

// awaitsBy is awaits for what has a term of its own.
func (e *encoder) awaitsBy(c *application.Case, duty casework.Duty, due calendar.Date, dueDay int) {
	if e.err != nil || c.Submission == nil {
		return
	}
	record := workRecordOf(c)
	record.Due, record.DueDay = due, dueDay
	work, err := marshal(struct{ Work *workRecord }{record})
	if err != nil {
		e.err = err
		return
	}
	last := e.rows[len(e.rows)-1]
	at := dutyKey{due, c.ID, last.key}
	maps.Copy(last.plain, work)
	last.plain[contract.WorkPartitionKey], last.plain[contract.WorkSortKey] = text(dutyPartition(duty, weekOf(at.due))), text(at.sort())
}

// Awaiting returns up to limit of what waits for a duty of the Service in the order of due dates, and the cursor for the
// next ones; "" when there are no more. A cursor that Awaiting did not give is Invalid.
func (s *Store) Awaiting(ctx context.Context, duty casework.Duty, cursor string, limit int) ([]casework.Awaiting, string, error) {
	from, err := readPlace(cursor, inDutyList)
	if err != nil {
		return nil, "", err
	}
	var last dutyKey
	items, more, err := pageByWeek(ctx, s, listPartition(duty), max(limit, 1), from, func(w week, start string, limit int) ([]casework.Awaiting, bool, error) {
		q := s.indexed(dutyPartition(duty, w))
		if start != "" {
			at, err := parseDutySort(start)
			if err != nil {
				return nil, false, err
			}
			// Rebuilt, since the row may have left the list.
			q.ExclusiveStartKey = merge(keyed(casePartition(at.id), at.row),
				item{contract.WorkPartitionKey: text(dutyPartition(duty, w)), contract.WorkSortKey: text(start)})
		}
		return upTo(ctx, s, q, limit, func(i item) (casework.Awaiting, error) {
			one, at, err := awaitingOf(duty, i)
			last = at
			return one, err
		})
	})
	if err != nil || !more || len(items) == 0 {
		return items, "", err
	}
	return items, place{weekOf(last.due), last.sort()}.cursor(), nil
}

func awaitingOf(duty casework.Duty, i item) (casework.Awaiting, dutyKey, error) {
	at, err := parseDutySort(textOf(i, contract.WorkSortKey))
	if err != nil {
		return casework.Awaiting{}, at, err
	}
	var r dutyRecord
	if err := unmarshal(i, &r); err != nil {
		return casework.Awaiting{}, at, wrap(err, "read what waits of", string(at.id))
	}
	one := casework.Awaiting{Duty: duty, Case: at.id, Lane: r.Lane, Field: r.Work.Field, Since: r.At, Due: at.due, DueDay: r.Work.DueDay,
		SubmittedOn: r.Work.SubmittedOn, SubmittedAt: r.Work.SubmittedAt}
	if number, ok := at.row.(objectionRow); ok {
		one.Number = int(number)
	}
	return one, at, nil
}

// parseDutySort reads the sort key of a duty's list back.
func parseDutySort(place string) (dutyKey, error) {
	parts := strings.SplitN(place, "#", 3)
	if len(parts) != 3 || parts[1] == "" {
		return dutyKey{}, fmt.Errorf("%q is no place in a list of duties", place)
	}
	due, err := calendar.ParseDate(parts[0])
	if err != nil {
		return dutyKey{}, err
	}
	row, err := parseSort(parts[2])
	return dutyKey{due: due, id: application.ID(parts[1]), row: row}, err
}

func inDutyList(after string) error {
	_, err := parseDutySort(after)
	return err
}
