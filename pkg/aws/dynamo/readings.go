package dynamo

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/record"
)

// readingRow is a reading as JSON.
type readingRow struct {
	Reading string `dynamodbav:"Reading"`
}

// readingPrefix begins the sort key of each reading; its time follows in a form that sorts.
const readingPrefix = "READ#"

// instant has a fixed width, so that places sort as text in the order of time.
const instant = "2006-01-02T15:04:05.000Z"

func readingPartition(id record.ID) string { return contract.ReadingRows + string(id) }

// readingsFrom is the place in the list of readings at that time.
func readingsFrom(at time.Time) string { return readingPrefix + at.UTC().Format(instant) }

// Note keeps a reading of a record. It takes no lock and waits for nobody. An equal reading that is kept already, so
// recent that it tells of this one too, is enough.
func (t *Table) Note(ctx context.Context, id record.ID, r record.Reading) error {
	r.At = r.At.UTC().Truncate(time.Millisecond)
	recent := span{partition: readingPartition(id), from: readingsFrom(r.At.Add(-record.Coalesced)), to: readingsFrom(r.At) + last}
	known := false
	err := t.each(ctx, recent, func(i item) error {
		before, err := readingOf(i)
		known = known || r.Same(before)
		return err
	})
	if err != nil || known {
		return wrap(err, "note a reading of", string(id))
	}
	raw, err := json.Marshal(r)
	if err != nil {
		return wrap(err, "note a reading of", string(id))
	}
	who := hashed(r.Actor.ID, r.Actor.Role, string(r.Action), r.Subject, strconv.FormatBool(r.Refused))[:12]
	err = t.store(ctx, key{readingPartition(id), readingsFrom(r.At) + "#" + who}, readingRow{string(raw)}, always)
	return wrap(err, "note a reading of", string(id))
}

func readingOf(i item) (record.Reading, error) {
	var r record.Reading
	err := json.Unmarshal([]byte(textOf(i, "Reading")), &r)
	r.Place = textOf(i, contract.SortKey)
	return r, wrap(err, "read", "a reading")
}

// Readings returns a page of the readings of a record; more says that others follow. A place that it did not give is
// Invalid.
func (t *Table) Readings(ctx context.Context, id record.ID, page record.Page) (readings []record.Reading, more bool, err error) {
	if page.After != "" && !strings.HasPrefix(page.After, readingPrefix) {
		return nil, false, badCursor()
	}
	s := prefixed(readingPartition(id), readingPrefix)
	s.latest = page.Latest
	rows, more, err := t.rowsAfter(ctx, s, page.After, page.Limit)
	for _, i := range rows {
		r, err := readingOf(i)
		if err != nil {
			return nil, false, err
		}
		readings = append(readings, r)
	}
	return readings, more, err
}
