package dynamo

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
)

// List returns up to limit lines of a list in their order, and the cursor for the next ones; "" when there are no more.
// A cursor that List did not give is Invalid.
func (t *Table) List(ctx context.Context, q record.Query) ([]record.Line, string, error) {
	s := span{partition: listPartition(q.List), from: q.From, to: q.To, latest: q.Latest}
	if s.from != "" || s.to != "" {
		s.from, s.to = cmp.Or(s.from, "\x00"), s.to+last
	}
	rows, next, err := t.page(ctx, s, q.Cursor, q.Limit)
	if err != nil {
		return nil, "", err
	}
	lines := make([]record.Line, 0, len(rows))
	for _, i := range rows {
		line, err := lineOf(i)
		if err != nil {
			return nil, "", err
		}
		lines = append(lines, line)
	}
	return lines, next, nil
}

func lineOf(i item) (record.Line, error) {
	var r projectedRow
	if err := read(i, &r); err != nil {
		return record.Line{}, err
	}
	sort := textOf(i, contract.SortKey)
	at, part, _ := strings.Cut(sort, "#"+string(r.Record)+"#")
	return record.Line{Place: sort, At: at, Record: r.Record, Part: part, Shows: json.RawMessage(r.Shows)}, nil
}

// page reads one page of a span, beginning behind a cursor.
func (t *Table) page(ctx context.Context, s span, cursor string, limit int) ([]item, string, error) {
	after, err := readCursor(cursor)
	if err != nil {
		return nil, "", err
	}
	rows, more, err := t.rowsAfter(ctx, s, after, limit)
	if err != nil || !more {
		return rows, "", err
	}
	return rows, cursorAt(textOf(rows[len(rows)-1], contract.SortKey)), nil
}

// rowsAfter reads up to limit rows of a span behind a sort key, which need not be there any more. It asks for one more:
// that tells whether others follow.
func (t *Table) rowsAfter(ctx context.Context, s span, after string, limit int) (rows []item, more bool, err error) {
	limit = max(limit, 1)
	s.limit = limit + 1
	q := s.input(t.Table)
	switch outside := s.from != "" && (after < s.from || after > s.to); {
	case len(after) > longestKey || !utf8.ValidString(after):
		return nil, false, badCursor()
	case after != "" && outside && (after < s.from) == s.latest:
		return nil, false, nil
	case after != "" && !outside: // DynamoDB begins inside of the span only
		q.ExclusiveStartKey = key{s.partition, after}.item()
	}
	page, err := t.Client.Query(ctx, q)
	if err != nil {
		return nil, false, fault("query "+s.partition, err)
	}
	return page.Items[:min(limit, len(page.Items))], len(page.Items) > limit, nil
}

// cursorAt points behind the row of that sort key.
func cursorAt(sort string) string { return base64.RawURLEncoding.EncodeToString([]byte(sort)) }

func readCursor(cursor string) (string, error) {
	sort, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || cursor != "" && !strings.Contains(string(sort), "#") {
		return "", badCursor()
	}
	return string(sort), nil
}

// longestKey is how many bytes DynamoDB takes for a sort key.
const longestKey = 1024

func badCursor() error { return problem.Of([]problem.Fault{problem.At("query:cursor", "bad-value")}) }
